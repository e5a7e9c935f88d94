/** Displays: paired with a one-time code, what their codes are worth, and what happens when one is lost (design.md §3 "Display"). */
import { CompactSign, type CryptoKey, exportJWK, generateKeyPair } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { windowAt } from '../../checkpoints/display-code.ts'
import { issueDisplayTag } from '../../checkpoints/display-tag.ts'
import { tagDigitsIn } from '../../checkpoints/tag.ts'
import type { DisplayState, Displays } from '../../checkpoints/wire/display.ts'
import type { ListedCheckpoint, Pack } from '../../checkpoints/wire/estate.ts'
import type { VisitRecord } from '../../checkpoints/wire/visit.ts'
import { at, minutes, seconds, uuid } from '../support/builders.ts'
import {
  addNeighbour,
  type EstateAtWork,
  type EstateServer,
  enrolPhone,
  startEstateServer,
  type TestPhone,
} from '../support/estate-server.ts'

type Display = {
  readonly state: DisplayState
  readonly key: CryptoKey
  readonly code: string
  readonly publicKey: object
}

let server: EstateServer
let neighbour: EstateAtWork
let phone: TestPhone
let lobby: ListedCheckpoint
let display: Display

beforeAll(async () => {
  server = await startEstateServer({ now: at('20:30') })
  neighbour = await addNeighbour(server)
  phone = await enrolPhone(server)
  lobby = server.spots[0]!
  display = await pairAt(lobby)
})
afterAll(() => server.stop())

const offer = (spot: ListedCheckpoint) =>
  server.as.admin('POST', `${server.path}/displays`, { checkpoint: spot.id }).then(({ body }) => body.code as string)
const aKey = async () => {
  const { publicKey, privateKey } = await generateKeyPair('ES256')
  return { publicKey: await exportJWK(publicKey), privateKey }
}
const pair = (body: object) => server.anyone('POST', '/api/displays', { label: 'old tablet', ...body })

async function pairAt(spot: ListedCheckpoint): Promise<Display> {
  const code = await offer(spot)
  const { publicKey, privateKey } = await aKey()
  const paired = await pair({ code, publicKey })
  expect(paired.status).toBe(201)
  return { state: paired.body, key: privateKey, code, publicKey }
}

const list = async () => ((await server.as.admin('GET', `${server.path}/displays`)).body as Displays).displays
const revoke = ({ state }: Display, reason = 'stolen') =>
  server.as.admin('PUT', `${server.path}/displays/${state.id}/revocation`, { reason })
const codeOf = ({ state, key }: Display, shownAt: number, number = state.number) =>
  issueDisplayTag({ number, checkpoint: state.checkpoint.id, window: windowAt(shownAt) }, key)

type Asked = { display?: string; at?: number; wallAt?: number; typ?: string; key?: CryptoKey }
async function ask(one: Display, asked: Asked = {}) {
  const id = asked.display ?? one.state.id
  const said = { display: id, at: asked.at ?? server.now(), wallAt: asked.wallAt ?? server.now() }
  const header = { alg: 'ES256', kid: id, typ: asked.typ ?? 'waymark-display-state' }
  const jws = await new CompactSign(new TextEncoder().encode(JSON.stringify(said)))
    .setProtectedHeader(header)
    .sign(asked.key ?? one.key)
  return stateOf(jws)
}
const stateOf = (statement: string) =>
  server.anyone('GET', '/api/display/state', undefined, { 'Waymark-Display': statement })

/** Read off a display by a phone that has last talked to the server five minutes before. */
async function file(digits: string, given: { spot?: ListedCheckpoint; scannedAt?: number; heardAt?: number } = {}) {
  const { spot = lobby, scannedAt = server.now() } = given
  const heardAt = given.heardAt ?? scannedAt - minutes(5)
  const visit = await phone.visit(spot, {
    evidence: { channel: 'display', digits },
    ...{ scannedAt, openedAt: scannedAt, submittedAt: scannedAt },
    lastServerTime: { at: heardAt, elapsedMs: scannedAt - heardAt, wallAt: heardAt, whole: true },
  })
  const answer = await server.as.assistant('PUT', `/api/visits/${visit.id}`, visit.jws)
  return { id: visit.id, status: answer.status, code: answer.body.code, verdict: answer.body.verdict }
}

describe('pairing', () => {
  it('takes the code once, and tells the display what to show', async () => {
    expect(display.code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]$/)
    expect(display.state).toMatchObject({
      number: 1,
      checkpoint: { id: lobby.id, names: { en: 'LOBBY' } },
      places: [{ en: 'Tower' }],
      estate: { names: { 'zh-Hant': '測試苑' }, zone: 'Asia/Hong_Kong' },
      revokedAt: null,
      now: server.now(),
    })
    const other = await pair({ code: display.code, publicKey: (await aKey()).publicKey })
    expect([other.status, other.body.code]).toEqual([410, 'pairing-code-invalid'])
  })

  it('gives the same display again to whoever lost the answer, however the code was typed', async () => {
    const again = await pair({ code: ` ${display.code.toLowerCase()} `, publicKey: display.publicKey })
    expect([again.status, again.body.id, again.body.number]).toEqual([201, display.state.id, 1])
  })

  it('counts the displays of a spot, each with its own key, and lists them with who made the code', async () => {
    const second = await pairAt(lobby)
    expect(second.state.number).toBe(2)
    expect(await list()).toMatchObject([
      { id: second.state.id, checkpoint: lobby.id, number: 2, label: 'old tablet', pairedBy: 'admin', revoked: null },
      { id: display.state.id, number: 1, lastSeenAt: at('20:30'), clockErrorMs: 0 },
    ])
  })

  it('refuses a wrong code, a slip of a finger, one that ran out, and a key that is none', async () => {
    const code = await offer(lobby)
    const { publicKey } = await aKey()
    const last = code.at(-1) === '0' ? '1' : '0'
    expect((await pair({ code: code.slice(0, -1) + last, publicKey })).body.code).toBe('pairing-code-invalid')
    expect((await pair({ code: '0000-0001-2', publicKey })).body.code).toBe('pairing-code-invalid')
    const noKey = { kty: 'EC', crv: 'P-256', x: 'A'.repeat(43), y: 'A'.repeat(43) }
    expect((await pair({ code, publicKey: noKey })).body.code).toBe('key-invalid')
    server.setClock(at('20:45:00.001'))
    expect((await pair({ code, publicKey })).body.code).toBe('pairing-code-invalid')
    server.setClock(at('20:30'))
    // Nothing of all that has used it up.
    expect((await pair({ code, publicKey })).status).toBe(201)
  })

  it('is for spots of the estate that are in use, and offered by its admin alone', async () => {
    const foreign = await server.as.admin('POST', `${server.path}/displays`, { checkpoint: neighbour.spots[0]!.id })
    expect([foreign.status, foreign.body.code]).toEqual([422, 'checkpoint-unknown'])
    expect((await server.as.supervisor('POST', `${server.path}/displays`, { checkpoint: lobby.id })).status).toBe(403)
    expect((await server.as.auditor('GET', `${server.path}/displays`)).status).toBe(200)
    expect((await server.as.supervisor('GET', `${server.path}/displays`)).status).toBe(403)
    expect((await neighbour.as.admin('GET', `${server.path}/displays`)).status).toBe(404)
  })
})

describe('a display that has a network', () => {
  it('is told how it stands, and leaves word when it was seen and how wrong its clock is', async () => {
    server.setClock(at('20:36'))
    const answered = await ask(display, { wallAt: server.now() + minutes(3) })
    expect(answered.status).toBe(200)
    expect(answered.body).toEqual({ ...display.state, now: at('20:36') })
    expect((await list()).find(({ id }) => id === display.state.id)).toMatchObject({
      lastSeenAt: at('20:36'),
      clockErrorMs: minutes(3),
    })
  })

  it('hears what time it is if its own is more than five minutes off', async () => {
    expect((await ask(display, { at: server.now() - minutes(5) })).status).toBe(200)
    for (const off of [minutes(5) + 1, -minutes(5) - 1]) {
      const { status, body } = await ask(display, { at: server.now() + off })
      expect([status, body.code, body.now]).toEqual([401, 'display-clock-wrong', server.now()])
    }
  })

  it('is nobody unless it has signed: another key, another id, another kind of token, none at all', async () => {
    const { privateKey } = await aKey()
    const answers = [
      await ask(display, { key: privateKey }),
      await ask(display, { display: uuid(7) }),
      await ask(display, { typ: 'waymark-visit' }),
      await server.anyone('GET', '/api/display/state'),
      ...(await Promise.all(
        ['', 'x', 'a.b.c', '..', `${'e'.repeat(40)}.${'e'.repeat(40)}.${'e'.repeat(86)}`].map(stateOf),
      )),
    ]
    for (const { status, body } of answers) expect([status, body.code]).toEqual([401, 'display-unknown'])
  })
})

describe('a visit through a display', () => {
  it('is verified, though it comes hours later, and bounded by the code that was shown', async () => {
    server.setClock(at('20:40:10'))
    const digits = await codeOf(display, server.now())
    const scannedAt = server.now()
    server.setClock(at('23:30'))
    const filed = await file(digits, { scannedAt })
    expect([filed.status, filed.verdict]).toEqual([201, { outcome: 'verified' }])
    const record: VisitRecord = (await server.as.supervisor('GET', `/api/visits/${filed.id}`)).body
    expect(record).toMatchObject({ occurredAt: at('20:40:10'), notBefore: at('20:40:10') })
    expect(record.claims.evidence.channel).toBe('display')
  })

  it('read off a photo ten minutes later is stored, and doubtful', async () => {
    server.setClock(at('23:40:10'))
    const digits = await codeOf(display, server.now())
    const soon = await file(digits, { scannedAt: server.now() + seconds(49) })
    expect(soon.verdict).toEqual({ outcome: 'verified' })
    server.setClock(at('23:50:10'))
    const late = await file(digits)
    expect([late.status, late.verdict]).toEqual([201, { outcome: 'doubtful', reasons: ['display-stale'] }])
  })

  it('of another spot, of another estate, or signed by nobody is refused', async () => {
    const digits = await codeOf(display, server.now())
    expect(await file(digits, { spot: server.spots[1]! })).toMatchObject({
      status: 422,
      code: 'tag-of-other-checkpoint',
    })
    const offered = await neighbour.as.admin('POST', `${neighbour.path}/displays`, {
      checkpoint: neighbour.spots[0]!.id,
    })
    const { publicKey, privateKey } = await aKey()
    const theirs = await pair({ code: offered.body.code, publicKey })
    const foreign = await codeOf({ state: theirs.body, key: privateKey, code: '', publicKey }, server.now())
    expect(await file(foreign)).toMatchObject({ status: 422, code: 'tag-of-other-estate' })
    const forged = await codeOf({ ...display, key: privateKey }, server.now())
    expect(await file(forged)).toMatchObject({ status: 422, code: 'tag-forged' })
    // Its own key, in the name of the second display.
    expect(await file(await codeOf(display, server.now(), 2))).toMatchObject({ status: 422, code: 'tag-forged' })
    expect(await file(await codeOf(display, server.now(), 200))).toMatchObject({ status: 404, code: 'tag-unknown' })
  })

  it('opens for whoever scans it, as a label does: its spot for those who work there, what strangers may know for others', async () => {
    const json = { accept: 'application/json' }
    const digits = await codeOf(display, server.now())
    const opened = await server.as.assistant('GET', `/d/${digits}`, undefined, json)
    expect([opened.status, opened.body.checkpoint.id]).toEqual([200, lobby.id])
    const [shown, hung] = await Promise.all(
      [`/d/${digits}`, `/s/${tagDigitsIn(lobby.tagUrl ?? '')}`].map((path) =>
        server.anyone('GET', path, undefined, json),
      ),
    )
    expect([shown!.status, shown!.body]).toEqual([200, hung!.body])
    expect(JSON.stringify(shown!.body)).not.toContain(lobby.id)
    const malformed = await server.anyone('GET', `/d/${digits.slice(1)}`, undefined, json)
    expect([malformed.status, malformed.body.code]).toEqual([400, 'tag-malformed'])
    expect(server.logged.join('\n')).not.toMatch(/\d{181}/)
  })
})

describe('a display that is lost', () => {
  it('is revoked with a reason, by the admin of its estate', async () => {
    const path = `${server.path}/displays/${display.state.id}/revocation`
    expect((await server.as.admin('PUT', path, { reason: ' ' })).status).toBe(400)
    expect((await server.as.supervisor('PUT', path, { reason: 'stolen' })).status).toBe(403)
    const theirs = `${neighbour.path}/displays/${display.state.id}/revocation`
    expect((await neighbour.as.admin('PUT', theirs, { reason: 'not mine' })).status).toBe(404)

    server.setClock(at('23:59'))
    expect((await revoke(display)).status).toBe(200)
    server.setClock(at('23:59:30'))
    await revoke(display, 'once more')
    const found = (await list()).find(({ id }) => id === display.state.id)
    expect(found?.revoked).toEqual({ at: at('23:59'), by: 'admin', reason: 'stolen' })
  })

  it('hears of it, and phones do with their next pack', async () => {
    expect((await ask(display)).body.revokedAt).toBe(at('23:59'))
    const pack: Pack = (await server.as.assistant('GET', `${server.path}/pack`)).body
    const [first, second] = pack.displays.filter(({ checkpoint }) => checkpoint === lobby.id)
    expect([first?.revokedAt, second?.revokedAt]).toEqual([at('23:59'), undefined])
    const digits = await codeOf(display, server.now())
    expect((await server.anyone('GET', `/d/${digits}`)).status).toBe(410)
  })

  it('makes a visit doubtful if its phone had not heard, refused if it had; what waits from before is asked about', async () => {
    const digits = await codeOf(display, server.now())
    const unheard = await file(digits, { heardAt: at('23:50') })
    expect([unheard.status, unheard.verdict]).toEqual([201, { outcome: 'doubtful', reasons: ['tag-revoked'] }])
    const heard = await file(digits, { heardAt: at('23:59:10') })
    expect([heard.status, heard.code]).toEqual([410, 'tag-revoked'])
    // Whoever has the display can sign for any time before.
    const before = at('23:58:10')
    const held = await file(await codeOf(display, before), { scannedAt: before, heardAt: at('23:50') })
    expect(held.verdict).toEqual({ outcome: 'doubtful', reasons: ['tag-revoked'] })
  })

  it('does not come back with its old key', async () => {
    const code = await offer(lobby)
    const again = await pair({ code, publicKey: display.publicKey })
    expect([again.status, again.body.code]).toEqual([400, 'key-invalid'])
  })
})

it('whoever guesses codes has to wait', async () => {
  const { publicKey } = await aKey()
  const guess = () => pair({ code: '0000-0001-2', publicKey })
  const guesses = await Promise.all(Array.from({ length: 12 }, guess))
  const throttled = guesses.filter(({ status }) => status === 429)
  expect(throttled.length).toBeGreaterThanOrEqual(2)
  expect(throttled[0]?.body).toMatchObject({ code: 'pairing-throttled', retryAfter: expect.any(Number) })
})
