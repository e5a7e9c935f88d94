/**
 * What somebody at the desk makes of a visit after asking about it: it stands, or it does not count. The visit itself and its
 * verdict stay what they are; the last review decides, and the ones before it are kept.
 */
import * as v from 'valibot'
import { Instant } from './time.ts'

/** `accepted`: it counts like a verified one. `voided`: it counts for no round, and as no presence. */
export const Decision = v.picklist(['accepted', 'voided'])
export type Decision = v.InferOutput<typeof Decision>

export const Review = v.strictObject({
  decision: Decision,
  reason: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(500)),
  /** Who decided. */
  by: v.string(),
  at: Instant,
})
export type Review = v.InferOutput<typeof Review>

/** What a visit is worth once it has been reviewed; null: it counts nowhere. */
export function worthOf(outcome: 'verified' | 'doubtful', decision: Decision | null): 'verified' | 'doubtful' | null {
  if (decision === 'voided') return null
  return decision === 'accepted' ? 'verified' : outcome
}
