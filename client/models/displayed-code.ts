/** What a phone can tell of the code on a display before the server does. */
import { claimedAt, isStale, type TimeClaims } from '../../checkpoints/occurrence.ts'

/**
 * Whether the code that was read is not of the moment it was read at: a photo of a display, or one of the two clocks is wrong.
 * The visit goes on and will be asked about, unless a fresh code is read.
 */
export function isOfAnotherTime(seen: TimeClaims): boolean {
  return isStale(seen, { occurredAt: claimedAt(seen), notAfter: Number.POSITIVE_INFINITY })
}
