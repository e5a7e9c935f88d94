/** Rows about photos; their bytes stand in {@link photoFiles}, written and fsynced before the row is. */
import type { Kysely } from 'kysely'
import type { PHOTO_TYPES, PhotoKept } from '../../checkpoints/wire/visit.ts'
import type { Schema } from './schema.ts'

export function photosOn(db: Kysely<Schema>) {
  return {
    /** Keeps it once, and that this person has sent it. @returns false if the photo was there already */
    async keep(photo: PhotoKept, person: string, now: number): Promise<boolean> {
      const result = await db
        .insertInto('photos')
        .values({ ...photo, received_at: now })
        .onConflict((conflict) => conflict.column('sha256').doNothing())
        .executeTakeFirst()
      await db
        .insertInto('photo_senders')
        .values({ sha256: photo.sha256, person_id: person })
        .onConflict((conflict) => conflict.columns(['sha256', 'person_id']).doNothing())
        .execute()
      return Number(result.numInsertedOrUpdatedRows ?? 0) > 0
    },

    /** Keeps one that somebody without an account has sent, once: nobody's own. */
    async keepOfStranger(photo: PhotoKept, now: number): Promise<void> {
      await db
        .insertInto('photos')
        .values({ ...photo, received_at: now })
        .onConflict((conflict) => conflict.column('sha256').doNothing())
        .execute()
    },

    async bySha256(sha256: string): Promise<PhotoKept | undefined> {
      const row = await db.selectFrom('photos').selectAll().where('sha256', '=', sha256).executeTakeFirst()
      if (!row) return undefined
      const { bytes, width, height } = row
      return { sha256, bytes, width, height, type: row.type as (typeof PHOTO_TYPES)[number] }
    },

    /**
     * Which of these the person has not sent himself. Knowing a hash is not having the photo: a visit that names somebody
     * else's would open it to another estate's desk.
     */
    async missing(sha256s: readonly string[], person: string): Promise<string[]> {
      if (sha256s.length === 0) return []
      const rows = await db
        .selectFrom('photo_senders')
        .select('sha256')
        .where('sha256', 'in', sha256s)
        .where('person_id', '=', person)
        .execute()
      const there = new Set(rows.map((row) => row.sha256))
      return sha256s.filter((sha256) => !there.has(sha256))
    },

    /** The estates whose visits name the photo. */
    async estatesOf(sha256: string): Promise<string[]> {
      const rows = await db
        .selectFrom('visit_photos')
        .innerJoin('visits', 'visits.id', 'visit_id')
        .select('estate_id')
        .distinct()
        .where('visit_photos.sha256', '=', sha256)
        .execute()
      return rows.map((row) => row.estate_id)
    },
  }
}
