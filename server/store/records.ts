/** What visits bring besides themselves: readings of meters, and what was wrong. */
import type { Kysely } from 'kysely'
import type { ReadingRemark } from '../../checkpoints/answer.ts'
import type { ChecklistRef } from '../../checkpoints/checklist.ts'
import type { LastReading } from '../../checkpoints/meter.ts'
import type { Sighting } from '../../checkpoints/sighting.ts'
import { builtOnce } from './built-once.ts'
import { openFindingsOf } from './open-findings.ts'
import type { Schema } from './schema.ts'

export type StoredReading = {
  readonly visit: string
  readonly item: string
  readonly value: number
  readonly at: number
  readonly remark: ReadingRemark | null
}
export type StoredSighting = Sighting & {
  readonly visit: string
  readonly occurredAt: number
  readonly checklist: ChecklistRef
}

type About = {
  readonly visit: string
  readonly estate: string
  readonly checkpoint: string
  readonly occurredAt: number
}

/** Whether the last visit that said anything about an item left something to be done there. */
export type LastWord = {
  readonly item: string
  readonly visit: string
  readonly at: number
  readonly open: boolean
}

export type RemarkableReading = Omit<StoredReading, 'at' | 'remark'> & {
  readonly checkpoint: string
  readonly occurredAt: number
  readonly remark: ReadingRemark
  /** Who read it, by id. */
  readonly person: string
  /** Of the round that its visit counts for; null: out of plan. */
  readonly plan: string | null
}

export function recordsOn(db: Kysely<Schema>) {
  return {
    /** Readings of an estate's meters in [from, to) about which something had to be said, in order of time. */
    async remarkable(estate: string, from: number, to: number): Promise<RemarkableReading[]> {
      const rows = await db
        .selectFrom('readings')
        .innerJoin('checkpoints', 'checkpoints.id', 'readings.checkpoint_id')
        .innerJoin('visits', 'visits.id', 'visit_id')
        .leftJoin('rounds', 'rounds.id', 'visits.round_id')
        .select(['visit_id', 'item', 'readings.checkpoint_id', 'value', 'readings.occurred_at', 'remark'])
        .select(['visits.person_id as person', 'rounds.plan_id as plan'])
        .where('remark', 'is not', null)
        .where('readings.occurred_at', '>=', from)
        .where('readings.occurred_at', '<', to)
        .where('checkpoints.estate_id', '=', estate)
        .orderBy('readings.occurred_at')
        .execute()
      return rows.flatMap(({ visit_id: visit, checkpoint_id: checkpoint, occurred_at: occurredAt, remark, ...row }) =>
        remark === null ? [] : { visit, checkpoint, occurredAt, remark, ...row },
      )
    },

    async addReadings(
      { visit, checkpoint, occurredAt }: About,
      readings: readonly Pick<StoredReading, 'item' | 'value' | 'remark'>[],
    ): Promise<void> {
      for (const { item, value, remark } of readings) {
        await insertReading(db, {
          visit_id: visit,
          item,
          checkpoint_id: checkpoint,
          value,
          occurred_at: occurredAt,
          remark,
        })
        await turnMeter(db, { checkpoint_id: checkpoint, item, value, read_at: occurredAt })
      }
    },

    async addSightings(
      { visit, estate, checkpoint, occurredAt }: About,
      { kind, version, extras }: ChecklistRef,
      sightings: readonly Sighting[],
    ): Promise<void> {
      if (sightings.length === 0) return
      const rows = sightings.map(({ settled, ...sighting }) => ({
        ...sighting,
        settled: settled ? 1 : 0,
        visit_id: visit,
        estate_id: estate,
        checkpoint_id: checkpoint,
        kind,
        checklist_version: version,
        extras_version: extras ?? null,
        occurred_at: occurredAt,
      }))
      await db.insertInto('sightings').values(rows).execute()
    },

    /** The time of a visit has been settled anew: which reading of a meter was the last may have changed with it. */
    async setTime(visit: string, occurredAt: number): Promise<void> {
      for (const table of ['readings', 'sightings'] as const) {
        await db.updateTable(table).set({ occurred_at: occurredAt }).where('visit_id', '=', visit).execute()
      }
      const read = db.selectFrom('readings').select(['checkpoint_id', 'item']).where('visit_id', '=', visit)
      for (const { checkpoint_id, item } of await read.execute()) {
        const last = await db
          .selectFrom('readings')
          .select(['value', 'occurred_at'])
          .where('checkpoint_id', '=', checkpoint_id)
          .where('item', '=', item)
          .orderBy('occurred_at', 'desc')
          .orderBy('visit_id', 'desc')
          .limit(1)
          .executeTakeFirstOrThrow()
        await db
          .updateTable('meters')
          .set({ value: last.value, read_at: last.occurred_at })
          .where('checkpoint_id', '=', checkpoint_id)
          .where('item', '=', item)
          .execute()
      }
    },

    /** The last word about those items of a spot that have been found wrong. */
    async lastWordsAt(checkpoint: string): Promise<LastWord[]> {
      const { rows } = await lastWordsAt(db, { checkpoint })
      return rows.map(({ item, visit_id, said_at, open }) => ({
        item,
        visit: visit_id,
        at: said_at,
        open: open === 1,
      }))
    },

    async putLastWord(checkpoint: string, { item, visit, at, open }: LastWord): Promise<void> {
      const word = { visit_id: visit, said_at: at, open: open ? 1 : 0 }
      await db
        .insertInto('last_words')
        .values({ checkpoint_id: checkpoint, item, ...word })
        .onConflict((conflict) => conflict.columns(['checkpoint_id', 'item']).doUpdateSet(word))
        .execute()
    },

    /** What is wrong at the spots of an estate that are patrolled, spot by spot. */
    openFindings: (estate: string) => openFindingsOf(db, estate),

    /** The last reading of every meter of an estate that counts: of those that arrived late, the one that was read last. */
    async lastReadings(estate: string): Promise<LastReading[]> {
      const rows = await db
        .selectFrom('meters')
        .innerJoin('checkpoints', 'checkpoints.id', 'checkpoint_id')
        .select(['checkpoint_id', 'item', 'value', 'read_at'])
        .where('estate_id', '=', estate)
        .where('state', '=', 'active')
        .execute()
      return rows.map((row) => ({ checkpoint: row.checkpoint_id, item: row.item, value: row.value, at: row.read_at }))
    },

    /** The newest readings of a spot, in order of time. */
    async readingsOf(checkpoint: string, most: number): Promise<StoredReading[]> {
      const rows = await db
        .selectFrom('readings')
        .selectAll()
        .where('checkpoint_id', '=', checkpoint)
        .orderBy('occurred_at', 'desc')
        .orderBy('visit_id', 'desc')
        .limit(most)
        .execute()
      return rows
        .map((row) => ({
          visit: row.visit_id,
          item: row.item,
          value: row.value,
          at: row.occurred_at,
          remark: row.remark,
        }))
        .reverse()
    },

    /** Under which versions visits were answered that saw something wrong, by visit. */
    async checklistsOf(visits: readonly string[]): Promise<Map<string, ChecklistRef>> {
      if (visits.length === 0) return new Map()
      const rows = await db
        .selectFrom('sightings')
        .select(['visit_id', 'kind', 'checklist_version', 'extras_version'])
        .where('visit_id', 'in', visits)
        .execute()
      return new Map(rows.map((row) => [row.visit_id, refOf(row)]))
    },

    /** The newest sightings at a spot, the latest first. */
    async sightingsOf(checkpoint: string, most: number): Promise<StoredSighting[]> {
      const rows = await db
        .selectFrom('sightings')
        .selectAll()
        .where('checkpoint_id', '=', checkpoint)
        .orderBy('occurred_at', 'desc')
        .limit(most)
        .execute()
      return rows.map((row) => ({
        visit: row.visit_id,
        item: row.item,
        cause: row.cause,
        severity: row.severity,
        settled: row.settled === 1,
        note: row.note,
        occurredAt: row.occurred_at,
        checklist: refOf(row),
      }))
    },
  }
}

function refOf({
  kind,
  checklist_version: version,
  extras_version: extras,
}: Pick<Schema['sightings'], 'kind' | 'checklist_version' | 'extras_version'>): ChecklistRef {
  return { kind, version, ...(extras !== null && { extras }) }
}

const lastWordsAt = builtOnce((db, { checkpoint }: { checkpoint: string }) =>
  db.selectFrom('last_words').selectAll().where('checkpoint_id', '=', checkpoint),
)

const insertReading = builtOnce((db, row: Schema['readings']) => db.insertInto('readings').values(row))

const turnMeter = builtOnce((db, row: Schema['meters']) =>
  db
    .insertInto('meters')
    .values(row)
    .onConflict((conflict) =>
      conflict
        .columns(['checkpoint_id', 'item'])
        .doUpdateSet((e) => ({ value: e.ref('excluded.value'), read_at: e.ref('excluded.read_at') }))
        // What arrives late does not replace what was read after it.
        .whereRef('excluded.read_at', '>=', 'meters.read_at'),
    ),
)
