/** What is to be patrolled, when, by whom, with what focus (policy 3, 4.1). */
import * as v from 'valibot'
import { Kind } from './checkpoint.ts'
import { OnHolidays } from './holiday.ts'
import { CheckpointId, Uuid } from './ids.ts'
import { Names } from './language.ts'
import { RecurrenceText } from './recurrence.ts'
import { CivilTime } from './time.ts'

/** Civil times in the estate's zone. An end at or before the start is on the next day: 22:00–06:00. */
export const PlanWindow = v.pipe(
  v.strictObject({ startsAt: CivilTime, endsAt: CivilTime }),
  v.check(({ startsAt, endsAt }) => startsAt !== endsAt, 'a window longer than nothing'),
)
export type PlanWindow = v.InferOutput<typeof PlanWindow>

/** "Every meter room of tower B": spots of these kinds within these places. An empty list means any. */
export const SpotRule = v.strictObject({
  kinds: v.pipe(v.array(Kind), v.maxLength(20)),
  places: v.pipe(v.array(Uuid), v.maxLength(200)),
})
export type SpotRule = v.InferOutput<typeof SpotRule>

/** `advised`: the phone leads along the order. `strict`: it also asks before a spot is taken out of turn, and the round shows it. */
export const WalkingOrder = v.picklist(['free', 'advised', 'strict'])
export type WalkingOrder = v.InferOutput<typeof WalkingOrder>

const fields = {
  names: Names,
  /** On which days; the estate's holidays may change that. */
  recurrence: RecurrenceText,
  holidays: OnHolidays,
  windows: v.pipe(
    v.array(PlanWindow),
    v.minLength(1),
    v.maxLength(24),
    v.check((windows) => new Set(windows.map(({ startsAt }) => startsAt)).size === windows.length, 'each start once'),
  ),
  /** Minutes that a round lasts once it starts, at a moment within the window that nobody can foresee; null: the whole window. */
  randomStart: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(5), v.maxValue(1440))),
  /** Minutes after a round in which a visit still counts, late. 0 means 0. */
  graceMinutes: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(240)),
  order: WalkingOrder,
  /** Seconds that lie at least between two spots of an honest round; 0: nothing is said. */
  minGapSeconds: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(3600)),
  /** Named one by one, in walking order; then come those that the rules bring. */
  checkpoints: v.pipe(
    v.array(CheckpointId),
    v.maxLength(2000),
    v.check((ids) => new Set(ids).size === ids.length, 'each checkpoint once'),
  ),
  rules: v.pipe(v.array(SpotRule), v.maxLength(50)),
  /** Who may walk it, besides the team; nobody and no team means any assistant of the estate. */
  assignees: v.pipe(v.array(Uuid), v.maxLength(100)),
  team: v.nullable(Uuid),
  /** What to look at in particular (巡查的重點內容). */
  focus: v.pipe(v.string(), v.maxLength(500)),
}

/** A plan as a supervisor writes it. */
export const PlanDraft = v.strictObject(fields)
export type PlanDraft = v.InferOutput<typeof PlanDraft>

export const Plan = v.strictObject({ ...fields, id: Uuid, state: v.picklist(['active', 'suspended']) })
export type Plan = v.InferOutput<typeof Plan>
