/**
 * In which order and at what pace a round was walked. It never changes what a visit counts for: it is shown next to it, and
 * whoever reads the round asks.
 */
import * as v from 'valibot'
import type { CheckpointId, Uuid } from './ids.ts'
import type { Round } from './round.ts'
import type { Instant } from './time.ts'

/** `out-of-order`: before a spot that stands ahead of it in a strict round. `rushed`: sooner after the last spot than one can walk. */
export const Remark = v.picklist(['out-of-order', 'rushed'])
export type Remark = v.InferOutput<typeof Remark>

export type Step = {
  readonly visit: Uuid
  readonly checkpoint: CheckpointId
  readonly person: Uuid
  readonly occurredAt: Instant
}

/**
 * What is to be asked about the visits that cover a round's spots. Walkers who share a round are each judged by their own pace.
 * @param steps at most one a spot
 */
export function remarksOn(
  round: Pick<Round, 'order' | 'minGapMs'> & { readonly expected: readonly { readonly checkpoint: CheckpointId }[] },
  steps: readonly Step[],
): ReadonlyMap<Uuid, readonly Remark[]> {
  const rank = new Map(round.expected.map(({ checkpoint }, i) => [checkpoint, i]))
  const remarks = new Map<Uuid, Remark[]>()
  const add = (visit: Uuid, remark: Remark) => remarks.set(visit, [...(remarks.get(visit) ?? []), remark])
  const lastOf = new Map<Uuid, Step>()
  let furthest = -1
  for (const step of steps.toSorted((a, b) => a.occurredAt - b.occurredAt || (a.visit < b.visit ? -1 : 1))) {
    const at = rank.get(step.checkpoint) ?? -1
    if (round.order === 'strict' && at < furthest) add(step.visit, 'out-of-order')
    furthest = Math.max(furthest, at)
    const last = lastOf.get(step.person)
    if (last && step.occurredAt - last.occurredAt < round.minGapMs) add(step.visit, 'rushed')
    lastOf.set(step.person, step)
  }
  return remarks
}

/** Whether a strict round expects another spot first: the phone asks before it goes on. */
export function isOutOfTurn(
  round: Pick<Round, 'order'> & {
    readonly expected: readonly { readonly checkpoint: CheckpointId; readonly excused?: true | undefined }[]
  },
  covered: ReadonlySet<CheckpointId>,
  checkpoint: CheckpointId,
): boolean {
  if (round.order !== 'strict') return false
  const next = round.expected.find((spot) => !spot.excused && !covered.has(spot.checkpoint))
  return next !== undefined && next.checkpoint !== checkpoint && !covered.has(checkpoint)
}
