/** Reports: the core's figures (checkpoints/report.ts), what stands beside them, and the names to read them by. */
import { addTallies, complianceOf, NO_CELLS, type Tally } from '../../checkpoints/coverage.ts'
import { excuses } from '../../checkpoints/outage.ts'
import { startOfDay } from '../../checkpoints/plan-window.ts'
import { type Figures, figuresOf, isWanted, type ReportFilter } from '../../checkpoints/report.ts'
import { REPORT_MOST_DAYS } from '../../checkpoints/report-period.ts'
import { addDays, type CivilDate, daysFrom, type Instant } from '../../checkpoints/time.ts'
import type { Report, ReportQuery } from '../../checkpoints/wire/report.ts'
import type { Estate } from '../../checkpoints/wire/session.ts'
import type { Context } from '../context.ts'
import { type Days, daysOf } from './coverage.ts'
import { directoryOf, type NamedSpot, spotsAndPlaces } from './directory.ts'
import { groupBy } from './group-by.ts'
import { done, type Outcome } from './outcome.ts'
import { withItemWords } from './questioned-readings.ts'
import { awaitedCells, reportRounds, roundTallies } from './rollups.ts'

/** The report of an estate over days, this month so far unless it says otherwise. */
export async function reportOf(context: Context, estate: Estate, query: ReportQuery): Promise<Outcome<Report>> {
  const { from: _, to: __, ...filter } = query
  const days = periodOf(context, estate, query)
  if (!days.ok) return days
  const { from, to } = days.value
  const now = context.now()
  const named = await spotsAndPlaces(context, estate)
  const figures = await figuresIn(context, estate, { days: days.value, filter, spots: named.spots })
  const [previous, beside] = [
    await previousOf(context, estate, { days: days.value, filter, spots: named.spots }),
    await besideFigures(context, estate, { days: days.value, filter, figures, spots: named.spots }),
  ]
  const people = [
    ...figures.people.map(({ person }) => person),
    ...[...beside.doubtful, ...beside.outOfPlan].flatMap(({ person }) => person ?? []),
  ]
  const plans = figures.plans.map(({ plan }) => plan)
  return done({
    ...{ now, from, to, filter },
    ...part(figures.tally),
    previous,
    days: figures.days.map(({ day, tally }) => ({ day, ...part(tally) })),
    buildings: figures.buildings.map(({ building, tally }) => ({ building, ...part(tally) })),
    kinds: figures.kinds.map(({ kind, tally }) => ({ kind, ...part(tally) })),
    plans: figures.plans.map(({ plan, tally, startSpreadMs }) => ({ plan, ...part(tally), startSpreadMs })),
    people: [...figures.people],
    halfHours: [...figures.halfHours],
    rounds: [...figures.rounds],
    spots: figures.spots.map((spot) => ({ ...spot, compliance: complianceOf(spot.tally) })),
    gaps: [...figures.gaps],
    ...beside,
    directory: await directoryOf(context, estate, named, { plans, people, filter }),
  })
}

/** The days a report asks for; left out: this month so far. */
export function periodOf(context: Context, estate: Estate, query: Pick<ReportQuery, 'from' | 'to'>): Outcome<Days> {
  const today = daysOf({}, estate.zone, context.now())
  const isOpen = query.from === undefined && query.to === undefined
  const asked = isOpen && today.ok ? { from: `${today.value.to.slice(0, 8)}01` } : query
  return daysOf(asked, estate.zone, context.now(), REPORT_MOST_DAYS)
}

type Asked = { readonly days: Days; readonly filter: ReportFilter; readonly spots: readonly NamedSpot[] }

/** The core's figures of some days. */
export async function figuresIn(context: Context, estate: Estate, { days, filter, spots }: Asked): Promise<Figures> {
  const rounds = await reportRounds(context, estate.id, days.start, days.end)
  const { from, to } = days
  return figuresOf({ rounds, spots, filter, from, to, zone: estate.zone, now: context.now() })
}

/** As many days right before. Without a filter nothing needs to be known of their cells. */
async function previousOf(
  context: Context,
  estate: Estate,
  { days, filter, spots }: Asked,
): Promise<Report['previous']> {
  const { from, to } = daysBefore(days)
  const [start, end] = [startOfDay(from, estate.zone), days.start]
  const isWhole = Object.values(filter).every((value) => value === undefined)
  const tally = isWhole
    ? await tallyBetween(context, estate, start, end)
    : (await figuresIn(context, estate, { days: { from, to, start, end }, filter, spots })).tally
  return { from, to, ...part(tally) }
}

/** The period of the same length right before another. */
export function daysBefore({ from, to }: Pick<Days, 'from' | 'to'>): {
  readonly from: CivilDate
  readonly to: CivilDate
} {
  return { from: addDays(from, -daysFrom(from, to).length), to: addDays(from, -1) }
}

async function tallyBetween(context: Context, estate: Estate, from: Instant, to: Instant): Promise<Tally> {
  const awaited = await awaitedCells(context, [estate.id])
  return sumOf((await roundTallies(context, estate.id, { from, to, awaited })).map(({ tally }) => tally))
}

type Beside = Pick<Report, 'unvisited' | 'doubtful' | 'excused' | 'outOfPlan' | 'acknowledged' | 'anomalies'>

/** What no rollup knows: what was said, and what counts for no round. */
async function besideFigures(
  context: Context,
  estate: Estate,
  { days, filter, spots, figures }: Asked & { readonly figures: Figures },
): Promise<Beside> {
  const { read } = context.database
  const wanted = new Set(spots.filter((spot) => isWanted(spot, filter)).map(({ id }) => id))
  const isTheirs = <Row extends { readonly checkpoint: string }>({ checkpoint }: Row) => wanted.has(checkpoint)
  const active = spots.filter(({ isActive, id }) => isActive && wanted.has(id)).map(({ id }) => id)
  const apart = filter.plan === undefined ? await read.visits.outOfPlan(estate.id, days.start, days.end) : []
  const outOfPlan = apart.filter(isTheirs).filter(({ personId }) => !filter.person || personId === filter.person)
  const rounds = new Map(figures.doubtful.map(({ visit, round }) => [visit, round]))
  const unasked = outOfPlan.filter(({ verdict, reviewed }) => verdict.outcome === 'doubtful' && !reviewed)
  const doubted = await read.visits.doubtful([...rounds.keys(), ...unasked.map(({ visit }) => visit)])
  return {
    unvisited: (await read.rounds.lastVisits(active)).sort((a, b) => (a.lastVisitAt ?? 0) - (b.lastVisitAt ?? 0)),
    doubtful: doubted.map((visit) => ({ ...visit, round: rounds.get(visit.visit) ?? null })),
    excused: await excusedIn(context, estate, { days, figures }),
    outOfPlan: outOfPlan.map(({ visit, checkpoint, personId: person, occurredAt }) => {
      return { visit, checkpoint, person, occurredAt }
    }),
    acknowledged: (await read.reviews.acknowledgements(figures.rounds.map(({ round }) => round))).map(
      ({ spots: _, ...said }) => said,
    ),
    anomalies: await withItemWords(
      context,
      estate.id,
      (await read.records.remarkable(estate.id, days.start, days.end))
        .filter(isTheirs)
        .filter(({ person }) => filter.person === undefined || person === filter.person)
        .filter(({ plan }) => filter.plan === undefined || plan === filter.plan),
    ),
  }
}

async function excusedIn(
  context: Context,
  estate: Estate,
  { days, figures }: { readonly days: Days; readonly figures: Figures },
): Promise<Report['excused']> {
  const excused = figures.spots.filter(({ tally }) => tally.excused > 0)
  if (excused.length === 0) return []
  // Not by the days asked for: the last night goes on into an outage that begins after them.
  const rounds = figures.rounds.filter(({ tally }) => tally.excused > 0)
  const outages = groupBy(
    (await context.database.read.outages.since(estate.id, days.from)).filter((outage) =>
      rounds.some((round) => excuses(outage, round, estate.zone)),
    ),
    ({ checkpoint }) => checkpoint,
  )
  return excused.map(({ checkpoint, tally }) => ({
    checkpoint,
    cells: tally.excused,
    reasons: [...new Set((outages.get(checkpoint) ?? []).map(({ reason }) => reason))],
  }))
}

/** A tally with the compliance that follows from it. */
export function part(tally: Tally): { tally: Tally; compliance: number | null } {
  return { tally, compliance: complianceOf(tally) }
}

/** One tally out of many. */
export function sumOf(tallies: readonly Tally[]): Tally {
  return tallies.reduce((sum, tally) => addTallies(sum, tally), NO_CELLS)
}
