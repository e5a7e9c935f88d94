/** The checkpoints and places of the estate, which a desk knows by name: also those that are no longer patrolled. */
import type { CheckpointId, Uuid } from '../../checkpoints/ids.ts'
import { type Language, nameIn } from '../../checkpoints/language.ts'
import { type Place, placePath } from '../../checkpoints/place.ts'
import type { ListedCheckpoint } from '../../checkpoints/wire/estate.ts'
import * as server from '../server.ts'
import { type Polled, polled } from './polled.ts'

export type Catalogue = {
  readonly places: ReadonlyMap<Uuid, Place>
  readonly checkpoints: ReadonlyMap<CheckpointId, ListedCheckpoint>
}

/** The catalogue of an estate, the same one for every screen that asks. */
export function catalogueOf(estate: Uuid): Polled<Catalogue> {
  const known = catalogues.get(estate) ?? polled(() => fetchCatalogue(estate))
  catalogues.set(estate, known)
  return known
}
const catalogues = new Map<Uuid, Polled<Catalogue>>()

async function fetchCatalogue(estate: Uuid): Promise<server.Reply<Catalogue>> {
  const [places, checkpoints] = await Promise.all([server.getPlaces(estate), server.getCheckpoints(estate)])
  if (!places.ok) return places
  if (!checkpoints.ok) return checkpoints
  return { ok: true, value: catalogue(places.value.places, checkpoints.value.checkpoints) }
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
