/** What a report's places, spots, plans and people are called. Pure. */
import { KINDS, type Kind } from '../../checkpoints/checkpoint.ts'
import type { CheckpointId, Uuid } from '../../checkpoints/ids.ts'
import { type Language, nameIn } from '../../checkpoints/language.ts'
import { placePath } from '../../checkpoints/place.ts'
import type { Directory } from '../../checkpoints/wire/report.ts'

/** Each by its id; undefined or the id itself where the directory does not know it. */
export type ReportNames = {
  /** `B 座 12/F 電錶房` */
  readonly spot: (id: CheckpointId) => string
  readonly spotAndPlace: (id: CheckpointId) => { readonly name: string; readonly place: string }
  readonly place: (id: Uuid) => string | undefined
  readonly plan: (id: Uuid) => string | undefined
  readonly person: (id: Uuid) => string | undefined
  readonly kind: (kind: Kind) => string
}

/** @param beside of a report that is shown together with it: plans and people that only that one speaks of */
export function reportNames(directory: Directory, language: Language, beside?: Directory): ReportNames {
  const places = new Map(directory.places.map((place) => [place.id, place]))
  const spots = new Map(directory.spots.map((spot) => [spot.id, spot]))
  const plans = new Map([...(beside?.plans ?? []), ...directory.plans].map((plan) => [plan.id, plan]))
  const people = new Map([...(beside?.people ?? []), ...directory.people].map((person) => [person.id, person.name]))
  const paths = new Map<Uuid, string>()
  const pathOf = (place: Uuid) => {
    const known = paths.get(place) ?? placePath(places, place, language).join(' ')
    paths.set(place, known)
    return known
  }
  const spotAndPlace = (id: CheckpointId) => {
    const spot = spots.get(id)
    return spot ? { name: nameIn(spot.names, language), place: pathOf(spot.place) } : { name: id, place: '' }
  }
  return {
    spot: (id) => {
      const { name, place } = spotAndPlace(id)
      return place ? `${place} ${name}` : name
    },
    spotAndPlace,
    place: (id) => nameOf(places.get(id), language),
    plan: (id) => nameOf(plans.get(id), language),
    person: (id) => people.get(id),
    kind: (kind) => KINDS[kind].names[language],
  }
}

function nameOf(named: Pick<Directory['plans'][number], 'names'> | undefined, language: Language): string | undefined {
  return named && nameIn(named.names, language)
}
