/**
 * This browser as a display (design.md §3 "Display"): it signs a fresh code every half minute with a key of its own, and needs
 * the server for nothing but being told that it was revoked, and what time it is. Brings the signature library.
 */
import { signal } from '@preact/signals'
import { WINDOW_MS, windowAt } from '../../checkpoints/display-code.ts'
import { signStatement } from '../../checkpoints/display-statement.ts'
import { displayUrl, issueDisplayTag } from '../../checkpoints/display-tag.ts'
import { type Instant, MINUTE_MS } from '../../checkpoints/time.ts'
import type { DisplayState } from '../../checkpoints/wire/display.ts'
import { monotonicNow, wallNow } from '../device/clock.ts'
import { canSign, createDeviceKey } from '../device/device-key.ts'
import { deviceLabel } from '../device/device-label.ts'
import { askToPersist } from '../device/storage.ts'
import { type KeptDisplay, keepDisplay, keptDisplay } from '../local/displays.ts'
import type { Reply } from '../request.ts'
import * as server from '../server.ts'
import { clockHeard, clockKept, type DisplayClock, hasSlept, type Reading } from './display-clock.ts'

/**
 * - no-store: this browser keeps no key, so it cannot be a display
 * - forgotten: it was paired once, and the server no longer knows it
 * - clock-lost: its clock went back while there was no network; its codes would be of another time
 */
export type Standing = 'starting' | 'no-store' | 'unpaired' | 'forgotten' | 'revoked' | 'clock-lost' | 'showing'

export const standing = signal<Standing>('starting')
/** What it shows besides its code; undefined until it is paired. */
export const shown = signal<DisplayState | undefined>(undefined)
/** The code of this half minute. */
export const code = signal<{ readonly url: string; readonly window: number } | undefined>(undefined)
/** The time, to {@link STEP_MS}: a screen of electronic paper need not be drawn anew more often. */
export const now = signal<Instant>(0)
/** How far the tablet's own clock is ahead, or behind if less than 0; 0: near enough. The codes are right all the same. */
export const clockErrorMs = signal(0)

/** Half a minute is six of them. */
export const STEP_MS = 5_000
const ASK_EVERY_MS = 5 * MINUTE_MS

let kept: KeptDisplay | undefined
let clock: DisplayClock | undefined
let lastReading: Reading = reading()

/** Shows codes for as long as the screen is there. @returns what ends it */
export function runDisplay(): () => void {
  let ended = false
  let timer: ReturnType<typeof setTimeout> | undefined
  async function step(): Promise<void> {
    clearTimeout(timer)
    await draw()
    const left = STEP_MS - (clock ? clock.now(reading()) % STEP_MS : 0)
    if (!ended) timer = setTimeout(() => void step(), left)
  }
  const onReturn = () => {
    if (document.visibilityState !== 'visible') return
    if (hasSlept(lastReading, reading())) takeKeptClock()
    void step()
    void askState()
  }
  const onNetwork = () => void askState().then(step)
  void start().then(() => {
    void step()
    void askState().then(step)
  })
  const asking = setInterval(onNetwork, ASK_EVERY_MS)
  document.addEventListener('visibilitychange', onReturn)
  addEventListener('online', onNetwork)
  return () => {
    ended = true
    clearTimeout(timer)
    clearInterval(asking)
    document.removeEventListener('visibilitychange', onReturn)
    removeEventListener('online', onNetwork)
  }
}

/** Pairs this browser with the spot that the code was made for. A lost answer costs nothing: the same key is sent again. */
export async function pairHere(typed: string): Promise<Reply<DisplayState>> {
  const isNew = kept?.state !== null
  const made = isNew ? await makeKey() : kept
  if (!made) {
    standing.value = 'no-store'
    return { ok: false, offline: true }
  }
  kept = made
  const reply = await server.pairDisplay({ code: typed, publicKey: made.publicJwk, label: deviceLabel() })
  if (reply.ok) {
    await hear(reply.value)
    // A browser short of room would clear its key.
    void askToPersist()
  }
  await draw()
  return reply
}

async function start(): Promise<void> {
  kept ??= await keptDisplay().catch(() => undefined)
  if (!kept?.state) {
    standing.value = 'unpaired'
    return
  }
  shown.value = kept.state
  // The screen may come and go within one page, which has counted all the while.
  if (!clock) takeKeptClock()
}

/** As nobody has counted since: the tablet's clock, less what it was wrong by. */
function takeKeptClock(): void {
  if (kept?.heard) clock = clockKept(kept.heard, reading())
}

/** Asks how it stands, and what time it is. Without a network everything stays as it is. */
async function askState(): Promise<void> {
  const reply = await askOnce()
  if (!reply || reply.ok || reply.offline) return
  const { code, now } = reply.problem
  if (code === 'display-clock-wrong' && now !== undefined) {
    clock = clockHeard(now, reading())
    await askOnce()
  }
  if (code === 'display-unknown') standing.value = 'forgotten'
}

async function askOnce(): Promise<Reply<DisplayState> | undefined> {
  if (!kept?.state || !clock) return undefined
  const read = reading()
  const statement = { display: kept.state.id, at: clock.now(read), wallAt: read.wallAt }
  const reply = await server.getDisplayState(await signStatement(statement, kept.privateKey))
  if (reply.ok) await hear(reply.value)
  return reply
}

async function hear(state: DisplayState): Promise<void> {
  const read = reading()
  clock = clockHeard(state.now, read)
  shown.value = state
  if (isForgotten()) standing.value = 'starting'
  if (!kept) return
  kept = { ...kept, state, heard: { at: state.now, wallAt: read.wallAt } }
  await keepDisplay(kept).catch((error: unknown) => console.warn('the display could not be kept', error))
}

/** Draws what there is to be shown now. */
async function draw(): Promise<void> {
  const read = reading()
  lastReading = read
  const drawn = kept
  if (!kept?.state || !clock || isForgotten()) {
    code.value = undefined
    return
  }
  now.value = clock.now(read)
  clockErrorMs.value = clock.errorMs(read)
  const isRevoked = kept.state.revokedAt !== null
  if (isRevoked || !clock.isSure) {
    code.value = undefined
    standing.value = isRevoked ? 'revoked' : 'clock-lost'
    return
  }
  const window = windowAt(now.value)
  if (code.value?.window !== window || standing.value !== 'showing') {
    const { number, checkpoint } = kept.state
    const digits = await issueDisplayTag({ number, checkpoint: checkpoint.id, window }, kept.privateKey)
    // While it was being signed the server may have said that it is revoked, or unknown.
    if (kept !== drawn || isForgotten()) return draw()
    code.value = { url: displayUrl(location.origin, digits), window }
  }
  standing.value = 'showing'
}

function isForgotten(): boolean {
  return standing.value === 'forgotten'
}

/** @returns undefined if this browser cannot keep a key that nobody can copy */
async function makeKey(): Promise<KeptDisplay | undefined> {
  try {
    const { privateKey, publicJwk } = await createDeviceKey()
    await keepDisplay({ privateKey, publicJwk, state: null, heard: null })
    const back = await keptDisplay()
    return back && (await canSign(back.privateKey)) ? back : undefined
  } catch (error) {
    console.warn('this browser does not keep such a key', error)
    return undefined
  }
}

function reading(): Reading {
  return { wallAt: wallNow(), monotonicAt: monotonicNow() }
}

/** How much of the half minute is over, in steps. */
export function stepsGone(at: Instant): number {
  return Math.floor((at % WINDOW_MS) / STEP_MS)
}
