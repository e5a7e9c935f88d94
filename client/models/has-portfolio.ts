/** Who has a portfolio. Apart from it, because the menu of every desk asks. */
import { mayCall } from '../../checkpoints/people.ts'
import type { Membership } from '../../checkpoints/wire/session.ts'

/** Somebody who reads the reports of one estate only has nothing to compare. */
export function hasPortfolio(memberships: readonly Membership[]): boolean {
  return memberships.filter(({ roles }) => mayCall('GET /api/estates/:estate/report', roles)).length > 1
}
