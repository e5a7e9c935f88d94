/** Plans, teams, holidays; what will happen and what a change would change. */
import * as v from 'valibot'
import { CalendarRound, Conflict, RoundChange, SpotChanges } from '../calendar.ts'
import { Holiday } from '../holiday.ts'
import { CheckpointId, Uuid } from '../ids.ts'
import { Names } from '../language.ts'
import { Plan, PlanDraft } from '../plan.ts'
import { Team, TeamDraft } from '../team.ts'
import { CivilDate, Instant } from '../time.ts'

export const Plans = v.strictObject({ plans: v.array(Plan) })
export type Plans = v.InferOutput<typeof Plans>

export const ChangePlan = v.partial(
  v.strictObject({ ...PlanDraft.entries, state: v.picklist(['active', 'suspended']) }),
)
export type ChangePlan = v.InferOutput<typeof ChangePlan>

/** What would come of a draft; `plan`: the one it would change, null for a new one. Nothing is written. */
export const PreviewPlan = v.strictObject({ plan: v.nullable(Uuid), draft: PlanDraft })
export type PreviewPlan = v.InferOutput<typeof PreviewPlan>

export const PlanPreview = v.strictObject({
  /** Rounds that open after this change; opened ones stay as they are. */
  from: Instant,
  /** Changes are looked for up to here, 28 days ahead. */
  until: Instant,
  /** The first rounds it will have, ten at most. Random starts are shown as the whole window. */
  next: v.array(v.strictObject({ opensAt: Instant, closesAt: Instant })),
  rounds: v.array(RoundChange),
  spots: SpotChanges,
  /** How many spots each round will have. */
  total: v.number(),
  /** Whether spots, walkers, focus, order, grace or pace of the rounds change. */
  othersChange: v.boolean(),
  conflicts: v.array(Conflict),
})
export type PlanPreview = v.InferOutput<typeof PlanPreview>

export const Teams = v.strictObject({ teams: v.array(Team) })
export type Teams = v.InferOutput<typeof Teams>
export const ChangeTeam = v.partial(TeamDraft)
export type ChangeTeam = v.InferOutput<typeof ChangeTeam>

/** The whole list at once, each day once. */
export const Holidays = v.strictObject({
  holidays: v.pipe(
    v.array(Holiday),
    v.maxLength(1000),
    v.check((all) => new Set(all.map(({ on }) => on)).size === all.length, 'each day once'),
  ),
})
export type Holidays = v.InferOutput<typeof Holidays>

/** Civil days of the estate, both included, 62 at most. */
export const CalendarQuery = v.object({ from: CivilDate, to: CivilDate })
export type CalendarQuery = v.InferOutput<typeof CalendarQuery>

export const Calendar = v.strictObject({
  now: Instant,
  from: CivilDate,
  to: CivilDate,
  rounds: v.array(CalendarRound),
  conflicts: v.array(Conflict),
  holidays: v.array(Holiday),
  /** Active checkpoints that no active plan visits. */
  unplanned: v.array(CheckpointId),
  /** Places directly in the estate that are in no team's area of responsibility; empty as long as there are no teams. */
  unassigned: v.array(Uuid),
})
export type Calendar = v.InferOutput<typeof Calendar>

/** A round that no plan brings, open from now on. */
export const AdHocRound = v.strictObject({
  names: Names,
  minutes: v.pipe(v.number(), v.integer(), v.minValue(5), v.maxValue(720)),
  checkpoints: PlanDraft.entries.checkpoints,
  rules: PlanDraft.entries.rules,
  assignees: PlanDraft.entries.assignees,
  focus: PlanDraft.entries.focus,
})
export type AdHocRound = v.InferOutput<typeof AdHocRound>

/**
 * Hands one round over, or swaps two. Before it opens the new walkers take the others' place; an open round they join, because what
 * has been walked stays walked. All or none.
 */
export const HandOver = v.strictObject({
  rounds: v.pipe(
    v.array(v.strictObject({ round: Uuid, assignees: v.pipe(v.array(Uuid), v.minLength(1), v.maxLength(100)) })),
    v.minLength(1),
    v.maxLength(2),
  ),
  reason: v.pipe(v.string(), v.trim(), v.maxLength(200)),
})
export type HandOver = v.InferOutput<typeof HandOver>

export const CalendarRounds = v.strictObject({ rounds: v.array(CalendarRound) })
export type CalendarRounds = v.InferOutput<typeof CalendarRounds>
