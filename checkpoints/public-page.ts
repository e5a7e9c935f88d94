/** What a stranger reads who scans a tag: as much as the estate allows, and of some spots nothing but whose they are. */
import * as v from 'valibot'
import type { Kind } from './checkpoint.ts'

/** What an estate allows on the page of its tags. */
export const PublicPage = v.strictObject({
  /** The day of the last verified patrol, never its time. */
  showsLastPatrol: v.boolean(),
  /** Whether anybody may report a problem there, without an account. */
  takesReports: v.boolean(),
})
export type PublicPage = v.InferOutput<typeof PublicPage>

/** Nothing is shown and nothing taken until an estate says so. */
export const CLOSED_PAGE: PublicPage = { showsLastPatrol: false, takesReports: false }

/** A burglar is not told which flat is empty, nor how long a room of meters has been left alone. */
const UNTOLD: ReadonlySet<Kind> = new Set(['vacant-unit', 'meter-room'])

/** Whether a stranger hears what kind of spot this is, and when it was patrolled. */
export function isTold(kind: Kind): boolean {
  return !UNTOLD.has(kind)
}
