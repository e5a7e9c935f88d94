import type { Sha256, Uuid } from '../../checkpoints/ids.ts'
import type { PublicJwk } from '../../checkpoints/wire/estate.ts'
import { database, writeDurably } from './database.ts'

/** RFC 7518 §6.2.2 */
export type PrivateJwk = PublicJwk & { readonly d: string }

/** The key with which a person's visits are signed on this phone, and the end of the chain they form. */
export type EnrolledPhone = {
  readonly person: Uuid
  /** Non-extractable: the browser keeps it, nobody can copy it. Plain text on an unbound phone, whose browser cannot. */
  readonly privateKey: CryptoKey | PrivateJwk
  readonly publicJwk: PublicJwk
  /** null until the server knows the key. */
  readonly device: Uuid | null
  /** Of the last visit signed; 0 before the first. */
  readonly sequence: number
  /** SHA-256 of the last visit signed. */
  readonly previous: Sha256 | null
  /** Why no more visits are filed with it: the server takes none, or its key no longer signs. */
  readonly refused: 'device-unknown' | 'device-revoked' | 'key-lost' | null
}

/** Whether its key can be copied, so that what it signs proves less. */
export function isUnbound({ privateKey }: Pick<EnrolledPhone, 'privateKey'>): boolean {
  return 'd' in privateKey
}

export async function keptPhone(person: Uuid): Promise<EnrolledPhone | undefined> {
  return (await database()).get('devices', person)
}

export async function keepPhone(phone: EnrolledPhone): Promise<void> {
  await writeDurably(['devices'], (tx) => tx.objectStore('devices').put(phone))
}

/** Changes what is kept now, in one transaction: another tab may have signed a visit since it was read. */
export async function changePhone(
  person: Uuid,
  change: Partial<Pick<EnrolledPhone, 'device' | 'sequence' | 'previous' | 'refused'>>,
): Promise<EnrolledPhone | undefined> {
  return writeDurably(['devices'], async (tx) => {
    const phone = await tx.objectStore('devices').get(person)
    if (!phone) return undefined
    const changed = { ...phone, ...change }
    await tx.objectStore('devices').put(changed)
    return changed
  })
}
