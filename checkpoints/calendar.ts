/** What will happen: conflicts among rounds, and what a change of a plan changes from when on. */
import * as v from 'valibot'
import { CheckpointId, Uuid } from './ids.ts'
import { Names } from './language.ts'
import type { OpenWindow } from './plan-window.ts'
import { Instant } from './time.ts'

/** A round that was walked, is, or will be if nobody changes anything. */
export const CalendarRound = v.strictObject({
  round: Uuid,
  plan: Uuid,
  names: Names,
  opensAt: Instant,
  closesAt: Instant,
  graceMs: v.number(),
  assignees: v.array(Uuid),
  spots: v.pipe(v.number(), v.integer(), v.minValue(0)),
  /** Whether it is made already; what is not may still turn out otherwise. */
  made: v.boolean(),
  /** The one time it starts cannot be foreseen by anyone else. */
  randomStart: v.boolean(),
})
export type CalendarRound = v.InferOutput<typeof CalendarRound>

/**
 * - `two-at-once`: somebody has to be on two rounds at the same time, and nobody else may walk one of them
 * - `nobody`: everyone who may walk it has left, or the team is empty
 * - `no-spots`: its rules bring no spot, so no round will be made
 */
export const Conflict = v.variant('why', [
  v.strictObject({ why: v.literal('two-at-once'), rounds: v.tuple([Uuid, Uuid]), person: Uuid }),
  v.strictObject({ why: v.literal('nobody'), rounds: v.tuple([Uuid]) }),
  v.strictObject({ why: v.literal('no-spots'), rounds: v.tuple([Uuid]) }),
])
export type Conflict = v.InferOutput<typeof Conflict>

type Planned = Pick<CalendarRound, 'round' | 'opensAt' | 'closesAt' | 'assignees' | 'spots'> & {
  /** A plan without assignees is anyone's; one with a team of nobody is not. */
  readonly open: boolean
}

/** @param walkers everyone who may file visits on the estate */
export function conflictsAmong(rounds: readonly Planned[], walkers: ReadonlySet<Uuid>): Conflict[] {
  const inOrder = rounds.toSorted((a, b) => a.opensAt - b.opensAt)
  const conflicts: Conflict[] = []
  for (const [i, round] of inOrder.entries()) {
    const able = round.assignees.filter((person) => walkers.has(person))
    if (round.spots === 0) conflicts.push({ why: 'no-spots', rounds: [round.round] })
    if (!round.open && able.length === 0) conflicts.push({ why: 'nobody', rounds: [round.round] })
    const [only, second] = able
    if (round.open || only === undefined || second !== undefined) continue
    for (const other of inOrder.slice(i + 1)) {
      if (other.opensAt >= round.closesAt) break
      const others = other.assignees.filter((person) => walkers.has(person))
      if (!other.open && others.length === 1 && others[0] === only)
        conflicts.push({ why: 'two-at-once', rounds: [round.round, other.round], person: only })
    }
  }
  return conflicts
}

/** One round before and after a change of its plan. */
export const RoundChange = v.variant('change', [
  v.strictObject({ change: v.literal('added'), opensAt: Instant, closesAt: Instant }),
  v.strictObject({ change: v.literal('dropped'), opensAt: Instant, closesAt: Instant }),
  v.strictObject({ change: v.literal('moved-end'), opensAt: Instant, closesAt: Instant, closedAt: Instant }),
])
export type RoundChange = v.InferOutput<typeof RoundChange>

export const SpotChanges = v.strictObject({ added: v.array(CheckpointId), dropped: v.array(CheckpointId) })
export type SpotChanges = v.InferOutput<typeof SpotChanges>

/** Rounds are the same if they open at the same instant. */
export function changesBetween(before: readonly OpenWindow[], after: readonly OpenWindow[]): RoundChange[] {
  const [old, fresh] = [before, after].map((windows) => new Map(windows.map((one) => [one.opensAt, one]))) as [
    Map<Instant, OpenWindow>,
    Map<Instant, OpenWindow>,
  ]
  const changes: RoundChange[] = []
  for (const [opensAt, { closesAt }] of old) {
    const now = fresh.get(opensAt)
    if (!now) changes.push({ change: 'dropped', opensAt, closesAt })
    else if (now.closesAt !== closesAt)
      changes.push({ change: 'moved-end', opensAt, closesAt: now.closesAt, closedAt: closesAt })
  }
  for (const [opensAt, { closesAt }] of fresh)
    if (!old.has(opensAt)) changes.push({ change: 'added', opensAt, closesAt })
  return changes.sort((a, b) => a.opensAt - b.opensAt)
}

/** The spots that come and go. */
export function spotChanges(before: readonly CheckpointId[], after: readonly CheckpointId[]): SpotChanges {
  const [old, fresh] = [new Set(before), new Set(after)]
  return { added: after.filter((id) => !old.has(id)), dropped: before.filter((id) => !fresh.has(id)) }
}
