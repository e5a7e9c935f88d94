/** Chips that cannot be copied: their master key, where they are, and which of their touches visits have brought. */
import type { Kysely } from 'kysely'
import type { Chip } from '../../checkpoints/chip.ts'
import type { Picc } from '../../checkpoints/sun.ts'
import type { ListedChip } from '../../checkpoints/wire/chip.ts'
import type { Schema } from './schema.ts'

/** A touch that a visit brought. */
export type ChipReading = Picc & { readonly visit: string; readonly estate: string; readonly chip: string }

export function chipsOn(db: Kysely<Schema>) {
  return {
    async sealedMaster(estate: string): Promise<string | undefined> {
      const keys = db.selectFrom('chip_keys').select('sealed_master').where('estate_id', '=', estate)
      return (await keys.executeTakeFirst())?.sealed_master
    },

    /** The first one stays: chips have been written with it. */
    async addMaster(estate: string, sealed: string, by: string, now: number): Promise<void> {
      await db
        .insertInto('chip_keys')
        .values({ estate_id: estate, sealed_master: sealed, created_at: now, created_by: by })
        .onConflict((conflict) => conflict.column('estate_id').doNothing())
        .execute()
    },

    /** @returns false if it is in use on the estate already */
    async add(estate: string, { id, uid, checkpoint, revision, addedAt }: Chip, by: string): Promise<boolean> {
      const inUse = await db
        .selectFrom('chips')
        .select('id')
        .where('estate_id', '=', estate)
        .where('uid', '=', uid)
        .where('revoked_at', 'is', null)
        .executeTakeFirst()
      if (inUse) return false
      const row = { id, estate_id: estate, uid, checkpoint_id: checkpoint, revision, added_at: addedAt, added_by: by }
      await db.insertInto('chips').values(row).execute()
      return true
    },

    /** @returns false if the estate has no such chip; one that was revoked before keeps its first reason */
    async revoke(
      estate: string,
      id: string,
      { by, reason, at }: { readonly by: string; readonly reason: string; readonly at: number },
    ): Promise<boolean> {
      const known = await db
        .selectFrom('chips')
        .select('id')
        .where('estate_id', '=', estate)
        .where('id', '=', id)
        .executeTakeFirst()
      await db
        .updateTable('chips')
        .set({ revoked_at: at, revoked_by: by, revoked_reason: reason })
        .where('estate_id', '=', estate)
        .where('id', '=', id)
        .where('revoked_at', 'is', null)
        .execute()
      return known !== undefined
    },

    /** Every entry of one chip on an estate. */
    async ofUid(estate: string, uid: string): Promise<Chip[]> {
      const rows = await db
        .selectFrom('chips')
        .selectAll()
        .where('estate_id', '=', estate)
        .where('uid', '=', uid)
        .execute()
      return rows.map(({ id, uid, checkpoint_id: checkpoint, revision, added_at, revoked_at }) => ({
        ...{ id, uid, checkpoint, revision },
        ...{ addedAt: added_at, revokedAt: revoked_at },
      }))
    },

    /** All entries of an estate, those in use first, then the newest first. */
    async of(estate: string): Promise<ListedChip[]> {
      const readings = db
        .selectFrom('chip_readings')
        .innerJoin('visits', 'visits.id', 'visit_id')
        .select((e) => [
          'chip_id',
          e.fn.max('visits.occurred_at').as('last_read_at'),
          e.fn.max('counter').as('highest'),
          e.fn.min('counter').as('lowest'),
          e.fn.count('counter').distinct().as('different'),
        ])
        .where('chip_readings.estate_id', '=', estate)
        .groupBy('chip_id')
      const rows = await db
        .selectFrom('chips')
        .innerJoin('people as adder', 'adder.id', 'added_by')
        .leftJoin('people as revoker', 'revoker.id', 'revoked_by')
        .leftJoin(readings.as('read'), 'read.chip_id', 'chips.id')
        .select(['chips.id', 'uid', 'checkpoint_id', 'revision', 'added_at', 'revoked_at', 'revoked_reason'])
        .select(['adder.name as added_by_name', 'revoker.name as revoked_by_name'])
        .select(['last_read_at', 'highest', 'lowest', 'different'])
        .where('estate_id', '=', estate)
        .orderBy('added_at', 'desc')
        .orderBy('chips.id', 'desc')
        .execute()
      const all = rows.map(listed)
      return [...all.filter(({ revoked }) => !revoked), ...all.filter(({ revoked }) => revoked)]
    },

    async addReading({ visit, estate, chip, uid, counter }: ChipReading, now: number): Promise<void> {
      await db
        .insertInto('chip_readings')
        .values({ visit_id: visit, chip_id: chip, estate_id: estate, uid, counter, received_at: now })
        .execute()
    },

    async readingOf(visit: string): Promise<Picc | undefined> {
      const readings = db.selectFrom('chip_readings').select(['uid', 'counter']).where('visit_id', '=', visit)
      return readings.executeTakeFirst()
    },

    /** The visits that brought one and the same touch. */
    async visitsOfTouch(estate: string, { uid, counter }: Picc): Promise<string[]> {
      const rows = await db
        .selectFrom('chip_readings')
        .select('visit_id')
        .where('estate_id', '=', estate)
        .where('uid', '=', uid)
        .where('counter', '=', counter)
        .execute()
      return rows.map(({ visit_id }) => visit_id)
    },

    /** Whether a later touch of the chip had arrived before an instant. */
    async hasLaterBefore(estate: string, { uid, counter }: Picc, before: number): Promise<boolean> {
      const later = db
        .selectFrom('chip_readings')
        .select('visit_id')
        .where('estate_id', '=', estate)
        .where('uid', '=', uid)
        .where('counter', '>', counter)
        .where('received_at', '<', before)
      return (await later.limit(1).executeTakeFirst()) !== undefined
    },

    /** The touch before one that has arrived, if any has. */
    async counterBefore(estate: string, { uid, counter }: Picc): Promise<number | null> {
      const row = await db
        .selectFrom('chip_readings')
        .select((e) => e.fn.max('counter').as('counter'))
        .where('estate_id', '=', estate)
        .where('uid', '=', uid)
        .where('counter', '<', counter)
        .executeTakeFirst()
      return row?.counter ?? null
    },
  }
}

type Row = Pick<
  Schema['chips'],
  'id' | 'uid' | 'checkpoint_id' | 'revision' | 'added_at' | 'revoked_at' | 'revoked_reason'
> & {
  readonly added_by_name: string
  readonly revoked_by_name: string | null
  readonly last_read_at: number | null
  readonly highest: number | null
  readonly lowest: number | null
  readonly different: number | string | bigint | null
}

function listed(row: Row): ListedChip {
  const { id, uid, revision, highest, lowest, different } = row
  return {
    ...{ id, uid, checkpoint: row.checkpoint_id, revision },
    addedAt: row.added_at,
    addedBy: row.added_by_name,
    revoked:
      row.revoked_at === null
        ? null
        : { at: row.revoked_at, by: row.revoked_by_name ?? '', reason: row.revoked_reason ?? '' },
    lastReadAt: row.last_read_at,
    counter: highest,
    missed: highest === null || lowest === null ? 0 : highest - lowest + 1 - Number(different),
  }
}
