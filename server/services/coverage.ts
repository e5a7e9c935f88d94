/** Coverage of an estate over days: the core's one definition, fed from what is settled as visits arrive. */
import {
  addTallies,
  type CellCounts,
  complianceOf,
  NO_CELLS,
  tallyOf,
  uncoveredState,
} from '../../checkpoints/coverage.ts'
import { startOfDay } from '../../checkpoints/plan-window.ts'
import { LONGEST_ROUND_MS, phaseOf } from '../../checkpoints/round.ts'
import { addDays, type CivilDate, civilDateOf, HOUR_MS, type Instant, type Zone } from '../../checkpoints/time.ts'
import { remarksOn } from '../../checkpoints/walk.ts'
import type {
  Board,
  Coverage,
  CoverageQuery,
  Gap,
  Period,
  RoundCoverage,
  RoundVisits,
} from '../../checkpoints/wire/coverage.ts'
import type { Estate } from '../../checkpoints/wire/session.ts'
import type { Context } from '../context.ts'
import type { CellRow, RoundHead, StateCount, Uncovered } from '../store/rounds.ts'
import { alertsNow } from './alerts.ts'
import { groupBy } from './group-by.ts'
import { done, type Outcome, refused } from './outcome.ts'
import { type AwaitedCells, awaitedCells } from './rollups.ts'

const MOST_DAYS = 366
const MOST_DAYS_WITH_CELLS = 7
/** Who has scanned nothing for longer has gone home. */
const WALKERS_MS = 12 * HOUR_MS

export type Days = { readonly from: CivilDate; readonly to: CivilDate; readonly start: Instant; readonly end: Instant }

/** The days a query asks for, today if it asks for none; `end` is the first instant after them. */
export function daysOf(query: Period, zone: Zone, now: Instant, mostDays = MOST_DAYS): Outcome<Days> {
  const today = civilDateOf(now, zone)
  const from = query.from ?? query.to ?? today
  const to = query.to ?? (query.from && query.from > today ? query.from : today)
  if (!isDay(from) || !isDay(to)) return refused('body-invalid', { where: [isDay(from) ? 'to' : 'from'] })
  if (to < from || to >= addDays(from, mostDays)) return refused('body-invalid', { where: ['to'] })
  return done({ from, to, start: startOfDay(from, zone), end: startOfDay(addDays(to, 1), zone) })
}

/** Rounds are counted on the day they open. */
export async function coverageOf(context: Context, estate: Estate, query: CoverageQuery): Promise<Outcome<Coverage>> {
  const now = context.now()
  const days = daysOf(query, estate.zone, now)
  if (!days.ok) return days
  const { from, to, start, end } = days.value
  if (query.detail && to >= addDays(from, MOST_DAYS_WITH_CELLS)) return refused('body-invalid', { where: ['detail'] })
  const { rounds: store, visits } = context.database.read
  const heads = await store.heads(estate.id, start, end)
  const cells = query.detail && (await store.cells(heads.map(({ id }) => id)))
  const counts = cells ? undefined : groupBy(await store.stateCounts(estate.id, start, end), ({ round }) => round)
  const awaited = await awaitedCells(context, [estate.id])
  const rounds = heads.map((head) => {
    const own = cells?.get(head.id)
    const settled = { counts: countsIn(own ?? counts?.get(head.id) ?? []), cells: own }
    return roundCoverage(head, { ...settled, awaited: awaited.get(head.id), now })
  })
  const tally = rounds.reduce((sum, round) => addTallies(sum, round.tally), NO_CELLS)
  const uncovered = cells
    ? await missedIn(context, rounds)
    : (await store.uncovered(estate.id, start, end)).filter((cell) => !awaited.get(cell.round)?.has(cell.checkpoint))
  const gaps = gapsAmong(rounds, uncovered)
  const outOfPlan = (await visits.outOfPlan(estate.id, start, end)).map(
    ({ personId: _, reviewed: __, ...visit }) => visit,
  )
  const board = query.detail && (await boardOf(context, estate, { start, awaited }))
  const figures = { tally, compliance: complianceOf(tally), rounds, gaps, outOfPlan }
  return done({ now, from, to, ...figures, ...(board && { board }) })
}

/** The gaps that are known already with the cells of their rounds; only the last visits to their spots are asked for. */
async function missedIn(context: Context, rounds: readonly RoundCoverage[]): Promise<Uncovered[]> {
  const missed = rounds.flatMap(({ round, cells = [] }) =>
    cells.filter(({ state }) => state === 'missed').map(({ checkpoint }) => ({ round, checkpoint })),
  )
  const spots = [...new Set(missed.map(({ checkpoint }) => checkpoint))]
  const last = await context.database.read.rounds.lastVisits(spots)
  const lastVisitAt = new Map(last.map(({ checkpoint, lastVisitAt }) => [checkpoint, lastVisitAt]))
  return missed.map((cell) => ({ ...cell, lastVisitAt: lastVisitAt.get(cell.checkpoint) ?? null }))
}

type BoardSpan = {
  /** What opened earlier and is open still is carried over. */
  readonly start: Instant
  readonly awaited: AwaitedCells
}

async function boardOf(context: Context, estate: Estate, { start, awaited }: BoardSpan): Promise<Board> {
  const now = context.now()
  const { rounds: store, visits } = context.database.read
  const before = start <= now ? await store.heads(estate.id, Math.max(0, now - LONGEST_ROUND_MS), start) : []
  const open = before.filter((head) => phaseOf(head, now) !== 'closed')
  const cells = await store.cells(open.map(({ id }) => id))
  return {
    alerts: await alertsNow(context, estate, awaited),
    walkers: await visits.lastOfEach(estate.id, now - WALKERS_MS),
    carried: open.map((head) => {
      const own = cells.get(head.id) ?? []
      return roundCoverage(head, { counts: countsIn(own), cells: own, awaited: awaited.get(head.id), now })
    }),
  }
}

/** One round with its cells and every visit that counts for it. */
export async function roundVisits(context: Context, estate: Estate, id: string): Promise<Outcome<RoundVisits>> {
  const { rounds: store, visits } = context.database.read
  const head = await store.head(estate.id, id)
  if (!head) return refused('not-found')
  const cells = (await store.cells([id])).get(id) ?? []
  const walked = await visits.ofRound(id)
  const awaited = await awaitedCells(context, [estate.id])
  const { assignees, order, minGapMs } = head
  const covering = new Set(cells.map(({ visit }) => visit))
  const steps = walked.filter(({ visit }) => covering.has(visit))
  const remarks = remarksOn(
    { order, minGapMs, expected: cells },
    steps.map(({ personId: person, ...step }) => ({ ...step, person })),
  )
  return done({
    ...roundCoverage(head, { counts: countsIn(cells), cells, awaited: awaited.get(id), now: context.now() }),
    assignees,
    order,
    minGapMs,
    visits: walked.map(({ personId: _, ...visit }) => ({ ...visit, remarks: [...(remarks.get(visit.visit) ?? [])] })),
    handovers: (await context.database.read.handovers.of(id)).map(({ at, by, from, to, reason }) => ({
      at,
      by,
      from: [...from],
      to: [...to],
      reason,
    })),
  })
}

type Counted = Pick<StateCount, 'state' | 'excused'> & Partial<Pick<StateCount, 'cells'>>

/** @param cells one by one, or so many of a kind */
function countsIn(cells: readonly Counted[]): CellCounts {
  const counts = { expected: 0, done: 0, doubtful: 0, late: 0, excused: 0, awaited: 0 }
  for (const { state, excused, cells: many = 1 } of cells) {
    counts.expected += many
    const counted = state ?? (excused ? 'excused' : undefined)
    if (counted) counts[counted] += many
  }
  return counts
}

type Settled = {
  /** None of them awaited. */
  readonly counts: CellCounts
  readonly cells: readonly CellRow[] | undefined
  /** Of the round, all in service or not. */
  readonly awaited: ReadonlySet<string> | undefined
  readonly now: Instant
}

function roundCoverage(head: RoundHead, { counts, cells, awaited = NOTHING, now }: Settled): RoundCoverage {
  const { id: round, plan, names, opensAt, closesAt, graceMs } = head
  const tally = tallyOf(head, { ...counts, awaited: awaited.size }, now)
  const coverage = { round, plan, names, opensAt, closesAt, graceMs, phase: phaseOf(head, now), tally }
  if (!cells) return coverage
  return {
    ...coverage,
    cells: cells.map(({ checkpoint, state, excused, visit, occurredAt, defects }) => ({
      checkpoint,
      state: state ?? uncoveredState(head, now, { excused, awaited: awaited.has(checkpoint) }),
      visit,
      occurredAt,
      defects,
    })),
  }
}

const NOTHING: ReadonlySet<string> = new Set()

/** Never-visited spots first, then the longest unvisited (field-notes "Reports and rounds"). */
function gapsAmong(rounds: readonly RoundCoverage[], uncovered: readonly Uncovered[]): Gap[] {
  const closed = new Map(rounds.filter(({ phase }) => phase === 'closed').map((round) => [round.round, round]))
  return uncovered
    .flatMap(({ round: id, checkpoint, lastVisitAt }): Gap[] => {
      const round = closed.get(id)
      return round ? [{ round: id, checkpoint, opensAt: round.opensAt, closesAt: round.closesAt, lastVisitAt }] : []
    })
    .sort((a, b) => (a.lastVisitAt ?? 0) - (b.lastVisitAt ?? 0) || a.opensAt - b.opensAt)
}

/** `2026-02-30` has the shape of a day but is none. */
function isDay(date: CivilDate): boolean {
  return !Number.isNaN(Date.parse(date)) && addDays(date, 0) === date
}
