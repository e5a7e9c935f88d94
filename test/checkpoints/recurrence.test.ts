import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Recurrence, type Rule, readRecurrence, recurrenceText } from '../../checkpoints/recurrence.ts'
import { recurrenceDays } from '../../checkpoints/recurrence-days.ts'
import { addDays, type CivilDate } from '../../checkpoints/time.ts'
import { anyRecurrence, daysFrom, fallsOn } from '../support/recurrence-oracle.ts'

const ONGOING = { until: null, also: [], except: [] }

describe('a recurrence as text', () => {
  it.each<[string, Recurrence, string]>([
    [
      'every other Monday and Friday',
      { startsOn: '2026-11-23', rule: { every: 'week', interval: 2, weekdays: [1, 5] }, ...ONGOING },
      'DTSTART;VALUE=DATE:20261123\nRRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR',
    ],
    [
      'every third day until summer',
      { startsOn: '2026-11-23', rule: { every: 'day', interval: 3 }, ...ONGOING, until: '2027-06-21' },
      'DTSTART;VALUE=DATE:20261123\nRRULE:FREQ=DAILY;INTERVAL=3;UNTIL=20270621',
    ],
    [
      'the 1st, the 15th and the last of the month, and once more, and once less',
      {
        ...{ startsOn: '2026-11-01', until: null, rule: { every: 'month', interval: 1, days: [1, 15, -1] } },
        ...{ also: ['2026-12-24'], except: ['2027-01-01'] },
      },
      'DTSTART;VALUE=DATE:20261101\nRRULE:FREQ=MONTHLY;BYMONTHDAY=1,15,-1\nRDATE;VALUE=DATE:20261224\nEXDATE;VALUE=DATE:20270101',
    ],
    [
      'the last Sunday of the month',
      { startsOn: '2026-11-01', rule: { every: 'month', interval: 1, nth: -1, weekday: 7 }, ...ONGOING },
      'DTSTART;VALUE=DATE:20261101\nRRULE:FREQ=MONTHLY;BYDAY=-1SU',
    ],
    [
      'three days that are listed',
      { startsOn: '2026-11-01', rule: { every: 'dates' }, ...ONGOING, also: ['2026-11-05', '2026-12-01'] },
      'DTSTART;VALUE=DATE:20261101\nRDATE;VALUE=DATE:20261105,20261201',
    ],
  ])('%s', (_, recurrence, text) => {
    expect(recurrenceText(recurrence)).toBe(text)
    expect(readRecurrence(text)).toEqual({ ok: true, value: recurrence })
    expect(readRecurrence(`${text.replaceAll('\n', '\r\n')}\r\n`)).toEqual({ ok: true, value: recurrence })
  })

  it.each([
    ['', 'DTSTART'],
    ['RRULE:FREQ=DAILY', 'DTSTART'],
    ['DTSTART;VALUE=DATE:20260230\nRRULE:FREQ=DAILY', 'DTSTART'],
    ['DTSTART;TZID=Asia/Hong_Kong:20261123T000000\nRRULE:FREQ=DAILY', 'DTSTART'],
    ['DTSTART;VALUE=DATE:20261123\nRRULE:FREQ=HOURLY', 'RRULE'],
    ['DTSTART;VALUE=DATE:20261123\nRRULE:FREQ=DAILY;INTERVAL=0', 'RRULE'],
    ['DTSTART;VALUE=DATE:20261123\nRRULE:FREQ=DAILY;COUNT=3', 'RRULE'],
    ['DTSTART;VALUE=DATE:20261123\nRRULE:FREQ=WEEKLY', 'RRULE'],
    ['DTSTART;VALUE=DATE:20261123\nRRULE:FREQ=WEEKLY;BYDAY=MO,MO', 'RRULE'],
    ['DTSTART;VALUE=DATE:20261123\nRRULE:FREQ=MONTHLY;BYMONTHDAY=0', 'RRULE'],
    ['DTSTART;VALUE=DATE:20261123\nRRULE:FREQ=MONTHLY;BYMONTHDAY=32', 'RRULE'],
    ['DTSTART;VALUE=DATE:20261123\nRRULE:FREQ=MONTHLY;BYDAY=5MO', 'RRULE'],
    ['DTSTART;VALUE=DATE:20261123\nRRULE:FREQ=DAILY;UNTIL=20261122', 'UNTIL'],
    ['DTSTART;VALUE=DATE:20261123\nRRULE:FREQ=DAILY\nRRULE:FREQ=DAILY', 'RRULE'],
    ['DTSTART;VALUE=DATE:20261123\nEXDATE;VALUE=DATE:2026', 'EXDATE'],
    ['DTSTART;VALUE=DATE:20261123\nSUMMARY:patrol', 'SUMMARY'],
  ])('%j is refused, and the place is named: %s', (text, where) => {
    expect(readRecurrence(text)).toEqual({ ok: false, where })
  })

  it('reads back to what was written, and writes what was read', () => {
    fc.assert(
      fc.property(anyRecurrence, (recurrence) => {
        const text = recurrenceText(recurrence)
        expect(readRecurrence(text)).toEqual({ ok: true, value: recurrence })
      }),
    )
  })
})

describe('the days of a recurrence', () => {
  it.each<[string, Rule, CivilDate[]]>([
    [
      'every other week, counted from Mondays',
      { every: 'week', interval: 2, weekdays: [1, 7] },
      ['2026-11-23', '2026-11-29', '2026-12-07', '2026-12-13'],
    ],
    [
      'the 31st is left out of short months',
      { every: 'month', interval: 1, days: [31] },
      ['2026-12-31', '2027-01-31', '2027-03-31', '2027-05-31'],
    ],
    [
      'the last day of every second month',
      { every: 'month', interval: 2, days: [-1] },
      ['2026-11-30', '2027-01-31', '2027-03-31', '2027-05-31'],
    ],
    [
      'the second Tuesday',
      { every: 'month', interval: 1, nth: 2, weekday: 2 },
      ['2026-12-08', '2027-01-12', '2027-02-09', '2027-03-09'],
    ],
  ])('%s', (_, rule, days) => {
    const recurrence = { startsOn: '2026-11-23', rule, ...ONGOING }
    expect(recurrenceDays(recurrence, '2026-01-01', '2027-06-10').slice(0, 4)).toEqual(days)
  })

  it('are what a calendar on the wall would say, day by day over ten years, from wherever one looks', () => {
    fc.assert(
      fc.property(
        anyRecurrence,
        fc.integer({ min: -40, max: 3650 }),
        fc.integer({ min: 0, max: 400 }),
        (recurrence, after, length) => {
          const from = addDays(recurrence.startsOn, after)
          const days = daysFrom(from, length)
          expect(recurrenceDays(recurrence, from, addDays(from, length))).toEqual(
            days.filter((day) => fallsOn(recurrence, day)),
          )
        },
      ),
      { numRuns: 400 },
    )
  })
})
