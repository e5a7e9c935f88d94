/** Finding, choosing and filling in checkpoints at a desk. */
import { signal } from '@preact/signals'
import { is } from 'valibot'
import { CheckpointCode, type Kind } from '../../checkpoints/checkpoint.ts'
import type { CheckpointId, Uuid } from '../../checkpoints/ids.ts'
import { type Place, placesInOrder } from '../../checkpoints/place.ts'
import type { AddCheckpoint, ListedCheckpoint } from '../../checkpoints/wire/estate.ts'
import { type Catalogue, placesDownTo } from './catalogue.ts'
import { hasName, type NamesDraft, namesOf } from './names.ts'
import { rootOf } from './places.ts'

export type CheckpointFilter = {
  readonly text: string
  readonly kind: Kind | undefined
  readonly retiredToo: boolean
  /** Only those that have an outage, now or soon. */
  readonly outOnly: boolean
}

export const EVERYTHING: CheckpointFilter = { text: '', kind: undefined, retiredToo: false, outOnly: false }

/** In walking order. */
export function checkpointsIn({ checkpoints }: Catalogue): ListedCheckpoint[] {
  return [...checkpoints.values()].sort((a, b) => a.position - b.position)
}

/** Those whose names, places, code and short code, in any language, hold every word that was typed. */
export function matching(
  catalogue: Catalogue,
  { text, kind, retiredToo, outOnly }: CheckpointFilter,
): ListedCheckpoint[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  return checkpointsIn(catalogue).filter((checkpoint) => {
    if (kind !== undefined && checkpoint.kind !== kind) return false
    if (checkpoint.state === 'retired' && !retiredToo) return false
    if (outOnly && checkpoint.outage === null) return false
    const haystack = textOf(catalogue, checkpoint)
    return words.every((word) => haystack.includes(word))
  })
}

function textOf(catalogue: Catalogue, { id, names, code, shortCode }: ListedCheckpoint): string {
  const places = placesDownTo(catalogue, id).flatMap((place) => Object.values(place.names))
  return [...Object.values(names), ...places, code, shortCode, shortCode.replaceAll('-', '')].join('\n').toLowerCase()
}

/** What hangs in one place, apart from the places within it. */
export type Spots = { readonly place: Place; readonly checkpoints: readonly ListedCheckpoint[] }

/** A building, or another place directly in the estate, with everything in it. */
export type Building = { readonly root: Place; readonly parts: readonly Spots[] }

/** @param bare whether places where none of the checkpoints hang are there too */
export function byBuilding(
  { places }: Pick<Catalogue, 'places'>,
  checkpoints: readonly ListedCheckpoint[],
  { bare }: { readonly bare: boolean },
): Building[] {
  const buildings = new Map<Uuid, { readonly root: Place; readonly parts: Spots[] }>()
  for (const place of placesInOrder([...places.values()])) {
    const here = checkpoints.filter((checkpoint) => checkpoint.place === place.id)
    if (here.length === 0 && !bare) continue
    const root = rootOf(places, place)
    const building = buildings.get(root.id) ?? { root, parts: [] }
    building.parts.push({ place, checkpoints: here })
    buildings.set(root.id, building)
  }
  return [...buildings.values()]
}

/** What is ticked, to be printed. Kept while the page is, so that one can go and look at something in between. */
export const chosenSpots = signal<ReadonlySet<CheckpointId>>(new Set())

export function choose(ids: readonly CheckpointId[], chosen: boolean): void {
  const next = new Set(chosenSpots.peek())
  for (const id of ids) {
    if (chosen) next.add(id)
    else next.delete(id)
  }
  chosenSpots.value = next
}

/** Whether all of them are among the chosen, some, or none. */
export function shareChosen(ids: readonly CheckpointId[], chosen: ReadonlySet<CheckpointId>): boolean | 'some' {
  const count = ids.filter((id) => chosen.has(id)).length
  return count === 0 ? false : count === ids.length || 'some'
}

export type CheckpointDraft = {
  readonly names: NamesDraft
  readonly code: string
  readonly kind: Kind | undefined
  readonly place: Uuid | undefined
}

export type CheckpointFault = 'name' | 'code' | 'kind' | 'place'

export function checkpointFaults(draft: CheckpointDraft): Partial<Record<keyof CheckpointDraft, CheckpointFault>> {
  return {
    ...(!hasName(draft.names) && { names: 'name' }),
    ...(!is(CheckpointCode, draft.code.trim()) && { code: 'code' }),
    ...(draft.kind === undefined && { kind: 'kind' }),
    ...(draft.place === undefined && { place: 'place' }),
  }
}

/** The draft must be without faults. */
export function addedCheckpoint({ names, code, kind, place }: CheckpointDraft): AddCheckpoint {
  if (kind === undefined || place === undefined) throw new Error('a checkpoint has a kind and a place')
  return { names: namesOf(names), code: code.trim(), kind, place }
}
