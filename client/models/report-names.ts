/** What a report's spots and places are called, looked up in the directory that comes with it. Pure. */
import type { CheckpointId, Uuid } from '../../checkpoints/ids.ts'
import { type Language, nameIn } from '../../checkpoints/language.ts'
import { type Place, placePath } from '../../checkpoints/place.ts'
import type { Directory } from '../../checkpoints/wire/report.ts'

export type DirectorySpot = Directory['spots'][number]

export type ReportNames = {
  /** A spot that the directory does not list goes by its id. */
  readonly spot: (id: CheckpointId) => { readonly name: string; readonly place: string }
  /** `第二座 6 樓`; empty for what the directory does not list. */
  readonly place: (id: Uuid) => string
  readonly plan: (id: Uuid) => string
}

export function reportNames({ spots, places, plans }: Directory, language: Language): ReportNames {
  const spotsById = new Map(spots.map((spot) => [spot.id, spot]))
  const placesById = new Map<Uuid, Place>(places.map((place) => [place.id, place]))
  const plansById = new Map(plans.map(({ id, names }) => [id, nameIn(names, language)]))
  const paths = new Map<Uuid, string>()
  const place = (id: Uuid) => {
    const known = paths.get(id) ?? placePath(placesById, id, language).join(' ')
    paths.set(id, known)
    return known
  }
  return {
    spot: (id) => {
      const spot = spotsById.get(id)
      return spot ? { name: nameIn(spot.names, language), place: place(spot.place) } : { name: id, place: '' }
    },
    place,
    plan: (id) => plansById.get(id) ?? id,
  }
}
