/** Whom to call in an emergency on a phone that nobody has opened: of all it keeps, nothing but the number. */
import type { Names } from '../../checkpoints/language.ts'
import { allPacks } from '../local/packs.ts'
import { securityPhoneOf } from './finding-work.ts'

export type SecurityDesk = { readonly number: string; readonly estate: Names }

/** Each number once, of every estate this phone has been used on. */
export async function keptDesks(): Promise<SecurityDesk[]> {
  const desks = new Map<string, SecurityDesk>()
  for (const pack of await allPacks().catch(() => [])) {
    const number = securityPhoneOf(pack)
    if (number !== undefined) desks.set(number, { number, estate: pack.estate.names })
  }
  return [...desks.values()]
}
