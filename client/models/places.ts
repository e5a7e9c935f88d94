/** The tree of places, in the order in which one walks it; and a new place while it is being filled in. */
import type { Uuid } from '../../checkpoints/ids.ts'
import type { Language } from '../../checkpoints/language.ts'
import { type Place, type PlaceKind, placePath } from '../../checkpoints/place.ts'
import type { AddPlace } from '../../checkpoints/wire/spot.ts'
import { type Catalogue, placeIn } from './catalogue.ts'
import { hasName, type NamesDraft, namesOf } from './names.ts'

/** Each place before what lies in it, siblings by their position. */
export function placesInOrder(places: Catalogue['places']): Place[] {
  const all = [...places.values()].sort((a, b) => a.position - b.position)
  const below = (parent: Uuid | null): Place[] =>
    all.filter((place) => place.parent === parent).flatMap((place) => [place, ...below(place.id)])
  return below(null)
}

/** The places that lie directly in the estate. */
export function rootsOf(places: Catalogue['places']): Place[] {
  return placesInOrder(places).filter(({ parent }) => parent === null)
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
  return placesInOrder(catalogue.places).map(({ id }) => ({ value: id, label: placeIn(catalogue, id, language) }))
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
