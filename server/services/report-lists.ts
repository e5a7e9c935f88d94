/** What reports are clicked down to, and out to: the cells behind a number, the days of years, the estates of a portfolio. */
import { complianceOf, NO_CELLS } from '../../checkpoints/coverage.ts'
import { mayCall, type Person } from '../../checkpoints/people.ts'
import { startOfDay } from '../../checkpoints/plan-window.ts'
import { statesOf } from '../../checkpoints/report.ts'
import { addDays, type CivilDate, civilDateOf, daysFrom } from '../../checkpoints/time.ts'
import type { Period } from '../../checkpoints/wire/coverage.ts'
import {
  CELLS_AT_ONCE,
  type CellsQuery,
  type ListedCells,
  type Portfolio,
  type Trend,
} from '../../checkpoints/wire/report.ts'
import type { Estate } from '../../checkpoints/wire/session.ts'
import type { Context } from '../context.ts'
import { daysOf } from './coverage.ts'
import { directoryOf, spotsAndPlaces } from './directory.ts'
import { groupBy } from './group-by.ts'
import { done, type Outcome, refused } from './outcome.ts'
import { daysBefore, part, periodOf, sumOf } from './report.ts'
import { awaitedCells, estateTallies, reportRounds, roundTallies } from './rollups.ts'

const MOST_TREND_DAYS = 1100

/** The cells that a number of a report is made of. */
export async function cellsOf(context: Context, estate: Estate, query: CellsQuery): Promise<Outcome<ListedCells>> {
  const { from: _, to: __, state, halfHour, after = 0, ...filter } = query
  const days = periodOf(context, estate, query)
  if (!days.ok) return days
  const now = context.now()
  const named = await spotsAndPlaces(context, estate)
  const rounds = await reportRounds(context, estate.id, days.value.start, days.value.end)
  const asked = { spots: named.spots, filter, zone: estate.zone, now, halfHour }
  const all = rounds
    .flatMap((round) => statesOf(round, asked).map((cell) => ({ round, ...cell })))
    .filter((cell) => state === undefined || cell.state === state)
  const shown = all.slice(after, after + CELLS_AT_ONCE)
  const covers = await context.database.read.rounds.covers(
    [...new Set(shown.map(({ round }) => round.id))],
    [...new Set(shown.map(({ checkpoint }) => checkpoint))],
  )
  const cells = shown.map(({ round, checkpoint, state }) => {
    const cover = covers.get(`${round.id} ${checkpoint}`)
    const { visit = null, occurredAt = null, person = null } = cover ?? {}
    return { round: round.id, plan: round.plan, opensAt: round.opensAt, checkpoint, state, visit, occurredAt, person }
  })
  const plans = [...new Set(shown.map(({ round }) => round.plan))]
  // One who has left since is still known by his visits.
  const people = filter.person !== undefined && cells.some(({ visit }) => visit !== null) ? [filter.person] : []
  const directory = await directoryOf(context, estate, named, { plans, people, filter })
  return done({ total: all.length, cells, directory })
}

/** Compliance day by day, over years: from what is kept of whole rounds. */
export async function trendOf(context: Context, estate: Estate, query: Period): Promise<Outcome<Trend>> {
  const days = daysOf(query, estate.zone, context.now(), MOST_TREND_DAYS)
  if (!days.ok) return days
  const { from, to, start, end } = days.value
  const awaited = await awaitedCells(context, [estate.id])
  const tallies = await roundTallies(context, estate.id, { from: start, to: end, awaited })
  const byDay = groupBy(tallies, ({ opensAt }) => civilDateOf(opensAt, estate.zone))
  return done({
    days: daysFrom(from, to).map((day) => ({ day, ...part(sumOf((byDay.get(day) ?? []).map(({ tally }) => tally))) })),
  })
}

/** The estates whose coverage a person reads, the worst first; each in its own zone, over the same civil days. */
export async function portfolioOf(context: Context, person: Person, query: Period): Promise<Outcome<Portfolio>> {
  const { read } = context.database
  const memberships = await read.estates.membershipsOf(person.id)
  const estates = memberships
    .filter(({ roles }) => mayCall('GET /api/estates/:estate/report', roles))
    .map(({ estate }) => estate)
  const [first] = estates
  if (!first) return refused('not-found')
  const days = periodOf(context, first, query)
  if (!days.ok) return days
  const { from, to } = days.value
  const before = daysBefore(days.value)
  const awaited = await awaitedCells(
    context,
    estates.map(({ id }) => id),
  )
  const rows: Portfolio['estates'][number][] = []
  for (const [zone, own] of groupBy(estates, ({ zone }) => zone)) {
    const ids = own.map(({ id }) => id)
    const at = (day: CivilDate) => startOfDay(day, zone)
    const now = await estateTallies(context, ids, { from: at(from), to: at(addDays(to, 1)), awaited })
    const earlier = await estateTallies(context, ids, { from: at(before.from), to: at(from), awaited })
    for (const estate of own) {
      const { tally = NO_CELLS, rounds = 0 } = now.get(estate.id) ?? {}
      const previously = complianceOf(earlier.get(estate.id)?.tally ?? NO_CELLS)
      rows.push({ estate, ...part(tally), previously, rounds })
    }
  }
  rows.sort((a, b) => (a.compliance ?? 2) - (b.compliance ?? 2) || b.tally.missed - a.tally.missed)
  return done({ now: context.now(), from, to, ...part(sumOf(rows.map(({ tally }) => tally))), estates: rows })
}
