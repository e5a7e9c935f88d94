/** Rounds rolled up (checkpoints/rollup.ts), kept once they have closed. */
import type { Kysely } from 'kysely'
import type { CellCounts } from '../../checkpoints/coverage.ts'
import type { CheckpointId } from '../../checkpoints/ids.ts'
import { countsIn, type Rollup, readRollup, type SettledCell, textOf } from '../../checkpoints/rollup.ts'
import { builtOnce } from './built-once.ts'
import { inParts } from './in-parts.ts'
import type { RoundHead, Stale } from './rounds.ts'
import type { Schema } from './schema.ts'

export type RoundCounts = Pick<RoundHead, 'id' | 'opensAt' | 'closesAt' | 'graceMs'> & {
  readonly estate: string
  readonly counts: CellCounts
}

type Span = { readonly from: number; readonly to: number }
/** Of rounds that are over. */
export type KeptSum = { readonly rounds: number; readonly counts: CellCounts }

export function rollupsOn(db: Kysely<Schema>, stale: Stale) {
  return {
    async keep(estate: string, { id, opensAt }: Pick<RoundHead, 'id' | 'opensAt'>, rollup: Rollup): Promise<void> {
      const { awaited: _, ...counts } = countsIn(rollup)
      await db
        .insertInto('rollups')
        .values({ round_id: id, estate_id: estate, opens_at: opensAt, ...counts, cells: textOf(rollup) })
        .onConflict((conflict) => conflict.column('round_id').doNothing())
        .execute()
    },

    /** Called before a transaction commits: what its writes have outdated goes with them. */
    async dropStale(): Promise<void> {
      for (const part of inParts([...stale])) await db.deleteFrom('rollups').where('round_id', 'in', part).execute()
      stale.clear()
    },

    /** What is kept of the rounds of an estate that open in [from, to). */
    async between(estate: string, from: number, to: number): Promise<Map<string, Rollup>> {
      const rows = await db
        .selectFrom('rollups')
        .select(['round_id', 'cells'])
        .where('estate_id', '=', estate)
        .where('opens_at', '>=', from)
        .where('opens_at', '<', to)
        .execute()
      const known = new Map<string, readonly CheckpointId[]>()
      return new Map(rows.map(({ round_id, cells }) => [round_id, readRollup(cells, known)]))
    },

    /** What is kept of given rounds. */
    async of(rounds: readonly string[]): Promise<Map<string, Rollup>> {
      const kept = new Map<string, Rollup>()
      for (const part of inParts(rounds)) {
        const { rows } = await rollupsOf(db, { rounds: part })
        for (const { round_id, cells } of rows) kept.set(round_id, readRollup(cells))
      }
      return kept
    },

    /** The rounds of an estate that open in [from, to), counted; in order of opening. */
    async counts(estate: string, from: number, to: number): Promise<RoundCounts[]> {
      const rows = await db
        .selectFrom('rounds')
        .leftJoin('rollups', 'rollups.round_id', 'rounds.id')
        .select(['rounds.id', 'rounds.opens_at', 'closes_at', 'grace_ms'])
        .select(['expected', 'done', 'doubtful', 'late', 'excused'])
        .where('rounds.estate_id', '=', estate)
        .where('rounds.opens_at', '>=', from)
        .where('rounds.opens_at', '<', to)
        .orderBy('rounds.opens_at')
        .execute()
      const open = rows.filter(({ expected }) => expected === null).map(({ id }) => id)
      const fresh = await countCells(db, open)
      return rows.map(({ id, opens_at: opensAt, closes_at: closesAt, grace_ms: graceMs, ...kept }) => {
        const { expected, done, doubtful, late, excused } = kept.expected === null ? (fresh.get(id) ?? NO_COUNTS) : kept
        const counts = {
          expected: expected ?? 0,
          done: done ?? 0,
          doubtful: doubtful ?? 0,
          late: late ?? 0,
          excused: excused ?? 0,
          awaited: 0,
        }
        return { id, opensAt, closesAt, graceMs, estate, counts }
      })
    },

    /** What is kept of the rounds that open in [from, to), summed up by estate. */
    async sums(estates: readonly string[], { from, to }: Span): Promise<Map<string, KeptSum>> {
      const rows = await db
        .selectFrom('rollups')
        .select((e) => [
          'estate_id',
          e.fn.countAll<number>().as('rounds'),
          e.fn.sum<number>('expected').as('expected'),
          e.fn.sum<number>('done').as('done'),
          e.fn.sum<number>('doubtful').as('doubtful'),
          e.fn.sum<number>('late').as('late'),
          e.fn.sum<number>('excused').as('excused'),
        ])
        .where('estate_id', 'in', estates)
        .where('opens_at', '>=', from)
        .where('opens_at', '<', to)
        .groupBy('estate_id')
        .execute()
      return new Map(
        rows.map(({ estate_id, rounds, ...sums }) => [
          estate_id,
          { rounds: Number(rounds), counts: { ...asNumbers(sums), awaited: 0 } },
        ]),
      )
    },

    /** The rounds that open in [from, to) and of which nothing is kept, counted now: mostly those that are not over. */
    async others(estates: readonly string[], { from, to }: Span): Promise<RoundCounts[]> {
      const rows = await db
        .selectFrom('rounds')
        .select(['id', 'estate_id', 'opens_at', 'closes_at', 'grace_ms'])
        .where('estate_id', 'in', estates)
        .where('opens_at', '>=', from)
        .where('opens_at', '<', to)
        .where((e) =>
          e.not(e.exists(e.selectFrom('rollups').select('round_id').whereRef('round_id', '=', 'rounds.id'))),
        )
        .execute()
      const counts = await countCells(
        db,
        rows.map(({ id }) => id),
      )
      return rows.map(({ id, estate_id: estate, opens_at: opensAt, closes_at: closesAt, grace_ms: graceMs }) => {
        return { id, estate, opensAt, closesAt, graceMs, counts: { ...(counts.get(id) ?? NO_COUNTS), awaited: 0 } }
      })
    },

    /** Of given rounds, those that open in [from, to) and are kept, by estate. */
    async estatesOf(rounds: readonly string[], { from, to }: Span): Promise<Map<string, string[]>> {
      const byEstate = new Map<string, string[]>()
      for (const part of inParts(rounds)) {
        const rows = await db
          .selectFrom('rollups')
          .select(['round_id', 'estate_id'])
          .where('round_id', 'in', part)
          .where('opens_at', '>=', from)
          .where('opens_at', '<', to)
          .execute()
        for (const { round_id, estate_id } of rows)
          byEstate.set(estate_id, [...(byEstate.get(estate_id) ?? []), round_id])
      }
      return byEstate
    },

    /** Rounds of an estate that were over before an instant, opened at or after another, and are not rolled up. */
    async missing(estate: string, since: number, before: number): Promise<string[]> {
      const rows = await db
        .selectFrom('rounds')
        .select('id')
        .where('estate_id', '=', estate)
        .where('opens_at', '>=', since)
        .where((e) => e(e('closes_at', '+', e.ref('grace_ms')), '<', before))
        .where((e) =>
          e.not(e.exists(e.selectFrom('rollups').select('round_id').whereRef('round_id', '=', 'rounds.id'))),
        )
        .orderBy('opens_at')
        .execute()
      return rows.map(({ id }) => id)
    },

    /** The cells of rounds as they are settled now, by round, in walking order. */
    async settledCells(rounds: readonly string[]): Promise<Map<string, SettledCell[]>> {
      const cells = new Map<string, SettledCell[]>(rounds.map((id) => [id, []]))
      for (const part of inParts(rounds)) {
        const rows = await db
          .selectFrom('expectations')
          .leftJoin('visits', 'visits.id', 'visit_id')
          .select(['expectations.round_id', 'expectations.checkpoint_id', 'excused', 'state'])
          .select(['visit_id', 'person_id', 'occurred_at'])
          .where('expectations.round_id', 'in', part)
          .orderBy('expectations.round_id')
          .orderBy('position')
          .execute()
        for (const { round_id, checkpoint_id: checkpoint, excused, state, ...cover } of rows) {
          const { visit_id: visit, person_id: person, occurred_at: occurredAt } = cover
          const isCovered = visit !== null && person !== null && occurredAt !== null && state !== null
          cells.get(round_id)?.push({
            checkpoint,
            excused: excused === 1,
            cover: isCovered ? { visit, person, occurredAt, state } : null,
          })
        }
      }
      return cells
    },
  }
}

const rollupsOf = builtOnce((db, { rounds }: { readonly rounds: readonly string[] }) =>
  db.selectFrom('rollups').select(['round_id', 'cells']).where('round_id', 'in', rounds),
)

const NO_COUNTS = { expected: 0, done: 0, doubtful: 0, late: 0, excused: 0 }

/** PostgreSQL sums up to strings. */
function asNumbers(sums: Readonly<Record<keyof typeof NO_COUNTS, unknown>>): typeof NO_COUNTS {
  const { expected, done, doubtful, late, excused } = sums
  return {
    expected: Number(expected),
    done: Number(done),
    doubtful: Number(doubtful),
    late: Number(late),
    excused: Number(excused),
  }
}

async function countCells(db: Kysely<Schema>, rounds: readonly string[]): Promise<Map<string, typeof NO_COUNTS>> {
  const counts = new Map<string, typeof NO_COUNTS>()
  for (const part of inParts(rounds)) {
    const rows = await db
      .selectFrom('expectations')
      .select((e) => ['round_id', 'state', 'excused', e.fn.countAll<number>().as('cells')])
      .where('round_id', 'in', part)
      .groupBy(['round_id', 'state', 'excused'])
      .execute()
    for (const { round_id, state, excused, cells } of rows) {
      const own = counts.get(round_id) ?? { ...NO_COUNTS }
      counts.set(round_id, own)
      own.expected += Number(cells)
      const counted = state ?? (excused === 1 ? 'excused' : undefined)
      if (counted) own[counted] += Number(cells)
    }
  }
  return counts
}
