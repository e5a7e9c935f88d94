/** What an estate has settled about its findings: whom to call, who there is to send, how long things may take, and who hears of it. */
import * as v from 'valibot'
import { SEVERITIES, type Severity } from './answer.ts'
import type { RouteKind } from './finding-act.ts'
import { Uuid } from './ids.ts'
import { Names } from './language.ts'
import { MailAddress } from './mailing.ts'

/** What a telephone dials: digits, and what people put between them. */
export const PhoneNumber = v.pipe(v.string(), v.trim(), v.regex(/^\+?\d[\d ()-]{1,28}\d$/))

export const Department = v.strictObject({
  id: Uuid,
  names: Names,
  /** Its supervisor; null: somebody without an account. */
  supervisor: v.nullable(Uuid),
})
export type Department = v.InferOutput<typeof Department>

export const Contractor = v.strictObject({
  id: Uuid,
  name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(120)),
  /** What he does: lifts, plumbing. */
  trade: v.pipe(v.string(), v.trim(), v.maxLength(80)),
  phone: v.nullable(PhoneNumber),
  email: v.nullable(MailAddress),
})
export type Contractor = v.InferOutput<typeof Contractor>

/** Whom findings are given to besides the estate's own people. */
export const Partners = v.strictObject({ departments: v.array(Department), contractors: v.array(Contractor) })
export type Partners = v.InferOutput<typeof Partners>
export const NO_PARTNERS: Partners = { departments: [], contractors: [] }

/** Those on the lists, and those who were once: what has gone to them keeps their name. */
export type PartnersKnown = { readonly rules: Partners; readonly former: Partners }

/**
 * Who was on the lists once, when new ones take their place: by name, which is all that old papers need.
 * @param given to whom anything has ever gone: who was written down by mistake is known no more
 */
export function formerAfter({ rules, former }: PartnersKnown, next: Partners, given: ReadonlySet<Uuid>): Partners {
  const gone = <Row extends { readonly id: string }>(
    before: readonly Row[],
    once: readonly Row[],
    kept: readonly Row[],
  ) =>
    [...before.filter(({ id }) => given.has(id)), ...once].filter(
      ({ id }, at, all) => !kept.some((one) => one.id === id) && all.findIndex((one) => one.id === id) === at,
    )
  return {
    departments: gone(rules.departments, former.departments, next.departments).map(({ id, names }) => ({
      ...{ id, names, supervisor: null },
    })),
    contractors: gone(rules.contractors, former.contractors, next.contractors).map(({ id, name, trade }) => ({
      ...{ id, name, trade, phone: null, email: null },
    })),
  }
}

/** All that are known by name, those on the lists first. */
export function everyPartner({ rules, former }: PartnersKnown): Partners {
  return {
    departments: [...rules.departments, ...former.departments],
    contractors: [...rules.contractors, ...former.contractors],
  }
}

const Days = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(365))
const DaysBySeverity = v.strictObject({ minor: Days, normal: Days, major: Days, emergency: Days })
export const DueDays = v.strictObject({
  repair: DaysBySeverity,
  department: DaysBySeverity,
  violation: DaysBySeverity,
})
export type DueDays = v.InferOutput<typeof DueDays>

/**
 * What has to have been so for how long:
 * - `unanswered`: reported, and nobody has decided
 * - `unacknowledged`: an emergency that nobody has taken in hand
 * - `due`: not fixed on the morning of the day it is due
 * - `overdue`: not fixed when that day is over
 * - `unverified`: fixed, and nobody has looked
 * - `uncalled`: solved, and nobody has reached the resident who reported it
 * - `extension-unanswered`: more time asked for, and no answer
 */
// biome-ignore format: hand-aligned table
export const Trigger = v.picklist([
  'unanswered', 'unacknowledged', 'due', 'overdue', 'unverified', 'uncalled', 'extension-unanswered',
])
export type Trigger = v.InferOutput<typeof Trigger>

export const Audience = v.picklist(['assignee', 'reporter', 'supervisors', 'managers', 'admins'])
export type Audience = v.InferOutput<typeof Audience>

const Minutes = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(365 * 24 * 60))

/** One rung: after so long, tell those; and again every so many minutes while it is so. */
export const LadderStep = v.strictObject({
  when: Trigger,
  afterMinutes: Minutes,
  repeatMinutes: v.nullable(v.pipe(Minutes, v.minValue(1))),
  to: v.pipe(v.array(Audience), v.minLength(1), v.maxLength(5)),
})
export type LadderStep = v.InferOutput<typeof LadderStep>

const Ladder = v.pipe(v.array(LadderStep), v.maxLength(12))
export const Ladders = v.strictObject({ minor: Ladder, normal: Ladder, major: Ladder, emergency: Ladder })
export type Ladders = v.InferOutput<typeof Ladders>

const each = <Row extends { readonly id: string }>(rows: readonly Row[]) =>
  new Set(rows.map(({ id }) => id)).size === rows.length

export const FindingRules = v.strictObject({
  /** Of the security desk, which a phone calls in an emergency (policy 4.5); null: not given yet. */
  securityPhone: v.nullable(PhoneNumber),
  dueDays: DueDays,
  /** Whether days of rest and holidays count for nothing when days are counted. */
  workingDays: v.boolean(),
  /** ISO weekdays, 1 Monday … 7 Sunday. */
  restDays: v.pipe(v.array(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(7))), v.maxLength(6)),
  departments: v.pipe(v.array(Department), v.maxLength(50), v.check(each, 'each id once')),
  contractors: v.pipe(v.array(Contractor), v.maxLength(200), v.check(each, 'each id once')),
  ladders: Ladders,
})
export type FindingRules = v.InferOutput<typeof FindingRules>

const WEEK: Readonly<Record<Severity, number>> = { minor: 7, normal: 7, major: 3, emergency: 1 }
const [HOUR, DAY] = [60, 24 * 60]

function step(
  when: Trigger,
  afterMinutes: number,
  to: readonly Audience[],
  repeatMinutes: number | null = null,
): LadderStep {
  return { when, afterMinutes, repeatMinutes, to: [...to] }
}

/** Who hears of it when nothing happens; what a day of the policy's week is worth depends on how bad it is. */
const SLOW = [
  step('due', 8 * HOUR, ['assignee', 'supervisors']),
  step('overdue', 0, ['assignee', 'supervisors']),
  step('overdue', 3 * DAY, ['managers'], 7 * DAY),
  step('unverified', 2 * DAY, ['supervisors'], 7 * DAY),
  step('uncalled', 2 * DAY, ['supervisors'], 7 * DAY),
  step('extension-unanswered', DAY, ['managers'], DAY),
] as const

/** What holds until an estate says otherwise (policy 9: within one week). */
export const DEFAULT_RULES: FindingRules = {
  securityPhone: null,
  dueDays: { repair: WEEK, department: WEEK, violation: WEEK },
  workingDays: false,
  restDays: [6, 7],
  departments: [],
  contractors: [],
  ladders: {
    minor: [step('unanswered', 3 * DAY, ['supervisors'], 3 * DAY), ...SLOW],
    normal: [step('unanswered', DAY, ['supervisors'], DAY), ...SLOW],
    major: [step('unanswered', 2 * HOUR, ['managers', 'supervisors'], 12 * HOUR), ...SLOW],
    emergency: [
      step('unacknowledged', 0, ['supervisors', 'managers'], 5),
      step('unacknowledged', 15, ['admins'], 15),
      step('unanswered', 2 * HOUR, ['managers'], 12 * HOUR),
      ...SLOW,
    ],
  },
}

export function daysAllowed(rules: Pick<FindingRules, 'dueDays'>, route: RouteKind, severity: Severity): number {
  return rules.dueDays[route][severity]
}

/** In the order of the ladder's own screen. */
export const LADDER_SEVERITIES: readonly Severity[] = SEVERITIES
