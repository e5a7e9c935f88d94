import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Calendar, dueOn, dueStanding, latestDue } from '../../checkpoints/finding-due.ts'
import { startOfDay } from '../../checkpoints/plan-window.ts'
import { addDays, type CivilDate, civilDateOf, DAY_MS, MINUTE_MS } from '../../checkpoints/time.ts'
import { aFinding } from '../support/a-finding.ts'
import { at, hours, minutes } from '../support/builders.ts'
import { firstInstantOf, wallClock } from '../support/wall-clock.ts'

const ANY_DAY: Calendar = { workingDays: false, restDays: [6, 7], holidays: new Set(['2026-03-03']) }
const working = (...holidays: CivilDate[]): Calendar => ({
  workingDays: true,
  restDays: [6, 7],
  holidays: new Set(holidays),
})
/** Never, by an hour in spring and autumn, by half an hour in the south. */
const ZONES = ['Asia/Hong_Kong', 'Europe/London', 'America/New_York', 'Australia/Lord_Howe']

describe('within a week (policy 9.2)', () => {
  it.each<[string, CivilDate, number, Calendar, CivilDate]>([
    ['is seven civil days on', '2026-03-02', 7, ANY_DAY, '2026-03-09'],
    ['is today, if no day is allowed', '2026-03-02', 0, ANY_DAY, '2026-03-02'],
    ['goes over the end of a year', '2026-12-28', 7, ANY_DAY, '2027-01-04'],
    ['goes over a leap day', '2028-02-25', 7, ANY_DAY, '2028-03-03'],
    ['in working days leaves out the weekend', '2026-03-02', 7, working(), '2026-03-11'],
    ['in working days leaves out holidays', '2026-03-02', 2, working('2026-03-03', '2026-03-04'), '2026-03-06'],
    ['counts from a Saturday as from the Monday before', '2026-03-07', 1, working(), '2026-03-09'],
    ['never ends on a day of rest', '2026-03-07', 0, working(), '2026-03-09'],
    ['never ends on a holiday', '2026-03-06', 0, working('2026-03-06', '2026-03-09'), '2026-03-10'],
    ['with one day of rest ends on a Saturday', '2026-03-02', 5, { ...working(), restDays: [7] }, '2026-03-07'],
  ])('%s', (_, from, days, calendar, due) => expect(dueOn(from, days, calendar)).toBe(due))

  it('has, in working days, as many of them as are allowed, and ends on one: whatever rests and is held', () => {
    fc.assert(
      fc.property(
        anyDay,
        fc.integer({ min: 0, max: 60 }),
        fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { maxLength: 6 }),
        fc.uniqueArray(fc.integer({ min: -3, max: 90 }), { maxLength: 20 }),
        (from, days, restDays, held) => {
          const holidays = new Set(held.map((day) => addDays(from, day)))
          const due = dueOn(from, days, { workingDays: true, restDays, holidays })
          expect(due).toBe(dayByDay(from, days, { restDays, holidays }))
        },
      ),
      { numRuns: 100 },
    )
  })
})

describe('the latest day that a decision may set', () => {
  const deciding = (day: CivilDate, given: Partial<Parameters<typeof latestDue>[2]> = {}) => ({
    ...{ ...ANY_DAY, zone: 'Asia/Hong_Kong', now: at('10:00', day) },
    ...given,
  })

  it('is counted from the report, in the estate’s own days', () => {
    expect(latestDue(at('23:59', '2026-03-02'), 7, deciding('2026-03-04'))).toBe('2026-03-09')
    expect(latestDue(at('00:00', '2026-03-03'), 7, deciding('2026-03-04'))).toBe('2026-03-10')
  })

  it('is today, where the time is over before anybody has decided; or the next day that is worked', () => {
    expect(latestDue(at('10:00'), 7, deciding('2026-03-21'))).toBe('2026-03-21')
    expect(latestDue(at('10:00'), 7, { ...deciding('2026-03-21'), ...working() })).toBe('2026-03-23')
  })

  it('stays the day that is over, where what is overdue is decided upon again', () => {
    expect(latestDue(at('10:00'), 7, deciding('2026-03-21', { dueOn: '2026-03-09' }))).toBe('2026-03-09')
    expect(latestDue(at('10:00'), 14, deciding('2026-03-21', { dueOn: '2026-03-09' }))).toBe('2026-03-16')
    expect(latestDue(at('10:00'), 3, deciding('2026-03-07', { dueOn: '2026-03-09' }))).toBe('2026-03-07')
    expect(latestDue(at('10:00'), 7, deciding('2026-03-21', { dueOn: null }))).toBe('2026-03-21')
  })
})

describe('against its day', () => {
  const standing = (now: number, given: Partial<Parameters<typeof aFinding>[0]> = {}) =>
    dueStanding(aFinding({ state: 'in-work', dueOn: '2026-03-09', ...given }), { zone: 'Asia/Hong_Kong', now })

  it.each([
    ['23:59:59.999', '2026-03-07', 'in-time'],
    ['00:00', '2026-03-08', 'due-soon'],
    ['23:59:59.999', '2026-03-09', 'due-soon'],
    ['00:00', '2026-03-10', 'overdue'],
  ])('at %s on %s a finding due on the 9th is %s', (time, day, is) => expect(standing(at(time, day))).toBe(is))

  it.each([
    ['23:59:59.999', '2026-03-09', 'in-time'],
    ['00:00', '2026-03-10', 'overdue'],
  ])('one fixed at %s on %s is %s for good, whenever it is looked at, and verified', (time, day, is) => {
    for (const state of ['fixed', 'call-back', 'closed'] as const)
      for (const later of ['2026-03-10', '2027-01-01'])
        expect(standing(at('12:00', later), { state, fixedAt: at(time, day) })).toBe(is)
  })

  it('one that was sent back is judged by the clock again', () => {
    expect(standing(at('12:00', '2026-03-10'), { fixedAt: null, sentBack: 1 })).toBe('overdue')
  })

  it.each(['reported', 'merged', 'dismissed'] as const)('one that is %s has no day', (state) => {
    expect(standing(at('12:00', '2026-04-01'), { state })).toBe('none')
  })

  it('one without a day is never late', () => expect(standing(at('12:00', '2026-04-01'), { dueOn: null })).toBe('none'))
})

describe.each(ZONES)('in %s', (zone) => {
  it('the day begins at its first instant on the wall, also when clocks change that night', () => {
    for (const year of [2025, 2026]) {
      for (let day = `${year}-01-01`; day < `${year + 1}-01-01`; day = addDays(day, 1)) {
        const due = addDays(day, -1)
        const midnight = startOfDay(day, zone)
        expect(midnight).toBe(firstInstantOf(day, '00:00', zone))
        const finding = aFinding({ state: 'in-work', dueOn: due })
        expect([midnight - 1, midnight].map((now) => dueStanding(finding, { zone, now }))).toEqual([
          'due-soon',
          'overdue',
        ])
        const fixed = (fixedAt: number) =>
          dueStanding({ ...finding, state: 'fixed', fixedAt }, { zone, now: midnight + DAY_MS })
        expect([fixed(midnight - 1), fixed(midnight)]).toEqual(['in-time', 'overdue'])
      }
    }
  })

  it('a week has seven days, whether it is an hour longer or shorter: nothing is late before its last midnight', () => {
    fc.assert(
      fc.property(anyInstant, fc.integer({ min: 0, max: 30 }), (reportedAt, days) => {
        const from = civilDateOf(reportedAt, zone)
        const due = latestDue(reportedAt, days, { ...ANY_DAY, zone, now: reportedAt })
        expect(daysBetween(from, due)).toBe(days)
        const over = startOfDay(addDays(due, 1), zone)
        const finding = aFinding({ state: 'in-work', dueOn: due })
        for (const now of [reportedAt, over - 1]) expect(dueStanding(finding, { zone, now })).not.toBe('overdue')
        for (const now of [over, over + minutes(1)]) expect(dueStanding(finding, { zone, now })).toBe('overdue')
        expect(wallClock(over, zone).slice(0, 10)).toBe(addDays(due, 1))
        // By its length in hours a week with a change of clocks is none.
        expect(Math.abs(over - startOfDay(from, zone) - (days + 1) * DAY_MS)).toBeLessThanOrEqual(hours(1))
      }),
      { numRuns: 100 },
    )
  })
})

const anyDay = fc.integer({ min: 0, max: 3000 }).map((days) => addDays('2024-01-01', days))
const anyInstant = fc
  .integer({ min: 0, max: 2 * 365 * 24 * 60 })
  .map((minute) => Date.UTC(2025, 0, 1) + minute * MINUTE_MS)

/** The working days after the first are ticked off one by one on a calendar; weekdays by counting from a known Monday. */
function dayByDay(from: CivilDate, days: number, { restDays, holidays }: Pick<Calendar, 'restDays' | 'holidays'>) {
  const isWorked = (day: CivilDate) =>
    !holidays.has(day) && !restDays.includes((((daysBetween('2024-01-01', day) % 7) + 7) % 7) + 1)
  const calendar = Array.from({ length: 560 }, (_, i) => addDays(from, i))
  if (days === 0) return calendar.find(isWorked)
  return calendar.slice(1).filter(isWorked)[days - 1]
}

function daysBetween(from: CivilDate, to: CivilDate): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS)
}
