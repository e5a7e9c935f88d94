/** The names behind the ids of a report. */
import { inWalkingOrder } from '../../checkpoints/checkpoint.ts'
import type { Uuid } from '../../checkpoints/ids.ts'
import type { Place } from '../../checkpoints/place.ts'
import type { ReportFilter } from '../../checkpoints/report.ts'
import type { Directory } from '../../checkpoints/wire/report.ts'
import type { Estate } from '../../checkpoints/wire/session.ts'
import type { Context } from '../context.ts'
import type { StoredCheckpoint } from '../store/checkpoints.ts'

export type NamedSpot = Directory['spots'][number] & { readonly isActive: boolean }

/** Every spot of an estate, retired ones included, in walking order. */
export async function spotsInOrder({ database: { read } }: Context, estate: Uuid): Promise<StoredCheckpoint[]> {
  return inWalkingOrder(await read.checkpoints.of(estate), await read.places.of(estate))
}

/** Every spot of an estate, retired ones included, in walking order; and its places. */
export async function spotsAndPlaces(
  context: Context,
  estate: Estate,
): Promise<{ readonly spots: readonly NamedSpot[]; readonly places: readonly Place[] }> {
  const { read } = context.database
  const places = await read.places.of(estate.id)
  const parents = new Map(places.map(({ id, parent }) => [id, parent]))
  const spots = inWalkingOrder(await read.checkpoints.of(estate.id), places)
  const named = spots.map(({ id, code, kind, names, place, state }) => {
    return { id, code, kind, names, place, building: topOf(place, parents), isActive: state === 'active' }
  })
  return { spots: named, places }
}

function topOf(place: Uuid, parents: ReadonlyMap<Uuid, Uuid | null>): Uuid | null {
  let top = place
  // No tree of places is deeper than it has places.
  for (let i = 0; i < parents.size; i++) {
    const parent = parents.get(top)
    if (parent === undefined || parent === null) break
    top = parent
  }
  return parents.has(top) ? top : null
}

type Spoken = {
  readonly plans: readonly Uuid[]
  readonly people: readonly Uuid[]
  /** What it names is spoken of, too, also where nothing is found of it. */
  readonly filter: ReportFilter
}

/** @param spoken plans and people that are spoken of; every place and every spot comes along */
export async function directoryOf(
  context: Context,
  estate: Estate,
  { spots, places }: { readonly spots: readonly NamedSpot[]; readonly places: readonly Place[] },
  { filter, ...spoken }: Spoken,
): Promise<Directory> {
  const { read } = context.database
  const plans = new Set([...spoken.plans, filter.plan])
  const people = new Set(spoken.people)
  // Whoever has no part in the estate has no name here.
  if (filter.person && (await read.people.rolesOn(filter.person, estate.id)).length > 0) people.add(filter.person)
  return {
    estate,
    spots: spots.map(({ isActive: _, ...spot }) => spot),
    places: [...places],
    plans: (await read.plans.of(estate.id))
      .filter(({ plan }) => plans.has(plan.id))
      .map(({ plan }) => ({ id: plan.id, names: plan.names })),
    people: await read.people.namesOf([...people]),
  }
}
