/**
 * On which civil days a plan is walked, written as RFC 5545 §3.8.5 text. Days have no time and no zone here: a plan's windows put
 * civil times on them in the estate's zone, so no clock change can lose one or make one twice (plan-window.ts).
 *
 *     DTSTART;VALUE=DATE:20261123
 *     RRULE:FREQ=WEEKLY;BYDAY=MO,WE
 *     EXDATE;VALUE=DATE:20261225
 */
import * as v from 'valibot'
import { CivilDate } from './time.ts'

/** ISO weekday: 1 Monday … 7 Sunday. */
export const Weekday = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(7))

/** `days`: days of the month, −1 the last; `nth`: the first to fourth of a weekday, −1 the last. `dates`: only the listed days. */
export type Rule =
  | { readonly every: 'day'; readonly interval: number }
  | { readonly every: 'week'; readonly interval: number; readonly weekdays: readonly number[] }
  | { readonly every: 'month'; readonly interval: number; readonly days: readonly number[] }
  | { readonly every: 'month'; readonly interval: number; readonly nth: number; readonly weekday: number }
  | { readonly every: 'dates' }

export type Recurrence = {
  /** The first day it may fall on, and from which intervals are counted; for `dates`, the first of them. */
  readonly startsOn: CivilDate
  /** The last day it may fall on; null: it goes on. */
  readonly until: CivilDate | null
  readonly rule: Rule
  /** Days on top of the rule, and days taken out of it; each sorted, each once. */
  readonly also: readonly CivilDate[]
  readonly except: readonly CivilDate[]
}

/** The canonical text; {@link readRecurrence} reads it back to the same value. */
export function recurrenceText({ startsOn, until, rule, also, except }: Recurrence): string {
  const end = until === null ? '' : `;UNTIL=${basic(until)}`
  return [
    `DTSTART;VALUE=DATE:${basic(startsOn)}`,
    ...(rule.every === 'dates' ? [] : [`RRULE:${ruleText(rule)}${end}`]),
    ...(also.length > 0 ? [`RDATE;VALUE=DATE:${also.map(basic).join(',')}`] : []),
    ...(except.length > 0 ? [`EXDATE;VALUE=DATE:${except.map(basic).join(',')}`] : []),
  ].join('\n')
}

/** Lines of text that are no recurrence of ours; `where` names the first property or part that is not understood. */
export type ReadRecurrence =
  | { readonly ok: true; readonly value: Recurrence }
  | { readonly ok: false; readonly where: string }

/** Reads the part of RFC 5545 that a patrol needs; anything else is refused rather than guessed. Lines end in LF or CRLF. */
export function readRecurrence(text: string): ReadRecurrence {
  const lines = text.split(/\r?\n/).filter((line) => line !== '')
  const found = new Map<string, string>()
  for (const line of lines) {
    const [, name, value] =
      /^(DTSTART|RDATE|EXDATE);VALUE=DATE:([\d,]+)$/.exec(line) ?? /^(RRULE):(.+)$/.exec(line) ?? []
    if (name === undefined || value === undefined || found.has(name))
      return { ok: false, where: line.split(/[:;]/)[0] ?? '' }
    found.set(name, value)
  }
  const [startsOn] = datesIn(found.get('DTSTART')) ?? []
  if (startsOn === undefined || found.get('DTSTART')?.includes(',')) return { ok: false, where: 'DTSTART' }
  const also = datesIn(found.get('RDATE') ?? '')
  if (!also) return { ok: false, where: 'RDATE' }
  const except = datesIn(found.get('EXDATE') ?? '')
  if (!except) return { ok: false, where: 'EXDATE' }
  const ruleValue = found.get('RRULE')
  if (ruleValue === undefined)
    return { ok: true, value: { startsOn, until: null, rule: { every: 'dates' }, also, except } }
  const parsed = readRule(ruleValue)
  if (!parsed) return { ok: false, where: 'RRULE' }
  if (parsed.until !== null && parsed.until < startsOn) return { ok: false, where: 'UNTIL' }
  return { ok: true, value: { startsOn, until: parsed.until, rule: parsed.rule, also, except } }
}

/** RFC 5545 text of a recurrence as {@link readRecurrence} takes it. */
export const RecurrenceText = v.pipe(
  v.string(),
  v.maxLength(10_000),
  v.check((text) => readRecurrence(text).ok, 'a recurrence of RFC 5545'),
)

const DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const
const FREQ = { day: 'DAILY', week: 'WEEKLY', month: 'MONTHLY' } as const

function ruleText(rule: Exclude<Rule, { every: 'dates' }>): string {
  const interval = rule.interval === 1 ? '' : `;INTERVAL=${rule.interval}`
  const freq = `FREQ=${FREQ[rule.every]}${interval}`
  if (rule.every === 'day') return freq
  // Intervals of weeks are counted from Mondays, which is RFC 5545's default too.
  if (rule.every === 'week')
    return `${freq};BYDAY=${[...rule.weekdays]
      .sort()
      .map((day) => DAYS[day - 1])
      .join(',')}`
  if ('days' in rule) return `${freq};BYMONTHDAY=${rule.days.join(',')}`
  return `${freq};BYDAY=${rule.nth}${DAYS[rule.weekday - 1]}`
}

function readRule(text: string): { readonly rule: Rule; readonly until: CivilDate | null } | undefined {
  const parts = new Map<string, string>()
  for (const part of text.split(';')) {
    const [, name, value] = /^([A-Z]+)=([\w,+-]+)$/.exec(part) ?? []
    if (name === undefined || value === undefined || parts.has(name) || !PARTS.has(name)) return undefined
    parts.set(name, value)
  }
  const interval = Number(parts.get('INTERVAL') ?? 1)
  if (!Number.isInteger(interval) || interval < 1 || interval > 366) return undefined
  const [until] = parts.has('UNTIL') ? (datesIn(parts.get('UNTIL')) ?? [undefined]) : [null]
  if (until === undefined) return undefined
  const rule = ruleOf(parts, interval)
  return rule && { rule, until }
}

const PARTS = new Set(['FREQ', 'INTERVAL', 'BYDAY', 'BYMONTHDAY', 'UNTIL'])

function ruleOf(parts: ReadonlyMap<string, string>, interval: number): Rule | undefined {
  const [freq, byDay, byMonthDay] = [parts.get('FREQ'), parts.get('BYDAY'), parts.get('BYMONTHDAY')]
  if (freq === 'DAILY' && !byDay && !byMonthDay) return { every: 'day', interval }
  if (freq === 'WEEKLY' && byDay && !byMonthDay) {
    const weekdays = byDay.split(',').map((day) => DAYS.indexOf(day as 'MO') + 1)
    return weekdays.every((day) => day > 0) && isSet(weekdays) ? { every: 'week', interval, weekdays } : undefined
  }
  if (freq !== 'MONTHLY') return undefined
  if (byMonthDay && !byDay) {
    const days = byMonthDay.split(',').map(Number)
    const areDays = days.every((day) => Number.isInteger(day) && day >= -1 && day <= 31 && day !== 0)
    return areDays && isSet(days) ? { every: 'month', interval, days } : undefined
  }
  const [, nth, weekday] = /^(-1|[1-4])(MO|TU|WE|TH|FR|SA|SU)$/.exec(byDay ?? '') ?? []
  if (byMonthDay || nth === undefined || weekday === undefined) return undefined
  return { every: 'month', interval, nth: Number(nth), weekday: DAYS.indexOf(weekday as 'MO') + 1 }
}

function isSet(values: readonly number[]): boolean {
  return new Set(values).size === values.length
}

function basic(date: CivilDate): string {
  return date.replaceAll('-', '')
}

/** Sorted, each once; undefined if one of them is no day. Empty text is no days. */
function datesIn(text: string | undefined): CivilDate[] | undefined {
  if (text === undefined) return undefined
  if (text === '') return []
  const dates = text.split(',').map((day) => day.replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3'))
  return dates.every((date) => v.is(CivilDate, date)) ? [...new Set(dates)].sort() : undefined
}
