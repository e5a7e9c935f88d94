/** Checking the proof that an NTAG 424 DNA writes into its address (checkpoints/sun.ts; NXP AN12196 §3.3, §3.4). */
import { createDecipheriv, timingSafeEqual } from 'node:crypto'
import type { SunProof } from '../../checkpoints/chip.ts'
import { bytesOfHex, type Picc, piccIn, sessionVector, shortMac } from '../../checkpoints/sun.ts'
import { aesCmac } from './aes-cmac.ts'

/**
 * What the chip hid in its address.
 * @param key SDMMetaReadKey
 * @returns undefined if another key had hidden it
 */
export function openPicc(key: Uint8Array, { picc }: Pick<SunProof, 'picc'>): Picc | undefined {
  const stream = createDecipheriv('aes-128-cbc', key, new Uint8Array(16)).setAutoPadding(false)
  return piccIn(Buffer.concat([stream.update(bytesOfHex(picc)), stream.final()]))
}

/**
 * Whether the chip that has this key signed this touch.
 * @param key SDMFileReadKey
 */
export function isSignedByChip(key: Uint8Array, picc: Picc, { mac }: Pick<SunProof, 'mac'>): boolean {
  return timingSafeEqual(bytesOfHex(macOfTouch(key, picc)), bytesOfHex(mac))
}

/** SDMMAC over nothing: the key it is made with already depends on the chip and the touch (AN12196 §3.4.4.2.1). */
export function macOfTouch(key: Uint8Array, picc: Picc): string {
  return shortMac(aesCmac(aesCmac(key, sessionVector(picc)), new Uint8Array(0)))
}
