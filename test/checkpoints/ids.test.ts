import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import {
  bytesOfCheckpointId,
  CheckpointId,
  checkpointIdOfBytes,
  pairingCodeOf,
  parsePairingCode,
  parseShortCode,
  Sha256,
  shortCodeOf,
  Uuid,
  uuidV7,
} from '../../checkpoints/ids.ts'
import { vectorsOf } from '../support/vectors.ts'

const ALPHABET = [...'0123456789ABCDEFGHJKMNPQRSTVWXYZ']
const anyId = fc.uint8Array({ minLength: 6, maxLength: 6 }).map(checkpointIdOfBytes)

describe('a checkpoint id', () => {
  it('is the six bytes and nothing else, there and back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 6, maxLength: 6 }), (bytes) => {
        const id = checkpointIdOfBytes(bytes)
        expect(v.is(CheckpointId, id)).toBe(true)
        expect(bytesOfCheckpointId(id)).toEqual(bytes)
      }),
    )
  })

  it('is never made of more or fewer bytes', () => {
    expect(() => checkpointIdOfBytes(new Uint8Array(5))).toThrow(RangeError)
    expect(() => checkpointIdOfBytes(new Uint8Array(7))).toThrow(RangeError)
  })

  it.each(['', '00000000', '00000000000', '8000000000', '000000000U', '000000000I', '000000000a', ' 000000000'])(
    'is not %j',
    (text) => expect(v.is(CheckpointId, text)).toBe(false),
  )
})

describe('a UUIDv7', () => {
  it('carries its millisecond, version 7 and the RFC variant, whatever the dice say', () => {
    const anyRandom = fc.uint8Array({ minLength: 10, maxLength: 10 })
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 48 - 1 }), anyRandom, (at, random) => {
        const id = uuidV7(at, random)
        expect(v.is(Uuid, id)).toBe(true)
        expect(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(at)
      }),
    )
  })

  it('sorts by the time it was made', () => {
    const dice = [new Uint8Array(10).fill(255), new Uint8Array(10)] as const
    expect(uuidV7(1_000_000, dice[0]) < uuidV7(1_000_001, dice[1])).toBe(true)
  })

  it('matches the example of RFC 9562, appendix A.6', () => {
    const random = Uint8Array.from([0xcc, 0xc3, 0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f])
    expect(uuidV7(0x017f22e279b0, random)).toBe('017f22e2-79b0-7cc3-98c4-dc0c0c07398f')
  })

  it('needs ten random bytes', () => expect(() => uuidV7(0, new Uint8Array(9))).toThrow(RangeError))

  it.each([
    ['version 4', '017f22e2-79b0-4cc3-98c4-dc0c0c07398f'],
    ['another variant', '017f22e2-79b0-7cc3-c8c4-dc0c0c07398f'],
    ['upper case', '017F22E2-79B0-7CC3-98C4-DC0C0C07398F'],
    ['braces', '{017f22e2-79b0-7cc3-98c4-dc0c0c07398f}'],
  ])('is never of %s', (_, text) => expect(v.is(Uuid, text)).toBe(false))
})

describe('a SHA-256', () => {
  it('is 64 lower-case hex digits', () => {
    expect(v.is(Sha256, 'a'.repeat(64))).toBe(true)
    for (const wrong of ['a'.repeat(63), 'a'.repeat(65), 'A'.repeat(64), 'g'.repeat(64)])
      expect(v.is(Sha256, wrong)).toBe(false)
  })
})

describe('a short code', () => {
  type Vector = { why: string; typed: string; id?: string; refused?: string }
  for (const { why, typed, id, refused } of vectorsOf<{ codes: Vector[] }>('short-codes').codes) {
    it(`typed as "${typed}": ${why}`, () => {
      expect(parseShortCode(typed)).toEqual(id ? { ok: true, id } : { ok: false, error: refused })
    })
  }

  it('stands for its checkpoint, there and back', () => {
    fc.assert(
      fc.property(anyId, (id) => {
        expect(shortCodeOf(id)).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{3}$/)
        expect(parseShortCode(shortCodeOf(id))).toEqual({ ok: true, id })
      }),
    )
  })

  it('gives away every single wrong character', () => {
    fc.assert(
      fc.property(anyId, (id) => {
        const code = shortCodeOf(id).replaceAll('-', '')
        for (let i = 0; i < code.length; i++)
          for (const other of ALPHABET.filter((char) => char !== code[i]))
            expect(parseShortCode(code.slice(0, i) + other + code.slice(i + 1)).ok).toBe(false)
      }),
      { numRuns: 30 },
    )
  })

  it('gives away every two neighbours swapped', () => {
    fc.assert(
      fc.property(anyId, (id) => {
        const code = shortCodeOf(id).replaceAll('-', '')
        for (let i = 0; i + 1 < code.length; i++) {
          const swapped = code.slice(0, i) + code[i + 1] + code[i] + code.slice(i + 2)
          expect(parseShortCode(swapped).ok).toBe(swapped === code)
        }
      }),
    )
  })
})

describe('a pairing code', () => {
  const anyCode = fc.uint8Array({ minLength: 5, maxLength: 5 }).map(pairingCodeOf)

  it('is typed as people type, and has one spelling', () => {
    expect(pairingCodeOf(Uint8Array.of(0, 0, 0, 0, 1))).toBe('0000-0001-2')
    expect(parsePairingCode(' oooo oool-2 ')).toBe('0000-0001-2')
    fc.assert(fc.property(anyCode, (code) => parsePairingCode(code.toLowerCase()) === code))
    for (const wrong of ['', '0000-0001', '0000-0001-3', '0000-0001-22', 'U000-0001-2', '0000-0001-2x'])
      expect([wrong, parsePairingCode(wrong)]).toEqual([wrong, undefined])
    expect(() => pairingCodeOf(new Uint8Array(4))).toThrow(RangeError)
  })

  it('gives away every single wrong character', () => {
    fc.assert(
      fc.property(anyCode, (code) => {
        const plain = code.replaceAll('-', '')
        for (let i = 0; i < plain.length; i++)
          for (const other of ALPHABET.filter((char) => char !== plain[i]))
            expect(parsePairingCode(plain.slice(0, i) + other + plain.slice(i + 1))).toBeUndefined()
      }),
      { numRuns: 30 },
    )
  })
})
