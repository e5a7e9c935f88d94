/** A patrol plan while it is being written. */
import { is } from 'valibot'
import type { CheckpointId, Uuid } from '../../checkpoints/ids.ts'
import { mayDo } from '../../checkpoints/people.ts'
import type { Plan, PlanDraft, PlanWindow } from '../../checkpoints/plan.ts'
import { CivilTime } from '../../checkpoints/time.ts'
import type { ListedCheckpoint } from '../../checkpoints/wire/estate.ts'
import type { StaffMember } from '../../checkpoints/wire/session.ts'
import { draftOfNames, hasName, type NamesDraft, NO_NAMES, namesOf } from './names.ts'

export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const

export const FOCUS_MAX_LENGTH = 500
const CHECKPOINTS_MAX = 2000
const GRACE_MAX_MINUTES = 240

/** What stands in the fields: times and numbers as they were typed. */
export type PlanFields = {
  readonly names: NamesDraft
  readonly weekdays: readonly number[]
  readonly windows: readonly PlanWindow[]
  readonly graceMinutes: string
  readonly checkpoints: readonly CheckpointId[]
  readonly assignees: readonly Uuid[]
  readonly focus: string
}

/** Every day, one window that is still to be filled in, no grace, nothing to visit yet. */
export const NEW_PLAN: PlanFields = {
  names: NO_NAMES,
  weekdays: WEEKDAYS,
  windows: [{ startsAt: '', endsAt: '' }],
  graceMinutes: '0',
  checkpoints: [],
  assignees: [],
  focus: '',
}

export function fieldsOfPlan(plan: Plan): PlanFields {
  const { weekdays, windows, checkpoints, assignees, focus } = plan
  const [names, graceMinutes] = [draftOfNames(plan.names), String(plan.graceMinutes)]
  return { names, weekdays, windows, graceMinutes, checkpoints, assignees, focus }
}

/** The fields must be without faults. */
export function draftOfPlan(fields: PlanFields): PlanDraft {
  return {
    names: namesOf(fields.names),
    weekdays: WEEKDAYS.filter((day) => fields.weekdays.includes(day)),
    windows: [...fields.windows],
    graceMinutes: Number(fields.graceMinutes),
    checkpoints: [...fields.checkpoints],
    assignees: [...fields.assignees],
    focus: fields.focus.trim(),
  }
}

export type WindowFault = 'window-time' | 'window-empty' | 'window-twice'
export type PlanFault =
  | WindowFault
  | 'name'
  | 'weekdays'
  | 'grace'
  | 'no-checkpoints'
  | 'too-many-checkpoints'
  | 'focus'

export function planFaults(fields: PlanFields): Partial<Record<keyof PlanFields, PlanFault>> {
  const window = fields.windows.map((_, i) => windowFault(fields.windows, i)).find((fault) => fault !== undefined)
  return {
    ...(!hasName(fields.names) && { names: 'name' }),
    ...(fields.weekdays.length === 0 && { weekdays: 'weekdays' }),
    ...(window && { windows: window }),
    ...(!isGrace(fields.graceMinutes) && { graceMinutes: 'grace' }),
    ...(fields.checkpoints.length === 0 && { checkpoints: 'no-checkpoints' }),
    ...(fields.checkpoints.length > CHECKPOINTS_MAX && { checkpoints: 'too-many-checkpoints' }),
    ...(fields.focus.trim().length > FOCUS_MAX_LENGTH && { focus: 'focus' }),
  }
}

/** Two rounds of one plan cannot start at the same instant. */
export function windowFault(windows: readonly PlanWindow[], index: number): WindowFault | undefined {
  const window = windows[index]
  if (!window || !is(CivilTime, window.startsAt) || !is(CivilTime, window.endsAt)) return 'window-time'
  if (window.startsAt === window.endsAt) return 'window-empty'
  return windows.slice(0, index).some(({ startsAt }) => startsAt === window.startsAt) ? 'window-twice' : undefined
}

/** An end at or before the start is on the next day (checkpoints/plan.ts). False until both are there. */
export function endsNextDay({ startsAt, endsAt }: PlanWindow): boolean {
  return startsAt !== '' && endsAt !== '' && endsAt <= startsAt
}

/** Nothing typed is no answer: 0 minutes has to be meant. */
function isGrace(typed: string): boolean {
  return /^\d{1,3}$/.test(typed.trim()) && Number(typed) <= GRACE_MAX_MINUTES
}

/**
 * The plan's spots after some were ticked or unticked. A plan that goes through the estate in walking order goes on to; one
 * that has an order of its own keeps it, and new spots come last.
 * @param estate all checkpoints in walking order
 */
export function withSpots(
  planned: readonly CheckpointId[],
  ids: readonly CheckpointId[],
  { ticked, estate }: { readonly ticked: boolean; readonly estate: readonly Pick<ListedCheckpoint, 'id'>[] },
): CheckpointId[] {
  const rank = new Map(estate.map(({ id }, i) => [id, i]))
  const inWalkingOrder = (ids: readonly CheckpointId[]) =>
    [...ids].sort((a, b) => (rank.get(a) ?? 0) - (rank.get(b) ?? 0))
  const touched = new Set(ids)
  if (!ticked) return planned.filter((id) => !touched.has(id))
  const added = inWalkingOrder(ids.filter((id) => !planned.includes(id)))
  const hasOwnOrder = inWalkingOrder(planned).some((id, i) => id !== planned[i])
  return hasOwnOrder ? [...planned, ...added] : inWalkingOrder([...planned, ...added])
}

/** Those who may walk a round; and whoever the plan names, so that it can be seen and taken back. */
export function assignable(staff: readonly StaffMember[], assignees: readonly Uuid[]): StaffMember[] {
  return staff.filter(({ person, roles }) => mayDo('file a visit', roles) || assignees.includes(person.id))
}
