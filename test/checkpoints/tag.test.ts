import fc from 'fast-check'
import type { JWK } from 'jose'
import { beforeAll, describe, expect, it } from 'vitest'
import { bytesOfCheckpointId, checkpointIdOfBytes } from '../../checkpoints/ids.ts'
import { issueTag, openTag, parseTag, type TagFields, tagDigitsIn, tagKeyId, tagUrl } from '../../checkpoints/tag.ts'
import { aKeyPair, checkpointId, ESTATE, LOBBY, UNSIGNED_DIGITS, uuid } from '../support/builders.ts'
import { vectorsOf } from '../support/vectors.ts'

type Vectors = {
  estate: string
  keys: Record<string, JWK>
  tags: {
    why: string
    digits: string
    opens?: TagFields
    refused?: string
    rebuilt?: { header: string; payload: string; signingInput: string }
  }[]
}
const vectors = vectorsOf<Vectors>('tags')

const anyFields = fc.record({
  generation: fc.integer({ min: 1, max: 255 }),
  checkpoint: fc.uint8Array({ minLength: 6, maxLength: 6 }).map(checkpointIdOfBytes),
  revision: fc.integer({ min: 1, max: 255 }),
})

const spelled = (value: bigint) => value.toString().padStart(174, '0')
const SIGNATURE_BITS = 512n
/** The order of P-256 (FIPS 186-5, SEC 2 §2.4.2). */
const N = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n

let key: Awaited<ReturnType<typeof aKeyPair>>
beforeAll(async () => {
  key = await aKeyPair()
})
const issue = (fields: Partial<TagFields> = {}) =>
  issueTag({ generation: 1, checkpoint: LOBBY, revision: 1, ...fields }, ESTATE, key.privateKey)
/** Says yes to every generation and checkpoint, so that the signature alone decides. */
const ours = () => ({ estate: ESTATE, key: key.publicKey })

describe('the vectors another implementation can check itself against', () => {
  for (const { why, digits, opens, refused } of vectors.tags) {
    it(why, async () => {
      const opened = await openTag(digits, ({ generation }) => {
        const jwk = vectors.keys[generation]
        return jwk && { estate: vectors.estate, key: jwk }
      })
      expect(opened).toEqual(opens ? { ok: true, tag: opens } : { ok: false, error: refused })
    })
  }

  it('rebuild the header and payload byte for byte', () => {
    const { rebuilt, opens } = vectors.tags[0]!
    const encoded = [rebuilt!.header, rebuilt!.payload].map((part) => Buffer.from(part).toString('base64url'))
    expect(rebuilt!.signingInput).toBe(encoded.join('.'))
    expect(JSON.parse(rebuilt!.header)).toEqual({
      alg: 'ES256',
      kid: tagKeyId(vectors.estate, opens!.generation),
      typ: 'waymark-tag',
    })
    expect(JSON.parse(rebuilt!.payload)).toEqual({ v: 1, checkpoint: opens!.checkpoint, revision: opens!.revision })
  })
})

describe('a printed tag', () => {
  it('opens to what was issued, and is 174 digits whatever it stands for', async () => {
    await fc.assert(
      fc.asyncProperty(anyFields, async (fields) => {
        const digits = await issue(fields)
        expect(digits).toMatch(/^[0-9]{174}$/)
        expect(await openTag(digits, ours)).toEqual({ ok: true, tag: fields })
      }),
      { numRuns: 50 },
    )
  })

  it('is laid out as generation, checkpoint, revision, signature', async () => {
    const digits = await issue({ generation: 3, checkpoint: checkpointId(0xabcdef), revision: 9 })
    const hex = BigInt(digits).toString(16).padStart(144, '0')
    expect(hex.slice(0, 16)).toBe('03000000abcdef09')
    expect([...bytesOfCheckpointId(checkpointId(0xabcdef))]).toEqual([0, 0, 0, 0xab, 0xcd, 0xef])
    expect(Buffer.from(parseTag(digits)!.signature).toString('hex')).toBe(hex.slice(16))
  })

  it('is refused after any single-bit change of its 72 bytes', async () => {
    await fc.assert(
      fc.asyncProperty(anyFields, async (fields) => {
        const own = await aKeyPair()
        const token = BigInt(await issueTag(fields, ESTATE, own.privateKey))
        const generous = () => ({ estate: ESTATE, key: own.publicKey })
        expect((await openTag(spelled(token), generous)).ok).toBe(true)
        const bits = Array.from({ length: 576 }, (_, bit) => BigInt(bit))
        const opened = await Promise.all(bits.map((bit) => openTag(spelled(token ^ (1n << bit)), generous)))
        expect(bits.filter((_, bit) => opened[bit]!.ok)).toEqual([])
      }),
      { numRuns: 5 },
    )
  })

  it('has one spelling: whatever parses is written back as the same digits', () => {
    const anyText = fc.oneof(
      fc.bigInt({ min: 0n, max: 10n ** 174n - 1n }).map(spelled),
      fc.string({ minLength: 170, maxLength: 178, unit: fc.constantFrom(...'0123456789٣３ +-._en') }),
    )
    fc.assert(
      fc.property(anyText, (text) => {
        const parsed = parseTag(text)
        if (!parsed) return
        const { generation, checkpoint, revision } = parsed.fields
        const head = [generation, ...bytesOfCheckpointId(checkpoint), revision]
        const hex = Buffer.from([...head, ...parsed.signature]).toString('hex')
        expect(spelled(BigInt(`0x${hex}`))).toBe(text)
      }),
    )
  })

  it('opens under its malleated signature (n − s) too, so its identity is checkpoint and revision, never its digits', async () => {
    const digits = await issue()
    const s = BigInt(digits) % (1n << (SIGNATURE_BITS / 2n))
    const malleated = spelled(BigInt(digits) - s + (N - s))
    expect(malleated).not.toBe(digits)
    expect(await openTag(malleated, ours)).toEqual(await openTag(digits, ours))
  })

  it('of another estate is refused, even under the same key', async () => {
    const digits = await issue()
    const opened = await openTag(digits, () => ({ estate: uuid(0xbad), key: key.publicKey }))
    expect(opened).toEqual({ ok: false, error: 'bad-signature' })
  })

  it('of a checkpoint or generation not known here is told apart from a forged one', async () => {
    expect(await openTag(await issue(), () => undefined)).toEqual({ ok: false, error: 'unknown-key' })
    expect(await openTag(UNSIGNED_DIGITS, ours)).toEqual({ ok: false, error: 'malformed' })
  })

  it('asks for the key of the estate that its own fields name', async () => {
    const asked: TagFields[] = []
    const fields = { generation: 7, checkpoint: checkpointId(42), revision: 3 }
    await openTag(await issue(fields), (named) => {
      asked.push(named)
      return undefined
    })
    expect(asked).toEqual([fields])
  })
})

describe('what a scanner reads', () => {
  const DIGITS = '7'.repeat(174)

  it.each([
    `https://patrol.example.com/s/${DIGITS}`,
    `https://patrol.example.com/S/${DIGITS}`,
    `http://192.168.1.20:8080/s/${DIGITS}`,
  ])('is a tag: %s', (text) => expect(tagDigitsIn(text)).toBe(DIGITS))

  it.each([
    ['the bare digits', DIGITS],
    ['something in front', `see https://patrol.example.com/s/${DIGITS}`],
    ['a space in front', ` https://patrol.example.com/s/${DIGITS}`],
    ['a query behind', `https://patrol.example.com/s/${DIGITS}?from=poster`],
    ['a fragment behind', `https://patrol.example.com/s/${DIGITS}#top`],
    ['a slash behind', `https://patrol.example.com/s/${DIGITS}/`],
    ['a line break behind', `https://patrol.example.com/s/${DIGITS}\n`],
    ['a line in front', `https://evil.example\nhttps://patrol.example.com/s/${DIGITS}`],
    ['a folder in between', `https://patrol.example.com/x/s/${DIGITS}`],
    ['no host', `https:///s/${DIGITS}`],
    ['another scheme', `javascript://patrol.example.com/s/${DIGITS}`],
    ['another path', `https://patrol.example.com/t/${DIGITS}`],
    ['173 digits', `https://patrol.example.com/s/${DIGITS.slice(1)}`],
    ['175 digits', `https://patrol.example.com/s/7${DIGITS}`],
    ['full-width digits', `https://patrol.example.com/s/${'７'.repeat(174)}`],
    ['nothing', ''],
  ])('is no tag: %s', (_, text) => expect(tagDigitsIn(text)).toBeUndefined())

  it('is what a label shows, all lower case', () => {
    const url = tagUrl('HTTPS://Patrol.Example.COM/', DIGITS)
    expect(url).toBe(`https://patrol.example.com/s/${DIGITS}`)
    expect(tagDigitsIn(url)).toBe(DIGITS)
  })
})
