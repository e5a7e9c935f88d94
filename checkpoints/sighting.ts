/**
 * That a visit saw something wrong at an item (policy 9). Each is the beginning of a finding (finding.ts), unless somebody says
 * that it is one which is known already.
 */
import * as v from 'valibot'
import { type Answer, Severity } from './answer.ts'
import { type Category, type Checklist, ItemId } from './checklist.ts'

/** `defect`: an answer says so. The others arise out of a meter rule (policy 4.4.1b). */
export const SightingCause = v.picklist(['defect', 'meter-backwards', 'meter-vacant'])
export type SightingCause = v.InferOutput<typeof SightingCause>

export const Sighting = v.strictObject({
  item: ItemId,
  cause: SightingCause,
  severity: Severity,
  /** Settled on the spot (policy 9.1). */
  settled: v.boolean(),
  note: v.string(),
})
export type Sighting = v.InferOutput<typeof Sighting>

/**
 * What a visit saw wrong, at most one an item, in the order of its answers.
 * An electricity meter that runs backwards is told to the supervisor at once (policy 4.4.1b), so it is major; gas or burning
 * smell is an emergency whatever the walker called it (policy 4.5).
 */
export function sightingsIn(
  answers: readonly Answer[],
  { isEmergency }: { isEmergency: (item: ItemId) => boolean },
): Sighting[] {
  return answers.flatMap((answer): Sighting[] => {
    const { item, note = '' } = answer
    if (answer.result === 'defect') {
      const severity = isEmergency(item) ? 'emergency' : (answer.severity ?? 'normal')
      return [{ item, cause: 'defect', severity, settled: answer.settled ?? false, note }]
    }
    if (answer.result !== 'reading') return []
    if (answer.remark === 'runs-backwards')
      return [{ item, cause: 'meter-backwards', severity: 'major', settled: false, note }]
    if (answer.valve !== undefined)
      return [{ item, cause: 'meter-vacant', severity: 'normal', settled: answer.valve === 'shut', note }]
    return []
  })
}

/**
 * What a visit says about the items of its spot: what is wrong with one, or that it is fine. Of an item that did not apply it says
 * nothing, so that a door nobody could open closes no finding behind it.
 * @param sightings what it saw wrong
 */
export function saidIn(
  answers: readonly Answer[],
  sightings: readonly Sighting[],
): ReadonlyMap<ItemId, Sighting | 'fine'> {
  const speaking = answers.filter(({ result }) => result === 'ok' || result === 'defect' || result === 'reading')
  return new Map(speaking.map(({ item }) => [item, sightings.find((sighting) => sighting.item === item) ?? 'fine']))
}

/** Whether something is still to be done, if that was the last word about an item. */
export function isOpen(said: Sighting | 'fine'): boolean {
  return said !== 'fine' && !said.settled
}

/** What it is about (policy 4.2). Undefined if the checklist does not know the item. */
export function categoryOf(sighting: Pick<Sighting, 'item'>, checklist: Checklist): Category | undefined {
  return checklist.items.find(({ id }) => id === sighting.item)?.category
}
