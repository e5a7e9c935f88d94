/** What is to be patrolled, when, by whom, with what focus (policy 3, 4.1). */
import * as v from 'valibot'
import { CheckpointId, Uuid } from './ids.ts'
import { Names } from './language.ts'
import { CivilTime } from './time.ts'

/** ISO weekday: 1 Monday … 7 Sunday. */
export const Weekday = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(7))

/** Civil times in the estate's zone. An end at or before the start is on the next day: 22:00–06:00. */
export const PlanWindow = v.pipe(
  v.strictObject({ startsAt: CivilTime, endsAt: CivilTime }),
  v.check(({ startsAt, endsAt }) => startsAt !== endsAt, 'a window longer than nothing'),
)
export type PlanWindow = v.InferOutput<typeof PlanWindow>

const fields = {
  names: Names,
  weekdays: v.pipe(
    v.array(Weekday),
    v.minLength(1),
    v.check((days) => new Set(days).size === days.length, 'each weekday once'),
  ),
  windows: v.pipe(
    v.array(PlanWindow),
    v.minLength(1),
    v.maxLength(24),
    v.check((windows) => new Set(windows.map(({ startsAt }) => startsAt)).size === windows.length, 'each start once'),
  ),
  /** Minutes after a window in which a visit still counts, late. 0 means 0. */
  graceMinutes: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(240)),
  /** In walking order. */
  checkpoints: v.pipe(
    v.array(CheckpointId),
    v.minLength(1),
    v.maxLength(2000),
    v.check((ids) => new Set(ids).size === ids.length, 'each checkpoint once'),
  ),
  /** Who may walk it; empty means any assistant of the estate. */
  assignees: v.pipe(v.array(Uuid), v.maxLength(100)),
  /** What to look at in particular (巡查的重點內容). */
  focus: v.pipe(v.string(), v.maxLength(500)),
}

/** A plan as a supervisor writes it. */
export const PlanDraft = v.strictObject(fields)
export type PlanDraft = v.InferOutput<typeof PlanDraft>

export const Plan = v.strictObject({ ...fields, id: Uuid, state: v.picklist(['active', 'suspended']) })
export type Plan = v.InferOutput<typeof Plan>
