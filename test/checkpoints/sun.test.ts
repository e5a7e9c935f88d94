import { describe, expect, it } from 'vitest'
import { plainChipUrl, sunChipUrl } from '../../checkpoints/chip.ts'
import { bytesOfHex, diversifier, hexOf, piccIn, sessionVector, sunSettings } from '../../checkpoints/sun.ts'
import { UNSIGNED_DIGITS } from '../support/builders.ts'
import { vectorsOf } from '../support/vectors.ts'

type Vectors = {
  sessions: { why: string; uid: string; counter: number; vector: string }[]
  settings: { why: string; url: string; file: string; fileSettings: string }[]
}
const { sessions, settings } = vectorsOf<Vectors>('sun')

describe('the bytes of SUN', () => {
  for (const { why, uid, counter, vector } of sessions) {
    it(`derive a session as published: ${why}`, () => expect(hexOf(sessionVector({ uid, counter }))).toBe(vector))
  }

  it('tell the number of the chip and how often it was touched', () => {
    const plain = bytesOfHex('C704DE5F1EACC0403D0000DA5CF60941')
    expect(piccIn(plain)).toEqual({ uid: '04DE5F1EACC040', counter: 61 })
    expect(piccIn(bytesOfHex('C704DE5F1EACC040010203DA5CF60941'))?.counter).toBe(0x030201)
  })

  it.each([
    ['mirrors no counter', '8704DE5F1EACC0403D0000DA5CF60941'],
    ['mirrors no number', '4704DE5F1EACC0403D0000DA5CF60941'],
    ['has a number of no chip of NXP', 'C705DE5F1EACC0403D0000DA5CF60941'],
    ['is half as long', 'C704DE5F1EACC040'],
  ])('are not believed when what was decrypted %s', (_, hex) => expect(piccIn(bytesOfHex(hex))).toBeUndefined())
})

describe('how a chip is set up', () => {
  for (const { why, url, file, fileSettings } of settings) {
    it(`is as published: ${why}`, () => expect(sunSettings(url)).toMatchObject({ file, fileSettings }))
  }

  it('puts the proof where the zeros of our address stand', () => {
    const set = sunSettings(sunChipUrl('https://patrol.example.com', UNSIGNED_DIGITS))
    const text = Buffer.from(set?.file ?? '', 'hex').toString('latin1')
    expect(text.slice(set?.piccOffset).slice(0, 38)).toBe(`${'0'.repeat(32)}&cmac=`)
    expect(text.slice(set?.macOffset)).toBe('0'.repeat(16))
    expect(text.slice(7, set?.piccOffset)).toMatch(/^patrol\.example\.com\/s\/[\w-]{96}\?picc_data=$/)
  })

  it('is refused where the address does not fit into 256 bytes, or is none of such a chip', () => {
    const host = (length: number) => sunSettings(sunChipUrl(`https://${'x'.repeat(length)}`, UNSIGNED_DIGITS))
    expect(host(85)?.file).toHaveLength(512)
    expect(host(86)).toBeUndefined()
    expect(sunSettings(plainChipUrl('https://a.example', UNSIGNED_DIGITS))).toBeUndefined()
  })
})

describe('a key of a chip', () => {
  it('is another one for each chip and each use; what hides the number is the same for all', () => {
    const [a, b] = ['04DE5F1EACC040', '04958CAA5C5E80']
    const made = [diversifier('file', a), diversifier('master', a), diversifier('file', b), diversifier('master', b)]
    expect(new Set(made.map(hexOf)).size).toBe(4)
    // With the 01 in front at least 17 bytes: AN10922 and RFC 4493 pad these alike.
    for (const input of made) expect(input).toHaveLength(16)
  })
})
