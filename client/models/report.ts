/** Which report a person looks at, as its address says: a link shows another the same. Pure; days are the estate's. */
import { is } from 'valibot'
import { CellState } from '../../checkpoints/coverage.ts'
import { HalfHour, ReportFilter } from '../../checkpoints/report.ts'
import { REPORT_MOST_DAYS } from '../../checkpoints/report-period.ts'
import { addDays, CivilDate, daysFrom } from '../../checkpoints/time.ts'
import type { CellsQuery } from '../../checkpoints/wire/report.ts'
import type { Days } from './calendar.ts'

export const PERIODS = ['this-month', 'last-month', 'last-7-days', 'last-30-days', 'this-year'] as const
export type Period = (typeof PERIODS)[number]

/** Another period to compare with. */
export const COMPARISONS = ['previous', 'last-year'] as const
export type Comparison = (typeof COMPARISONS)[number]

export type ReportView = {
  readonly period: Period | Days
  readonly filter: ReportFilter
  readonly against: Comparison | Days
}

export type Query = Readonly<Record<string, string | undefined>>

export const FILTERS = ['building', 'kind', 'plan', 'person', 'checkpoint'] as const satisfies (keyof ReportFilter)[]
export type FilterName = (typeof FILTERS)[number]

/** What an address does not say, or says in no way we know, is as if it were left out. */
export function viewIn(query: Query): ReportView {
  const period = PERIODS.find((one) => one === query.period)
  const against = COMPARISONS.find((one) => one === query.against)
  return {
    period: period ?? daysIn(query.from, query.to) ?? 'this-month',
    filter: filterIn(query),
    against: against ?? daysIn(query['against-from'], query['against-to']) ?? 'previous',
  }
}

export function filterIn(query: Query): ReportFilter {
  return Object.fromEntries(
    FILTERS.filter((name) => query[name] !== undefined && is(ReportFilter.entries[name], query[name])).map((name) => [
      name,
      query[name],
    ]),
  )
}

/** A filter after one choice. Another building or kind takes back the choice of a spot, which may not lie there. */
export function filteredBy(filter: ReportFilter, name: FilterName, value: string | undefined): ReportFilter {
  const takenBack: readonly FilterName[] = name === 'building' || name === 'kind' ? [name, 'checkpoint'] : [name]
  const kept = Object.entries(filter).filter(([other]) => !takenBack.some((one) => one === other))
  return filterIn({ ...Object.fromEntries(kept), [name]: value })
}

function daysIn(from: string | undefined, to: string | undefined): Days | undefined {
  if (!is(CivilDate, from) || !is(CivilDate, to)) return undefined
  return from <= to ? { from, to } : { from: to, to: from }
}

export function reportHref({ period, filter, against }: ReportView): string {
  return address('/reports', {
    ...(typeof period === 'string' ? { period: period === 'this-month' ? undefined : period } : period),
    ...filter,
    ...(typeof against === 'string'
      ? { against: against === 'previous' ? undefined : against }
      : { 'against-from': against.from, 'against-to': against.to }),
  })
}

/** The first and the last day of a period; of one that is longer than the server takes, the last days. */
export function daysOfPeriod(period: Period | Days, today: CivilDate): Days {
  if (typeof period !== 'string') return shortened(period)
  const first = `${today.slice(0, 8)}01`
  switch (period) {
    case 'this-month':
      return { from: first, to: today }
    case 'last-month': {
      const last = addDays(first, -1)
      return { from: `${last.slice(0, 8)}01`, to: last }
    }
    case 'last-7-days':
      return { from: addDays(today, -6), to: today }
    case 'last-30-days':
      return { from: addDays(today, -29), to: today }
    case 'this-year':
      return { from: `${today.slice(0, 5)}01-01`, to: today }
  }
}

function shortened({ from, to }: Days): Days {
  const earliest = addDays(to, 1 - REPORT_MOST_DAYS)
  return { from: from < earliest ? earliest : from, to }
}

/** The days to compare some days with. */
export function daysCompared(against: Comparison | Days, days: Days): Days {
  if (typeof against !== 'string') return shortened(against)
  if (against === 'previous')
    return { from: addDays(days.from, -daysFrom(days.from, days.to).length), to: addDays(days.from, -1) }
  const to = yearBefore(days.to)
  return { from: yearBefore(days.from), to: isEndOfMonth(days.to) ? endOfMonth(to) : to }
}

function yearBefore(day: CivilDate): CivilDate {
  const before = `${Number(day.slice(0, 4)) - 1}${day.slice(4)}`
  // Only the 29th of February has none.
  return before.endsWith('-02-29') ? `${before.slice(0, 8)}28` : before
}

function isEndOfMonth(day: CivilDate): boolean {
  return addDays(day, 1).endsWith('-01')
}

/** February has a day more in some years: all of it is compared with all of it. */
function endOfMonth(day: CivilDate): CivilDate {
  let last = day
  while (!isEndOfMonth(last)) last = addDays(last, 1)
  return last
}

/** Where the cells behind a number are listed. */
export function cellsHref({ from, to }: Days, filter: Partial<CellsQuery>): string {
  const { halfHour, after: _, ...asked } = filter
  return address('/reports/cells', { from, to, ...asked, 'half-hour': halfHour?.toString() })
}

/** Which cells an address asks for; where it names no days, those of this month so far. */
export function cellsIn(query: Query, today: CivilDate): Days & Omit<CellsQuery, 'after'> {
  const days = daysOfPeriod(daysIn(query.from, query.to) ?? 'this-month', today)
  const halfHour = Number(query['half-hour'] || Number.NaN)
  return {
    ...days,
    ...filterIn(query),
    ...(is(CellState, query.state) && { state: query.state }),
    ...(is(HalfHour, halfHour) && { halfHour }),
  }
}

function address(path: string, query: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`
}
