/**
 * The chain of a phone's visits (design.md §3 "Visit"): each carries the next number and the hash of the one before, so that a
 * visit that was deleted, held back or written twice shows. Visits arrive in any order, and what is made of them does not
 * depend on it. A phone that is enrolled again is another device, and begins a chain of its own.
 */
import * as v from 'valibot'
import type { Sha256 } from './ids.ts'
import { DAY_MS, Instant } from './time.ts'
import type { VisitClaims } from './visit.ts'

/** Numbers of which nothing has arrived, though something later has. */
export const Hole = v.strictObject({
  from: v.number(),
  /** Included. */
  to: v.number(),
  /** When the first of the later ones arrived. */
  since: Instant,
})
export type Hole = v.InferOutput<typeof Hole>

/** Which numbers of a phone have arrived: all up to the last but the holes, which come in order. */
export type Numbering = { readonly last: number; readonly holes: readonly Hole[] }

export const NOTHING_ARRIVED: Numbering = { last: 0, holes: [] }

/** Takes note of a number. It may be known already: then nothing changes but when holes below it were first seen. */
export function withArrived({ last, holes }: Numbering, sequence: number, receivedAt: Instant): Numbering {
  const beyond = sequence > last + 1 ? [{ from: last + 1, to: sequence - 1, since: receivedAt }] : []
  return {
    last: Math.max(last, sequence),
    holes: [...holes.flatMap((hole) => around(hole, sequence, receivedAt)), ...beyond],
  }
}

/** What is left of a hole: all of it, less, two of them, or nothing. */
function around({ from, to, since }: Hole, sequence: number, receivedAt: Instant): Hole[] {
  const earlier = Math.min(since, receivedAt)
  if (sequence < from) return [{ from, to, since }]
  if (sequence > to) return [{ from, to, since: earlier }]
  const parts = [
    { from, to: sequence - 1, since: earlier },
    { from: sequence + 1, to, since },
  ]
  return parts.filter((part) => part.from <= part.to)
}

/** A visit may wait for its photos or for a better signal while later ones go up, but hardly longer than this. */
export const PATIENCE_MS = DAY_MS

/** `awaited`: it may well still come; `missing`: later ones have been here for so long that somebody should ask. */
export const HOLE_STANDINGS = ['awaited', 'missing'] as const
export const HoleStanding = v.picklist(HOLE_STANDINGS)
export type HoleStanding = v.InferOutput<typeof HoleStanding>

export function standingOf({ since }: Hole, now: Instant): HoleStanding {
  return now - since < PATIENCE_MS ? 'awaited' : 'missing'
}

/** A visit as a link of the chain, with the hash of its own bytes. */
export type Link = Pick<VisitClaims, 'sequence' | 'previous'> & { readonly sha256: Sha256 }

/**
 * - `number-reused`: other bytes carry the same number
 * - `chain-broken`: what has arrived under the number before is not what it says came before it
 *
 * A phone that works as it should does neither: its storage was set back or copied, or a visit was made elsewhere.
 */
export const CHAIN_DOUBTS = ['number-reused', 'chain-broken'] as const
export type ChainDoubt = (typeof CHAIN_DOUBTS)[number]

/**
 * What is to be asked about a visit beside others of its phone; those next to it decide. Where the chain forks, every visit
 * that touches the fork is asked about: which branch was walked is not for us to say. More visits only ever add doubts.
 */
export function chainDoubts({ sequence, previous, sha256 }: Link, others: readonly Link[]): ChainDoubt[] {
  const isFirst = sequence === 1
  const reused = others.some((other) => other.sequence === sequence && other.sha256 !== sha256)
  const broken =
    isFirst !== (previous === null) ||
    others.some((other) => other.sequence === sequence - 1 && other.sha256 !== previous)
  return CHAIN_DOUBTS.filter((doubt) => (doubt === 'number-reused' ? reused : broken))
}
