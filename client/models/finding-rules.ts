/** The rules of an estate while they are being changed: everything as typed, until all of it can be sent. */
import * as v from 'valibot'
import type { Severity } from '../../checkpoints/answer.ts'
import type { RouteKind } from '../../checkpoints/finding-act.ts'
import {
  type Audience,
  Contractor,
  DEFAULT_RULES,
  type FindingRules,
  type LadderStep,
  PhoneNumber,
  type Trigger,
} from '../../checkpoints/finding-rules.ts'
import type { Uuid } from '../../checkpoints/ids.ts'
import { draftOfNames, hasName, type NamesDraft, namesOf } from './names.ts'

export type DepartmentDraft = { readonly id: Uuid; readonly names: NamesDraft; readonly supervisor: Uuid | '' }
export type ContractorDraft = Readonly<Record<'id' | 'name' | 'trade' | 'phone' | 'email', string>>
export type DaysDraft = Readonly<Record<RouteKind, Readonly<Record<Severity, string>>>>

export type RulesDraft = {
  readonly securityPhone: string
  readonly days: DaysDraft
  readonly workingDays: boolean
  readonly restDays: readonly number[]
  readonly departments: readonly DepartmentDraft[]
  readonly contractors: readonly ContractorDraft[]
  readonly ladders: FindingRules['ladders']
}

export function draftOfRules(rules: FindingRules): RulesDraft {
  return {
    securityPhone: rules.securityPhone ?? '',
    days: {
      repair: typed(rules.dueDays.repair),
      department: typed(rules.dueDays.department),
      violation: typed(rules.dueDays.violation),
    },
    workingDays: rules.workingDays,
    restDays: rules.restDays,
    departments: rules.departments.map(({ id, names, supervisor }) => ({
      id,
      names: draftOfNames(names),
      supervisor: supervisor ?? '',
    })),
    contractors: rules.contractors.map(({ phone, email, ...one }) => ({
      ...one,
      phone: phone ?? '',
      email: email ?? '',
    })),
    ladders: rules.ladders,
  }
}

function typed(days: Readonly<Record<Severity, number>>): Record<Severity, string> {
  const { minor, normal, major, emergency } = days
  return { minor: `${minor}`, normal: `${normal}`, major: `${major}`, emergency: `${emergency}` }
}

/** What an estate has named itself stays: its people and numbers are nobody's default. */
export function backToDefaults(draft: RulesDraft): RulesDraft {
  const { days, workingDays, restDays, ladders } = draftOfRules(DEFAULT_RULES)
  return { ...draft, days, workingDays, restDays, ladders }
}

export type MergedRules = {
  readonly draft: RulesDraft
  /** What both have changed: there it is as `mine` has it. */
  readonly both: readonly (keyof RulesDraft)[]
}

/** What is typed, upon what somebody else has settled meanwhile: nothing that was typed is lost, nor what he has changed beside it. */
export function mergedRules(base: RulesDraft, mine: RulesDraft, theirs: RulesDraft): MergedRules {
  const differs = (key: keyof RulesDraft, a: RulesDraft, b: RulesDraft) =>
    JSON.stringify(a[key]) !== JSON.stringify(b[key])
  const keys = Object.keys(base) as (keyof RulesDraft)[]
  const kept = keys.filter((key) => differs(key, mine, base))
  return {
    draft: { ...theirs, ...Object.fromEntries(kept.map((key) => [key, mine[key]])) },
    both: kept.filter((key) => differs(key, theirs, base) && differs(key, theirs, mine)),
  }
}

export type RulesFault = { readonly where: string; readonly fault: 'phone' | 'days' | 'name' | 'email' }

/** What is wrong, each with the id of its field. */
export function rulesFaults(draft: RulesDraft): RulesFault[] {
  const phone = (where: string, text: string): RulesFault[] =>
    text.trim() === '' || v.is(PhoneNumber, text) ? [] : [{ where, fault: 'phone' }]
  return [
    ...phone('security', draft.securityPhone),
    ...Object.entries(draft.days).flatMap(([route, bySeverity]) =>
      Object.entries(bySeverity).flatMap(([severity, days]): RulesFault[] =>
        wholeNumber(days, 365) === undefined ? [{ where: `days ${route} ${severity}`, fault: 'days' }] : [],
      ),
    ),
    ...draft.departments.flatMap(({ id, names }): RulesFault[] =>
      hasName(names) ? [] : [{ where: `name ${id}`, fault: 'name' }],
    ),
    ...draft.contractors.flatMap((one): RulesFault[] => [
      ...(one.name.trim() === '' ? [{ where: `name ${one.id}`, fault: 'name' as const }] : []),
      ...phone(`phone ${one.id}`, one.phone),
      ...(one.email.trim() === '' || v.is(Contractor.entries.email, one.email.trim())
        ? []
        : [{ where: `email ${one.id}`, fault: 'email' as const }]),
    ]),
  ]
}

/** Call with a draft without faults. */
export function rulesFrom(draft: RulesDraft): FindingRules {
  const days = (route: RouteKind) => {
    const { minor, normal, major, emergency } = draft.days[route]
    return { minor: Number(minor), normal: Number(normal), major: Number(major), emergency: Number(emergency) }
  }
  return {
    securityPhone: draft.securityPhone.trim() || null,
    dueDays: { repair: days('repair'), department: days('department'), violation: days('violation') },
    workingDays: draft.workingDays,
    restDays: [...draft.restDays].sort((a, b) => a - b),
    departments: draft.departments.map(({ id, names, supervisor }) => ({
      id,
      names: namesOf(names),
      supervisor: supervisor || null,
    })),
    contractors: draft.contractors.map(({ id, name, trade, phone, email }) => ({
      ...{ id, name: name.trim(), trade: trade.trim() },
      ...{ phone: phone.trim() || null, email: email.trim() || null },
    })),
    ladders: draft.ladders,
  }
}

/** @returns undefined if it is none, or more than `most` */
function wholeNumber(text: string, most: number): number | undefined {
  const plain = text.normalize('NFKC').trim()
  const value = /^\d{1,6}$/.test(plain) ? Number(plain) : undefined
  return value !== undefined && value <= most ? value : undefined
}

export type TimeUnit = 'minutes' | 'hours' | 'days'
const IN_MINUTES: Readonly<Record<TimeUnit, number>> = { minutes: 1, hours: 60, days: 1440 }

export type Amount = { readonly count: number; readonly unit: TimeUnit }

/** In the largest unit that divides it; nothing in hours. */
export function amountOf(minutes: number): Amount {
  if (minutes === 0) return { count: 0, unit: 'hours' }
  const unit = (['days', 'hours', 'minutes'] as const).find((unit) => minutes % IN_MINUTES[unit] === 0) ?? 'minutes'
  return { count: minutes / IN_MINUTES[unit], unit }
}

export function minutesOf({ count, unit }: Amount): number {
  return count * IN_MINUTES[unit]
}

/** A year: what the rules take at most. */
const MOST_MINUTES = 365 * 1440

export type StepDraft = {
  readonly when: Trigger
  readonly after: string
  readonly afterUnit: TimeUnit
  readonly repeats: boolean
  readonly every: string
  readonly everyUnit: TimeUnit
  readonly to: readonly Audience[]
}

export function draftOfStep({ when, afterMinutes, repeatMinutes, to }: LadderStep): StepDraft {
  const [after, every] = [amountOf(afterMinutes), amountOf(repeatMinutes ?? 1440)]
  return {
    ...{ when, after: `${after.count}`, afterUnit: after.unit, to },
    ...{ repeats: repeatMinutes !== null, every: `${every.count}`, everyUnit: every.unit },
  }
}

/** @returns the step, or which of its fields cannot be read */
export function stepFrom(draft: StepDraft): LadderStep | 'after' | 'every' | 'to' {
  const after = minutesIn(draft.after, draft.afterUnit)
  const every = minutesIn(draft.every, draft.everyUnit)
  if (after === undefined) return 'after'
  if (draft.repeats && (every === undefined || every < 1)) return 'every'
  if (draft.to.length === 0) return 'to'
  return {
    ...{ when: draft.when, afterMinutes: after, to: [...draft.to] },
    repeatMinutes: draft.repeats ? (every ?? null) : null,
  }
}

function minutesIn(text: string, unit: TimeUnit): number | undefined {
  const count = wholeNumber(text, MOST_MINUTES)
  const minutes = count === undefined ? undefined : minutesOf({ count, unit })
  return minutes !== undefined && minutes <= MOST_MINUTES ? minutes : undefined
}
