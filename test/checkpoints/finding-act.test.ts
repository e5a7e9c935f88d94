import { base64url, CompactSign } from 'jose'
import { beforeAll, describe, expect, it } from 'vitest'
import { isSignedBy } from '../../checkpoints/device-jws.ts'
import {
  type FindingAct,
  photosOfAct,
  readFindingEvent,
  SIGNED_ACTS,
  type SignedFindingEvent,
  signFindingEvent,
} from '../../checkpoints/finding-act.ts'
import { readVisit, signVisit } from '../../checkpoints/visit.ts'
import { AMY, anAct, FINDING } from '../support/a-finding.ts'
import { aKeyPair, at, aVisit, DEVICE, ESTATE, LOBBY, uuid } from '../support/builders.ts'

const [SPOT, HAND] = ['b'.repeat(64), 'a'.repeat(64)]
const report: FindingAct = {
  ...{
    kind: 'report',
    checkpoint: LOBBY,
    category: 'facilities',
    severity: 'normal',
    note: '地磚鬆脫',
    photos: [SPOT],
  },
  ...{ residentReport: null, position: { latitude: 22.3, longitude: 114.2, accuracyMetres: 12 } },
}
/** Amy has fixed it, with her phone. */
function anEvent(given: Partial<SignedFindingEvent> = {}): SignedFindingEvent {
  const event = { v: 1, id: uuid(0xe1), finding: FINDING, estate: ESTATE, at: at('21:05'), basis: 2 } as const
  return { ...event, act: anAct('fix', { photos: [SPOT] }), person: AMY, device: DEVICE, ...given }
}

let phone: Awaited<ReturnType<typeof aKeyPair>>
let jws: string
beforeAll(async () => {
  phone = await aKeyPair()
  jws = await signFindingEvent(anEvent(), phone.privateKey)
})

const HEADER = { alg: 'ES256', kid: DEVICE, typ: 'waymark-finding-event' }
/** Truly signed by the phone, by whoever has other ideas of what an event is. */
async function written(payload: unknown, header: Record<string, unknown> = HEADER): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(payload))
  const signed = await new CompactSign(bytes).setProtectedHeader(HEADER).sign(phone.privateKey)
  const [, body, signature] = signed.split('.')
  return [base64url.encode(JSON.stringify(header)), body, signature].join('.')
}

describe('a signed deed', () => {
  const acts: FindingAct[] = [
    report,
    anAct('settle', { photos: [SPOT] }),
    anAct('triage', { route: { kind: 'violation', assignee: null, unit: uuid(0x12a), notice: '請清走雜物' } }),
    anAct('triage', { route: { kind: 'department', assignee: AMY, department: uuid(0xd1) }, dueOn: '2026-03-09' }),
    ...(['ask-extension', 'answer-extension', 'fix', 'verify', 'call-back', 'comment'] as const).map((kind) =>
      anAct(kind),
    ),
    ...(['reclassify', 'merge', 'dismiss', 'reopen', 'acknowledge', 'resolve'] as const).map((kind) => anAct(kind)),
  ]
  it.each(acts)('reads back as it was signed: $kind', async (act) => {
    const event = anEvent({ act })
    expect(readFindingEvent(await signFindingEvent(event, phone.privateKey))).toEqual(event)
  })

  it('is believed of the phone that signed it, and of no other', async () => {
    expect(await isSignedBy(jws, phone.publicJwk)).toBe(true)
    expect(await isSignedBy(jws, (await aKeyPair()).publicJwk)).toBe(false)
  })

  it('is not believed once a word of it has changed', async () => {
    const [header, , signature] = jws.split('.')
    const other = base64url.encode(JSON.stringify(anEvent({ person: uuid(2) })))
    const tampered = [header, other, signature].join('.')
    expect(readFindingEvent(tampered)?.person).toBe(uuid(2))
    expect(await isSignedBy(tampered, phone.publicJwk)).toBe(false)
  })

  it('is no visit, and a visit is none', async () => {
    expect(readVisit(jws).ok).toBe(false)
    expect(readFindingEvent(await signVisit(aVisit(), phone.privateKey))).toBeUndefined()
    expect(readFindingEvent(await written(anEvent(), { ...HEADER, typ: 'waymark-visit' }))).toBeUndefined()
  })

  it('says outside which phone it says inside', async () => {
    expect(readFindingEvent(await written(anEvent()))).toEqual(anEvent())
    expect(readFindingEvent(await written(anEvent({ device: uuid(0xbad) })))).toBeUndefined()
    expect(readFindingEvent(await written(anEvent(), { ...HEADER, kid: uuid(0xbad) }))).toBeUndefined()
  })
})

describe('what is no deed', () => {
  it.each<[string, Record<string, unknown>]>([
    ['no signature wanted', { ...HEADER, alg: 'none' }],
    ['a shared secret', { ...HEADER, alg: 'HS256' }],
    ['a key of its own', { ...HEADER, jwk: { kty: 'EC' } }],
    ['a crit', { ...HEADER, crit: ['exp'] }],
    ['no typ', { alg: 'ES256', kid: DEVICE }],
    ['no kid', { alg: 'ES256', typ: HEADER.typ }],
  ])('a header with %s', async (_, header) => {
    expect(readFindingEvent(await written(anEvent(), header))).toBeUndefined()
  })

  const { kind: _, ...nothing } = anAct('fix')
  it.each<[string, object]>([
    ['another version', { v: 2 }],
    ['an act that nobody knows', { act: { kind: 'forget', note: '' } }],
    ['no act', { act: nothing }],
    ['a word more', { act: { ...anAct('fix'), approved: true } }],
    ['a word more outside', { role: 'manager' }],
    ['a note of blanks', { act: anAct('fix', { note: '  ' }) }],
    ['a note without end', { act: anAct('fix', { note: 'x'.repeat(2001) }) }],
    ['seven photos', { act: anAct('fix', { photos: Array.from({ length: 7 }, () => SPOT) }) }],
    ['a photo that is no hash', { act: anAct('fix', { photos: ['b.jpg'] }) }],
    ['no hand under a verification', { act: { ...anAct('verify'), signature: '' } }],
    ['no proof of being there', { act: { ...anAct('verify'), evidence: { channel: 'telepathy' } } }],
    ['a day that is none', { act: anAct('ask-extension', { until: '2026-02-30' }) }],
    ['a basis below nothing', { basis: -1 }],
    ['half a basis', { basis: 1.5 }],
    ['an id that is none', { finding: 'f-1' }],
    ['a time before time', { at: -1 }],
    ['nobody', { person: null }],
  ])('one with %s', async (_, given) => {
    expect(readFindingEvent(await written({ ...anEvent(), ...given }))).toBeUndefined()
  })

  it.each<[string, (jws: string) => string]>([
    ['padding', (one) => `${one}==`],
    ['a space in front', (one) => ` ${one}`],
    ['a line break behind', (one) => `${one}\n`],
    ['a fourth part', (one) => `${one}.${one.split('.')[2]}`],
    ['no signature', (one) => one.slice(0, one.lastIndexOf('.') + 1)],
    ['two parts', (one) => one.slice(0, one.lastIndexOf('.'))],
    [
      '4n + 1 characters in a part',
      ([...one]) => one.join('').replace('.', `${'A'.repeat((5 - (one.indexOf('.') % 4)) % 4)}.`),
    ],
    ['nothing at all', () => ''],
  ])('one spelled with %s', (_, respelled) => expect(readFindingEvent(respelled(jws))).toBeUndefined())

  it('one with spare bits in its last character, which jose forgives', async () => {
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
    const respelled = jws.slice(0, -1) + alphabet[alphabet.indexOf(jws.at(-1)!) ^ 1]
    expect(await isSignedBy(respelled, phone.publicJwk)).toBe(true)
    expect(readFindingEvent(respelled)).toBeUndefined()
  })
})

describe('the photos of a deed', () => {
  it('are all that it names, the hand under it included, once each', () => {
    expect(photosOfAct(report)).toEqual([SPOT])
    expect(photosOfAct(anAct('settle', { photos: [SPOT, HAND, SPOT], signature: HAND }))).toEqual([SPOT, HAND])
    expect(photosOfAct(anAct('verify', { photos: [], signature: HAND }))).toEqual([HAND])
    expect(photosOfAct(anAct('dismiss'))).toEqual([])
  })

  it('are what only a phone’s signature makes somebody’s where there is a hand', () => {
    const withHand = [report, anAct('settle'), anAct('fix'), anAct('verify'), anAct('comment')].filter(
      (act) => 'signature' in act,
    )
    expect(withHand.map(({ kind }) => kind)).toEqual([...SIGNED_ACTS])
  })
})
