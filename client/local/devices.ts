import type { Sha256, Uuid } from '../../checkpoints/ids.ts'
import { MOST_WRONG_PINS, pinWaitMs } from '../../checkpoints/pin.ts'
import type { Instant } from '../../checkpoints/time.ts'
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
  /** With what he unlocks the phone for himself, and its key with it: another key needs another. */
  readonly pin?: KeptPin
}

/** A PIN nobody can read back, and how often it has been got wrong since it was last got right. */
export type KeptPin = {
  readonly pepper: CryptoKey
  readonly salt: ArrayBuffer
  readonly verifier: ArrayBuffer
  readonly wrong: number
  /** Before that no further try is looked at, by the phone's clock. */
  readonly notBefore: Instant
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
  change: Partial<Pick<EnrolledPhone, 'device' | 'sequence' | 'previous' | 'refused' | 'pin'>>,
): Promise<EnrolledPhone | undefined> {
  return writeDurably(['devices'], async (tx) => {
    const phone = await tx.objectStore('devices').get(person)
    if (!phone) return undefined
    const changed = { ...phone, ...change }
    await tx.objectStore('devices').put(changed)
    return changed
  })
}

/** The PIN goes; the key stays. */
export async function dropPin(person: Uuid): Promise<void> {
  await writeDurably(['devices'], async (tx) => {
    const phone = await tx.objectStore('devices').get(person)
    if (!phone) return
    const { pin: _, ...without } = phone
    await tx.objectStore('devices').put(without)
  })
}

/**
 * Counts a try before anybody knows whether it is right: a battery pulled in time gives none back.
 * @returns the PIN to compare with, or how long to wait first, or nothing if there is none
 */
export async function countPinTry(
  person: Uuid,
  now: Instant,
): Promise<KeptPin | { readonly waitMs: number } | undefined> {
  return writeDurably(['devices'], async (tx) => {
    const phone = await tx.objectStore('devices').get(person)
    if (!phone?.pin || phone.pin.wrong >= MOST_WRONG_PINS) return undefined
    // A clock set back must not lock him out for a year, nor one set forward let him in: the number of tries is what counts.
    const waitMs = Math.min(phone.pin.notBefore - now, pinWaitMs(phone.pin.wrong))
    if (waitMs > 0) return { waitMs }
    const wrong = phone.pin.wrong + 1
    const pin = { ...phone.pin, wrong, notBefore: now + pinWaitMs(wrong) }
    await tx.objectStore('devices').put({ ...phone, pin })
    return pin
  })
}
