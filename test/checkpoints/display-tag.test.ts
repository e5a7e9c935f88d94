import fc from 'fast-check'
import type { JWK } from 'jose'
import QRCode from 'qrcode'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  type DisplayFields,
  parseDisplayTag,
  readableSpan,
  WINDOW_MS,
  windowAt,
} from '../../checkpoints/display-code.ts'
import { displayDigitsIn, displayUrl, issueDisplayTag, openDisplayTag } from '../../checkpoints/display-tag.ts'
import { bytesOfCheckpointId, checkpointIdOfBytes } from '../../checkpoints/ids.ts'
import { tagDigitsIn } from '../../checkpoints/tag.ts'
import { aKeyPair, at, LOBBY } from '../support/builders.ts'
import { vectorsOf } from '../support/vectors.ts'

type Vectors = {
  keys: Record<string, JWK>
  tags: {
    why: string
    digits: string
    opens?: DisplayFields
    refused?: string
    rebuilt?: { header: string; payload: string; signingInput: string }
  }[]
}
const vectors = vectorsOf<Vectors>('display-tags')

const anyFields = fc.record({
  number: fc.integer({ min: 1, max: 255 }),
  checkpoint: fc.uint8Array({ minLength: 6, maxLength: 6 }).map(checkpointIdOfBytes),
  window: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
})
const spelled = (value: bigint) => value.toString().padStart(181, '0')

let key: Awaited<ReturnType<typeof aKeyPair>>
beforeAll(async () => {
  key = await aKeyPair()
})

describe('the vectors another implementation can check itself against', () => {
  for (const { why, digits, opens, refused } of vectors.tags) {
    it(why, async () => {
      const opened = await openDisplayTag(digits, ({ number }) => vectors.keys[number])
      expect(opened).toEqual(opens ? { ok: true, tag: opens } : { ok: false, error: refused })
    })
  }

  it('rebuild the header and payload byte for byte', () => {
    const { rebuilt, opens } = vectors.tags[0]!
    const encoded = [rebuilt!.header, rebuilt!.payload].map((part) => Buffer.from(part).toString('base64url'))
    expect(rebuilt!.signingInput).toBe(encoded.join('.'))
    const { checkpoint, number, window } = opens!
    expect(JSON.parse(rebuilt!.header)).toEqual({
      alg: 'ES256',
      kid: `${checkpoint}.${number}`,
      typ: 'waymark-display',
    })
    expect(JSON.parse(rebuilt!.payload)).toEqual({ v: 1, checkpoint, window })
  })
})

describe('a displayed code', () => {
  it('opens to what was signed, and is 181 digits whatever it stands for', async () => {
    await fc.assert(
      fc.asyncProperty(anyFields, async (fields) => {
        const digits = await issueDisplayTag(fields, key.privateKey)
        expect(digits).toMatch(/^[0-9]{181}$/)
        expect(await openDisplayTag(digits, () => key.publicKey)).toEqual({ ok: true, tag: fields })
      }),
      { numRuns: 50 },
    )
  })

  it('is refused after any single-bit change of its 75 bytes', async () => {
    await fc.assert(
      fc.asyncProperty(anyFields, async (fields) => {
        const token = BigInt(await issueDisplayTag(fields, key.privateKey))
        const bits = Array.from({ length: 600 }, (_, bit) => BigInt(bit))
        const opened = await Promise.all(
          bits.map((bit) => openDisplayTag(spelled(token ^ (1n << bit)), () => key.publicKey)),
        )
        expect(bits.filter((_, bit) => opened[bit]!.ok)).toEqual([])
      }),
      { numRuns: 3 },
    )
  })

  it('has one spelling: whatever parses is written back as the same digits', () => {
    const anyText = fc.oneof(
      fc.bigInt({ min: 0n, max: 10n ** 181n - 1n }).map(spelled),
      fc.string({ minLength: 177, maxLength: 185, unit: fc.constantFrom(...'0123456789٣３ +-._en') }),
    )
    fc.assert(
      fc.property(anyText, (text) => {
        const parsed = parseDisplayTag(text)
        if (!parsed) return
        const { number, checkpoint, window } = parsed.fields
        const bytes = [number, ...bytesOfCheckpointId(checkpoint)]
        const hex = Buffer.from(bytes).toString('hex') + window.toString(16).padStart(8, '0')
        expect(spelled(BigInt(`0x${hex}${Buffer.from(parsed.signature).toString('hex')}`))).toBe(text)
      }),
    )
  })

  it('is of a window of half a minute, and may be read from the window before to the one after', () => {
    const window = windowAt(at('21:00:10'))
    expect(windowAt(at('21:00:29.999'))).toBe(window)
    expect(windowAt(at('21:00:30'))).toBe(window + 1)
    expect(readableSpan({ window })).toEqual({ from: at('20:59:30'), to: at('21:01') })
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 8_640_000_000_000 }), fc.integer({ min: -1, max: 1 }), (now, off) => {
        const { from, to } = readableSpan({ window: Math.max(0, windowAt(now) + off) })
        expect([from <= now, now < to]).toEqual([true, true])
        // Two windows off is no longer now.
        const late = readableSpan({ window: windowAt(now) + 2 })
        expect(late.from > now).toBe(true)
        expect((to - from) / WINDOW_MS).toBeLessThanOrEqual(3)
      }),
    )
  })

  it('is found in what a scanner reads, and never taken for a label, nor a label for it', () => {
    const digits = '7'.repeat(181)
    const url = displayUrl('HTTPS://Patrol.Example.COM/', digits)
    expect(url).toBe(`https://patrol.example.com/d/${digits}`)
    expect(displayDigitsIn(url)).toBe(digits)
    expect(displayDigitsIn(`http://192.168.1.20:8080/D/${digits}`)).toBe(digits)
    expect(tagDigitsIn(url)).toBeUndefined()
    const odd = [
      digits,
      ` ${url}`,
      `${url}?a`,
      `${url}/`,
      `${url}\n`,
      url.slice(0, -1),
      `${url}7`,
      url.replace('/d/', '/s/'),
      url.replace('/d/', '/x/d/'),
    ]
    for (const text of odd) expect([text, displayDigitsIn(text)]).toEqual([text, undefined])
  })

  it('makes a symbol of version 6 under an address of up to 29 characters, else of version 7', async () => {
    const digits = await issueDisplayTag(
      { number: 1, checkpoint: LOBBY, window: windowAt(at('21:00')) },
      key.privateKey,
    )
    const versionUnder = (origin: string) =>
      QRCode.create(displayUrl(origin, digits), { errorCorrectionLevel: 'M' }).version
    expect('https://patrol.example.com/d/').toHaveLength(29)
    expect(versionUnder('https://patrol.example.com')).toBe(6)
    expect(versionUnder('https://patrols.example.com')).toBe(7)
    expect(versionUnder(`https://${'a'.repeat(34)}`)).toBe(7)
  })
})
