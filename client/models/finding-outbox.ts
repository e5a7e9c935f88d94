/**
 * What people do about findings, on its way to the server. The deeds of one finding go up in the order in which they were done
 * here, an emergency before everything else; none leaves the phone without a receipt.
 */
import { computed, signal } from '@preact/signals'
import type { Uuid } from '../../checkpoints/ids.ts'
import { wallNow } from '../device/clock.ts'
import { dropArrived, keptEvents, markEvent, type SaidEvent } from '../local/finding-events.ts'
import { dropUnusedPhotos } from '../local/photos.ts'
import * as server from '../server.ts'
import { refreshPacks } from './pack.ts'
import { isFinal, mayBeSentFor, sendingLoop, sendPhotos } from './sending-loop.ts'
import { me } from './session.ts'

/** Everybody's on this phone, in the order in which it was said. */
export const saidEvents = signal<readonly SaidEvent[]>([])

export const mySaid = computed(() => saidEvents.value.filter(({ person }) => person === me.value?.person.id))
export const waitingDeeds = computed(() => mySaid.value.filter(({ state }) => state === 'saved').length)
export const refusedDeeds = computed(() => mySaid.value.filter(({ state }) => state === 'refused').length)
export const othersDeeds = computed(
  () => saidEvents.value.filter(({ person, state }) => person !== me.value?.person.id && state === 'saved').length,
)

/** The deed that is going up now. */
export const sendingDeed = signal<Uuid | undefined>(undefined)

const loop = sendingLoop('finding-events', sendAll)
export const sendDeeds = loop.send

/** Call once. */
export function startFindingOutbox(): void {
  void readSaid()
  loop.start()
}

export async function readSaid(): Promise<void> {
  saidEvents.value = await keptEvents()
}

/** Tries a refused deed once more: what was wrong may have been put right at the desk. */
export async function retryDeed(id: Uuid): Promise<void> {
  await markEvent(id, { state: 'saved' })
  await readSaid()
  await sendDeeds()
}

/** @returns how many are still to be sent */
async function sendAll(): Promise<number> {
  await dropArrived(Math.min(new Date(wallNow()).setHours(0, 0, 0, 0), wallNow() - 12 * 3_600_000))
  await readSaid()
  const people = await mayBeSentFor()
  const waiting = saidEvents.value.filter(({ state, person }) => state === 'saved' && people.has(person))
  const tried: Tried = { people: new Set(), findings: new Set(), left: waiting.length }
  let arrived = 0
  for (const said of emergenciesFirst(waiting)) {
    if (tried.people.has(said.person) || tried.findings.has(said.event.finding)) continue
    const outcome = await sendOne(said)
    await readSaid()
    if (outcome === 'offline') break
    if (outcome === 'signed-out') tried.people.add(said.person)
    // What comes after it would be judged without it.
    else if (outcome === 'later') tried.findings.add(said.event.finding)
    else tried.left--
    if (outcome === 'arrived') arrived++
  }
  if (tried.left < waiting.length) await dropUnusedPhotos()
  if (arrived > 0) void refreshPacks()
  return tried.left
}

type Tried = { readonly people: Set<Uuid>; readonly findings: Set<Uuid>; left: number }

function emergenciesFirst(waiting: readonly SaidEvent[]): SaidEvent[] {
  const rings = ({ event }: SaidEvent) => event.act.kind === 'report' && event.act.severity === 'emergency'
  return [...waiting.filter(rings), ...waiting.filter((said) => !rings(said))]
}

/** `later`: the server's own trouble, or it has not heard of the finding yet. */
async function sendOne(said: SaidEvent): Promise<'arrived' | 'refused' | 'later' | 'signed-out' | 'offline'> {
  const { id, person, event, jws } = said
  sendingDeed.value = id
  try {
    const reply =
      (await sendPhotos(person, said.photos)) ??
      (await server.putFindingEvent(id, jws === null ? { event } : { jws }, person))
    if (reply.ok) {
      // Only a receipt for this very deed counts.
      if (reply.value.id !== id || reply.value.finding !== event.finding) return 'later'
      await markEvent(id, { state: 'on-server', receipt: reply.value })
      return 'arrived'
    }
    if (reply.offline) return 'offline'
    const { problem } = reply
    if (problem.code === 'signed-out') return 'signed-out'
    if (!isFinal(problem) || (problem.code === 'finding-unknown' && isReportToCome(said))) return 'later'
    await markEvent(id, { state: 'refused', problem })
    return 'refused'
  } finally {
    sendingDeed.value = undefined
  }
}

/** Whether the report of its finding is in the queue as well: a colleague has to sign in before it goes up. */
function isReportToCome({ event: { finding } }: SaidEvent): boolean {
  return saidEvents.value.some(
    ({ state, event }) => state === 'saved' && event.finding === finding && event.act.kind === 'report',
  )
}
