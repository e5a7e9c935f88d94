/** Visits, exactly as received, and what the server made of them. */
import { type Kysely, sql } from 'kysely'
import type { Link } from '../../checkpoints/device-chain.ts'
import type { Neighbours } from '../../checkpoints/occurrence.ts'
import type { Suspicion } from '../../checkpoints/presence.ts'
import { type Decision, worthOf } from '../../checkpoints/review.ts'
import type { CountingVisit } from '../../checkpoints/round.ts'
import type { OutOfPlanVisit, Walker } from '../../checkpoints/wire/coverage.ts'
import type { SpotVisit } from '../../checkpoints/wire/spot.ts'
import type { StoredVerdict } from '../../checkpoints/wire/visit.ts'
import { builtOnce } from './built-once.ts'
import { inParts } from './in-parts.ts'
import type { Stale } from './rounds.ts'
import type { Schema } from './schema.ts'

export type StoredVisit = {
  readonly id: string
  readonly estate: string
  readonly checkpoint: string
  readonly person: string
  readonly device: string
  readonly sequence: number
  readonly previous: string | null
  readonly jws: string
  readonly sha256: string
  readonly receivedAt: number
  readonly occurredAt: number
  readonly notBefore: number | null
  readonly verdict: StoredVerdict
  readonly defects: number
  /** The round it names. */
  readonly namedRound: string | null
  readonly photos: readonly string[]
}

/** A visit as it is kept: `round` is the one it counts for. */
export type KeptVisit = Omit<StoredVisit, 'photos'> & {
  readonly round: string | null
  readonly decision: Decision | null
}

/** What a receipt says of a visit. */
export type VisitHead = Pick<StoredVisit, 'id' | 'sha256' | 'receivedAt' | 'occurredAt' | 'verdict'>

export type SettledVisit = CountingVisit & {
  /** The round it has been settled to, so far. */
  readonly countsFor: string | null
}

export type DoubtfulVisit = Pick<OutOfPlanVisit, 'visit' | 'checkpoint' | 'occurredAt'> & {
  /** By id. */
  readonly person: string
  readonly reasons: Suspicion[]
}

export type Refused = Link & {
  readonly visit: string
  readonly person: string
  readonly device: string
  readonly code: string
  readonly jws: string
}

/** A visit of a phone; `visit` is null if it was refused and kept for review. */
export type KeptLink = Link & { readonly visit: string | null }

export function visitsOn(db: Kysely<Schema>, stale: Stale) {
  return {
    /**
     * @param round the one it counts for
     * @returns false if there is a visit with its id already, which stays as it is
     */
    async keep(visit: StoredVisit, round: string | null): Promise<boolean> {
      const result = await insertNew(db, {
        id: visit.id,
        estate_id: visit.estate,
        checkpoint_id: visit.checkpoint,
        person_id: visit.person,
        device_id: visit.device,
        sequence: visit.sequence,
        previous: visit.previous,
        jws: visit.jws,
        sha256: visit.sha256,
        received_at: visit.receivedAt,
        occurred_at: visit.occurredAt,
        not_before: visit.notBefore,
        outcome: visit.verdict.outcome,
        reasons_json: JSON.stringify(visit.verdict.outcome === 'doubtful' ? visit.verdict.reasons : []),
        defects: visit.defects,
        named_round_id: visit.namedRound,
        round_id: round,
        decision: null,
      })
      if (Number(result.numAffectedRows ?? 0) === 0) return false
      if (visit.photos.length === 0) return true
      const rows = visit.photos.map((sha256) => ({ visit_id: visit.id, sha256 }))
      await db.insertInto('visit_photos').values(rows).execute()
      return true
    },

    /** Keeps a refused visit's bytes for review; the same bytes once. */
    async keepRefused(refused: Refused, now: number): Promise<void> {
      const { sha256, visit, person, device, sequence, previous, code, jws } = refused
      const about = { visit_id: visit, person_id: person, device_id: device, sequence, previous }
      await db
        .insertInto('refused_visits')
        .values({ sha256, ...about, code, jws, received_at: now })
        .onConflict((conflict) => conflict.column('sha256').doNothing())
        .execute()
    },

    /** The visits of a phone under a number and those next to it, whatever became of them. */
    async near(device: string, sequence: number): Promise<KeptLink[]> {
      const { rows } = await near(db, { device, before: sequence - 1, after: sequence + 1 })
      return rows
    },

    /** The latest bound and the latest time of a phone's visits under the numbers `from` to `to`, both included. */
    async boundsBefore(device: string, { from, to }: Span): Promise<Pick<Neighbours, 'notBefore' | 'lastAt'>> {
      if (to < 1) return { notBefore: null, lastAt: null }
      const [row] = (await boundsBefore(db, { device, from, to })).rows
      return { notBefore: row?.not_before ?? null, lastAt: row?.last_at ?? null }
    },

    /** When the first of a phone's visits with a higher number arrived; null: none has. */
    async firstReceiptAfter(device: string, sequence: number): Promise<number | null> {
      const [row] = (await firstReceiptAfter(db, { device, sequence })).rows
      return row?.received_at ?? null
    },

    /** The visits of the same phone up to a number that are said to have happened, or may have, before one that was filed before them. */
    async notBehind({ device, sequence, occurredAt, notBefore }: ChainPlace, to: number): Promise<string[]> {
      const { rows } = await notBehind(db, { device, sequence, to, occurredAt, notBefore: notBefore ?? 0 })
      return rows.map(({ id }) => id)
    },

    /**
     * Its time has been settled anew: for which round it counts has to be, too.
     * @param round the one it has counted for
     */
    async setTime(id: string, { round, occurredAt, notBefore, verdict }: RetimedVisit): Promise<void> {
      if (round !== null) stale.add(round)
      await db
        .updateTable('visits')
        .set({
          occurred_at: occurredAt,
          not_before: notBefore,
          outcome: verdict.outcome,
          reasons_json: JSON.stringify(verdict.outcome === 'doubtful' ? verdict.reasons : []),
          round_id: null,
        })
        .where('id', '=', id)
        .execute()
    },

    async setVerdict(id: string, { outcome, reasons }: StoredVerdict & { outcome: 'doubtful' }): Promise<void> {
      await db
        .updateTable('visits')
        .set({ outcome, reasons_json: JSON.stringify(reasons) })
        .where('id', '=', id)
        .execute()
    },

    async byId(id: string): Promise<KeptVisit | undefined> {
      const [row] = (await byId(db, { id })).rows
      return (
        row && {
          id: row.id,
          estate: row.estate_id,
          checkpoint: row.checkpoint_id,
          person: row.person_id,
          device: row.device_id,
          sequence: row.sequence,
          previous: row.previous,
          jws: row.jws,
          sha256: row.sha256,
          receivedAt: row.received_at,
          occurredAt: row.occurred_at,
          notBefore: row.not_before,
          verdict: verdictOf(row),
          defects: row.defects,
          namedRound: row.named_round_id,
          round: row.round_id,
          decision: row.decision,
        }
      )
    },

    async headsOf(ids: readonly string[]): Promise<Map<string, VisitHead>> {
      const rows = await db
        .selectFrom('visits')
        .select(['id', 'sha256', 'received_at', 'occurred_at', 'outcome', 'reasons_json'])
        .where('id', 'in', ids)
        .execute()
      return new Map(
        rows.map((row) => {
          const { id, sha256, received_at: receivedAt, occurred_at: occurredAt } = row
          return [id, { id, sha256, receivedAt, occurredAt, verdict: verdictOf(row) }]
        }),
      )
    },

    /** The visits of a spot that happened between two instants, both included, as {@link settle} wants them. */
    async counting(checkpoint: string, from: number, to: number): Promise<SettledVisit[]> {
      const { rows } = await counting(db, { checkpoint, from, to })
      return rows.flatMap((row) => {
        const outcome = worthOf(row.outcome, row.decision)
        return outcome === null
          ? []
          : {
              id: row.id,
              person: row.person_id,
              occurredAt: row.occurred_at,
              round: row.named_round_id,
              outcome,
              countsFor: row.round_id,
            }
      })
    },

    /** What the visits of a spot said, the newest first, from before another of them on. */
    async newestAt(
      checkpoint: string,
      before: Pick<StoredVisit, 'id' | 'occurredAt'> | undefined,
      most: number,
    ): Promise<Pick<StoredVisit, 'id' | 'occurredAt' | 'jws'>[]> {
      let asked = db.selectFrom('visits').select(['id', 'occurred_at', 'jws']).where('checkpoint_id', '=', checkpoint)
      if (before) {
        const { id, occurredAt } = before
        asked = asked.where((e) =>
          e.or([e('occurred_at', '<', occurredAt), e.and([e('occurred_at', '=', occurredAt), e('id', '<', id)])]),
        )
      }
      const rows = await asked.orderBy('occurred_at', 'desc').orderBy('id', 'desc').limit(most).execute()
      return rows.map(({ id, occurred_at, jws }) => ({ id, occurredAt: occurred_at, jws }))
    },

    async setRound(id: string, round: string | null): Promise<void> {
      await setRound(db, { id, round })
    },

    /** Visits between two instants that count for no round. */
    async outOfPlan(
      estate: string,
      from: number,
      to: number,
    ): Promise<(OutOfPlanVisit & { readonly personId: string; readonly reviewed: boolean })[]> {
      const { rows } = await outOfPlan(db, { estate, from, to })
      return rows.map((row) => ({ ...summaryOf(row), personId: row.person_id, reviewed: row.decision !== null }))
    },

    /** What is to be asked about visits, in order of time; those that are not doubtful are left out. */
    async doubtful(ids: readonly string[]): Promise<DoubtfulVisit[]> {
      const found: DoubtfulVisit[] = []
      for (const part of inParts(ids)) {
        const rows = await db
          .selectFrom('visits')
          .select(['id', 'checkpoint_id', 'person_id', 'occurred_at', 'outcome', 'reasons_json'])
          .where('id', 'in', part)
          .execute()
        for (const row of rows) {
          const { id: visit, checkpoint_id: checkpoint, person_id: person, occurred_at: occurredAt } = row
          const verdict = verdictOf(row)
          if (verdict.outcome === 'doubtful')
            found.push({ visit, checkpoint, person, occurredAt, reasons: verdict.reasons })
        }
      }
      return found.sort((a, b) => a.occurredAt - b.occurredAt)
    },

    /**
     * The last visit of each of its people to spots of an estate since an instant, the latest first. The visits of a phone keep
     * their order, so the last one is the one with the highest number.
     */
    async lastOfEach(estate: string, since: number): Promise<Walker[]> {
      const { rows } = await lastOfEach(db, { estate, since })
      const last = new Map<string, Walker>()
      for (const { id: visit, person_id, name: person, checkpoint_id: checkpoint, occurred_at: occurredAt } of rows) {
        if (!last.has(person_id)) last.set(person_id, { visit, person, checkpoint, occurredAt })
      }
      return [...last.values()]
    },

    /** When a spot was last visited for a round, beyond doubt or as the desk has accepted it; null: never. */
    async lastVerified(checkpoint: string): Promise<number | null> {
      const row = await db
        .selectFrom('visits')
        .select('occurred_at')
        .where('checkpoint_id', '=', checkpoint)
        .where('round_id', 'is not', null)
        .where((e) =>
          e.or([e('decision', '=', 'accepted'), e.and([e('decision', 'is', null), e('outcome', '=', 'verified')])]),
        )
        .orderBy('occurred_at', 'desc')
        .limit(1)
        .executeTakeFirst()
      return row?.occurred_at ?? null
    },

    /** The newest visits of a spot, the latest first. */
    async ofSpot(checkpoint: string, most: number): Promise<SpotVisit[]> {
      const rows = await visitRows(db)
        .select('round_id')
        .where('checkpoint_id', '=', checkpoint)
        .orderBy('occurred_at', 'desc')
        .limit(most)
        .execute()
      return rows.map((row) => ({ ...summaryOf(row), round: row.round_id, defects: row.defects }))
    },

    /** Visits that count for a round, in order of time. */
    async ofRound(round: string): Promise<(OutOfPlanVisit & { defects: number; personId: string })[]> {
      const rows = await visitRows(db).where('round_id', '=', round).orderBy('occurred_at').execute()
      return rows.map((row) => ({ ...summaryOf(row), defects: row.defects, personId: row.person_id }))
    },
  }
}

/** One phone files fewer in twelve hours: those before its last thousand are not looked through for visits to another estate. */
const MOST_IN_A_SHIFT = 1000

const insertNew = builtOnce((db, row: Schema['visits']) =>
  db
    .insertInto('visits')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doNothing()),
)

const byId = builtOnce((db, { id }: { id: string }) => db.selectFrom('visits').selectAll().where('id', '=', id))

type Numbers = { readonly device: string; readonly before: number; readonly after: number }

const near = builtOnce((db, { device, before, after }: Numbers) =>
  db
    .selectFrom('visits')
    .select(['sequence', 'previous', 'sha256', sql<string | null>`id`.as('visit')])
    .where('device_id', '=', device)
    .where('sequence', '>=', before)
    .where('sequence', '<=', after)
    .unionAll(
      db
        .selectFrom('refused_visits')
        .select(['sequence', 'previous', 'sha256', sql<string | null>`null`.as('visit')])
        .where('device_id', '=', device)
        .where('sequence', '>=', before)
        .where('sequence', '<=', after),
    ),
)

type Span = { readonly from: number; readonly to: number }
type ChainPlace = Pick<StoredVisit, 'device' | 'sequence' | 'occurredAt' | 'notBefore'>
type RetimedVisit = Pick<StoredVisit, 'occurredAt' | 'notBefore' | 'verdict'> & { readonly round: string | null }

const boundsBefore = builtOnce((db, { device, from, to }: Span & { readonly device: string }) =>
  db
    .selectFrom('visits')
    .select((e) => [e.fn.max('not_before').as('not_before'), e.fn.max('occurred_at').as('last_at')])
    .where('device_id', '=', device)
    .where('sequence', '>=', from)
    .where('sequence', '<=', to),
)

const firstReceiptAfter = builtOnce(
  (db, { device, sequence }: { readonly device: string; readonly sequence: number }) =>
    db
      .selectFrom('visits')
      .select((e) => e.fn.min('received_at').as('received_at'))
      .where('device_id', '=', device)
      .where('sequence', '>', sequence),
)

const notBehind = builtOnce(
  (
    db,
    { device, sequence, to, occurredAt, notBefore }: ChainPlace & { readonly to: number; readonly notBefore: number },
  ) =>
    db
      .selectFrom('visits')
      .select('id')
      .where('device_id', '=', device)
      .where('sequence', '>', sequence)
      .where('sequence', '<=', to)
      .where((e) => e.or([e('occurred_at', '<', occurredAt), e(e.fn.coalesce('not_before', e.val(0)), '<', notBefore)]))
      .orderBy('sequence'),
)

type SpotPeriod = { readonly checkpoint: string; readonly from: number; readonly to: number }

const counting = builtOnce((db, { checkpoint, from, to }: SpotPeriod) =>
  db
    .selectFrom('visits')
    .select(['id', 'person_id', 'occurred_at', 'named_round_id', 'round_id', 'outcome', 'decision'])
    .where('checkpoint_id', '=', checkpoint)
    .where('occurred_at', '>=', from)
    .where('occurred_at', '<=', to),
)

const setRound = builtOnce((db, { id, round }: { id: string; round: string | null }) =>
  db.updateTable('visits').set({ round_id: round }).where('id', '=', id),
)

const outOfPlan = builtOnce((db, { estate, from, to }: Span & { readonly estate: string }) =>
  visitRows(db)
    .select('decision')
    .where('visits.estate_id', '=', estate)
    .where('occurred_at', '>=', from)
    .where('occurred_at', '<', to)
    .where('round_id', 'is', null)
    .where((e) => e.or([e('decision', 'is', null), e('decision', '!=', 'voided')]))
    .orderBy('occurred_at'),
)

const lastOfEach = builtOnce((db, { estate, since }: { readonly estate: string; readonly since: number }) =>
  db
    .selectFrom('devices')
    .innerJoin('people', 'people.id', 'devices.person_id')
    .innerJoin('visits', (join) =>
      join.on('visits.id', '=', (e) =>
        e
          .selectFrom('visits as own')
          .select('own.id')
          .whereRef('own.device_id', '=', 'devices.id')
          .where('own.sequence', '>', e('devices.last_sequence', '-', MOST_IN_A_SHIFT))
          .where('own.estate_id', '=', estate)
          .where((o) => o.or([o('own.decision', 'is', null), o('own.decision', '!=', 'voided')]))
          .orderBy('own.sequence', 'desc')
          .limit(1),
      ),
    )
    .select(['visits.id', 'visits.person_id', 'name', 'checkpoint_id', 'occurred_at'])
    .where('devices.last_visit_at', '>=', since)
    .where((e) =>
      e.exists(
        e
          .selectFrom('staff_roles')
          .select('role')
          .whereRef('staff_roles.person_id', '=', 'devices.person_id')
          .where('staff_roles.estate_id', '=', estate),
      ),
    )
    .where('occurred_at', '>=', since)
    .orderBy('occurred_at', 'desc'),
)

function visitRows(db: Kysely<Schema>) {
  return db
    .selectFrom('visits')
    .innerJoin('people', 'people.id', 'person_id')
    .select(['visits.id', 'checkpoint_id', 'person_id', 'name', 'occurred_at', 'outcome', 'reasons_json', 'defects'])
}

type SummaryRow = Pick<Schema['visits'], 'id' | 'checkpoint_id' | 'occurred_at' | 'outcome' | 'reasons_json'>

function summaryOf(row: SummaryRow & { name: string }): OutOfPlanVisit {
  return {
    visit: row.id,
    checkpoint: row.checkpoint_id,
    person: row.name,
    occurredAt: row.occurred_at,
    verdict: verdictOf(row),
  }
}

function verdictOf(row: Pick<Schema['visits'], 'outcome' | 'reasons_json'>): StoredVerdict {
  if (row.outcome === 'verified') return { outcome: 'verified' }
  return { outcome: 'doubtful', reasons: JSON.parse(row.reasons_json) as Suspicion[] }
}
