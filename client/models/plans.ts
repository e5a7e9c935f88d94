/** A patrol plan while it is being written. */
import { is } from 'valibot'
import type { OnHolidays } from '../../checkpoints/holiday.ts'
import type { CheckpointId, Uuid } from '../../checkpoints/ids.ts'
import { mayDo } from '../../checkpoints/people.ts'
import type { Plan, PlanDraft, PlanWindow, SpotRule, WalkingOrder } from '../../checkpoints/plan.ts'
import { type CivilDate, CivilTime } from '../../checkpoints/time.ts'
import type { ListedCheckpoint } from '../../checkpoints/wire/estate.ts'
import type { StaffMember } from '../../checkpoints/wire/session.ts'
import { draftOfNames, hasName, type NamesDraft, NO_NAMES, namesOf } from './names.ts'
import {
  fieldsOfRecurrence,
  newRecurrence,
  type RecurrenceFault,
  type RecurrenceFields,
  recurrenceFault,
  textOfRecurrence,
} from './recurrence-form.ts'

export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const

export const FOCUS_MAX_LENGTH = 500
const CHECKPOINTS_MAX = 2000
const GRACE_MAX_MINUTES = 240

/** What stands in the fields: times and numbers as they were typed. */
export type PlanFields = {
  readonly names: NamesDraft
  readonly recurrence: RecurrenceFields
  readonly holidays: OnHolidays
  readonly windows: readonly PlanWindow[]
  /** Minutes that a round lasts which starts at random; empty: the whole window. */
  readonly randomStart: string
  readonly graceMinutes: string
  readonly order: WalkingOrder
  /** Empty is none. */
  readonly minGapSeconds: string
  readonly checkpoints: readonly CheckpointId[]
  readonly rules: readonly SpotRule[]
  readonly assignees: readonly Uuid[]
  readonly team: Uuid | null
  readonly focus: string
}

/** Every day, one window that is still to be filled in, no grace, nothing to visit yet. */
export function newPlan(today: CivilDate): PlanFields {
  return {
    names: NO_NAMES,
    recurrence: newRecurrence(today),
    holidays: 'as-usual',
    windows: [{ startsAt: '', endsAt: '' }],
    randomStart: '',
    graceMinutes: '0',
    order: 'free',
    minGapSeconds: '',
    checkpoints: [],
    rules: [],
    assignees: [],
    team: null,
    focus: '',
  }
}

export function fieldsOfPlan(plan: Plan, today: CivilDate): PlanFields {
  const { holidays, windows, order, checkpoints, rules, assignees, team, focus } = plan
  return {
    ...{ holidays, windows, order, checkpoints, rules, assignees, team, focus },
    names: draftOfNames(plan.names),
    recurrence: fieldsOfRecurrence(plan.recurrence, newRecurrence(today)),
    randomStart: plan.randomStart === null ? '' : String(plan.randomStart),
    graceMinutes: String(plan.graceMinutes),
    minGapSeconds: plan.minGapSeconds === 0 ? '' : String(plan.minGapSeconds),
  }
}

/** A plan to begin another one with: two of the same name nobody could tell apart. */
export function copyOfPlan(plan: Plan, today: CivilDate, named: (name: string) => string): PlanFields {
  const fields = fieldsOfPlan(plan, today)
  const names = Object.entries(fields.names).map(([language, name]) => [language, name === '' ? '' : named(name)])
  return { ...fields, names: Object.fromEntries(names) as NamesDraft }
}

/** The fields must be without faults. */
export function draftOfPlan(fields: PlanFields): PlanDraft {
  return {
    names: namesOf(fields.names),
    recurrence: textOfRecurrence(fields.recurrence),
    holidays: fields.holidays,
    windows: [...fields.windows],
    randomStart: fields.randomStart.trim() === '' ? null : Number(fields.randomStart),
    graceMinutes: Number(fields.graceMinutes),
    order: fields.order,
    minGapSeconds: Number(fields.minGapSeconds.trim() || 0),
    checkpoints: [...fields.checkpoints],
    rules: fields.rules.map(({ kinds, places }) => ({ kinds: [...kinds], places: [...places] })),
    assignees: [...fields.assignees],
    team: fields.team,
    focus: fields.focus.trim(),
  }
}

export type WindowFault = 'window-time' | 'window-empty' | 'window-twice'
export type PlanFault =
  | WindowFault
  | 'name'
  | RecurrenceFault
  | 'random-start'
  | 'min-gap'
  | 'grace'
  | 'no-checkpoints'
  | 'too-many-checkpoints'
  | 'focus'

export function planFaults(fields: PlanFields): Partial<Record<keyof PlanFields, PlanFault>> {
  const window = fields.windows.map((_, i) => windowFault(fields.windows, i)).find((fault) => fault !== undefined)
  const days = recurrenceFault(fields.recurrence)
  return {
    ...(!hasName(fields.names) && { names: 'name' }),
    ...(days && { recurrence: days }),
    ...(!isWhole(fields.randomStart, 5, 1440) && { randomStart: 'random-start' }),
    ...(!isWhole(fields.minGapSeconds, 0, 3600) && { minGapSeconds: 'min-gap' }),
    ...(window && { windows: window }),
    ...(!isGrace(fields.graceMinutes) && { graceMinutes: 'grace' }),
    ...(fields.checkpoints.length === 0 && fields.rules.length === 0 && { checkpoints: 'no-checkpoints' }),
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

/** Nothing typed is an answer here. */
function isWhole(typed: string, least: number, most: number): boolean {
  const plain = typed.trim()
  return plain === '' || (/^\d{1,4}$/.test(plain) && Number(plain) >= least && Number(plain) <= most)
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
