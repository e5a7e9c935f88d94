import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Answer } from '../../../checkpoints/answer.ts'
import { isSignedBy } from '../../../checkpoints/device-jws.ts'
import { readVisit } from '../../../checkpoints/visit.ts'
import { VISIT_VERSION } from '../../../checkpoints/visit-version.ts'
import { PERSON, UNSIGNED_DIGITS, uuid } from '../../support/builders.ts'
import { until } from '../../support/until.ts'
import { aListedCheckpoint, aPack, type FakeServer, newPhone, type OpenedPage, openSignedIn, refusal } from './page.ts'

let server: FakeServer
let page: OpenedPage

beforeEach(async () => {
  server = newPhone()
  page = await openSignedIn()
})
afterEach(() => vi.unstubAllGlobals())

describe('a phone whose browser keeps no key to itself', () => {
  beforeEach(async () => {
    keepsNoCryptoKeys()
    page = await openSignedIn()
    vi.spyOn(console, 'warn').mockImplementation(() => {})
  })
  afterEach(() => vi.restoreAllMocks())

  it('works unbound, says so to the server and to its owner, and signs with what it told the server', async () => {
    const filed = await file()
    expect(filed.ok).toBe(true)
    expect(page.device.phoneState.value).toBe('unbound')
    const [enrolment] = enrolments()
    expect(enrolment).toMatchObject({ bound: false })
    expect(await isSignedBy(filed.ok ? filed.item.jws : '', enrolment.publicKey)).toBe(true)
    expect(JSON.stringify(server.sent)).not.toContain('"d"')
  })

  it('goes on as the same phone after a reload', async () => {
    await file()
    page = await openSignedIn()
    const second = await file()
    expect(second.ok && readVisit(second.item.jws)).toMatchObject({ claims: { sequence: 2 } })
  })

  it('is bound once its browser can, and stays as it is while the server cannot be told', async () => {
    await file()
    vi.stubGlobal('structuredClone', honestClone)
    server.answer = ({ path }) => (path === '/api/devices' ? 'offline' : undefined)
    expect(await page.device.enrolAgain(PERSON)).toMatchObject({ ok: true, phone: { device: uuid(0xde) } })
    expect(page.device.phoneState.value).toBe('unbound')

    server.answer = () => undefined
    await page.device.enrolAgain(PERSON)
    expect(page.device.phoneState.value).toBe('ready')
    expect(enrolments().at(-1)).toMatchObject({ bound: true })
  })
})

describe('a phone that has to be enrolled again', () => {
  it('keeps the form when its key no longer signs, and files it with a new one in a new chain', async () => {
    const { keepPhone, keptPhone } = await import('../../../client/local/devices.ts')
    const waiting = await fileOffline()
    const { publicKey } = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, [
      'sign',
      'verify',
    ])
    await keepPhone({ ...(await keptPhone(PERSON))!, privateKey: publicKey })

    const draft = await begin()
    expect(await page.filing.fileVisit(draft, ALL_OK, { en: 'Lobby' })).toEqual({ ok: false, error: 'key-lost' })
    expect(page.device.phoneState.value).toBe('key-lost')
    page = await openSignedIn()
    expect(await page.device.readyPhone(PERSON)).toEqual({ ok: false, error: 'key-lost' })

    server.answer = ({ path }) =>
      path === '/api/devices' ? { status: 201, body: { id: uuid(0xdf), enrolledAt: 2 } } : undefined
    await page.device.enrolAgain(PERSON)
    const filed = await page.filing.fileVisit(draft, ALL_OK, { en: 'Lobby' })
    expect(filed.ok && readVisit(filed.item.jws)).toMatchObject({
      claims: { device: uuid(0xdf), sequence: 1, previous: null },
    })
    await page.outbox.drain()
    expect(states()).toEqual({ [waiting]: 'on-server', [draft.id]: 'on-server' })
  })

  it('hears of its revocation when the app opens, before a visit is refused for it', async () => {
    await page.device.readyPhone(PERSON)
    server.answer = ({ path }) => (path === '/api/devices' ? refusal('device-revoked') : undefined)
    page = await openSignedIn()
    page.device.startDevice()
    await until(() => expect(page.device.phoneState.value).toBe('device-revoked'))
    const draft = await begin()
    expect(await page.filing.fileVisit(draft, ALL_OK, { en: 'Lobby' })).toEqual({ ok: false, error: 'device-revoked' })
  })

  it('hears when the app opens that it is too old, and still keeps what is filed', async () => {
    await page.device.readyPhone(PERSON)
    server.answer = ({ path }) => {
      return path === '/api/devices' || path.startsWith('/api/visits/') ? refusal('app-too-old') : undefined
    }
    page = await openSignedIn()
    page.device.startDevice()
    await until(() => expect(page.device.phoneState.value).toBe('app-too-old'))
    expect(enrolments().at(-1)).toMatchObject({ visitVersion: VISIT_VERSION })
    expect((await file()).ok).toBe(true)
    expect(Object.values(states())).toEqual(['saved'])
  })

  it('works on when it cannot ask, or the server has other trouble', async () => {
    await page.device.readyPhone(PERSON)
    for (const answer of ['offline', refusal('internal')] as const) {
      server.answer = ({ path }) => (path === '/api/devices' ? answer : undefined)
      page = await openSignedIn()
      page.device.startDevice()
      await until(() => expect(server.log.at(-1)).toBe('POST /api/devices'))
      expect((await page.device.readyPhone(PERSON)).ok).toBe(true)
    }
  })

  it('begins a new chain under the number that a server put back from a backup gives its key', async () => {
    await file()
    server.answer = ({ path }) =>
      path === '/api/devices' ? { status: 201, body: { id: uuid(0xdf), enrolledAt: 2 } } : undefined
    page = await openSignedIn()
    page.device.startDevice()
    const { keptPhone } = await import('../../../client/local/devices.ts')
    await until(async () => expect((await keptPhone(PERSON))?.device).toBe(uuid(0xdf)))
    const next = await file()
    expect(next.ok && readVisit(next.item.jws)).toMatchObject({ claims: { sequence: 1, previous: null } })
  })
})

const ALL_OK: Answer[] = [
  { item: 'lights', result: 'ok', photos: [] },
  { item: 'signs', result: 'ok', photos: [] },
]

function begin() {
  const evidence = { channel: 'camera' as const, digits: UNSIGNED_DIGITS }
  const spot = { pack: aPack(), checkpoint: aListedCheckpoint(), evidence }
  return page.drafts.startDraft(spot, PERSON, page.drafts.tagSeen())
}

async function file() {
  const filed = await page.filing.fileVisit(await begin(), ALL_OK, { en: 'Lobby' })
  await page.outbox.drain()
  return filed
}

/** Leaves a visit in the outbox. */
async function fileOffline(): Promise<string> {
  server.answer = ({ path }) => (path.startsWith('/api/visits/') ? 'offline' : undefined)
  const filed = await file()
  if (!filed.ok) throw new Error(filed.error)
  return filed.item.id
}

const states = () => Object.fromEntries(page.outbox.items.value.map(({ id, state }) => [id, state]))

function enrolments() {
  return server.sent.filter(({ path }) => path === '/api/devices').map(({ body }) => JSON.parse(body as string))
}

const honestClone = structuredClone

/** As some in-app browsers and iOS modes: what IndexedDB takes in is cloned, and a CryptoKey is not. */
function keepsNoCryptoKeys(): void {
  vi.stubGlobal('structuredClone', (value: unknown) => {
    if (holdsKey(value)) throw new DOMException('The object can not be cloned.', 'DataCloneError')
    return honestClone(value)
  })
}

function holdsKey(value: unknown): boolean {
  if (value instanceof CryptoKey) return true
  return typeof value === 'object' && value !== null && Object.values(value).some(holdsKey)
}
