import { describe, expect, it } from 'vitest'
import { NO_CELLS } from '../../../checkpoints/coverage.ts'
import { addDays } from '../../../checkpoints/time.ts'
import { labelledPoints, scaleFrom, stepFor, trendDots, trendPoints, wholeRuns } from '../../../client/models/trend.ts'
import { aTrend } from '../../support/a-report.ts'

const shares = (...compliance: (number | null)[]) => compliance.map((share) => ({ compliance: share }))

describe('the points of a trend', () => {
  it('are sums, not means of percentages: one missed of one beside none of ninety-nine is 99 %', () => {
    const days = [
      { day: '2026-03-02', tally: { ...NO_CELLS, missed: 1 }, compliance: 0 },
      { day: '2026-03-03', tally: { ...NO_CELLS, done: 99 }, compliance: 1 },
    ]
    expect(trendPoints(days, 'week')).toEqual([
      { from: '2026-03-02', to: '2026-03-03', tally: { ...NO_CELLS, done: 99, missed: 1 }, compliance: 0.99 },
    ])
  })

  it('begin a week on Monday and a month on the first, also over the turn of a year', () => {
    const { days } = aTrend(new Array(14).fill(0), '2026-12-30')
    expect(trendPoints(days, 'week').map(({ from, to }) => `${from} ${to}`)).toEqual([
      '2026-12-30 2027-01-03',
      '2027-01-04 2027-01-10',
      '2027-01-11 2027-01-12',
    ])
    expect(trendPoints(days, 'month').map(({ from, to }) => `${from} ${to}`)).toEqual([
      '2026-12-30 2026-12-31',
      '2027-01-01 2027-01-12',
    ])
  })

  it('leave out the time before anything was due and after, and keep a gap between', () => {
    const { days } = aTrend([null, null, 0, null, 2, null], '2026-03-01')
    expect(trendPoints(days, 'day').map(({ from, compliance }) => [from, compliance])).toEqual([
      ['2026-03-03', 1],
      ['2026-03-04', null],
      ['2026-03-05', 0.8],
    ])
    expect(trendPoints(aTrend([null, null]).days, 'day')).toEqual([])
  })

  it('of two years are 24 months', () => {
    const days = aTrend(new Array(730).fill(1), '2024-04-01').days
    const points = trendPoints(days, stepFor(days.length))
    expect([points.length, points[0]!.from, points.at(-1)!.to]).toEqual([24, '2024-04-01', addDays('2024-04-01', 729)])
  })

  it.each([
    [31, 'day'],
    [32, 'week'],
    [190, 'week'],
    [191, 'month'],
  ] as const)('of %i days are one a %s', (days, step) => expect(stepFor(days)).toBe(step))
})

describe('the line', () => {
  it('breaks where nothing was due; a point alone is a run of its own', () => {
    expect(wholeRuns(shares(1, 0.9, null, 0.8, null, null, 1, 1))).toEqual([[0, 1], [3], [6, 7]])
    expect(wholeRuns(shares(null))).toEqual([])
  })

  it('tells its first, last, lowest and highest points, and of two close together one', () => {
    expect(labelledPoints(shares(0.9, 0.9, 0.9, 0.5, 0.9, 0.9, 0.9, 0.9, 1, 0.9, 0.9, 0.9))).toEqual([0, 3, 8, 11])
    expect(labelledPoints(shares(0.9, 0.5, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 1, 0.9))).toEqual([1, 11])
    const high = (at: number) => labelledPoints(shares(...Array.from({ length: 24 }, (_, i) => (i === at ? 1 : 0.9))))
    expect([high(17), high(18)]).toEqual([
      [0, 17, 23],
      [0, 23],
    ])
    expect(labelledPoints(shares(null, 0.9, null))).toEqual([1])
    expect(labelledPoints(shares(null))).toEqual([])
  })

  it('has a scale from the ten below its lowest point up to 100 %', () => {
    expect(scaleFrom(shares(0.97, 0.94))).toBe(0.9)
    expect(scaleFrom(shares(0.97, 0.71))).toBe(0.7)
    expect(scaleFrom(shares(1, 1))).toBe(0.9)
    // Not on the floor of the picture, where it could not be told from none.
    expect(scaleFrom(shares(0.7))).toBe(0.6)
    expect(scaleFrom(shares(0))).toBe(0)
  })

  it('puts 100 % at the top, the lower end of the scale at the bottom, and one point in the middle', () => {
    expect(trendDots(shares(1, null, 0.75), 0.5)).toEqual([{ x: 0, y: 0 }, undefined, { x: 1, y: 0.5 }])
    expect(trendDots(shares(0.5), 0.5)).toEqual([{ x: 0.5, y: 1 }])
  })
})
