/** A round that no plan brings, while it is being filled in. */
import { inWalkingOrder } from '../../checkpoints/checkpoint.ts'
import type { CheckpointId, Uuid } from '../../checkpoints/ids.ts'
import type { Language } from '../../checkpoints/language.ts'
import { placesWithin } from '../../checkpoints/place.ts'
import type { ListedCheckpoint } from '../../checkpoints/wire/estate.ts'
import type { AdHocRound } from '../../checkpoints/wire/plan.ts'
import type { Catalogue } from './catalogue.ts'
import { type CheckpointFilter, EVERYTHING, matching } from './checkpoints.ts'

export type AdHocDraft = {
  readonly name: string
  readonly minutes: string
  readonly checkpoints: readonly CheckpointId[]
  readonly assignees: readonly Uuid[]
  readonly focus: string
}

export type AdHocFault = 'name' | 'minutes' | 'no-checkpoints' | 'too-many-checkpoints'

const [MINUTES_MIN, MINUTES_MAX] = [5, 720]
const CHECKPOINTS_MAX = 2000

export function adHocFaults(draft: AdHocDraft): Partial<Record<keyof AdHocDraft, AdHocFault>> {
  const minutes = /^\d{1,3}$/.test(draft.minutes.trim()) ? Number(draft.minutes) : Number.NaN
  return {
    ...(draft.name.trim() === '' && { name: 'name' }),
    ...(!(minutes >= MINUTES_MIN && minutes <= MINUTES_MAX) && { minutes: 'minutes' }),
    ...(draft.checkpoints.length === 0 && { checkpoints: 'no-checkpoints' }),
    ...(draft.checkpoints.length > CHECKPOINTS_MAX && { checkpoints: 'too-many-checkpoints' }),
  }
}

/** What the API takes: the spots as one walks them, the name in the language it was written in. No faults may be left. */
export function adHocBody(draft: AdHocDraft, { places, checkpoints }: Catalogue, language: Language): AdHocRound {
  const spots = draft.checkpoints.flatMap((id) => checkpoints.get(id) ?? [])
  return {
    names: { [language]: draft.name.trim() },
    minutes: Number(draft.minutes),
    checkpoints: inWalkingOrder(spots, [...places.values()]).map(({ id }) => id),
    rules: [],
    assignees: [...draft.assignees],
    focus: draft.focus.trim(),
  }
}

export type SpotFilter = Pick<CheckpointFilter, 'text' | 'kind'> & { readonly place: Uuid | undefined }

/** The spots that meet the filter, in walking order; retired ones never do. */
export function spotsToChoose(catalogue: Catalogue, { text, kind, place }: SpotFilter): ListedCheckpoint[] {
  const places = [...catalogue.places.values()]
  const within = place === undefined ? undefined : placesWithin(places, [place])
  const found = matching(catalogue, { ...EVERYTHING, text, kind })
  return inWalkingOrder(within ? found.filter((spot) => within.has(spot.place)) : found, places)
}

/** The chosen spots with some more, or without them. */
export function withChosen(
  chosen: readonly CheckpointId[],
  ids: readonly CheckpointId[],
  ticked: boolean,
): CheckpointId[] {
  const touched = new Set(ids)
  const others = chosen.filter((id) => !touched.has(id))
  return ticked ? [...others, ...ids] : others
}
