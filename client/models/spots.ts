import type { CheckpointId, Uuid } from '../../checkpoints/ids.ts'
import { type Language, nameIn } from '../../checkpoints/language.ts'
import { type Place, placePath } from '../../checkpoints/place.ts'
import type { Pack } from '../../checkpoints/wire/estate.ts'

/** What a walker calls a checkpoint, and where he finds it. */
export type SpotNames = { readonly name: string; readonly place: string }

/** @returns undefined if the pack does not list it */
export function spotNames(pack: Pack, checkpoint: CheckpointId, language: Language): SpotNames | undefined {
  const listed = pack.checkpoints.find(({ id }) => id === checkpoint)
  if (!listed) return undefined
  const place = placePath(placesOf(pack), listed.place, language).join(' ')
  return { name: nameIn(listed.names, language), place }
}

const places = new WeakMap<Pack, ReadonlyMap<Uuid, Place>>()

function placesOf(pack: Pack): ReadonlyMap<Uuid, Place> {
  const known = places.get(pack) ?? new Map(pack.places.map((place) => [place.id, place]))
  places.set(pack, known)
  return known
}
