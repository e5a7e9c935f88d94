/**
 * The last time of day that came from a server, and how long ago by a clock nobody can set: with them a visit's time has
 * bounds even if the phone's clock is wrong (design.md §3 "Times"). The count outlives the page: the next one takes it up
 * where this one left it, and says that nobody counted in between.
 */
import { signal } from '@preact/signals'
import { CLOCK_TOLERANCE_MS } from '../../checkpoints/occurrence.ts'
import type { Instant } from '../../checkpoints/time.ts'
import type { VisitClaims } from '../../checkpoints/visit.ts'
import { monotonicNow, wallNow } from '../device/clock.ts'
import { onNews, type ServerTime } from '../request.ts'

type Contact = {
  readonly at: Instant
  /** By the phone's wall clock at that moment. */
  readonly wallAt: Instant
  /** Counted by the time this page began to count, at `monotonicAt` by its clock. */
  readonly countedMs: number
  readonly monotonicAt: number
  /** Whether this page has counted from the beginning. */
  readonly whole: boolean
}

const KEPT_AS = 'last-server-time'
let contact = keptContact()

/**
 * Takes note of a server's time. An answer that was under way for longer than another proves less and is passed over. One that
 * lies further back is the word of a server whose clock has been put right.
 */
export function noteServerTime({ at, wallAt, monotonicAt }: Omit<ServerTime, 'kind'>): void {
  const heard: Contact = { at, wallAt, countedMs: 0, monotonicAt, whole: true }
  const lessMs = contact ? provenNow(contact) - provenNow(heard) : 0
  if (lessMs > 0 && lessMs <= CLOCK_TOLERANCE_MS) return
  contact = heard
  write(contact)
  refresh()
}

/** As a visit states it. Take it at the scan, not when the form is filed. */
export function lastServerTime(): VisitClaims['lastServerTime'] {
  if (!contact) return null
  const { at, wallAt, whole } = contact
  return { at, elapsedMs: countedMs(contact), wallAt, whole }
}

/**
 * The likely time now, for what the page shows and which round it proposes. A visit never states it: it states what the
 * phone's own clock says and what the server said, and the server makes of it what it can.
 */
export function estimatedNow(): Instant {
  if (!contact) return wallNow()
  return Math.max(provenNow(contact), wallNow() - (contact.wallAt - contact.at))
}

/** {@link estimatedNow}, brought up to date every quarter of a minute and whenever the page is looked at again. */
export const now = signal<Instant>(estimatedNow())

/** How far the phone's clock is ahead of the server's, or behind if less than 0; 0 also within {@link CLOCK_TOLERANCE_MS}. */
export const clockErrorMs = signal(clockError())

function refresh(): void {
  now.value = estimatedNow()
  clockErrorMs.value = clockError()
}

/** What has been counted is kept each time: a page that is killed loses a quarter of a minute of it. */
function tick(): void {
  refresh()
  const kept = keptContact()
  // Another tab may have heard the server since, or counted for longer: it is not set back.
  if (contact && !(kept && kept.at >= contact.at && provenNow(kept) > provenNow(contact))) write(contact)
}
setInterval(tick, 15_000)
document.addEventListener('visibilitychange', tick)
addEventListener('pagehide', tick)

onNews((news) => {
  if (news.kind === 'server-time') noteServerTime(news)
})

function clockError(): number {
  const errorMs = wallNow() - estimatedNow()
  return Math.abs(errorMs) > CLOCK_TOLERANCE_MS ? errorMs : 0
}

function provenNow(contact: Contact): Instant {
  return contact.at + countedMs(contact)
}

/** Whole milliseconds, and rather one too few: what is claimed must have passed. */
function countedMs({ countedMs, monotonicAt }: Contact): number {
  return countedMs + Math.max(0, Math.floor(monotonicNow() - monotonicAt))
}

function write(contact: Contact): void {
  const { at, wallAt } = contact
  localStorage.setItem(KEPT_AS, JSON.stringify({ at, wallAt, countedMs: countedMs(contact) }))
}

function keptContact(): Contact | undefined {
  try {
    // The app before this one kept no count.
    const { at, wallAt, countedMs = 0 } = JSON.parse(localStorage.getItem(KEPT_AS) ?? 'null') ?? {}
    if (![at, wallAt, countedMs].every((kept) => Number.isSafeInteger(kept) && kept >= 0)) return undefined
    return { at, wallAt, countedMs, monotonicAt: monotonicNow(), whole: false }
  } catch {
    return undefined
  }
}
