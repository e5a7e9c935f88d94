/** Whatever a report speaks of, by its id, as its reader calls it. */
import { KINDS, type Kind } from '../../checkpoints/checkpoint.ts'
import type { CheckpointId, Uuid } from '../../checkpoints/ids.ts'
import { type Language, nameIn } from '../../checkpoints/language.ts'
import { placePath } from '../../checkpoints/place.ts'
import type { Directory } from '../../checkpoints/wire/report.ts'

export type SpotNames = {
  readonly code: string
  readonly name: string
  readonly kind: string
  /** From the building down, without the spot itself. */
  readonly place: string
  readonly building: string
  /** `B 座 12/F 電錶房`: how a sentence speaks of it. */
  readonly whole: string
}

export type ReportNames = {
  readonly estate: string
  readonly spot: (id: CheckpointId) => SpotNames
  readonly building: (id: Uuid | null) => string
  readonly kind: (kind: Kind) => string
  readonly plan: (id: Uuid) => string
  /** Empty where names are nobody's business. */
  readonly person: (id: Uuid | null) => string
  readonly namesPeople: boolean
}

/** @param elsewhere what lies in no building is said to lie in */
export function namesIn(directory: Directory, language: Language, elsewhere: string): ReportNames {
  const places = new Map(directory.places.map((place) => [place.id, place]))
  const plans = new Map(directory.plans.map(({ id, names }) => [id, nameIn(names, language)]))
  const people = new Map(directory.people.map(({ id, name }) => [id, name]))
  const building = (id: Uuid | null) => {
    const place = id === null ? undefined : places.get(id)
    return place ? nameIn(place.names, language) : elsewhere
  }
  const spotNames = ({ code, kind, names, place, building: top }: Directory['spots'][number]): SpotNames => {
    const [name, path] = [nameIn(names, language), placePath(places, place, language).join(' ')]
    return {
      ...{ code, name, kind: nameIn(KINDS[kind].names, language), place: path, building: building(top) },
      whole: path === '' ? name : `${path} ${name}`,
    }
  }
  const spots = new Map(directory.spots.map((spot) => [spot.id, spotNames(spot)]))
  return {
    estate: nameIn(directory.estate.names, language),
    spot: (id) => spots.get(id) ?? UNKNOWN,
    building,
    kind: (kind) => nameIn(KINDS[kind].names, language),
    plan: (id) => plans.get(id) ?? '',
    person: (id) => (id === null ? '' : (people.get(id) ?? '')),
    namesPeople: directory.people.length > 0,
  }
}

const UNKNOWN: SpotNames = { code: '', name: '', kind: '', place: '', building: '', whole: '' }
