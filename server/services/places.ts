/** Adding places to an estate's tree. */
import type { Place } from '../../checkpoints/place.ts'
import type { AddPlace } from '../../checkpoints/wire/spot.ts'
import type { Context } from '../context.ts'
import { done, type Outcome, refused } from './outcome.ts'

/** Appended after its siblings. */
export async function addPlace(context: Context, estate: string, added: AddPlace): Promise<Outcome<Place>> {
  return context.database.write(async (stores) => {
    const places = await stores.places.of(estate)
    if (added.parent !== null && !places.some(({ id }) => id === added.parent)) return refused('place-unknown')
    const siblings = places.filter(({ parent }) => parent === added.parent)
    const { occupancy = null, ...rest } = added
    const place: Place = { ...rest, occupancy, id: context.newId(), position: siblings.length }
    await stores.places.add(estate, place)
    return done(place)
  })
}
