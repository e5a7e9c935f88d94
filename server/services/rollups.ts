/** Rolling rounds up once they have closed, and reading them for reports: kept ones, and the rest made for the occasion. */
import { addTallies, type Tally, tallyOf } from '../../checkpoints/coverage.ts'
import { PATIENCE_MS } from '../../checkpoints/device-chain.ts'
import type { CheckpointId, Uuid } from '../../checkpoints/ids.ts'
import type { ReportRound } from '../../checkpoints/report.ts'
import { rollUp } from '../../checkpoints/rollup.ts'
import type { Instant } from '../../checkpoints/time.ts'
import type { Context } from '../context.ts'
import type { RoundCounts } from '../store/rollups.ts'
import { groupBy } from './group-by.ts'

/**
 * Rolls up the rounds of an estate that have closed and are not. Each in a piece of its own, so that visits need not wait, and
 * inside the transaction, so that none can come between reading and keeping.
 * @param since rounds that opened earlier are left as they are
 */
export async function rollUpClosed(context: Context, estate: Uuid, since: Instant): Promise<void> {
  for (const id of await context.database.read.rollups.missing(estate, since, context.now())) {
    if (context.live.closing.aborted) return
    await context.database.write(async (stores) => {
      const head = await stores.rounds.head(estate, id)
      if (!head) return
      const cells = (await stores.rollups.settledCells([id])).get(id) ?? []
      await stores.rollups.keep(estate, head, rollUp(head, cells))
    })
  }
}

/** The rounds of an estate that open in [from, to), as reports are computed from them. */
export async function reportRounds(context: Context, estate: Uuid, from: Instant, to: Instant): Promise<ReportRound[]> {
  const { read } = context.database
  const heads = await read.rounds.heads(estate, from, to)
  const kept = await read.rollups.between(estate, from, to)
  const cells = await read.rollups.settledCells(heads.map(({ id }) => id).filter((id) => !kept.has(id)))
  const awaited = await awaitedCells(context, [estate])
  return heads.map(({ names: _, focus: __, ...head }) => ({
    ...head,
    rollup: kept.get(head.id) ?? rollUp(head, cells.get(head.id) ?? []),
    awaited: awaited.get(head.id) ?? NONE,
  }))
}

const NONE: ReadonlySet<CheckpointId> = new Set()

/** Spots by round, of those rounds that have any. */
export type AwaitedCells = ReadonlyMap<Uuid, ReadonlySet<CheckpointId>>

/** Spots by round that some phone has told of a visit to, which may still come (device-chain.ts: for a day). */
export async function awaitedCells(context: Context, estates: readonly Uuid[]): Promise<AwaitedCells> {
  const announced = await context.database.read.announcements.awaited(estates, context.now() - PATIENCE_MS)
  const mayCount = announced.filter(({ assignees, person }) => assignees.length === 0 || assignees.includes(person))
  const byRound = groupBy(mayCount, ({ round }) => round)
  return new Map([...byRound].map(([round, cells]) => [round, new Set(cells.map(({ checkpoint }) => checkpoint))]))
}

type RoundSpan = {
  readonly from: Instant
  readonly to: Instant
  /** As {@link awaitedCells} tells them. */
  readonly awaited: AwaitedCells
}

/** The tally of each round of an estate that opens in [from, to), in order of opening: without a look at its cells. */
export async function roundTallies(
  context: Context,
  estate: Uuid,
  { from, to, awaited }: RoundSpan,
): Promise<{ readonly round: Uuid; readonly opensAt: Instant; readonly tally: Tally }[]> {
  const now = context.now()
  const counted = await context.database.read.rollups.counts(estate, from, to)
  return counted.map((round) => ({ round: round.id, opensAt: round.opensAt, tally: tallyAt(round, awaited, now) }))
}

/** The same summed up by estate, of many at once: from sums of what is kept, and from what is not. */
export async function estateTallies(
  context: Context,
  estates: readonly Uuid[],
  { from, to, awaited }: RoundSpan,
): Promise<Map<Uuid, { readonly rounds: number; readonly tally: Tally }>> {
  const now = context.now()
  const { rollups } = context.database.read
  const span = { from, to }
  const kept = await rollups.sums(estates, span)
  const others = groupBy(await rollups.others(estates, span), ({ estate }) => estate)
  const waiting = await rollups.estatesOf([...awaited.keys()], span)
  return new Map(
    estates.map((estate) => {
      const own = others.get(estate) ?? []
      const { rounds, counts } = kept.get(estate) ?? { rounds: 0, counts: NO_COUNTS }
      const held = (waiting.get(estate) ?? []).reduce((sum, round) => sum + (awaited.get(round)?.size ?? 0), 0)
      // What is kept is over, whichever round it is of.
      const over = tallyOf(LONG_AGO, { ...counts, awaited: held }, now)
      const tally = own.reduce((sum, round) => addTallies(sum, tallyAt(round, awaited, now)), over)
      return [estate, { rounds: rounds + own.length, tally }]
    }),
  )
}

const LONG_AGO = { opensAt: 0, closesAt: 0, graceMs: 0 }
const NO_COUNTS = { expected: 0, done: 0, doubtful: 0, late: 0, excused: 0, awaited: 0 }

function tallyAt({ id, counts, ...window }: RoundCounts, awaited: RoundSpan['awaited'], now: Instant): Tally {
  return tallyOf(window, { ...counts, awaited: awaited.get(id)?.size ?? 0 }, now)
}
