/** The places of an estate. */
import type { Kysely } from 'kysely'
import type { Place } from '../../checkpoints/place.ts'
import type { Schema } from './schema.ts'

export function placesOn(db: Kysely<Schema>) {
  return {
    async add(estate: string, place: Place): Promise<void> {
      const { id, parent, kind, names, position } = place
      const row = { id, estate_id: estate, parent_id: parent, kind, names_json: JSON.stringify(names), position }
      await db.insertInto('places').values(row).execute()
    },

    /** In walking order among siblings. */
    async of(estate: string): Promise<Place[]> {
      const rows = await db
        .selectFrom('places')
        .selectAll()
        .where('estate_id', '=', estate)
        .orderBy('position')
        .orderBy('id')
        .execute()
      return rows.map((row) => ({
        id: row.id,
        parent: row.parent_id,
        kind: row.kind,
        names: JSON.parse(row.names_json),
        position: row.position,
      }))
    },
  }
}
