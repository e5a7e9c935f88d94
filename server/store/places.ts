/** The places of an estate. */
import type { Kysely } from 'kysely'
import type { Names } from '../../checkpoints/language.ts'
import { type Place, pathTo } from '../../checkpoints/place.ts'
import { inParts } from './in-parts.ts'
import type { Schema } from './schema.ts'

export function placesOn(db: Kysely<Schema>) {
  return {
    async add(estate: string, place: Place): Promise<void> {
      await db
        .insertInto('places')
        .values({ ...columnsOf(place), id: place.id, estate_id: estate })
        .execute()
    },

    /** Each after the one it lies in. */
    async addMany(estate: string, places: readonly Place[]): Promise<void> {
      const rows = places.map((place) => ({ ...columnsOf(place), id: place.id, estate_id: estate }))
      for (const part of inParts(rows)) await db.insertInto('places').values(part).execute()
    },

    async change(place: Place): Promise<void> {
      await db.updateTable('places').set(columnsOf(place)).where('id', '=', place.id).execute()
    },

    /** Nothing may lie in it, and no checkpoint hang there. */
    async remove(place: string): Promise<void> {
      await db.deleteFrom('places').where('id', '=', place).execute()
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
      return rows.map(placeOf)
    },
  }
}

function columnsOf({ parent, kind, names, position, occupancy }: Place) {
  return { parent_id: parent, kind, names_json: JSON.stringify(names), position, occupancy }
}

/** The names of each, from the building down. */
export async function pathsTo(db: Kysely<Schema>, ids: readonly string[]): Promise<Map<string, Names[]>> {
  const known = new Map<string, Place>()
  for (let next = [...new Set(ids)]; next.length > 0; ) {
    const rows = await db.selectFrom('places').selectAll().where('id', 'in', next).execute()
    for (const row of rows) known.set(row.id, placeOf(row))
    next = [...new Set(rows.flatMap(({ parent_id: parent }) => (parent && !known.has(parent) ? parent : [])))]
  }
  return new Map(ids.map((id) => [id, pathTo(known, id).map(({ names }) => names)]))
}

function placeOf(row: Schema['places']): Place {
  return {
    id: row.id,
    parent: row.parent_id,
    kind: row.kind,
    names: JSON.parse(row.names_json),
    position: row.position,
    occupancy: row.occupancy,
  }
}
