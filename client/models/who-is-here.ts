/** Who is at the phone as a page opens, by what it remembers. Apart from people.ts, which follows who comes and goes. */

import type { Uuid } from '../../checkpoints/ids.ts'
import { MOST_WRONG_PINS } from '../../checkpoints/pin.ts'
import { type Instant, MINUTE_MS } from '../../checkpoints/time.ts'
import { wallNow } from '../device/clock.ts'
import { keepText, keptText } from '../device/kept-text.ts'
import { type EnrolledPhone, keptPhone } from '../local/devices.ts'
import { keptPeople, type PersonHere, stepAway } from '../local/people.ts'
import { estimatedNow } from './server-time.ts'

/**
 * Whoever was at the phone last, unless he has a PIN and was away for long.
 * @returns him, or all whom the phone knows and who have to say who they are
 */
export async function whoIsHere(): Promise<
  { known: readonly Uuid[] } | { me: PersonHere['me']; lapsedAt: Instant | null }
> {
  const people = await keptPeople()
  const known = people.map(({ person }) => person)
  const one = people.find(({ here }) => here)
  if (!one) return { known }
  if (hasUsablePin(await keptPhone(one.person)) && isAway()) {
    await stepAway(wallNow())
    return { known }
  }
  noteUse()
  return { me: one.me, lapsedAt: lapsedAtOf(one) }
}

/** Also when no server could be asked since the sign-in came to its end. */
export function lapsedAtOf({ lapsedAt, me: { signedInUntil } }: PersonHere): Instant | null {
  if (lapsedAt !== null || signedInUntil === undefined) return lapsedAt
  const overdueMs = estimatedNow() - signedInUntil
  return overdueMs > 0 ? wallNow() - overdueMs : null
}

/** A phone whose registration was withdrawn opens for nobody but with his password. */
export function hasUsablePin(phone: EnrolledPhone | undefined): boolean {
  return phone?.pin !== undefined && phone.pin.wrong < MOST_WRONG_PINS && phone.refused !== 'device-revoked'
}

/** Longer than any spot takes; a phone left lying for a meal is locked. */
const AWAY_MS = 30 * MINUTE_MS

const USED_AT = 'used-at'
let noted = 0

/** Somebody is at the phone. */
export function noteUse(): void {
  // Every tap would be a write.
  if (Math.abs(wallNow() - noted) < 15_000) return
  noted = wallNow()
  keepText(USED_AT, String(noted))
}

/** Whether nobody has touched the phone for long. A clock that has been set is no proof that he is still there. */
export function isAway(): boolean {
  const usedAt = keptText(USED_AT)
  return usedAt !== null && Math.abs(wallNow() - Number(usedAt)) > AWAY_MS
}
