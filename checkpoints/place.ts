/** The tree a checkpoint hangs in: estate → building → floor → zone (design.md §2). */
import * as v from 'valibot'
import { Uuid } from './ids.ts'
import { type Language, Names, nameIn } from './language.ts'

export const PlaceKind = v.picklist(['building', 'floor', 'zone'])
export type PlaceKind = v.InferOutput<typeof PlaceKind>

/** How a unit (a flat) is used: it decides which spots in it are patrolled and what they are asked (policy 7, 8). */
export const Occupancy = v.picklist(['occupied', 'vacant', 'fit-out'])
export type Occupancy = v.InferOutput<typeof Occupancy>

export const Place = v.strictObject({
  id: Uuid,
  /** null hangs it directly under the estate. */
  parent: v.nullable(Uuid),
  kind: PlaceKind,
  names: Names,
  /** Walking order among siblings, from 0. */
  position: v.pipe(v.number(), v.integer(), v.minValue(0)),
  /** Makes it a unit, a zone in which people live; null for every other place. */
  occupancy: v.nullable(Occupancy),
})
export type Place = v.InferOutput<typeof Place>

/** From the building down to the place. Unknown parents end the path. */
export function pathTo(places: ReadonlyMap<Uuid, Place>, id: Uuid): Place[] {
  const path: Place[] = []
  for (let place = places.get(id); place && !path.includes(place); place = places.get(place.parent ?? ''))
    path.unshift(place)
  return path
}

/** The names from the building down to the place: `['B 座', '12/F']`. */
export function placePath(places: ReadonlyMap<Uuid, Place>, id: Uuid, language: Language): string[] {
  return pathTo(places, id).map(({ names }) => nameIn(names, language))
}

/** Places in the order in which one walks them: each before what lies in it, siblings by position. Circles are left out. */
export function placesInOrder(places: readonly Place[]): Place[] {
  const children = new Map<Uuid | null, Place[]>()
  for (const place of places) children.set(place.parent, [...(children.get(place.parent) ?? []), place])
  const below = (parent: Uuid | null): Place[] =>
    (children.get(parent) ?? [])
      .toSorted((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1))
      .flatMap((place) => [place, ...below(place.id)])
  return below(null)
}

/** A place and everything that lies in it. */
export function placesWithin(places: readonly Place[], roots: readonly Uuid[]): Set<Uuid> {
  const within = new Set<Uuid>(roots)
  // Parents stand before their children, so one pass is enough.
  for (const place of placesInOrder(places)) if (place.parent !== null && within.has(place.parent)) within.add(place.id)
  return within
}
