/** Those who walk together, and the part of the estate they answer for (policy 3: 責任區域). */
import * as v from 'valibot'
import { Uuid } from './ids.ts'
import { Names } from './language.ts'
import { type Place, placesWithin } from './place.ts'

const each = <T extends v.GenericSchema<string>>(schema: T, most: number) =>
  v.pipe(
    v.array(schema),
    v.maxLength(most),
    v.check((ids) => new Set(ids).size === ids.length, 'each once'),
  )

const fields = {
  names: Names,
  members: each(Uuid, 100),
  /** Their area of responsibility: these places and all that lies in them. */
  places: each(Uuid, 200),
}

export const TeamDraft = v.strictObject(fields)
export type TeamDraft = v.InferOutput<typeof TeamDraft>

export const Team = v.strictObject({ ...fields, id: Uuid })
export type Team = v.InferOutput<typeof Team>

/**
 * Places directly in the estate, in which, with all that lies in them, no team has a part. As long as there are no teams, nobody
 * is missed.
 */
export function unassignedPlaces(places: readonly Place[], teams: readonly Pick<Team, 'places'>[]): Place[] {
  if (teams.length === 0) return []
  const covered = placesWithin(
    places,
    teams.flatMap((team) => team.places),
  )
  const isCovered = (root: Uuid) => [...placesWithin(places, [root])].some((place) => covered.has(place))
  return places.filter(({ id, parent }) => parent === null && !isCovered(id))
}
