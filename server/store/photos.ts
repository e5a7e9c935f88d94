/** Rows about photos; their bytes stand in {@link photoFiles}, written and fsynced before the row is. */
import type { Kysely } from 'kysely'
import type { PHOTO_TYPES, PhotoKept } from '../../checkpoints/wire/visit.ts'
import type { Schema } from './schema.ts'

export type StoredPhoto = PhotoKept & { readonly person: string }

export function photosOn(db: Kysely<Schema>) {
  return {
    /** @returns false if it was there already */
    async keep(photo: StoredPhoto, now: number): Promise<boolean> {
      const { person, ...columns } = photo
      const result = await db
        .insertInto('photos')
        .values({ ...columns, person_id: person, received_at: now })
        .onConflict((conflict) => conflict.column('sha256').doNothing())
        .executeTakeFirst()
      return Number(result.numInsertedOrUpdatedRows ?? 0) > 0
    },

    async bySha256(sha256: string): Promise<StoredPhoto | undefined> {
      const row = await db.selectFrom('photos').selectAll().where('sha256', '=', sha256).executeTakeFirst()
      if (!row) return undefined
      const { bytes, width, height } = row
      return { sha256, bytes, width, height, type: row.type as (typeof PHOTO_TYPES)[number], person: row.person_id }
    },

    /** Which of these have not been received. */
    async missing(sha256s: readonly string[]): Promise<string[]> {
      if (sha256s.length === 0) return []
      const rows = await db.selectFrom('photos').select('sha256').where('sha256', 'in', sha256s).execute()
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
