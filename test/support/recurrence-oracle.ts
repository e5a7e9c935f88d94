/** Recurrences of every sort, and an answer to "on this day?" that owes nothing to the library under test. */
import fc from 'fast-check'
import type { Recurrence, Rule } from '../../checkpoints/recurrence.ts'
import { addDays, type CivilDate } from '../../checkpoints/time.ts'

const anyDate = fc.integer({ min: 0, max: 20_000 }).map((days) => addDays('1990-01-01', days))
const someDates = fc.uniqueArray(anyDate, { maxLength: 6 }).map((dates) => dates.sort())
const anyInterval = fc.oneof(fc.constant(1), fc.integer({ min: 2, max: 14 }))
const anyRule: fc.Arbitrary<Rule> = fc.oneof(
  anyInterval.map((interval) => ({ every: 'day', interval }) as const),
  fc.record({
    every: fc.constant('week' as const),
    interval: anyInterval,
    weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }).map((days) => days.sort()),
  }),
  fc.record({
    every: fc.constant('month' as const),
    interval: anyInterval,
    days: fc.uniqueArray(fc.constantFrom(-1, ...Array.from({ length: 31 }, (_, i) => i + 1)), {
      minLength: 1,
      maxLength: 4,
    }),
  }),
  fc.record({
    every: fc.constant('month' as const),
    interval: anyInterval,
    nth: fc.constantFrom(1, 2, 3, 4, -1),
    weekday: fc.integer({ min: 1, max: 7 }),
  }),
  fc.constant({ every: 'dates' } as const),
)
export const anyRecurrence: fc.Arbitrary<Recurrence> = fc
  .record({
    startsOn: anyDate,
    lasts: fc.option(fc.integer({ min: 0, max: 3000 })),
    rule: anyRule,
    also: someDates,
    except: someDates,
  })
  .map(({ lasts, ...rest }) => ({
    ...rest,
    until: lasts === null || rest.rule.every === 'dates' ? null : addDays(rest.startsOn, lasts),
  }))

/** The oracle: what the words mean, asked of one day, with nothing but the calendar's own arithmetic. */
export function fallsOn({ startsOn, until, rule, also, except }: Recurrence, day: CivilDate): boolean {
  if (except.includes(day)) return false
  if (also.includes(day)) return true
  if (day < startsOn || (until !== null && day > until)) return false
  const [year, month, date] = partsOf(day)
  const [startYear, startMonth] = partsOf(startsOn)
  const daysGone = (Date.parse(day) - Date.parse(startsOn)) / 86_400_000
  switch (rule.every) {
    case 'dates':
      return day === startsOn
    case 'day':
      return daysGone % rule.interval === 0
    case 'week': {
      const weeksGone = (Date.parse(mondayOf(day)) - Date.parse(mondayOf(startsOn))) / (7 * 86_400_000)
      return weeksGone % rule.interval === 0 && rule.weekdays.includes(weekdayOf(day))
    }
    case 'month': {
      const monthsGone = (year - startYear) * 12 + month - startMonth
      if (monthsGone % rule.interval !== 0) return false
      const last = new Date(Date.UTC(year, month, 0)).getUTCDate()
      if ('days' in rule) return rule.days.includes(date) || (rule.days.includes(-1) && date === last)
      if (weekdayOf(day) !== rule.weekday) return false
      return rule.nth === -1 ? date + 7 > last : Math.ceil(date / 7) === rule.nth
    }
  }
}

function partsOf(day: CivilDate): [number, number, number] {
  return day.split('-').map(Number) as [number, number, number]
}

function weekdayOf(day: CivilDate): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7
}

function mondayOf(day: CivilDate): CivilDate {
  return addDays(day, 1 - weekdayOf(day))
}

/** So many days and one, from a day on. */
export function daysFrom(day: CivilDate, count: number): CivilDate[] {
  return Array.from({ length: count + 1 }, (_, i) => addDays(day, i))
}
