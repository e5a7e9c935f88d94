/** The cryptography of chips against what NXP and the IETF have published. */
import { describe, expect, it } from 'vitest'
import { bytesOfHex, hexOf, sessionVector } from '../../checkpoints/sun.ts'
import { aesCmac } from '../../server/services/aes-cmac.ts'
import { diversified } from '../../server/services/chip-keys.ts'
import { isSignedByChip, macOfTouch, openPicc } from '../../server/services/sun.ts'
import { vectorsOf } from '../support/vectors.ts'

type Touch = { why: string; key: string; uid: string; counter: number }
type Vectors = {
  cmac: { why: string; key: string; message: string; mac: string }[]
  sessions: (Touch & { session: string })[]
  proofs: (Touch & { picc: string; mac: string })[]
  piccs: (Touch & { picc: string })[]
  diversified: { why: string; master: string; by: string; key: string }[]
}
const vectors = vectorsOf<Vectors>('sun')

describe('AES-CMAC', () => {
  for (const { why, key, message, mac } of vectors.cmac) {
    it(why, () => expect(hexOf(aesCmac(bytesOfHex(key), bytesOfHex(message))).toLowerCase()).toBe(mac))
  }
})

describe('the key of one touch', () => {
  for (const { why, key, uid, counter, session } of vectors.sessions) {
    it(why, () => expect(hexOf(aesCmac(bytesOfHex(key), sessionVector({ uid, counter })))).toBe(session))
  }
})

describe('what a chip hides in its address', () => {
  for (const { why, key, picc, uid, counter } of [...vectors.piccs, ...vectors.proofs]) {
    it(why, () => expect(openPicc(bytesOfHex(key), { picc })).toEqual({ uid, counter }))
  }

  it('stays hidden from another key', () => {
    const [{ picc }] = vectors.proofs as [Vectors['proofs'][number]]
    expect(openPicc(bytesOfHex('01'.repeat(16)), { picc })).toBeUndefined()
  })
})

describe('the proof of a chip', () => {
  for (const { why, key, uid, counter, mac } of vectors.proofs) {
    it(why, () => {
      const [secret, touch] = [bytesOfHex(key), { uid, counter }]
      expect(macOfTouch(secret, touch)).toBe(mac)
      expect(isSignedByChip(secret, touch, { mac })).toBe(true)
      expect(isSignedByChip(secret, touch, { mac: `${mac.slice(0, -1)}7` })).toBe(false)
      expect(isSignedByChip(secret, { uid, counter: counter + 1 }, { mac })).toBe(false)
      expect(isSignedByChip(secret, { uid: '04958CAA5C5E80', counter }, { mac })).toBe(false)
    })
  }
})

describe('a diversified key', () => {
  for (const { why, master, by, key } of vectors.diversified) {
    it(why, () => expect(hexOf(diversified(bytesOfHex(master), bytesOfHex(by)))).toBe(key))
  }
})
