/**
 * The last time of day that came from a server, and how long ago by a clock nobody can set: with them a visit's time has
 * bounds even if the phone's clock is wrong (design.md §3 "Times").
 */
import { signal } from '@preact/signals'
import type { Instant } from '../../checkpoints/time.ts'
import type { VisitClaims } from '../../checkpoints/visit.ts'
import { monotonicNow, wallNow } from '../device/clock.ts'
import { onNews } from '../server.ts'

type Contact = {
  readonly at: Instant
  /** By the phone's wall clock at that moment. */
  readonly wallAt: Instant
  /** By this page's monotonic clock; null after a reload, which loses count. */
  readonly monotonicAt: number | null
}

const KEPT_AS = 'last-server-time'
let contact = keptContact()

onNews((news) => {
  if (news.kind === 'server-time') noteServerTime(news.at)
})

/** Takes note of a server's time. A receipt sent again carries its first time: an older one proves less and is passed over. */
export function noteServerTime(at: Instant): void {
  if (contact && at < provenNow(contact)) return
  contact = { at, wallAt: wallNow(), monotonicAt: monotonicNow() }
  localStorage.setItem(KEPT_AS, JSON.stringify({ at: contact.at, wallAt: contact.wallAt }))
  now.value = estimatedNow()
}

/** As a visit states it. Take it at the scan, not when the form is filed. */
export function lastServerTime(): VisitClaims['lastServerTime'] {
  return contact ? { at: contact.at, elapsedMs: Math.round(provenNow(contact) - contact.at) } : null
}

/**
 * The likely time now, for what the page shows and which round it proposes. A visit never states it: it states what the
 * phone's own clock says and what the server said, and the server makes of it what it can.
 */
export function estimatedNow(): Instant {
  if (!contact) return wallNow()
  return Math.max(Math.round(provenNow(contact)), wallNow() - (contact.wallAt - contact.at))
}

/** {@link estimatedNow}, brought up to date every quarter of a minute and whenever the page is looked at again. */
export const now = signal<Instant>(estimatedNow())

const refresh = () => {
  now.value = estimatedNow()
}
setInterval(refresh, 15_000)
document.addEventListener('visibilitychange', refresh)

function provenNow({ at, monotonicAt }: Contact): number {
  return monotonicAt === null ? at : at + (monotonicNow() - monotonicAt)
}

function keptContact(): Contact | undefined {
  try {
    const { at, wallAt } = JSON.parse(localStorage.getItem(KEPT_AS) ?? 'null') ?? {}
    return Number.isSafeInteger(at) && Number.isSafeInteger(wallAt) ? { at, wallAt, monotonicAt: null } : undefined
  } catch {
    return undefined
  }
}
