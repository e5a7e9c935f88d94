import { base64url, CompactSign, type JWK } from 'jose'
import { beforeAll, describe, expect, it } from 'vitest'
import { isSignedBy } from '../../checkpoints/device-jws.ts'
import { photosOf, readKeptVisit, readVisit, signVisit, type VisitClaims } from '../../checkpoints/visit.ts'
import { VISIT_VERSION } from '../../checkpoints/visit-version.ts'
import { aKeyPair, at, aVisit, DEVICE, uuid } from '../support/builders.ts'
import { vectorsOf } from '../support/vectors.ts'

let phone: Awaited<ReturnType<typeof aKeyPair>>
let jws: string
beforeAll(async () => {
  phone = await aKeyPair()
  jws = await signVisit(aVisit(), phone.privateKey)
})

const HEADER = { alg: 'ES256', kid: DEVICE, typ: 'waymark-visit' }
/** A visit as a sender with other ideas would write it, truly signed by the phone. */
async function written(payload: unknown, header: Record<string, unknown> = HEADER): Promise<string> {
  const bytes = payload instanceof Uint8Array ? payload : new TextEncoder().encode(JSON.stringify(payload))
  const [, body, signature] = (await new CompactSign(bytes).setProtectedHeader(HEADER).sign(phone.privateKey)).split(
    '.',
  )
  return [base64url.encode(JSON.stringify(header)), body, signature].join('.')
}
const refusedAt = (where: string | undefined) => ({ ok: false, error: 'visit-malformed', where })

describe('a signed visit', () => {
  it('reads back as it was signed, and only the phone that signed it is believed', async () => {
    const stranger = await aKeyPair()
    expect(readVisit(jws)).toEqual({ ok: true, claims: aVisit() })
    expect(await isSignedBy(jws, phone.publicKey)).toBe(true)
    expect(await isSignedBy(jws, phone.publicJwk)).toBe(true)
    expect(await isSignedBy(jws, stranger.publicKey)).toBe(false)
  })

  it('is not believed once a word of it has changed', async () => {
    const [header, , signature] = jws.split('.')
    const other = base64url.encode(JSON.stringify(aVisit({ scannedAt: at('21:30') })))
    const tampered = [header, other, signature].join('.')
    expect(readVisit(tampered).ok).toBe(true)
    expect(await isSignedBy(tampered, phone.publicKey)).toBe(false)
  })

  const golden = vectorsOf<{ key: JWK; visits: { why: string; jws: string; claims: VisitClaims }[] }>('visits')
  for (const { why, jws, claims } of golden.visits) {
    it(`of the first format is readable for good where it is kept, and taken from no phone any more: ${why}`, async () => {
      expect(readKeptVisit(jws)).toEqual({ ok: true, claims })
      expect(readVisit(jws)).toEqual({ ok: false, error: 'app-too-old', where: 'v' })
      expect(await isSignedBy(jws, golden.key)).toBe(true)
    })
  }

  it('names every photo once', () => {
    const [a, b] = ['a'.repeat(64), 'b'.repeat(64)]
    const answers: VisitClaims['answers'] = [
      { item: 'walls', result: 'defect', note: '', photos: [a, b] },
      { item: 'floor', result: 'ok', photos: [a] },
      { item: 'doors', result: 'ok', photos: [] },
    ]
    expect(photosOf({ answers })).toEqual([a, b])
    const settled = {
      item: 'lamp',
      result: 'defect',
      note: 'x',
      photos: [a],
      settled: true,
      signature: 'c'.repeat(64),
    } as const
    expect(photosOf({ answers: [{ ...settled, photos: [a] }] })).toEqual([a, 'c'.repeat(64)])
  })
})

describe('a visit has one spelling', () => {
  const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

  it.each<[string, (jws: string) => string]>([
    ['padding', (jws) => `${jws}==`],
    ['a space in front', (jws) => ` ${jws}`],
    ['a line break behind', (jws) => `${jws}\n`],
    ['the other base64 alphabet', (jws) => jws.replaceAll('-', '+').replaceAll('_', '/').replace(/.$/, '+')],
    ['a fourth part', (jws) => `${jws}.${jws.split('.')[2]}`],
    ['no signature', (jws) => jws.slice(0, jws.lastIndexOf('.') + 1)],
    ['only two parts', (jws) => jws.slice(0, jws.lastIndexOf('.'))],
    ['nothing at all', () => ''],
  ])('%s is refused', (_, respelled) => expect(readVisit(respelled(jws))).toEqual(refusedAt(undefined)))

  it('spare bits in the last character of a part are refused, though jose forgives them', async () => {
    // 64 bytes leave four bits of the 86th character over: fifteen other characters mean the same signature.
    const last = ALPHABET.indexOf(jws.at(-1)!)
    for (let spare = 1; spare < 16; spare++) {
      const respelled = jws.slice(0, -1) + ALPHABET[last ^ spare]
      expect(await isSignedBy(respelled, phone.publicKey)).toBe(true)
      expect(readVisit(respelled)).toEqual(refusedAt(undefined))
    }
  })

  it('a part of 4n + 1 characters, which no bytes encode to, is refused and does not throw', () => {
    const [header, payload, signature] = jws.split('.') as [string, string, string]
    expect(readVisit([header.padEnd(Math.ceil(header.length / 4) * 4 + 1, 'A'), payload, signature].join('.')).ok).toBe(
      false,
    )
    expect(readVisit([header, 'A'.repeat(101), signature].join('.'))).toEqual(refusedAt(undefined))
  })

  it('a payload beyond 200,000 characters is refused before it is looked at', async () => {
    const answer = { item: 'remarks', photos: [], result: 'text', text: '閉'.repeat(60_000) }
    expect(readVisit(await written({ ...aVisit(), answers: [answer] }))).toEqual(refusedAt(undefined))
  })
})

describe('the header of a visit says alg, kid and typ, and nothing else', () => {
  it.each<[string, Record<string, unknown>]>([
    ['one member more', { ...HEADER, jku: 'https://evil.example/keys' }],
    ['a key of its own', { ...HEADER, jwk: { kty: 'EC' } }],
    ['a crit', { ...HEADER, crit: ['exp'] }],
    ['no signature wanted', { ...HEADER, alg: 'none' }],
    ['a shared secret', { ...HEADER, alg: 'HS256' }],
    ['another curve', { ...HEADER, alg: 'ES384' }],
    ['another typ', { ...HEADER, typ: 'JWT' }],
    ['the typ of a tag', { ...HEADER, typ: 'waymark-tag' }],
    ['no typ', { alg: 'ES256', kid: DEVICE }],
    ['no kid', { alg: 'ES256', typ: 'waymark-visit' }],
    ['the kid of another phone', { ...HEADER, kid: uuid(0xbad) }],
  ])('%s is refused', async (_, header) =>
    expect(readVisit(await written(aVisit(), header))).toEqual(refusedAt('header')),
  )

  it('text that is no JSON is refused', () => {
    const [, payload, signature] = jws.split('.')
    expect(readVisit([base64url.encode('{"alg":"ES256",'), payload, signature].join('.'))).toEqual(refusedAt('header'))
  })
})

describe('the payload of a visit', () => {
  it('of a newer format is told apart, so that the phone keeps it until the server is updated', async () => {
    expect(readVisit(await written({ ...aVisit(), v: VISIT_VERSION + 1, mood: 'fine' }))).toEqual({
      ok: false,
      error: 'visit-version-unsupported',
      where: 'v',
    })
  })

  it('of a format older than any that is taken is told apart, so that its phone hears what to do', async () => {
    expect(readVisit(await written({ ...aVisit(), v: 0, mood: 'fine' }))).toEqual({
      ok: false,
      error: 'app-too-old',
      where: 'v',
    })
  })

  it.each<[string, unknown, string | undefined]>([
    ['a member nobody knows', { ...aVisit(), mood: 'fine' }, 'mood'],
    [
      'a member nobody knows, deeper down',
      { ...aVisit(), checklist: { kind: 'lobby', version: 1, x: 1 } },
      'checklist.x',
    ],
    ['a member missing', { ...aVisit(), previous: undefined }, 'previous'],
    ['version −1', { ...aVisit(), v: -1 }, 'v'],
    ['the first visit counted as 0', { ...aVisit(), sequence: 0 }, 'sequence'],
    [
      'less than nothing counted since the last contact',
      { ...aVisit(), lastServerTime: { at: at('20:00'), elapsedMs: -1 } },
      'lastServerTime.elapsedMs',
    ],
    ['fewer than no visits before it', { ...aVisit(), follows: -1 }, 'follows'],
    ['times in fractions', { ...aVisit(), scannedAt: at('21:00') + 0.5 }, 'scannedAt'],
    ['times as text', { ...aVisit(), scannedAt: '2026-03-02T21:00:00Z' }, 'scannedAt'],
    ['a kind nobody knows', { ...aVisit(), checklist: { kind: 'helipad', version: 1 } }, 'checklist.kind'],
    [
      'digits along with a typed code',
      { ...aVisit(), evidence: { channel: 'typed', digits: '1'.repeat(174) } },
      'evidence.digits',
    ],
    ['a camera without digits', { ...aVisit(), evidence: { channel: 'camera' } }, 'evidence.digits'],
    [
      'a position off the globe',
      { ...aVisit(), position: { latitude: 91, longitude: 0, accuracyMetres: 1 } },
      'position.latitude',
    ],
    [
      'an answer of no type',
      { ...aVisit(), answers: [{ item: 'floor', result: 'fine', photos: [] }] },
      'answers.0.result',
    ],
    ['a list around it', [aVisit()], 'v'],
    ['nothing but null', new TextEncoder().encode('null'.padEnd(100)), undefined],
    ['no version', { ...aVisit(), v: null }, 'v'],
  ])('with %s is refused, and says where', async (_, payload, where) => {
    expect(readVisit(await written(payload))).toEqual(refusedAt(where))
  })

  it('with an infinite number, which JSON can spell as 1e999, is refused', async () => {
    const position = { latitude: 0, longitude: 0, accuracyMetres: 5e8 }
    const text = JSON.stringify(aVisit({ position }))
    expect(readVisit(await written(new TextEncoder().encode(text))).ok).toBe(true)
    const endless = new TextEncoder().encode(text.replace('500000000', '1e999'))
    expect(readVisit(await written(endless))).toEqual(refusedAt('position.accuracyMetres'))
  })

  it('with a __proto__ is refused', async () => {
    const text = JSON.stringify(aVisit()).replace('{', '{"__proto__":{"v":1},')
    expect(readVisit(await written(new TextEncoder().encode(text))).ok).toBe(false)
  })

  it('that is not UTF-8 is refused', async () => {
    const text = JSON.stringify(aVisit({ answers: [{ item: 'remarks', photos: [], result: 'text', text: '?' }] }))
    const bytes = new TextEncoder().encode(text)
    expect(readVisit(await written(bytes)).ok).toBe(true)
    bytes[text.indexOf('"?"') + 1] = 0xff
    expect(readVisit(await written(bytes)).ok).toBe(false)
  })
})
