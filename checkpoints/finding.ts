/**
 * A finding is a problem (policy 9), from the answer that reports it to its signed verification. Here: how it arises out of a
 * visit. How it is handled comes with the workflow (design.md §2).
 */
import * as v from 'valibot'
import { type Answer, Severity } from './answer.ts'
import { type Category, type Checklist, ItemId } from './checklist.ts'

/** `defect`: an answer says so. The others arise out of a meter rule (policy 4.4.1b). */
export const FindingCause = v.picklist(['defect', 'meter-backwards', 'meter-vacant'])
export type FindingCause = v.InferOutput<typeof FindingCause>

export const Finding = v.strictObject({
  item: ItemId,
  cause: FindingCause,
  severity: Severity,
  /** Settled on the spot (policy 9.1). */
  settled: v.boolean(),
  note: v.string(),
})
export type Finding = v.InferOutput<typeof Finding>

/**
 * The findings that a visit reports, at most one an item, in the order of its answers.
 * An electricity meter that runs backwards is told to the supervisor at once (policy 4.4.1b), so it is major; gas or burning
 * smell is an emergency whatever the walker called it (policy 4.5).
 */
export function findingsIn(
  answers: readonly Answer[],
  { isEmergency }: { isEmergency: (item: ItemId) => boolean },
): Finding[] {
  return answers.flatMap((answer): Finding[] => {
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
 * @param findings that it reports
 */
export function saidIn(
  answers: readonly Answer[],
  findings: readonly Finding[],
): ReadonlyMap<ItemId, Finding | 'fine'> {
  const speaking = answers.filter(({ result }) => result === 'ok' || result === 'defect' || result === 'reading')
  return new Map(speaking.map(({ item }) => [item, findings.find((finding) => finding.item === item) ?? 'fine']))
}

/** Whether something is still to be done, if that was the last word about an item. */
export function isOpen(said: Finding | 'fine'): boolean {
  return said !== 'fine' && !said.settled
}

/** What a finding is about (policy 4.2). Undefined if the checklist does not know the item. */
export function categoryOf(finding: Pick<Finding, 'item'>, checklist: Checklist): Category | undefined {
  return checklist.items.find(({ id }) => id === finding.item)?.category
}
