import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, type CivilDate, minuteOfDay } from '../../../checkpoints/time.ts'
import {
  agendaOf,
  blocksOf,
  type CalendarRound,
  calendarHref,
  dayByKey,
  daysBetween,
  daysOfView,
  filtered,
  hoursOf,
  isUnforeseen,
  stepped,
  weekdayOf,
  weeksOf,
} from '../../../client/models/calendar.ts'
import { conflictGroups } from '../../../client/models/calendar-conflicts.ts'
import { at, days, hours, TODAY, uuid } from '../../support/builders.ts'

const HONG_KONG = 'Asia/Hong_Kong'
const [CHAN, WONG] = [uuid(0xa1), uuid(0xa2)]

/** From 20:00 to 22:00 of Monday, anyone's. */
function aRound(number: number, given: Partial<CalendarRound> = {}): CalendarRound {
  return {
    round: uuid(number),
    plan: uuid(0xa7),
    names: { en: `Round ${number}` },
    opensAt: at('20:00'),
    closesAt: at('22:00'),
    graceMs: 0,
    assignees: [],
    spots: 3,
    made: true,
    randomStart: false,
    ...given,
  }
}

const between = (number: number, from: string, to: string, given: Partial<CalendarRound> = {}) =>
  aRound(number, { opensAt: at(from), closesAt: at(to), ...given })

const aDay = fc.integer({ min: 0, max: 40_000 }).map((days) => addDays('1970-01-01', days))

describe('the days of a view', () => {
  it('are the day itself, its week from Monday to Sunday, or its month in whole weeks', () => {
    expect(daysOfView('day', '2026-11-23')).toEqual({ from: '2026-11-23', to: '2026-11-23' })
    expect(daysOfView('week', '2026-11-29')).toEqual({ from: '2026-11-23', to: '2026-11-29' })
    expect(daysOfView('month', '2026-11-15')).toEqual({ from: '2026-10-26', to: '2026-12-06' })
  })

  it('of a month make weeks of seven days, each from a Monday, and hold every day of the month once', () => {
    fc.assert(
      fc.property(aDay, (day) => {
        const weeks = weeksOf(day)
        expect(weeks.length).toBeGreaterThanOrEqual(4)
        expect(weeks.length).toBeLessThanOrEqual(6)
        for (const week of weeks) expect(week.map(weekdayOf)).toEqual([1, 2, 3, 4, 5, 6, 7])
        const ofMonth = weeks.flat().filter((one) => one.slice(0, 7) === day.slice(0, 7))
        expect(ofMonth[0]).toBe(`${day.slice(0, 7)}-01`)
        expect(addDays(ofMonth.at(-1)!, 1).slice(8)).toBe('01')
        expect(new Set(ofMonth).size).toBe(ofMonth.length)
      }),
    )
  })

  it('begins the weeks of a month on the first, when that is a Monday', () => {
    expect(weeksOf('2026-06-15')[0]?.[0]).toBe('2026-06-01')
    expect(weeksOf('2027-02-10').length).toBe(4)
  })

  it('fit what the server gives at once, with the day before', () => {
    fc.assert(
      fc.property(aDay, (day) => {
        const { from, to } = daysOfView('month', day)
        expect(daysBetween({ from: addDays(from, -1), to }).length).toBeLessThanOrEqual(62)
      }),
    )
  })
})

describe('going on', () => {
  it.each([
    ['day', '2026-02-28', 1, '2026-03-01'],
    ['week', '2026-01-01', -1, '2025-12-25'],
    ['month', '2026-01-31', 1, '2026-02-28'],
    ['month', '2028-01-31', 1, '2028-02-29'],
    ['month', '2026-03-31', -1, '2026-02-28'],
    ['month', '2026-12-05', 1, '2027-01-05'],
    ['month', '2026-01-05', -1, '2025-12-05'],
  ] as const)('by a %s from %s by %d leads to %s', (view, from, by, to) => {
    expect(stepped(view, from, by)).toBe(to)
  })

  it.each([
    ['ArrowLeft', '2026-11-22'],
    ['ArrowRight', '2026-11-24'],
    ['ArrowUp', '2026-11-16'],
    ['ArrowDown', '2026-11-30'],
    ['Home', '2026-11-23'],
    ['End', '2026-11-29'],
    ['PageUp', '2026-10-23'],
    ['PageDown', '2026-12-23'],
    ['Enter', undefined],
  ])('by the key %s leads from Monday the 23rd to %s', (key, to) => {
    expect(dayByKey('2026-11-23', key)).toBe(to)
  })
})

describe('the rounds of a day', () => {
  const lanesOf = (rounds: readonly CalendarRound[], day: CivilDate = TODAY) =>
    blocksOf(rounds, day, HONG_KONG).map(({ round, lane, lanes }) => [round.round, lane, lanes])

  it('stand alone where nothing overlaps, even if one begins as the other ends', () => {
    expect(lanesOf([between(1, '08:00', '10:00'), between(2, '10:00', '12:00')])).toEqual([
      [uuid(1), 0, 1],
      [uuid(2), 0, 1],
    ])
  })

  it('stand side by side where they overlap, and take the first lane that has become free', () => {
    const rounds = [between(1, '08:00', '12:00'), between(2, '09:00', '10:00'), between(3, '10:30', '11:30')]
    expect(lanesOf(rounds)).toEqual([
      [uuid(1), 0, 2],
      [uuid(2), 1, 2],
      [uuid(3), 1, 2],
    ])
  })

  it('give back the full width after those that overlap', () => {
    const rounds = [between(3, '14:00', '15:00'), between(1, '08:00', '10:00'), between(2, '09:00', '10:00')]
    expect(lanesOf(rounds)).toEqual([
      [uuid(1), 0, 2],
      [uuid(2), 1, 2],
      [uuid(3), 0, 1],
    ])
  })

  it('never cover each other, and never leave the day', () => {
    const someRound = fc.tuple(fc.integer({ min: -600, max: 1500 }), fc.integer({ min: 5, max: 720 }))
    fc.assert(
      fc.property(fc.array(someRound, { maxLength: 20 }), (windows) => {
        const rounds = windows.map(([from, length], i) => {
          const opensAt = at('00:00') + from * 60_000
          return aRound(i, { opensAt, closesAt: opensAt + length * 60_000 })
        })
        const blocks = blocksOf(rounds, TODAY, HONG_KONG)
        for (const [i, block] of blocks.entries()) {
          expect(block.from).toBeGreaterThanOrEqual(0)
          expect(block.to).toBeLessThanOrEqual(24 * 60)
          expect(block.to - block.from).toBeGreaterThanOrEqual(45)
          expect(block.lane).toBeLessThan(block.lanes)
          for (const other of blocks.slice(i + 1))
            expect(block.lane !== other.lane || block.to <= other.from || other.to <= block.from).toBe(true)
        }
      }),
    )
  })

  it('go on after midnight on the next day', () => {
    const night = aRound(1, { opensAt: at('22:00'), closesAt: at('02:00', '2026-03-03') })
    expect(blocksOf([night], TODAY, HONG_KONG)).toMatchObject([{ from: 22 * 60, to: 24 * 60, continued: false }])
    expect(blocksOf([night], '2026-03-03', HONG_KONG)).toMatchObject([{ from: 0, to: 120, continued: true }])
    expect(blocksOf([night], '2026-03-04', HONG_KONG)).toEqual([])
  })

  it('end at midnight without a rest on the next day', () => {
    const evening = aRound(1, { opensAt: at('22:00'), closesAt: at('00:00', '2026-03-03') })
    expect(blocksOf([evening], TODAY, HONG_KONG)).toMatchObject([{ from: 22 * 60, to: 24 * 60 }])
    expect(blocksOf([evening], '2026-03-03', HONG_KONG)).toEqual([])
  })

  it('keep their place on the night that has an hour twice', () => {
    // London, 25 October 2026: after 01:59 BST comes 01:00 GMT.
    const opensAt = Date.parse('2026-10-25T01:50:00+01:00')
    const round = aRound(1, { opensAt, closesAt: opensAt + hours(1) / 2 })
    expect(minuteOfDay(opensAt, 'Europe/London')).toBe(110)
    expect(minuteOfDay(round.closesAt, 'Europe/London')).toBe(80)
    expect(blocksOf([round], '2026-10-25', 'Europe/London')).toMatchObject([{ from: 110, to: 155 }])
  })

  it('decide which hours are drawn: all of theirs, and eight at least', () => {
    expect(hoursOf([])).toEqual({ from: 8, to: 20 })
    expect(hoursOf([{ from: 7 * 60 + 30, to: 22 * 60 + 1 }])).toEqual({ from: 7, to: 23 })
    expect(hoursOf([{ from: 22 * 60, to: 24 * 60 }])).toEqual({ from: 16, to: 24 })
    expect(hoursOf([{ from: 0, to: 60 }])).toEqual({ from: 0, to: 8 })
  })
})

describe('the list of days', () => {
  const week = daysBetween(daysOfView('week', TODAY))
  const clock = { zone: HONG_KONG, now: at('12:00') }

  it('tells a night round on the day it begins, in the estate’s time', () => {
    const night = aRound(1, { opensAt: at('23:30'), closesAt: at('01:00', '2026-03-03') })
    const agenda = agendaOf([night, between(2, '08:00', '09:00')], week, clock)
    expect(agenda.map(({ rounds }) => rounds.map(({ round }) => round))).toEqual([
      [uuid(2), uuid(1)],
      ...Array.from({ length: 6 }, () => []),
    ])
  })

  it('puts last what nobody may know the time of, and leaves out what began before the first day', () => {
    const hidden = between(1, '14:00', '15:00', { randomStart: true })
    const yesterday = aRound(3, { opensAt: at('22:00', '2026-03-01'), closesAt: at('02:00') })
    const agenda = agendaOf([hidden, between(2, '20:00', '22:00'), yesterday], week, clock)
    expect(agenda[0]?.rounds.map(({ round }) => round)).toEqual([uuid(2), uuid(1)])
  })

  it('names the time of a random start once it has begun', () => {
    const random = between(1, '14:00', '15:00', { randomStart: true })
    expect(isUnforeseen(random, at('13:59'))).toBe(true)
    expect(isUnforeseen(random, at('14:00'))).toBe(false)
  })
})

it('shows the rounds of one plan or one person; what is anyone’s is nobody’s own', () => {
  const rounds = [aRound(1, { assignees: [CHAN] }), aRound(2), aRound(3, { plan: uuid(9), assignees: [CHAN, WONG] })]
  const shown = (plan?: string, person?: string) => filtered(rounds, { plan, person }).map(({ round }) => round)
  expect(shown()).toEqual([uuid(1), uuid(2), uuid(3)])
  expect(shown(undefined, CHAN)).toEqual([uuid(1), uuid(3)])
  expect(shown(uuid(0xa7))).toEqual([uuid(1), uuid(2)])
  expect(shown(uuid(9), WONG)).toEqual([uuid(3)])
})

it('keeps view, day and filter in the address, and nothing that is not chosen', () => {
  expect(calendarHref({ view: 'week', day: TODAY })).toBe('/calendar?view=week&day=2026-03-02')
  expect(calendarHref({ view: 'day', day: TODAY, plan: undefined, person: CHAN, round: uuid(1) })).toBe(
    `/calendar?view=day&day=2026-03-02&person=${CHAN}&round=${uuid(1)}`,
  )
})

describe('conflicts', () => {
  const nightly = (plan: number, number: number) =>
    Array.from({ length: 3 }, (_, i) =>
      aRound(number + i, { plan: uuid(plan), opensAt: at('20:00') + days(i), closesAt: at('22:00') + days(i) }),
    )
  const [first, second] = [nightly(0xa1, 1), nightly(0xa2, 11)]
  const clash = (i: number) => ({
    why: 'two-at-once' as const,
    rounds: [first[i]!.round, second[i]!.round] as [string, string],
    person: CHAN,
  })
  const all = [...first, ...second]

  it('that come back every night are told once, with each time they happen', () => {
    const groups = conflictGroups([0, 1, 2].map(clash), all, all)
    expect(groups).toHaveLength(1)
    expect(groups[0]).toMatchObject({ why: 'two-at-once', person: CHAN })
    expect(groups[0]?.cases.map((rounds) => rounds.length)).toEqual([2, 2, 2])
  })

  it('of other people, plans or reasons are told apart', () => {
    const nobody = { why: 'nobody' as const, rounds: [first[0]!.round] as [string] }
    expect(conflictGroups([clash(0), { ...clash(1), person: WONG }, nobody], all, all)).toHaveLength(3)
  })

  it('count only if one of the rounds is in sight; the other one still has its name', () => {
    expect(conflictGroups([clash(0), clash(1)], [first[1]!], all)).toMatchObject([{ cases: [[{}, {}]] }])
    expect(conflictGroups([clash(0)], [first[1]!], all)).toEqual([])
  })
})
