import { describe, expect, it } from 'vitest'
import { NO_CELLS } from '../../../checkpoints/coverage.ts'
import { daysFrom } from '../../../checkpoints/time.ts'
import { dayWithin, extremesOf, heatMonths, worstIn } from '../../../client/models/heat-map.ts'
import { aTrend } from '../../support/a-report.ts'

/** Whole days in which nothing was missed. */
function daysOf(from: string, to: string) {
  return aTrend(
    daysFrom(from, to).map(() => 0),
    from,
  ).days
}

describe('the months of a period', () => {
  it('stand in weeks from Monday; what lies outside the period is blank', () => {
    const [month, ...others] = heatMonths(daysOf('2026-03-10', '2026-03-17'))
    expect(others).toEqual([])
    expect(month!.first).toBe('2026-03-01')
    expect(month!.weeks.map((week) => week.map((day) => day?.day.slice(8) ?? '')).map(String)).toEqual([
      ',10,11,12,13,14,15',
      '16,17,,,,,',
    ])
  })

  it('know leap years, and share a week between two months', () => {
    const months = heatMonths(daysOf('2028-02-01', '2028-03-05'))
    expect(months.map(({ weeks }) => weeks.length)).toEqual([5, 1])
    expect(months[0]!.weeks.at(-1)!.map((day) => day?.day)).toEqual(['2028-02-28', '2028-02-29', ...blank(5)])
    expect(months[1]!.weeks[0]!.map((day) => day?.day.slice(8))).toEqual([...blank(2), '01', '02', '03', '04', '05'])
    expect(heatMonths(daysOf('2026-02-01', '2026-02-28'))[0]!.weeks.flat().filter(Boolean)).toHaveLength(28)
  })

  it('lose no day and show none twice where clocks change', () => {
    // Europe changed on 29 March 2026, North America on 8 March; days are civil and know nothing of it.
    const days = heatMonths(daysOf('2026-03-01', '2026-11-30')).flatMap(({ weeks }) => weeks.flat())
    const shown = days.flatMap((day) => day?.day ?? [])
    expect(shown).toEqual(daysFrom('2026-03-01', '2026-11-30'))
  })

  it('are the darker the more was missed, and blank where nothing was due', () => {
    const { days } = aTrend([0, 1, 2, 3, 4, null])
    const shades = heatMonths(days)[0]!
      .weeks.flat()
      .flatMap((day) => (day ? [day.shade] : []))
    expect(shades).toEqual([0, 2, 3, 3, 4, undefined])
  })
})

const blank = (count: number) => new Array<undefined>(count).fill(undefined)

it('the worst of a day: missed before waiting, pending, doubtful, late, done, excused', () => {
  expect(worstIn({ ...NO_CELLS, done: 9, late: 1 })).toBe('late')
  expect(worstIn({ ...NO_CELLS, doubtful: 1, pending: 1, done: 9 })).toBe('pending')
  expect(worstIn({ ...NO_CELLS, missed: 1, awaiting: 3, done: 9 })).toBe('missed')
  expect(worstIn({ ...NO_CELLS, excused: 2, done: 1 })).toBe('done')
  expect(worstIn(NO_CELLS)).toBeUndefined()
})

describe('where a key leads in the calendar', () => {
  const days = daysOf('2026-02-10', '2026-03-20')

  it('a day, a week or a month on, over the edge of a month', () => {
    expect(dayWithin(days, '2026-02-28', 'ArrowRight')).toBe('2026-03-01')
    expect(dayWithin(days, '2026-03-03', 'ArrowUp')).toBe('2026-02-24')
    expect(dayWithin(days, '2026-03-11', 'Home')).toBe('2026-03-09')
    expect(dayWithin(days, '2026-02-15', 'PageDown')).toBe('2026-03-15')
  })

  it('to the edge of the period and no further', () => {
    expect(dayWithin(days, '2026-03-18', 'PageDown')).toBe('2026-03-20')
    expect(dayWithin(days, '2026-02-12', 'ArrowUp')).toBe('2026-02-10')
    expect(dayWithin(days, '2026-02-10', 'ArrowLeft')).toBeUndefined()
    expect(dayWithin(days, '2026-02-12', 'x')).toBeUndefined()
  })
})

describe('the best and the worst', () => {
  it('are those with the highest and the lowest compliance, days without anything due left out', () => {
    const { best, worst } = extremesOf(aTrend([null, 1, 0, 4, null], '2026-03-01').days)!
    expect([best.day, worst.day]).toEqual(['2026-03-03', '2026-03-04'])
  })

  it('of equals are those in which more was due: all missed of two is less than all missed of ten', () => {
    const few = { day: 'few', tally: { ...NO_CELLS, missed: 2 }, compliance: 0 }
    const many = { day: 'many', tally: { ...NO_CELLS, missed: 10 }, compliance: 0 }
    expect(extremesOf([few, many])!.worst.day).toBe('many')
    expect(extremesOf([many, few])!.worst.day).toBe('many')
  })

  it('are nothing where nothing was due', () => {
    expect(extremesOf(aTrend([null, null]).days)).toBeUndefined()
  })
})
