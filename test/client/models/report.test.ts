import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '../../../checkpoints/time.ts'
import {
  cellsHref,
  cellsIn,
  daysCompared,
  daysOfPeriod,
  filteredBy,
  PERIODS,
  type Query,
  type ReportView,
  reportHref,
  viewIn,
} from '../../../client/models/report.ts'
import { LOBBY, uuid } from '../../support/builders.ts'

const aDay = fc.integer({ min: 0, max: 30_000 }).map((days) => addDays('1970-01-01', days))
const queryIn = (href: string): Query => Object.fromEntries(new URL(href, 'http://estate').searchParams)

describe('the address of a report', () => {
  it('is short for what is looked at most: this month, beside the days before it', () => {
    expect(reportHref({ period: 'this-month', filter: {}, against: 'previous' })).toBe('/reports')
  })

  it.each<ReportView>([
    { period: 'last-7-days', filter: {}, against: 'last-year' },
    {
      period: { from: '2026-02-01', to: '2026-02-10' },
      filter: { building: uuid(1), kind: 'lift', plan: uuid(2), person: uuid(3), checkpoint: LOBBY },
      against: { from: '2026-01-01', to: '2026-01-10' },
    },
  ])('shows another the same: %o', (view) => {
    expect(viewIn(queryIn(reportHref(view)))).toEqual(view)
  })

  it('leaves out what it says in no way we know', () => {
    const query = { period: 'for-ever', from: '2026-02-30', to: '2026-03-01', building: 'Tower 1', kind: 'moat' }
    expect(viewIn(query)).toEqual({ period: 'this-month', filter: {}, against: 'previous' })
  })

  it('takes days that stand the wrong way round', () => {
    expect(viewIn({ from: '2026-03-02', to: '2026-03-01' }).period).toEqual({ from: '2026-03-01', to: '2026-03-02' })
  })
})

describe('the days of a period', () => {
  // biome-ignore format: hand-aligned table
  it.each([
    ['this-month',   '2026-03-01', '2026-03-02'],
    ['last-month',   '2026-02-01', '2026-02-28'],
    ['last-7-days',  '2026-02-24', '2026-03-02'],
    ['last-30-days', '2026-02-01', '2026-03-02'],
    ['this-year',    '2026-01-01', '2026-03-02'],
  ] as const)('%s, on the 2nd of March: from %s to %s', (period, from, to) => {
    expect(daysOfPeriod(period, '2026-03-02')).toEqual({ from, to })
  })

  it('are never more than the server takes: of too many the last ones', () => {
    expect(daysOfPeriod({ from: '2020-01-01', to: '2026-03-02' }, '2026-03-02').from).toBe('2024-03-01')
    fc.assert(
      fc.property(fc.constantFrom(...PERIODS), aDay, (period, today) => {
        const { from, to } = daysOfPeriod(period, today)
        expect(from <= to && to <= today && addDays(from, 732) > to).toBe(true)
      }),
    )
  })
})

describe('the days to compare with', () => {
  // biome-ignore format: hand-aligned table
  it.each([
    ['2026-03-01', '2026-03-31', '2026-01-29', '2026-02-28', 'as many right before'],
    ['2026-03-02', '2026-03-02', '2026-03-01', '2026-03-01', 'a day and the day before'],
  ])('%s to %s: %s to %s, %s', (from, to, thenFrom, thenTo) => {
    expect(daysCompared('previous', { from, to })).toEqual({ from: thenFrom, to: thenTo })
  })

  // biome-ignore format: hand-aligned table
  it.each([
    ['2026-03-01', '2026-03-15', '2025-03-01', '2025-03-15', 'the same days'],
    ['2025-02-01', '2025-02-28', '2024-02-01', '2024-02-29', 'all of February for all of February'],
    ['2024-02-01', '2024-02-29', '2023-02-01', '2023-02-28', 'the other way round too'],
    ['2024-02-29', '2024-03-10', '2023-02-28', '2023-03-10', 'a day that the year before did not have'],
  ])('a year earlier, %s to %s: %s to %s, %s', (from, to, thenFrom, thenTo) => {
    expect(daysCompared('last-year', { from, to })).toEqual({ from: thenFrom, to: thenTo })
  })
})

describe('a filter', () => {
  it('forgets a spot when another building or kind is chosen, and nothing else', () => {
    const filter = { building: uuid(1), person: uuid(3), checkpoint: LOBBY }
    expect(filteredBy(filter, 'building', uuid(2))).toEqual({ building: uuid(2), person: uuid(3) })
    expect(filteredBy(filter, 'person', undefined)).toEqual({ building: uuid(1), checkpoint: LOBBY })
  })
})

it('names the cells behind a number in an address of their own', () => {
  const days = { from: '2026-03-01', to: '2026-03-02' }
  const asked = { building: uuid(1), state: 'missed' as const }
  expect(cellsIn(queryIn(cellsHref(days, asked)), '2026-04-03')).toEqual({ ...days, ...asked })
  expect(cellsIn(queryIn(cellsHref(days, { halfHour: 0 })), '2026-04-03')).toEqual({ ...days, halfHour: 0 })
  expect(cellsIn({ ...days, 'half-hour': '48' }, '2026-04-03')).toEqual(days)
})

it('takes an address that names no days for this month so far, and leaves out what it says all the same', () => {
  const month = { from: '2026-04-01', to: '2026-04-03' }
  expect(cellsIn({ state: 'missed' }, '2026-04-03')).toEqual({ ...month, state: 'missed' })
})
