/** Which spots a plan covers, and who may walk it: rules are read anew whenever a round is made. */
import { appliesIn, type Checkpoint, inWalkingOrder } from './checkpoint.ts'
import type { CheckpointId, Uuid } from './ids.ts'
import { type Place, placesWithin } from './place.ts'
import type { PlanDraft, SpotRule } from './plan.ts'
import type { Team } from './team.ts'

export type Spots = {
  readonly places: readonly Place[]
  readonly checkpoints: readonly Pick<Checkpoint, 'id' | 'kind' | 'place' | 'position' | 'state'>[]
}

/**
 * The spots of a plan now: those it names, in its order, then those its rules bring, as one walks. Retired spots are left
 * out, and so are those in a unit whose occupancy does not call for them (policy 7, 8).
 */
export function spotsOf(
  plan: Pick<PlanDraft, 'checkpoints' | 'rules'>,
  { places, checkpoints }: Spots,
): CheckpointId[] {
  const occupancy = new Map(places.map((place) => [place.id, place.occupancy]))
  const patrolled = checkpoints.filter(
    ({ kind, place, state }) => state === 'active' && appliesIn(kind, occupancy.get(place) ?? null),
  )
  const known = new Set(patrolled.map(({ id }) => id))
  const spots = new Set(plan.checkpoints.filter((id) => known.has(id)))
  if (plan.rules.length > 0) {
    const matches = plan.rules.map((rule) => matcherOf(rule, places))
    const ruled = patrolled.filter((spot) => matches.some((matches) => matches(spot)))
    for (const { id } of inWalkingOrder(ruled, places)) spots.add(id)
  }
  return [...spots]
}

function matcherOf({ kinds, places: roots }: SpotRule, places: readonly Place[]) {
  const within = roots.length === 0 ? undefined : placesWithin(places, roots)
  return ({ kind, place }: Spots['checkpoints'][number]) =>
    (kinds.length === 0 || kinds.includes(kind)) && (!within || within.has(place))
}

/** Everyone who may walk a plan's rounds; empty: any assistant of the estate. A team without members is nobody's round. */
export function walkersOf(plan: Pick<PlanDraft, 'assignees' | 'team'>, teams: readonly Team[]): Uuid[] {
  const members = teams.find(({ id }) => id === plan.team)?.members ?? []
  return [...new Set([...plan.assignees, ...members])]
}
