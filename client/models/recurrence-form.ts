/** The days of a plan while they are being filled in. Pure; the text is RFC 5545 (checkpoints/recurrence.ts). */
import { is } from 'valibot'
import { type Recurrence, type Rule, readRecurrence, recurrenceText } from '../../checkpoints/recurrence.ts'
import { CivilDate } from '../../checkpoints/time.ts'

export const RHYTHMS = ['week', 'day', 'month-days', 'month-nth', 'dates'] as const
export type Rhythm = (typeof RHYTHMS)[number]

/** What stands in the fields: numbers and days as they were typed. Fields of other rhythms keep what they had. */
export type RecurrenceFields = {
  readonly every: Rhythm
  readonly interval: string
  /** ISO weekdays. */
  readonly weekdays: readonly number[]
  /** Days of the month, −1 the last. */
  readonly days: readonly number[]
  /** 1–4, or −1 for the last. */
  readonly nth: number
  readonly nthWeekday: number
  readonly startsOn: string
  /** Empty: it goes on. */
  readonly until: string
  readonly also: readonly string[]
  readonly except: readonly string[]
}

/** Every day of the week, from a day on. */
export function newRecurrence(startsOn: CivilDate): RecurrenceFields {
  return {
    every: 'week',
    interval: '1',
    weekdays: [1, 2, 3, 4, 5, 6, 7],
    days: [1],
    nth: 1,
    nthWeekday: 1,
    startsOn,
    until: '',
    also: [],
    except: [],
  }
}

/** @param fallback the fields a text is shown in that cannot be read: none that this product wrote */
export function fieldsOfRecurrence(text: string, fallback: RecurrenceFields): RecurrenceFields {
  const read = readRecurrence(text)
  if (!read.ok) return fallback
  const { rule, startsOn, until, also, except } = read.value
  const rest = { startsOn, until: until ?? '', also, except }
  const interval = rule.every === 'dates' ? '1' : String(rule.interval)
  switch (rule.every) {
    case 'day':
      return { ...fallback, ...rest, interval, every: 'day' }
    case 'week':
      return { ...fallback, ...rest, interval, every: 'week', weekdays: rule.weekdays }
    case 'dates':
      return { ...fallback, ...rest, every: 'dates', also: [startsOn, ...also] }
    case 'month':
      return 'days' in rule
        ? { ...fallback, ...rest, interval, every: 'month-days', days: rule.days }
        : { ...fallback, ...rest, interval, every: 'month-nth', nth: rule.nth, nthWeekday: rule.weekday }
  }
}

export type RecurrenceFault = 'interval' | 'weekdays' | 'month-days' | 'starts-on' | 'until' | 'dates'

export function recurrenceFault(fields: RecurrenceFields): RecurrenceFault | undefined {
  const { every, interval, weekdays, days, startsOn, until, also, except } = fields
  if (!also.every((day) => is(CivilDate, day)) || !except.every((day) => is(CivilDate, day))) return 'dates'
  if (every === 'dates') return also.length === 0 ? 'dates' : undefined
  if (!/^\d{1,3}$/.test(interval.trim()) || Number(interval) < 1 || Number(interval) > 366) return 'interval'
  if (every === 'week' && weekdays.length === 0) return 'weekdays'
  if (every === 'month-days' && days.length === 0) return 'month-days'
  if (!is(CivilDate, startsOn)) return 'starts-on'
  return until !== '' && (!is(CivilDate, until) || until < startsOn) ? 'until' : undefined
}

/** The fields must be without fault. */
export function textOfRecurrence(fields: RecurrenceFields): string {
  return recurrenceText(recurrenceOf(fields))
}

/** As a value, for the sentence that sums it up. The fields must be without fault. */
export function recurrenceOf(fields: RecurrenceFields): Recurrence {
  const { every, startsOn, until } = fields
  const [also, except] = [fields.also, fields.except].map((days) => [...new Set(days)].sort()) as [string[], string[]]
  if (every === 'dates') {
    const [first = startsOn, ...rest] = also
    return { startsOn: first, until: null, rule: { every: 'dates' }, also: rest, except }
  }
  return { startsOn, until: until === '' ? null : until, rule: ruleOf(fields), also, except }
}

function ruleOf({ every, interval: typed, weekdays, days, nth, nthWeekday }: RecurrenceFields): Rule {
  const interval = Number(typed)
  if (every === 'day') return { every: 'day', interval }
  if (every === 'week') return { every: 'week', interval, weekdays: weekdays.toSorted((a, b) => a - b) }
  if (every === 'month-nth') return { every: 'month', interval, nth, weekday: nthWeekday }
  return { every: 'month', interval, days: days.toSorted((a, b) => (a === -1 ? 32 : a) - (b === -1 ? 32 : b)) }
}
