/** One dated window of a plan with its expected checkpoints, frozen when the window opens; and which visits count for it. */
import * as v from 'valibot'
import { ChecklistRef } from './checklist.ts'
import { CheckpointId, Uuid } from './ids.ts'
import { Names } from './language.ts'
import type { Occurrence } from './occurrence.ts'
import { WalkingOrder } from './plan.ts'
import { HOUR_MS, Instant } from './time.ts'

export const ExpectedCheckpoint = v.strictObject({
  checkpoint: CheckpointId,
  checklist: ChecklistRef,
  /** Out of service: excused unless it was visited all the same. */
  excused: v.optional(v.literal(true)),
})
export type ExpectedCheckpoint = v.InferOutput<typeof ExpectedCheckpoint>

export const Round = v.strictObject({
  id: Uuid,
  plan: Uuid,
  names: Names,
  focus: v.string(),
  opensAt: Instant,
  closesAt: Instant,
  graceMs: v.pipe(v.number(), v.integer(), v.minValue(0)),
  order: WalkingOrder,
  /** The least time between two spots of an honest round; 0: nothing is said. */
  minGapMs: v.pipe(v.number(), v.integer(), v.minValue(0)),
  /** Empty means any assistant of the estate. */
  assignees: v.array(Uuid),
  /** In walking order. */
  expected: v.array(ExpectedCheckpoint),
})
export type Round = v.InferOutput<typeof Round>

/** The part of a round that decides which visits count. */
export type RoundFrame = Pick<Round, 'id' | 'opensAt' | 'closesAt' | 'graceMs' | 'assignees'>

/** No window with its grace is longer: a day, four hours of grace, an hour of clock change. */
export const LONGEST_ROUND_MS = 30 * HOUR_MS

/** `upcoming` before its window, `open` in it, `grace` after it while late visits still count, then `closed`. */
export type RoundPhase = 'upcoming' | 'open' | 'grace' | 'closed'

export function phaseOf(round: Pick<Round, 'opensAt' | 'closesAt' | 'graceMs'>, now: Instant): RoundPhase {
  if (now < round.opensAt) return 'upcoming'
  if (now <= round.closesAt) return 'open'
  return now <= round.closesAt + round.graceMs ? 'grace' : 'closed'
}

/** The part of a visit that decides which round it counts for. Rejected visits count nowhere and never come here. */
export type CountingVisit = {
  readonly id: Uuid
  readonly person: Uuid
  readonly occurredAt: Instant
  /** The round it names, if any. */
  readonly round: Uuid | null
  readonly outcome: 'verified' | 'doubtful'
}

/** Whether what happens at an instant is in time for a round, late or not. */
function isInTime(round: Pick<Round, 'opensAt' | 'closesAt' | 'graceMs'>, occurredAt: Instant): boolean {
  return occurredAt >= round.opensAt && occurredAt <= round.closesAt + round.graceMs
}

/** Whether time and walker of a visit fit a round: judged on `occurredAt`, never on the upload. */
export function fits(round: RoundFrame, visit: CountingVisit): boolean {
  return isInTime(round, visit.occurredAt) && (round.assignees.length === 0 || round.assignees.includes(visit.person))
}

/**
 * Whether it is the same for every round, wherever in its bounds a visit happened: before, in the window, late, or over.
 * @param rounds those that expect its spot
 */
export function isDecided(
  { notBefore, notAfter }: Pick<Occurrence, 'notBefore' | 'notAfter'>,
  rounds: readonly Pick<Round, 'opensAt' | 'closesAt' | 'graceMs'>[],
): boolean {
  return rounds.every((round) => phaseOf(round, notBefore ?? 0) === phaseOf(round, notAfter))
}

export type Settlement = {
  /** Visit → the one round it counts for; null: an out-of-plan visit, shown apart. */
  readonly roundOf: ReadonlyMap<Uuid, Uuid | null>
  /** Round → the visit that covers the checkpoint in it: a verified one before a doubtful one, then the earliest. */
  readonly coverOf: ReadonlyMap<Uuid, CountingVisit>
}

/**
 * Settles which rounds the visits of ONE checkpoint count for (design.md §3): the round a visit names if it fits; else the
 * earliest that fits and is not covered yet; else none. The outcome depends on the sets only, never on order of arrival.
 * @param rounds all rounds that expect this checkpoint and might fit any of the visits
 */
export function settle(rounds: readonly RoundFrame[], visits: readonly CountingVisit[]): Settlement {
  const inOrder = rounds.toSorted((a, b) => a.opensAt - b.opensAt || compare(a.id, b.id))
  const best = visits.toSorted(byWorth)
  const roundOf = new Map<Uuid, Uuid | null>()
  const coverOf = new Map<Uuid, CountingVisit>()
  const count = (visit: CountingVisit, round: RoundFrame) => {
    roundOf.set(visit.id, round.id)
    const cover = coverOf.get(round.id)
    if (!cover || byWorth(visit, cover) < 0) coverOf.set(round.id, visit)
  }
  for (const visit of best) {
    const named = inOrder.find((round) => round.id === visit.round)
    if (named && fits(named, visit)) count(visit, named)
  }
  for (const visit of best) {
    if (roundOf.has(visit.id)) continue
    const open = inOrder.find((round) => fits(round, visit) && worthCounting(visit, coverOf.get(round.id)))
    if (open) count(visit, open)
    else roundOf.set(visit.id, null)
  }
  return { roundOf, coverOf }
}

/**
 * The part of a spot's rounds and visits that can change when something happens to it at an instant: the rounds in time
 * then, the visits that may count for those, the rounds these may count for instead, and so on. {@link settle} gives this
 * part the same answer as it gives it among all the others.
 * Rounds that merely follow each other are not entangled: a spot walked around the clock would be settled from its first day.
 */
export function entangledAt<R extends RoundFrame, V extends CountingVisit>(
  at: Instant,
  rounds: readonly R[],
  visits: readonly V[],
): { readonly rounds: readonly R[]; readonly visits: readonly V[] } {
  const candidates = new Map(visits.map((visit) => [visit, candidatesFor(visit, rounds)]))
  const involved = new Set(rounds.filter((round) => isInTime(round, at)))
  for (let before = -1; before < involved.size; ) {
    before = involved.size
    for (const choices of candidates.values()) {
      if (choices.some((round) => involved.has(round))) for (const round of choices) involved.add(round)
    }
  }
  return {
    rounds: [...involved],
    visits: visits.filter((visit) => candidates.get(visit)?.some((round) => involved.has(round))),
  }
}

/** The rounds a visit may count for: the one it names, if it fits; else every one it fits. */
function candidatesFor<R extends RoundFrame>(visit: CountingVisit, rounds: readonly R[]): R[] {
  const fitting = rounds.filter((round) => fits(round, visit))
  const named = fitting.find((round) => round.id === visit.round)
  return named ? [named] : fitting
}

function worthCounting(visit: CountingVisit, cover: CountingVisit | undefined): boolean {
  return !cover || (cover.outcome === 'doubtful' && visit.outcome === 'verified')
}

function byWorth(a: CountingVisit, b: CountingVisit): number {
  const doubt = Number(a.outcome === 'doubtful') - Number(b.outcome === 'doubtful')
  return doubt || a.occurredAt - b.occurredAt || compare(a.id, b.id)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
