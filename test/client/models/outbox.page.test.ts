import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Answer as ItemAnswer } from '../../../checkpoints/answer.ts'
import { readVisit } from '../../../checkpoints/visit.ts'
import { problemOf } from '../../../checkpoints/wire/problem.ts'
import type { Draft } from '../../../client/local/drafts.ts'
import { LOBBY, PERSON, UNSIGNED_DIGITS, uuid } from '../../support/builders.ts'
import {
  aListedCheckpoint,
  aPack,
  type FakeServer,
  ME,
  newPhone,
  type OpenedPage,
  openSignedIn,
  receiptFor,
  refusal,
} from './page.ts'

let server: FakeServer
let page: OpenedPage

beforeEach(async () => {
  server = newPhone()
  page = await openSignedIn()
})
afterEach(() => vi.unstubAllGlobals())

const ALL_OK: ItemAnswer[] = [
  { item: 'lights', result: 'ok', photos: [] },
  { item: 'signs', result: 'ok', photos: [] },
]

async function begin(): Promise<Draft> {
  const spot = {
    pack: aPack(),
    checkpoint: aListedCheckpoint(),
    evidence: { channel: 'camera' as const, digits: UNSIGNED_DIGITS },
  }
  return page.drafts.startDraft(spot, PERSON, page.drafts.tagSeen())
}

/** Files a visit and waits until the outbox has done with it what it can. */
async function file(answers = ALL_OK): Promise<string> {
  const draft = await begin()
  const filed = await page.filing.fileVisit(draft, answers, { en: 'Lobby' })
  if (!filed.ok) throw new Error(filed.error)
  await page.outbox.drain()
  return filed.item.id
}

const states = () => Object.fromEntries(page.outbox.items.value.map(({ id, state }) => [id, state]))
const visitsSent = () => server.log.filter((line) => line.startsWith('PUT /api/visits/'))

describe('the outbox', () => {
  it('keeps a filed visit across a reload, byte for byte, and sends it when the signal is back', async () => {
    server.answer = ({ path }) => (path.startsWith('/api/visits/') ? 'offline' : undefined)
    const id = await file()
    expect(states()).toEqual({ [id]: 'saved' })
    const { jws } = page.outbox.items.value[0]!

    server.answer = () => undefined
    page = await openSignedIn()
    await page.outbox.drain()

    expect(states()).toEqual({ [id]: 'on-server' })
    expect(server.sent.findLast(({ path }) => path === `/api/visits/${id}`)?.body).toBe(jws)
  })

  it('keeps a visit whose receipt names other bytes', async () => {
    server.answer = async ({ path }) =>
      path.startsWith('/api/visits/')
        ? { status: 201, body: await receiptFor(path.slice(12), 'other bytes') }
        : undefined
    const id = await file()
    expect(states()).toEqual({ [id]: 'saved' })
  })

  it('keeps a visit whose receipt names another visit', async () => {
    server.answer = async ({ path, body }) =>
      path.startsWith('/api/visits/') ? { status: 201, body: await receiptFor(uuid(0x99), body as string) } : undefined
    const id = await file()
    expect(states()).toEqual({ [id]: 'saved' })
  })

  it('lets no refused visit stand in the way of the next, and keeps it with the reason', async () => {
    server.answer = ({ path }) => (path.startsWith('/api/visits/') ? refusal('checklist-unknown') : undefined)
    const bad = await file()
    server.answer = () => undefined
    const good = await file()
    expect(states()).toEqual({ [bad]: 'refused', [good]: 'on-server' })
    expect(page.outbox.items.value[0]).toMatchObject({ problem: { code: 'checklist-unknown' } })
    expect(visitsSent().filter((line) => line.endsWith(bad))).toHaveLength(1)
  })

  it.each(['visit-version-unsupported', 'app-too-old'] as const)(
    'keeps a visit waiting that is %s, with the reason, and sends the same bytes after the update',
    async (code) => {
      server.answer = ({ path }) => (path.startsWith('/api/visits/') ? refusal(code) : undefined)
      const id = await file()
      expect(page.outbox.items.value).toMatchObject([{ id, state: 'saved', held: { code } }])
      expect([page.outbox.waiting.value, page.outbox.refused.value]).toEqual([1, 0])
      const { jws } = page.outbox.items.value[0]!

      page = await openSignedIn()
      await page.outbox.drain()
      expect(page.outbox.items.value).toMatchObject([{ state: 'saved', held: { code } }])
      server.answer = () => undefined
      await page.outbox.drain()
      expect(states()).toEqual({ [id]: 'on-server' })
      expect(page.outbox.items.value[0]).not.toHaveProperty('held')
      expect(server.sent.findLast(({ path }) => path === `/api/visits/${id}`)?.body).toBe(jws)
    },
  )

  it('takes up a visit that an older version of the app had given up for want of an update', async () => {
    server.answer = ({ path }) => (path.startsWith('/api/visits/') ? 'offline' : undefined)
    const id = await file()
    await page.kept.markRefused(id, problemOf('visit-version-unsupported'))
    server.answer = () => undefined
    page = await openSignedIn()
    await page.outbox.drain()
    expect(states()).toEqual({ [id]: 'on-server' })
  })

  it('sends the others past a visit that waits for an update', async () => {
    let first: string | undefined
    server.answer = ({ path }) => {
      if (!path.startsWith('/api/visits/0')) return undefined
      first ??= path
      return path === first ? refusal('app-too-old') : undefined
    }
    const [old, next] = [await file(), await file()]
    expect(states()).toEqual({ [old]: 'saved', [next]: 'on-server' })
  })

  it('tries a refused visit again when asked to', async () => {
    server.answer = ({ path }) => (path.startsWith('/api/visits/') ? refusal('checklist-unknown') : undefined)
    const id = await file()
    server.answer = () => undefined
    await page.outbox.retry(id)
    expect(states()).toEqual({ [id]: 'on-server' })
  })

  it('blames no visit for trouble of the server: it stays to be sent, and the next one is tried', async () => {
    let first: string | undefined
    server.answer = ({ path }) => {
      if (!path.startsWith('/api/visits/')) return undefined
      first ??= path
      return path === first ? refusal('internal') : undefined
    }
    const troubled = await file()
    const next = await file()
    expect(states()).toEqual({ [troubled]: 'saved', [next]: 'on-server' })
  })

  it('sends what has gathered without signal in one request, and none for the sake of another', async () => {
    server.answer = ({ path }) => (path.startsWith('/api/visits/') ? 'offline' : undefined)
    const [first, bad, troubled, last] = [await file(), await file(), await file(), await file()]
    const before = server.log.length
    server.answer = ({ path }) => {
      if (path.endsWith(bad)) return refusal('checklist-unknown')
      return path.endsWith(troubled) ? refusal('internal') : undefined
    }
    await page.outbox.drain()
    expect(server.log.slice(before).filter((line) => line.startsWith('POST /api/visits'))).toHaveLength(1)
    expect(states()).toEqual({ [first]: 'on-server', [bad]: 'refused', [troubled]: 'saved', [last]: 'on-server' })
  })

  it('lays what is wrong with the request for many to none of them: each is tried alone', async () => {
    server.answer = ({ path }) => (path.startsWith('/api/visits/') ? 'offline' : undefined)
    const ids = [await file(), await file()]
    server.answer = ({ path }) => (path === '/api/visits/batch' ? refusal('too-large') : undefined)
    await page.outbox.drain()
    expect(states()).toEqual({ [ids[0]!]: 'on-server', [ids[1]!]: 'on-server' })
  })

  it('sends the rest when the answer for many never comes, and each is there once', async () => {
    server.answer = ({ path }) => (path.startsWith('/api/visits/') ? 'offline' : undefined)
    const ids = [await file(), await file()]
    const arrived = new Set<string>()
    server.answer = async ({ path, body }) => {
      if (path !== '/api/visits/batch') return undefined
      for (const jws of JSON.parse(body as string).visits) arrived.add(jws)
      return 'offline'
    }
    await page.outbox.drain()
    expect(states()).toEqual({ [ids[0]!]: 'saved', [ids[1]!]: 'saved' })
    server.answer = () => undefined
    await page.outbox.drain()
    expect(states()).toEqual({ [ids[0]!]: 'on-server', [ids[1]!]: 'on-server' })
    const again = server.sent.filter(({ path }) => path.startsWith('/api/visits/')).map(({ body }) => body)
    for (const jws of arrived) expect(again).toContain(jws)
  })

  /** With a photo that has not gone up. */
  async function filePhotographed(sha256: string): Promise<string> {
    const { keepDraft } = await import('../../../client/local/drafts.ts')
    const draft = await begin()
    const entry = { item: 'lights', result: 'defect' as const, note: '', reading: '', photos: [sha256] }
    await keepDraft({ ...draft, entries: [entry] }, [{ sha256, bytes: new ArrayBuffer(8) }])
    const answers: ItemAnswer[] = [{ item: 'lights', result: 'defect', note: '', photos: [sha256] }, ALL_OK[1]!]
    await page.filing.fileVisit(draft, answers, { en: 'Lobby' })
    await page.outbox.drain()
    return draft.id
  }
  const announced = () =>
    server.sent.flatMap(({ path, body }) =>
      path.endsWith('/announcement')
        ? [JSON.parse(body as string).visits.map(({ visit }: { visit: string }) => visit)]
        : [],
    )

  it('tells what it holds before what takes long, and takes that back when it is refused', async () => {
    server.answer = ({ path }) => (path.startsWith('/api/photos/') ? refusal('photo-not-an-image') : undefined)
    const id = await filePhotographed('ef'.repeat(32))
    expect(states()).toEqual({ [id]: 'refused' })
    expect(announced()).toEqual([[id], []])
    // What goes up in one request is there before anybody could ask for it.
    server.answer = () => undefined
    await file()
    expect(announced()).toHaveLength(2)
  })

  it('sends the photos before the visit that names them, and lets go of them after the receipt', async () => {
    const { keptPhoto } = await import('../../../client/local/photos.ts')
    const sha256 = 'ab'.repeat(32)
    const id = await filePhotographed(sha256)
    expect(server.log.filter((line) => line.startsWith('PUT') && !line.endsWith('/announcement'))).toEqual([
      `PUT /api/photos/${sha256}`,
      `PUT /api/visits/${id}`,
    ])
    expect(announced()).toEqual([[id]])
    expect(await keptPhoto(sha256)).toBeUndefined()
  })

  it('keeps photos and visit while a photo does not get through', async () => {
    const { keepDraft } = await import('../../../client/local/drafts.ts')
    const { keptPhoto } = await import('../../../client/local/photos.ts')
    const sha256 = 'cd'.repeat(32)
    server.answer = ({ path }) => (path.startsWith('/api/photos/') ? 'offline' : undefined)
    const draft = await begin()
    await keepDraft(draft, [{ sha256, bytes: new ArrayBuffer(8) }])
    const answers: ItemAnswer[] = [{ item: 'lights', result: 'defect', note: '', photos: [sha256] }, ALL_OK[1]!]
    await page.filing.fileVisit(draft, answers, { en: 'Lobby' })
    await page.outbox.drain()
    expect(visitsSent()).toEqual([])
    expect(states()).toEqual({ [draft.id]: 'saved' })
    expect(await keptPhoto(sha256)).toBeDefined()
  })

  it('stops when the server asks for the password, and refuses nothing', async () => {
    server.answer = ({ path }) => (path.startsWith('/api/visits/') ? refusal('signed-out') : undefined)
    const id = await file()
    expect(states()).toEqual({ [id]: 'saved' })
    expect(page.session.session.value).toMatchObject({ state: 'signed-in', lapsedAt: expect.any(Number) })
  })

  it('sends each visit once, however often it is woken', async () => {
    const id = await file()
    await Promise.all([page.outbox.drain(), page.outbox.drain(), page.outbox.drain()])
    expect(visitsSent()).toEqual([`PUT /api/visits/${id}`])
  })

  it('keeps what somebody filed before he signed out, and sends it only in his name', async () => {
    server.answer = ({ path }) => (path.startsWith('/api/visits/') ? 'offline' : undefined)
    const id = await file()
    await page.session.signOut(PERSON)
    const other = { ...ME, person: { ...ME.person, id: uuid(0xa2), username: 'ho' } }
    server.answer = ({ path }) => (path === '/api/session' ? { status: 201, body: other } : undefined)
    await page.session.signIn({ username: 'ho', password: 'a long password' })
    const before = visitsSent().length
    await page.outbox.drain()
    expect(visitsSent()).toHaveLength(before)
    expect(page.outbox.othersWaiting.value).toBe(1)

    server.answer = () => undefined
    await page.session.signIn({ username: 'chan', password: 'a long password' })
    await page.outbox.drain()
    expect(states()).toEqual({ [id]: 'on-server' })
  })

  it('remembers that the phone was revoked, so that the next form says so before it is filed', async () => {
    server.answer = ({ path }) => (path.startsWith('/api/visits/') ? refusal('device-revoked') : undefined)
    await file()
    const draft = await begin()
    expect(await page.filing.fileVisit(draft, ALL_OK, { en: 'Lobby' })).toEqual({ ok: false, error: 'device-revoked' })
  })
})

describe('filing', () => {
  it('numbers the visits of a phone and chains each to the bytes before, across a reload', async () => {
    server.answer = ({ path }) => (path.startsWith('/api/visits/') ? 'offline' : undefined)
    await file()
    page = await openSignedIn()
    await file()
    const [first, second] = page.outbox.items.value.map(({ jws, sha256 }) => ({ jws, sha256 }))
    const claims = [first!, second!].map(({ jws }) => readVisit(jws))
    expect(claims).toMatchObject([
      { ok: true, claims: { sequence: 1, previous: null, checkpoint: LOBBY } },
      { ok: true, claims: { sequence: 2, previous: first!.sha256 } },
    ])
  })

  it('keeps the chain whole when two forms are filed at once', async () => {
    const [one, two] = [await begin(), { ...(await begin()), id: uuid(0x77) }]
    await Promise.all([
      page.filing.fileVisit(one, ALL_OK, { en: 'Lobby' }),
      page.filing.fileVisit(two, ALL_OK, { en: 'Lobby' }),
    ])
    expect(page.outbox.items.value.map(({ sequence }) => sequence).sort()).toEqual([1, 2])
  })

  it('names those that were filed when the tag was read: a form may be left for another, and returned to', async () => {
    const left = await begin()
    await file()
    await page.filing.fileVisit({ ...left, id: uuid(0x78) }, ALL_OK, { en: 'Lobby' })
    await file()
    const claims = page.outbox.items.value
      .toSorted((a, b) => a.sequence - b.sequence)
      .map(({ jws }) => readVisit(jws))
      .map((read) => read.ok && [read.claims.sequence, read.claims.follows])
    expect(claims).toEqual([
      [1, 0],
      [2, 0],
      [3, 2],
    ])
  })

  it('names none of another number: enrolled again, the phone begins a chain of its own', async () => {
    const draft = { ...(await begin()), follows: { device: uuid(0x99), count: 7 } }
    const filed = await page.filing.fileVisit(draft, ALL_OK, { en: 'Lobby' })
    expect(filed.ok && readVisit(filed.item.jws)).toMatchObject({ claims: { sequence: 1, follows: 0 } })
  })

  it('files a form once: a second press burns no number', async () => {
    const draft = await begin()
    await page.filing.fileVisit(draft, ALL_OK, { en: 'Lobby' })
    await expect(page.filing.fileVisit(draft, ALL_OK, { en: 'Lobby' })).rejects.toThrow()
    await page.outbox.drain()
    const { keptPhone } = await import('../../../client/local/devices.ts')
    expect((await keptPhone(PERSON))?.sequence).toBe(1)
  })

  it('keeps the form of a phone that was never enrolled and has no signal', async () => {
    server.answer = ({ path }) => (path === '/api/devices' ? 'offline' : undefined)
    const draft = await begin()
    expect(await page.filing.fileVisit(draft, ALL_OK, { en: 'Lobby' })).toEqual({ ok: false, error: 'offline' })
    const { keptDraft } = await import('../../../client/local/drafts.ts')
    expect(await keptDraft(draft.id)).toEqual(draft)
  })

  it('enrols the same key again when the answer got lost', async () => {
    server.answer = ({ path }) => (path === '/api/devices' ? 'offline' : undefined)
    await page.device.readyPhone(PERSON)
    server.answer = () => undefined
    await page.device.readyPhone(PERSON)
    const keys = server.sent.filter(({ path }) => path === '/api/devices').map(({ body }) => JSON.parse(body as string))
    expect(keys).toHaveLength(2)
    expect(keys[1]).toEqual(keys[0])
  })
})
