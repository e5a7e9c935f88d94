/** The checkpoints and places of the estate, which a desk knows by name: also those that are no longer patrolled. */
import type { CheckpointId, Uuid } from '../../checkpoints/ids.ts'
import { type Language, nameIn } from '../../checkpoints/language.ts'
import { type Place, placePath } from '../../checkpoints/place.ts'
import type { ListedCheckpoint } from '../../checkpoints/wire/estate.ts'

export type Catalogue = {
  readonly places: ReadonlyMap<Uuid, Place>
  readonly checkpoints: ReadonlyMap<CheckpointId, ListedCheckpoint>
}

export function catalogue(places: readonly Place[], checkpoints: readonly ListedCheckpoint[]): Catalogue {
  return {
    places: new Map(places.map((place) => [place.id, place])),
    checkpoints: new Map(checkpoints.map((checkpoint) => [checkpoint.id, checkpoint])),
  }
}

/** What a spot is called, and where it is. One that the catalogue does not list goes by its id. */
export type SpotNames = { readonly name: string; readonly place: string }

export function spotIn(catalogue: Catalogue, checkpoint: CheckpointId, language: Language): SpotNames {
  const listed = catalogue.checkpoints.get(checkpoint)
  if (!listed) return { name: checkpoint, place: '' }
  return { name: nameIn(listed.names, language), place: placeIn(catalogue, listed.place, language) }
}

/** `第二座 6 樓` */
export function placeIn({ places }: Catalogue, place: Uuid, language: Language): string {
  return placePath(places, place, language).join(' ')
}

/** Building, floor, zone: the way from the estate down to the spot. */
export function placesDownTo({ places, checkpoints }: Catalogue, checkpoint: CheckpointId): readonly Place[] {
  const path: Place[] = []
  let place = places.get(checkpoints.get(checkpoint)?.place ?? '')
  while (place && !path.includes(place)) {
    path.unshift(place)
    place = places.get(place.parent ?? '')
  }
  return path
}
