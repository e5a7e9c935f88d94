/** Labels that somebody could not read, until they are mended or the desk knows better. */
import type { Kysely } from 'kysely'
import type { Damage } from '../../checkpoints/hanging.ts'
import type { Schema } from './schema.ts'

export type StoredDamage = {
  readonly id: string
  readonly checkpoint: string
  readonly damage: Damage
  readonly note: string
  /** By the phone's clock, as sent. */
  readonly saidAt: number
  readonly reportedAt: number
  readonly person: string
}

/** `by` is a name. */
export type StandingDamage = Omit<StoredDamage, 'saidAt' | 'person'> & { readonly by: string }

export function damagedTagsOn(db: Kysely<Schema>) {
  return {
    /** @returns false if there is one with its id already, which stays as it is */
    async keep({ id, checkpoint, damage, note, saidAt, reportedAt, person }: StoredDamage): Promise<boolean> {
      const result = await db
        .insertInto('damaged_tags')
        .values({
          id,
          checkpoint_id: checkpoint,
          damage,
          note,
          said_at: saidAt,
          reported_at: reportedAt,
          reported_by: person,
          dismissed_at: null,
          dismissed_by: null,
          dismissed_reason: null,
        })
        .onConflict((conflict) => conflict.column('id').doNothing())
        .executeTakeFirst()
      return Number(result.numInsertedOrUpdatedRows ?? 0) > 0
    },

    async byId(id: string): Promise<StoredDamage | undefined> {
      const row = await db.selectFrom('damaged_tags').selectAll().where('id', '=', id).executeTakeFirst()
      if (!row) return undefined
      const { checkpoint_id: checkpoint, damage, note, said_at, reported_at, reported_by: person } = row
      return { id, checkpoint, damage, note, saidAt: said_at, reportedAt: reported_at, person }
    },

    /** Of spots in use, and not dismissed; the one reported last first. Those that have been mended are among them. */
    async standing(estate: string): Promise<StandingDamage[]> {
      const rows = await db
        .selectFrom('damaged_tags as d')
        .innerJoin('checkpoints as c', 'c.id', 'd.checkpoint_id')
        .innerJoin('people as p', 'p.id', 'd.reported_by')
        .select(['d.id', 'd.checkpoint_id', 'd.damage', 'd.note', 'd.reported_at', 'p.name'])
        .where('c.estate_id', '=', estate)
        .where('c.state', '=', 'active')
        .where('d.dismissed_at', 'is', null)
        .orderBy('d.reported_at', 'desc')
        .execute()
      return rows.map(({ id, checkpoint_id: checkpoint, damage, note, reported_at: reportedAt, name: by }) => {
        return { id, checkpoint, damage, note, reportedAt, by }
      })
    },

    /** The first word stays. */
    async dismiss(id: string, { by, reason, at }: { by: string; reason: string; at: number }): Promise<void> {
      await db
        .updateTable('damaged_tags')
        .set({ dismissed_at: at, dismissed_by: by, dismissed_reason: reason })
        .where('id', '=', id)
        .where('dismissed_at', 'is', null)
        .execute()
    },
  }
}
