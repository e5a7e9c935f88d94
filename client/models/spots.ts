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

export type FoundSpot = SpotNames & { readonly id: CheckpointId }

/**
 * Spots that are patrolled and whose name, place or code has all that was typed; everything if nothing was.
 * @param first what lies in the same place as `near` comes first, then `today`, then the rest as it is walked
 */
export function spotsLike(
  pack: Pack,
  typed: string,
  language: Language,
  first: { readonly near: CheckpointId | undefined; readonly today: readonly CheckpointId[] },
): FoundSpot[] {
  const parts = typed.normalize('NFKC').toLowerCase().split(/\s+/).filter(Boolean)
  const here = pack.checkpoints.find(({ id }) => id === first.near)?.place
  const rank = ({ id, place }: Pack['checkpoints'][number]) => (place === here ? 0 : first.today.includes(id) ? 1 : 2)
  return pack.checkpoints
    .filter(({ state }) => state === 'active')
    .toSorted((a, b) => rank(a) - rank(b))
    .flatMap(({ id, code }) => {
      const names = spotNames(pack, id, language)
      const text = `${names?.place} ${names?.name} ${code}`.toLowerCase()
      return names && parts.every((part) => text.includes(part)) ? [{ id, ...names }] : []
    })
}
