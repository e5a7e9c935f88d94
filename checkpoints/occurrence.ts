/**
 * When a visit happened (design.md §3 "Times"). Nobody has to believe a phone's clock: what the server said, what the phone
 * counted since, when the visit arrived and which visits stand beside it in the chain of its phone give the time bounds, and
 * what the phone's clock says is believed within them. Visits arrive in any order, and what is made of them does not depend
 * on it.
 */
import { parseDisplayTag, readableSpan } from './display-code.ts'
import type { Uuid } from './ids.ts'
import { type Instant, MINUTE_MS } from './time.ts'
import type { VisitClaims } from './visit.ts'

/** When a visit happened, as far as anyone can say. `notBefore` is null if neither a server's clock nor a display bounds it. */
export type Occurrence = {
  readonly occurredAt: Instant
  readonly notBefore: Instant | null
  readonly notAfter: Instant
}

/** A wrong clock within this is nobody's business. */
export const CLOCK_TOLERANCE_MS = 2 * MINUTE_MS

export type TimeClaims = Pick<VisitClaims, 'scannedAt' | 'lastServerTime'> & Partial<Pick<VisitClaims, 'evidence'>>

/**
 * When the phone says it read the tag, by the server's clock: a clock that was wrong by a known amount when the server was
 * last heard is as good as one that is right. Version 3 and later know the amount; before, the clock is taken at its word.
 */
export function claimedAt({ scannedAt, lastServerTime }: TimeClaims): number {
  return scannedAt - (lastServerTime?.wallAt === undefined ? 0 : lastServerTime.wallAt - lastServerTime.at)
}

/** What the visits beside it in its phone's chain say about a visit's time. */
export type Neighbours = {
  /** The latest of what bounds those from below that were filed before the tag was read; null: nothing does. */
  readonly notBefore: Instant | null
  /** When the last of those happened: order is kept. null: there are none. */
  readonly lastAt: Instant | null
  /** When the first of the later ones arrived: it had been filed by then. null: none has. */
  readonly notAfter: Instant | null
}

export const ALONE: Neighbours = { notBefore: null, lastAt: null, notAfter: null }

/**
 * When the code that a visit was read off may have been read; null: it was no display's. Nobody can have one that is still to
 * come, whatever his phone's clock says, so this bounds the visit from below. From above it bounds nothing: a photo of a code
 * can be read later.
 */
function readable({ evidence }: TimeClaims): ReturnType<typeof readableSpan> | null {
  const shown = evidence?.channel === 'display' ? parseDisplayTag(evidence.digits)?.fields : undefined
  return shown ? readableSpan(shown) : null
}

/**
 * Bounds the time of a visit: not before the last server contact plus the time counted since, nor before the code it was read
 * off a display can have been there, nor before what was filed before it; not after its receipt, nor after that of a later
 * one. The phone's own claim is clamped into these bounds and keeps its
 * place behind the visits before it, so a wrong clock corrupts no report and changes no order.
 */
export function occurrenceOf(claims: TimeClaims, receivedAt: Instant, beside: Neighbours = ALONE): Occurrence {
  const { lastServerTime: contact } = claims
  const notAfter = Math.min(receivedAt, beside.notAfter ?? receivedAt)
  // A phone cannot have seen a server time later than now: such a claim bounds nothing.
  const counted = contact && Math.min(contact.at + contact.elapsedMs, notAfter)
  const shown = readable(claims)
  // A code from after the receipt is that of a display whose clock is wrong: it bounds nothing.
  const shownFrom = shown && shown.from <= notAfter ? shown.from : null
  const notBefore = latest(latest(counted, beside.notBefore), shownFrom)
  let likely = claimedAt(claims)
  // The clock was set ahead since, by more than has passed. One page that counted throughout is the better witness.
  if (contact?.whole && likely > notAfter + CLOCK_TOLERANCE_MS) likely = contact.at + contact.elapsedMs
  const from = latest(notBefore, beside.lastAt) ?? 0
  return { occurredAt: Math.min(Math.max(likely, from), notAfter), notBefore, notAfter }
}

/**
 * Whether the code on the display was of another time than the visit: a photo of it, read later, or one of the two clocks is
 * wrong. Not if the visit arrived while its code was fresh: then it does not matter what the phone's clock says.
 */
export function isStale(claims: TimeClaims, { occurredAt, notAfter }: Ended): boolean {
  const shown = readable(claims)
  if (!shown) return false
  if (shown.from > notAfter || occurredAt >= shown.to) return true
  return notAfter >= shown.to && claimedAt(claims) < shown.from
}

type Ended = Omit<Occurrence, 'notBefore'>

export const CLOCK_DOUBTS = ['display-stale', 'clock-ahead', 'clock-behind'] as const
export type ClockDoubt = (typeof CLOCK_DOUBTS)[number]

/**
 * Which way the phone's clock went wrong after the server was last heard, or that it does not agree with a display's;
 * undefined: nothing speaks against it.
 */
export function clockFault(claims: TimeClaims, occurrence: Ended): ClockDoubt | undefined {
  if (isStale(claims, occurrence)) return 'display-stale'
  const { occurredAt } = occurrence
  const aheadMs = claimedAt(claims) - occurredAt
  if (Math.abs(aheadMs) <= CLOCK_TOLERANCE_MS) return undefined
  return aheadMs > 0 ? 'clock-ahead' : 'clock-behind'
}

/**
 * How far back in the chain those are that a visit is held against. A form left open is returned to before so many others are
 * filed; and whoever is further back has told those between.
 */
export const CHAIN_REACH = 50

/** A visit of a phone's chain with what bears on its time. */
export type TimedVisit = TimeClaims &
  Pick<VisitClaims, 'sequence' | 'follows'> & { readonly id: Uuid; readonly receivedAt: Instant }

/** Numbers of the visits, both included, that had been filed before a visit's tag was read. Empty: `from` is beyond `to`. */
export function followed({ sequence, follows }: Pick<TimedVisit, 'sequence' | 'follows'>): {
  readonly from: number
  readonly to: number
} {
  return { from: sequence - CHAIN_REACH, to: Math.min(follows ?? 0, sequence - 1) }
}

/** Settles the times of a phone's visits, all at once and in any order. */
export function settleTimes(visits: readonly TimedVisit[]): ReadonlyMap<Uuid, Occurrence> {
  const settled = new Map<Uuid, Occurrence>()
  for (const visit of visits.toSorted((a, b) => a.sequence - b.sequence)) {
    const { from, to } = followed(visit)
    const before = visits
      .filter(({ sequence }) => sequence >= from && sequence <= to)
      .flatMap(({ id }) => settled.get(id) ?? [])
    const after = visits.filter(({ sequence }) => sequence > visit.sequence).map(({ receivedAt }) => receivedAt)
    const beside = {
      notBefore: before.reduce<Instant | null>((most, { notBefore }) => latest(most, notBefore), null),
      lastAt: before.reduce<Instant | null>((most, { occurredAt }) => latest(most, occurredAt), null),
      notAfter: after.length === 0 ? null : Math.min(...after),
    }
    settled.set(visit.id, occurrenceOf(visit, visit.receivedAt, beside))
  }
  return settled
}

function latest(a: Instant | null, b: Instant | null): Instant | null {
  if (a === null || b === null) return a ?? b
  return Math.max(a, b)
}
