/** Rounds, what they expect, and what covers it. */
import type { Kysely } from 'kysely'
import type { ChecklistRef } from '../../checkpoints/checklist.ts'
import { LONGEST_ROUND_MS, type Round, type RoundFrame } from '../../checkpoints/round.ts'
import type { Cell } from '../../checkpoints/wire/coverage.ts'
import { builtOnce } from './built-once.ts'
import { inParts } from './in-parts.ts'
import { oneText, valuesIn } from './one-text.ts'
import type { Schema } from './schema.ts'

/** The ways a cell can be covered; null is not covered. */
export type CoveredState = Schema['expectations']['state']
export type Cover = { readonly visit: string; readonly state: NonNullable<CoveredState> }
export type CoveredRound = RoundFrame & { readonly cover: Cover | null }
export type RoundHead = Omit<Round, 'expected'>
/** `state` is null as long as nobody covers it; whether it is then pending, missed or excused is not the store's to say. */
export type CellRow = Omit<Cell, 'state'> & {
  readonly state: CoveredState
  readonly excused: boolean
}
export type AskedCell = Pick<CellRow, 'checkpoint' | 'state' | 'excused'> & {
  readonly round: string
  readonly checklist: ChecklistRef
}
export type CoveringVisit = { readonly visit: string; readonly occurredAt: number; readonly person: string }
export type StateCount = {
  readonly round: string
  readonly state: CoveredState
  readonly excused: boolean
  readonly cells: number
}

/**
 * Rounds whose cells a transaction has written: what was rolled up of them no longer holds. One for each transaction, filled by
 * the stores that write cells.
 */
export type Stale = Set<string>

/** SQLite and PostgreSQL both bound the parameters of one statement. */
const ROWS_AT_ONCE = 500

export function roundsOn(db: Kysely<Schema>, stale: Stale) {
  return {
    /** @returns false if the plan has a round at that instant already: a round is made exactly once */
    async add(estate: string, round: Round): Promise<boolean> {
      const result = await db
        .insertInto('rounds')
        .values({
          id: round.id,
          estate_id: estate,
          plan_id: round.plan,
          names_json: JSON.stringify(round.names),
          focus: round.focus,
          opens_at: round.opensAt,
          closes_at: round.closesAt,
          grace_ms: round.graceMs,
          assignees_json: JSON.stringify(round.assignees),
          walking_order: round.order,
          min_gap_ms: round.minGapMs,
        })
        .onConflict((conflict) => conflict.columns(['plan_id', 'opens_at']).doNothing())
        .executeTakeFirst()
      if (Number(result.numInsertedOrUpdatedRows ?? 0) === 0) return false
      const rows = round.expected.map(({ checkpoint, checklist, excused }, position) => ({
        round_id: round.id,
        checkpoint_id: checkpoint,
        position,
        checklist_version: checklist.version,
        extras_version: checklist.extras ?? null,
        excused: excused ? 1 : 0,
        opens_at: round.opensAt,
        visit_id: null,
        state: null,
      }))
      for (let i = 0; i < rows.length; i += ROWS_AT_ONCE) {
        await db
          .insertInto('expectations')
          .values(rows.slice(i, i + ROWS_AT_ONCE))
          .execute()
      }
      return true
    },

    /** Who may walk a round from now on. */
    async setAssignees(round: string, assignees: readonly string[]): Promise<void> {
      const row = { assignees_json: JSON.stringify(assignees) }
      await db.updateTable('rounds').set(row).where('id', '=', round).execute()
    },

    /** Excuses a spot in rounds that expect it, or takes that back. */
    async setExcused(checkpoint: string, rounds: readonly string[], excused: boolean): Promise<void> {
      for (const round of rounds) stale.add(round)
      for (let i = 0; i < rounds.length; i += ROWS_AT_ONCE) {
        await db
          .updateTable('expectations')
          .set({ excused: excused ? 1 : 0 })
          .where('checkpoint_id', '=', checkpoint)
          .where('round_id', 'in', rounds.slice(i, i + ROWS_AT_ONCE))
          .execute()
      }
    },

    /** Takes back the rounds of a plan that have not opened: they will be made anew. Opened rounds are history. */
    async dropUpcoming(plan: string, now: number): Promise<void> {
      const upcoming = db.selectFrom('rounds').select('id').where('plan_id', '=', plan).where('opens_at', '>', now)
      await db.deleteFrom('expectations').where('round_id', 'in', upcoming).execute()
      await db.deleteFrom('rounds').where('plan_id', '=', plan).where('opens_at', '>', now).execute()
    },

    /** Rounds of an estate that open in [from, to), in order of opening. */
    async heads(estate: string, from: number, to: number): Promise<RoundHead[]> {
      return (await headsBetween(db, { estate, from, to })).rows.map(headOf)
    },

    async head(estate: string, id: string): Promise<RoundHead | undefined> {
      const query = db.selectFrom('rounds').selectAll().where('estate_id', '=', estate).where('id', '=', id)
      const row = await query.executeTakeFirst()
      return row && headOf(row)
    },

    /** How many cells of each round are in each state; rounds that open in [from, to). */
    async stateCounts(estate: string, from: number, to: number): Promise<StateCount[]> {
      const rows = await db
        .selectFrom('expectations')
        .innerJoin('rounds', 'rounds.id', 'round_id')
        .select((e) => ['round_id', 'state', 'excused', e.fn.countAll<number>().as('cells')])
        .where('estate_id', '=', estate)
        .where('rounds.opens_at', '>=', from)
        .where('rounds.opens_at', '<', to)
        .groupBy(['round_id', 'state', 'excused'])
        .execute()
      return rows.map((row) => ({
        round: row.round_id,
        state: row.state,
        excused: row.excused === 1,
        cells: Number(row.cells),
      }))
    },

    /** Every cell of the given rounds by round, in walking order. */
    async cells(rounds: readonly string[]): Promise<Map<string, CellRow[]>> {
      const cells = new Map<string, CellRow[]>()
      for (const part of inParts(rounds)) {
        const visits = await visitsOf(db, part)
        for (const row of (await cellTexts(db, { rounds: part })).rows)
          cells.set(row.round_id, cellsIn(row.cells, visits))
      }
      return cells
    },

    /** What the given rounds ask for, in walking order within each, and how it is covered. */
    async asked(rounds: readonly string[]): Promise<AskedCell[]> {
      const cells: AskedCell[] = []
      for (const part of inParts(rounds)) {
        const rows = await db
          .selectFrom('expectations')
          .innerJoin('checkpoints', 'checkpoints.id', 'checkpoint_id')
          .select(['round_id', 'checkpoint_id', 'expectations.state', 'excused', 'kind'])
          .select(['checklist_version', 'expectations.extras_version'])
          .where('round_id', 'in', part)
          .orderBy('expectations.position')
          .execute()
        for (const { round_id: round, checkpoint_id: checkpoint, state, excused, kind, ...asked } of rows) {
          const { checklist_version: version, extras_version: extras } = asked
          const checklist = { kind, version, ...(extras !== null && { extras }) }
          cells.push({ round, checkpoint, state, excused: excused === 1, checklist })
        }
      }
      return cells
    },

    /** Cells of rounds that nobody has covered though they are in service, in walking order within each. */
    async uncoveredCells(rounds: readonly string[]): Promise<{ round: string; checkpoint: string }[]> {
      if (rounds.length === 0) return []
      const { rows } = await uncoveredCells(db, { rounds })
      return rows.map((row) => ({ round: row.round_id, checkpoint: row.checkpoint_id }))
    },

    /** Uncovered cells of rounds that open in [from, to), with the last visit to their spot, if any. */
    async uncovered(estate: string, from: number, to: number): Promise<Uncovered[]> {
      const rows = await db
        .selectFrom('rounds')
        .innerJoin('expectations', 'round_id', 'rounds.id')
        .select(['round_id', 'checkpoint_id'])
        .where('estate_id', '=', estate)
        .where('rounds.opens_at', '>=', from)
        .where('rounds.opens_at', '<', to)
        .where('expectations.state', 'is', null)
        .where('excused', '=', 0)
        .execute()
      const lastVisitAt = await lastVisits(db, [...new Set(rows.map((row) => row.checkpoint_id))])
      return rows.map((row) => ({
        round: row.round_id,
        checkpoint: row.checkpoint_id,
        lastVisitAt: lastVisitAt.get(row.checkpoint_id) ?? null,
      }))
    },

    /** When each of the spots was last visited, voided visits aside; null: never. */
    async lastVisits(checkpoints: readonly string[]): Promise<{ checkpoint: string; lastVisitAt: number | null }[]> {
      const last = await lastVisits(db, checkpoints)
      return checkpoints.map((checkpoint) => ({ checkpoint, lastVisitAt: last.get(checkpoint) ?? null }))
    },

    /** What covers spots in rounds: `<round> <spot>` → the visit. */
    async covers(rounds: readonly string[], checkpoints: readonly string[]): Promise<Map<string, CoveringVisit>> {
      if (rounds.length === 0) return new Map()
      const rows = await db
        .selectFrom('expectations')
        .innerJoin('visits', 'visits.id', 'visit_id')
        .innerJoin('people', 'people.id', 'person_id')
        .select(['expectations.round_id', 'expectations.checkpoint_id', 'visits.id', 'occurred_at', 'name'])
        .where('expectations.round_id', 'in', rounds)
        .where('expectations.checkpoint_id', 'in', checkpoints)
        .execute()
      return new Map(
        rows.map(({ round_id, checkpoint_id, id: visit, occurred_at: occurredAt, name: person }) => [
          `${round_id} ${checkpoint_id}`,
          { visit, occurredAt, person },
        ]),
      )
    },

    /** Rounds that expect the spot and are open, grace included, at some time of [from, to], each with what covers the spot in it so far. */
    async expecting(checkpoint: string, from: number, to: number): Promise<CoveredRound[]> {
      const { rows } = await expecting(db, { checkpoint, since: from - LONGEST_ROUND_MS, from, to })
      return rows.map((row) => ({
        id: row.id,
        opensAt: row.opens_at,
        closesAt: row.closes_at,
        graceMs: row.grace_ms,
        assignees: JSON.parse(row.assignees_json),
        cover: row.visit_id !== null && row.state !== null ? { visit: row.visit_id, state: row.state } : null,
      }))
    },

    /** Writes what covers a cell; null uncovers it. */
    async setCover(round: string, checkpoint: string, cover: Cover | null): Promise<void> {
      stale.add(round)
      await setCover(db, { round, checkpoint, visit: cover?.visit ?? null, state: cover?.state ?? null })
    },
  }
}

type Between = { readonly estate: string; readonly from: number; readonly to: number }

const headsBetween = builtOnce((db, { estate, from, to }: Between) =>
  db
    .selectFrom('rounds')
    .selectAll()
    .where('estate_id', '=', estate)
    .where('opens_at', '>=', from)
    .where('opens_at', '<', to)
    .orderBy('opens_at')
    .orderBy('id'),
)

const CELL = ['checkpoint_id', 'excused', 'state', 'visit_id'] as const

const cellTexts = builtOnce((db, { rounds }: { readonly rounds: readonly string[] }) =>
  db
    .selectFrom('expectations')
    .select(['round_id', oneText(CELL, { by: 'position' }).as('cells')])
    .where('round_id', 'in', rounds)
    .groupBy('round_id'),
)

function cellsIn(text: string, visits: ReadonlyMap<string, CellVisit>): CellRow[] {
  const values = valuesIn(text)
  return Array.from({ length: values.length / CELL.length }, (_, i) => {
    const at = i * CELL.length
    const visit = values[at + 3]! || null
    const { occurredAt, defects } = (visit !== null && visits.get(visit)) || NO_VISIT
    const state = (values[at + 2]! || null) as CoveredState
    return { checkpoint: values[at]!, state, excused: values[at + 1] === '1', visit, occurredAt, defects }
  })
}

const uncoveredCells = builtOnce((db, { rounds }: { readonly rounds: readonly string[] }) =>
  db
    .selectFrom('expectations')
    .select(['round_id', 'checkpoint_id'])
    .where('round_id', 'in', rounds)
    .where('state', 'is', null)
    .where('excused', '=', 0)
    .orderBy('round_id')
    .orderBy('position'),
)

type CellVisit = Pick<CellRow, 'occurredAt' | 'defects'>
const NO_VISIT: CellVisit = { occurredAt: null, defects: 0 }
const VISIT = ['id', 'occurred_at', 'defects'] as const

const visitTexts = builtOnce((db, { rounds }: { readonly rounds: readonly string[] }) =>
  db
    .selectFrom('visits')
    .select(['round_id', oneText(VISIT).as('visits')])
    .where('round_id', 'in', rounds)
    .groupBy('round_id'),
)

/**
 * The visits that count for rounds, by id. A visit that covers a cell counts for its round, so these need not be looked up one
 * by one: an index holds what is asked here.
 */
async function visitsOf(db: Kysely<Schema>, rounds: readonly string[]): Promise<Map<string, CellVisit>> {
  const visits = new Map<string, CellVisit>()
  for (const row of (await visitTexts(db, { rounds })).rows) {
    const values = valuesIn(row.visits)
    for (let at = 0; at < values.length; at += VISIT.length) {
      visits.set(values[at]!, { occurredAt: Number(values[at + 1]), defects: Number(values[at + 2]) })
    }
  }
  return visits
}

type SpotPeriod = {
  readonly checkpoint: string
  /** No round that is open at `from` opened before this: the index finds them. */
  readonly since: number
  readonly from: number
  readonly to: number
}

const expecting = builtOnce((db, { checkpoint, since, from, to }: SpotPeriod) =>
  db
    .selectFrom('expectations')
    .innerJoin('rounds', 'rounds.id', 'round_id')
    .select(['id', 'rounds.opens_at', 'closes_at', 'grace_ms', 'assignees_json', 'visit_id', 'state'])
    .where('checkpoint_id', '=', checkpoint)
    .where('expectations.opens_at', '>=', since)
    .where('expectations.opens_at', '<=', to)
    .where((e) => e(e('closes_at', '+', e.ref('grace_ms')), '>=', from)),
)

type CellCover = {
  readonly round: string
  readonly checkpoint: string
  readonly visit: string | null
  readonly state: CoveredState
}

const setCover = builtOnce((db, { round, checkpoint, visit, state }: CellCover) =>
  db
    .updateTable('expectations')
    .set({ visit_id: visit, state })
    .where('round_id', '=', round)
    .where('checkpoint_id', '=', checkpoint),
)

export type Uncovered = { readonly round: string; readonly checkpoint: string; readonly lastVisitAt: number | null }

async function lastVisits(db: Kysely<Schema>, checkpoints: readonly string[]): Promise<Map<string, number | null>> {
  if (checkpoints.length === 0) return new Map()
  const { rows } = await lastVisitTimes(db, { checkpoints })
  return new Map(rows.map((row) => [row.id, row.last_visit_at]))
}

const lastVisitTimes = builtOnce((db, { checkpoints }: { readonly checkpoints: readonly string[] }) =>
  db
    .selectFrom('checkpoints')
    .select('id')
    .select((e) =>
      e
        .selectFrom('visits')
        .select('occurred_at')
        .whereRef('checkpoint_id', '=', 'checkpoints.id')
        .where((f) => f.or([f('decision', 'is', null), f('decision', '!=', 'voided')]))
        .orderBy('occurred_at', 'desc')
        .limit(1)
        .as('last_visit_at'),
    )
    .where('id', 'in', checkpoints),
)

function headOf(row: Schema['rounds']): RoundHead {
  return {
    id: row.id,
    plan: row.plan_id,
    names: JSON.parse(row.names_json),
    focus: row.focus,
    opensAt: row.opens_at,
    closesAt: row.closes_at,
    graceMs: row.grace_ms,
    assignees: JSON.parse(row.assignees_json),
    order: row.walking_order,
    minGapMs: row.min_gap_ms,
  }
}
