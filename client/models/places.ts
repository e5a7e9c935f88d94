/** The tree of places, in the order in which one walks it; and a new place while it is being filled in. */
import type { Uuid } from '../../checkpoints/ids.ts'
import type { Language } from '../../checkpoints/language.ts'
import { type Place, type PlaceKind, placePath, placesInOrder, placesWithin } from '../../checkpoints/place.ts'
import type { ListedCheckpoint } from '../../checkpoints/wire/estate.ts'
import type { AddPlace } from '../../checkpoints/wire/spot.ts'
import { type Catalogue, placeIn } from './catalogue.ts'
import { hasName, type NamesDraft, namesOf } from './names.ts'

/** The places that lie directly in the estate. */
export function rootsOf(places: Catalogue['places']): Place[] {
  return inOrder(places).filter(({ parent }) => parent === null)
}

/** The building or zone that a place lies in: itself, if it lies directly in the estate. */
export function rootOf(places: Catalogue['places'], place: Place): Place {
  const above = places.get(place.parent ?? '')
  return above ? rootOf(places, above) : place
}

/** Where in its building a place lies: `6 樓`. Empty for the building itself. */
export function placeWithin({ places }: Pick<Catalogue, 'places'>, id: Uuid, language: Language): string {
  return placePath(places, id, language).slice(1).join(' ')
}

/** Places as a list to choose from, each by its whole path. */
export function placeChoices(catalogue: Catalogue, language: Language) {
  return inOrder(catalogue.places).map(({ id }) => ({ value: id, label: placeIn(catalogue, id, language) }))
}

export type PlaceDraft = {
  readonly names: NamesDraft
  readonly kind: PlaceKind
  /** Empty for the estate itself. */
  readonly parent: Uuid | ''
}

export function placeFaults({ names }: PlaceDraft): { names?: 'name' } {
  return hasName(names) ? {} : { names: 'name' }
}

export function addedPlace({ names, kind, parent }: PlaceDraft): AddPlace {
  return { names: namesOf(names), kind, parent: parent === '' ? null : parent }
}

/** What lies directly in a place, or directly in the estate, in walking order. */
export function childrenOf({ places }: Pick<Catalogue, 'places'>, parent: Uuid | null): Place[] {
  return [...places.values()].filter((place) => place.parent === parent).sort((a, b) => a.position - b.position)
}

/** The flats, in walking order. */
export function unitsIn({ places }: Pick<Catalogue, 'places'>): Place[] {
  return inOrder(places).filter(({ occupancy }) => occupancy !== null)
}

/** The spots that hang in a place itself, in walking order. */
export function spotsAt({ checkpoints }: Catalogue, place: Uuid): ListedCheckpoint[] {
  return [...checkpoints.values()].filter((spot) => spot.place === place).sort((a, b) => a.position - b.position)
}

/** How many spots hang in a place and in all that lies in it. */
export function spotsWithin({ places, checkpoints }: Catalogue, place: Uuid): number {
  const within = placesWithin([...places.values()], [place])
  return [...checkpoints.values()].filter((spot) => within.has(spot.place) && spot.state === 'active').length
}

/** A list with one of it somewhere else. */
export function movedTo<T>(all: readonly T[], from: number, to: number): T[] {
  const [moved] = all.slice(from, from + 1)
  const rest = all.filter((_, i) => i !== from)
  return moved === undefined ? rest : [...rest.slice(0, to), moved, ...rest.slice(to)]
}

function inOrder(places: Catalogue['places']): Place[] {
  return placesInOrder([...places.values()])
}
