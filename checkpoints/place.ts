/** The tree a checkpoint hangs in: estate → building → floor → zone (design.md §2). */
import * as v from 'valibot'
import { Uuid } from './ids.ts'
import { type Language, Names, nameIn } from './language.ts'

export const PlaceKind = v.picklist(['building', 'floor', 'zone'])
export type PlaceKind = v.InferOutput<typeof PlaceKind>

export const Place = v.strictObject({
  id: Uuid,
  /** null hangs it directly under the estate. */
  parent: v.nullable(Uuid),
  kind: PlaceKind,
  names: Names,
  /** Walking order among siblings, from 0. */
  position: v.pipe(v.number(), v.integer(), v.minValue(0)),
})
export type Place = v.InferOutput<typeof Place>

/** The names from the building down to the place: `['B 座', '12/F']`. Unknown parents end the path. */
export function placePath(places: ReadonlyMap<Uuid, Place>, id: Uuid, language: Language): string[] {
  const path: string[] = []
  const seen = new Set<Uuid>()
  for (let place = places.get(id); place && !seen.has(place.id); place = places.get(place.parent ?? '')) {
    seen.add(place.id)
    path.unshift(nameIn(place.names, language))
  }
  return path
}
