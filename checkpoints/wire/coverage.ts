/** What supervisors and auditors read. */
import * as v from 'valibot'
import { Acknowledgement, Alert } from '../alert.ts'
import { CellState } from '../coverage.ts'
import { CheckpointId, Uuid } from '../ids.ts'
import { Names } from '../language.ts'
import { WalkingOrder } from '../plan.ts'
import { CivilDate, Instant } from '../time.ts'
import { Remark } from '../walk.ts'
import { StoredVerdict } from './visit.ts'

/** Civil days of the estate, both included; left out: today. At most 366 days. */
export const Period = v.object({ from: v.optional(CivilDate), to: v.optional(CivilDate) })
export type Period = v.InferOutput<typeof Period>

/** `detail=cells` adds every cell of every round: meant for a day's board, taken for seven days at most. */
export const CoverageQuery = v.object({ ...Period.entries, detail: v.optional(v.picklist(['cells'])) })
export type CoverageQuery = v.InferOutput<typeof CoverageQuery>

const Count = v.pipe(v.number(), v.integer(), v.minValue(0))
export const TallyOnWire = v.strictObject({
  done: Count,
  doubtful: Count,
  late: Count,
  pending: Count,
  awaiting: Count,
  missed: Count,
  excused: Count,
})

export const Cell = v.strictObject({
  checkpoint: CheckpointId,
  state: CellState,
  /** The visit that covers it. */
  visit: v.nullable(Uuid),
  /** When that visit happened. */
  occurredAt: v.nullable(Instant),
  /** How many of its answers are defects. */
  defects: Count,
})
export type Cell = v.InferOutput<typeof Cell>

export const RoundCoverage = v.strictObject({
  round: Uuid,
  plan: Uuid,
  names: Names,
  opensAt: Instant,
  closesAt: Instant,
  graceMs: v.number(),
  phase: v.picklist(['upcoming', 'open', 'grace', 'closed']),
  tally: TallyOnWire,
  cells: v.optional(v.array(Cell)),
})
export type RoundCoverage = v.InferOutput<typeof RoundCoverage>

/** An expected checkpoint of a closed round that no counting visit covers. */
export const Gap = v.strictObject({
  round: Uuid,
  checkpoint: CheckpointId,
  opensAt: Instant,
  closesAt: Instant,
  /** The last visit to the spot that counts, before now; null: never visited. */
  lastVisitAt: v.nullable(Instant),
})
export type Gap = v.InferOutput<typeof Gap>

export const OutOfPlanVisit = v.strictObject({
  visit: Uuid,
  checkpoint: CheckpointId,
  person: v.string(),
  occurredAt: Instant,
  verdict: StoredVerdict,
})
export type OutOfPlanVisit = v.InferOutput<typeof OutOfPlanVisit>

/** Where somebody was last, by his last scan: nobody is followed about. */
export const Walker = v.strictObject({
  person: v.string(),
  checkpoint: CheckpointId,
  occurredAt: Instant,
  visit: Uuid,
})
export type Walker = v.InferOutput<typeof Walker>

/** An alert with what its round is called. */
export const BoardAlert = v.strictObject({ ...Alert.entries, names: Names, opensAt: Instant, closesAt: Instant })
export type BoardAlert = v.InferOutput<typeof BoardAlert>

/** What matters now, whichever days are asked for. */
export const Board = v.strictObject({
  /** What is to be seen to: about to close, then missed. */
  alerts: v.array(BoardAlert),
  /** Of the last twelve hours, the latest first. */
  walkers: v.array(Walker),
  /** Rounds that opened before the days asked for and are open still, a night's for instance; in no tally here. */
  carried: v.array(RoundCoverage),
})
export type Board = v.InferOutput<typeof Board>

/** What the desk says of an alert. */
export const Acknowledge = v.strictObject({ kind: Alert.entries.kind, reason: Acknowledgement.entries.reason })
export type Acknowledge = v.InferOutput<typeof Acknowledge>

export const Coverage = v.strictObject({
  now: Instant,
  from: CivilDate,
  to: CivilDate,
  tally: TallyOnWire,
  /** (done + late + doubtful) ÷ (those + missed), 0 to 1; null while nothing is due. */
  compliance: v.nullable(v.number()),
  /** In order of opening. */
  rounds: v.array(RoundCoverage),
  /** Never-visited spots first, then the longest unvisited. */
  gaps: v.array(Gap),
  /** Visits that count for no round: shown apart, never shifting compliance. */
  outOfPlan: v.array(OutOfPlanVisit),
  /** With `detail=cells`. */
  board: v.optional(Board),
})
export type Coverage = v.InferOutput<typeof Coverage>

/** One visit at a cell, for the drill-down; `remarks`: what to ask about the way it was walked (walk.ts). */
export const CellVisit = v.strictObject({
  visit: Uuid,
  checkpoint: CheckpointId,
  person: v.string(),
  occurredAt: Instant,
  verdict: StoredVerdict,
  defects: Count,
  remarks: v.array(Remark),
})
export const RoundVisits = v.strictObject({
  ...RoundCoverage.entries,
  assignees: v.array(Uuid),
  order: WalkingOrder,
  minGapMs: v.number(),
  visits: v.array(CellVisit),
  /** Who handed it over to whom, the first one first. */
  handovers: v.array(
    v.strictObject({ at: Instant, by: v.string(), from: v.array(Uuid), to: v.array(Uuid), reason: v.string() }),
  ),
})
export type RoundVisits = v.InferOutput<typeof RoundVisits>
