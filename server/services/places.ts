/** The tree of places (design.md §2), and how its units are used (policy 7, 8). */
import { nameClash } from '../../checkpoints/language.ts'
import { type Occupancy, type Place, placesWithin } from '../../checkpoints/place.ts'
import type { AddPlace, ChangePlace } from '../../checkpoints/wire/spot.ts'
import type { Context } from '../context.ts'
import type { Stores } from '../store/stores.ts'
import { done, type Outcome, refused } from './outcome.ts'
import { standingPlans } from './plans.ts'
import { remakeUpcoming } from './rounds.ts'

/** Appended after its siblings. */
export async function addPlace(context: Context, estate: string, added: AddPlace): Promise<Outcome<Place>> {
  const { occupancy = null, ...rest } = added
  return context.database.write(async (stores) => {
    const places = await stores.places.of(estate)
    const taken = places.filter(({ parent }) => parent === added.parent).map(({ position }) => position)
    // Not their number: those that have gone leave gaps.
    const place: Place = { ...rest, occupancy, id: context.newId(), position: Math.max(-1, ...taken) + 1 }
    const fault = faultOf(place, places) ?? nameFault(place, places)
    if (fault) return fault
    await stores.places.add(estate, place)
    return done(place)
  })
}

/** Renames, moves or reorders a place; its new siblings make room. @returns the whole tree */
export async function changePlace(
  context: Context,
  estate: string,
  id: string,
  change: ChangePlace,
): Promise<Outcome<{ places: Place[] }>> {
  const outcome = await context.database.write(async (stores) => {
    const places = await stores.places.of(estate)
    const found = places.find((place) => place.id === id)
    if (!found) return refused('not-found')
    const place: Place = {
      ...found,
      names: change.names ?? found.names,
      kind: change.kind ?? found.kind,
      parent: change.parent === undefined ? found.parent : change.parent,
    }
    const isMovedOrRenamed = change.names !== undefined || place.parent !== found.parent
    const fault = faultOf(place, places) ?? (isMovedOrRenamed ? nameFault(place, places) : undefined)
    if (fault) return fault
    const others = places.filter(({ id: other, parent }) => other !== id && parent === place.parent)
    const stays = place.parent === found.parent ? found.position : others.length
    const at = Math.min(change.position ?? stays, others.length)
    for (const [position, sibling] of [...others.slice(0, at), place, ...others.slice(at)].entries()) {
      if (sibling === place || sibling.position !== position) await stores.places.change({ ...sibling, position })
    }
    return done({ places: await stores.places.of(estate) })
  })
  if (outcome.ok) await remakeUpcoming(context, estate, (plan) => plan.rules.length > 0)
  return outcome
}

/** Only what is empty can go: no place within it, no checkpoint, and neither a plan, a team nor a meter that names it. */
export async function removePlace(context: Context, estate: string, id: string): Promise<Outcome<null>> {
  return context.database.write(async (stores) => {
    const places = await stores.places.of(estate)
    if (!places.some((place) => place.id === id)) return refused('not-found')
    const isNeeded =
      places.some(({ parent }) => parent === id) ||
      (await stores.checkpoints.of(estate)).some(({ place }) => place === id) ||
      (await isNamed(stores, estate, id))
    if (isNeeded) return refused('place-in-use')
    await stores.places.remove(id)
    return done(null)
  })
}

/** Vacant-unit checks are walked while a unit is vacant, fit-out checks while works go on: its rounds are made anew. */
export async function setOccupancy(
  context: Context,
  estate: string,
  id: string,
  occupancy: Occupancy | null,
): Promise<Outcome<Place>> {
  const outcome = await context.database.write(async (stores) => {
    const places = await stores.places.of(estate)
    const found = places.find((place) => place.id === id)
    if (!found) return refused('not-found')
    const place: Place = { ...found, occupancy }
    const fault = faultOf(place, places)
    if (fault) return fault
    await stores.places.change(place)
    return done(place)
  })
  if (outcome.ok) await remakeUpcoming(context, estate, () => true)
  return outcome
}

async function isNamed(stores: Stores, estate: string, id: string): Promise<boolean> {
  const plans = await standingPlans(stores, estate)
  if (plans.some(({ rules }) => rules.some((rule) => rule.places.includes(id)))) return true
  if ((await stores.teams.of(estate)).some((team) => team.places.includes(id))) return true
  const asked = (await stores.checklists.newestExtras(estate)).flatMap(({ items }) => items)
  return asked.some((item) => item.type === 'reading' && item.meter?.dwelling === id)
}

function faultOf(place: Place, places: readonly Place[]): ReturnType<typeof refused> | undefined {
  if (place.parent !== null && !places.some(({ id }) => id === place.parent)) return refused('place-unknown')
  if (place.parent !== null && placesWithin(places, [place.id]).has(place.parent)) return refused('place-in-itself')
  if (place.occupancy !== null && place.kind !== 'zone') return refused('body-invalid', { where: ['occupancy'] })
  return undefined
}

/** Asked of new names only: a file of the first release may hold twins, which can still be reordered and used. */
function nameFault(place: Place, places: readonly Place[]): ReturnType<typeof refused> | undefined {
  const siblings = places.filter(({ id, parent }) => id !== place.id && parent === place.parent)
  return siblings.some(({ names }) => nameClash(names, place.names)) ? refused('name-taken') : undefined
}
