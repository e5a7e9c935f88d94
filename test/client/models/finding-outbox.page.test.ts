/** What is done about findings on a phone, on its way to the server. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type FindingAct, readFindingEvent } from '../../../checkpoints/finding-act.ts'
import { ESTATE, LOBBY, PERSON, uuid } from '../../support/builders.ts'
import { type Answer, type FakeServer, ME, newPhone, openSignedIn, refusal, type Sent } from './page.ts'

let server: FakeServer
let page: Awaited<ReturnType<typeof open>>
let offline: boolean

async function open() {
  const { session, people } = await openSignedIn()
  const [outbox, saying, photos, deeds] = await Promise.all([
    import('../../../client/models/finding-outbox.ts'),
    import('../../../client/models/finding-saying.ts'),
    import('../../../client/local/photos.ts'),
    import('../../../client/local/deed-drafts.ts'),
  ])
  await outbox.readSaid()
  return { session, people, outbox, saying, photos, deeds }
}

const eventIn = (body: Sent['body']) => {
  const { event, jws } = JSON.parse(body as string)
  return event ?? readFindingEvent(jws)
}

function takes(request: Sent, standing = 'applied'): Answer | undefined {
  if (offline) return 'offline'
  if (!request.path.startsWith('/api/finding-events/')) return undefined
  const { id, finding, at } = eventIn(request.body)
  return { status: 201, body: { id, finding, sequence: 2, standing, at, receivedAt: Date.now() } }
}

beforeEach(async () => {
  server = newPhone()
  server.answer = takes
  offline = false
  page = await open()
})
afterEach(() => vi.unstubAllGlobals())

const PHOTO = { sha256: 'ab'.repeat(32), bytes: new Uint8Array([1, 2, 3]).buffer }
const HAND = { sha256: 'cd'.repeat(32), bytes: new Uint8Array([4, 5]).buffer }
const REPORT: FindingAct = {
  kind: 'report',
  checkpoint: LOBBY,
  category: 'facilities',
  severity: 'normal',
  note: 'drips',
  photos: [],
  residentReport: null,
  position: null,
}
const SETTLE: FindingAct = { kind: 'settle', note: 'shut it', photos: [PHOTO.sha256], signature: HAND.sha256 }
const comment = (text: string): FindingAct => ({ kind: 'comment', text, mentions: [], photos: [] })
const FINDING = uuid(0xf1)

function say(act: FindingAct, { person = PERSON, finding = FINDING } = {}) {
  const about = { estate: ESTATE, finding, basis: 1, checkpoint: LOBBY, names: { en: 'Lobby' } }
  return page.saying.sayOf(person, about, act)
}
const states = () => page.outbox.saidEvents.value.map(({ state }) => state)
const deedsSent = () =>
  server.sent
    .filter(({ path }) => path.startsWith('/api/finding-events/'))
    .map(({ body }) => eventIn(body).act.text ?? eventIn(body).act.kind)
/** Not only asked to: it is through with it. */
const quiet = () => page.outbox.sendDeeds()

describe('a deed', () => {
  it('outlives the page, and goes up with its photos first, byte for byte, once there is a signal', async () => {
    await page.deeds.keepDeed({ key: 'x', person: PERSON, fields: {}, photos: [PHOTO.sha256], signature: [] }, [
      PHOTO,
      HAND,
    ])
    const before = server.sent.length
    server.answer = (request) => (/finding-events|photos/.test(request.path) ? 'offline' : takes(request))
    await say(SETTLE)
    await quiet()
    const jws = page.outbox.saidEvents.value[0]!.jws!
    expect([states(), server.sent.length > before]).toEqual([['saved'], true])

    page = await open()
    server.answer = takes
    server.sent.length = 0
    await quiet()
    expect(states()).toEqual(['on-server'])
    const { id } = page.outbox.saidEvents.value[0]!
    expect(server.log.filter((line) => /photos|finding-events/.test(line))).toEqual([
      `PUT /api/photos/${PHOTO.sha256}`,
      `PUT /api/photos/${HAND.sha256}`,
      `PUT /api/finding-events/${id}`,
    ])
    const sent = server.sent.find(({ path }) => path.endsWith(id))
    expect([JSON.parse(sent?.body as string), sent?.person]).toEqual([{ jws }, PERSON])
    expect(readFindingEvent(jws)).toMatchObject({ id, finding: FINDING, person: PERSON, device: uuid(0xde) })
  })

  it('keeps its photos until it has arrived, and no longer', async () => {
    await page.deeds.keepDeed({ key: 'x', person: PERSON, fields: {}, photos: [], signature: [] }, [PHOTO, HAND])
    offline = false
    server.answer = (request) => (request.path.startsWith('/api/finding-events/') ? 'offline' : takes(request))
    await say(SETTLE)
    await quiet()
    await page.photos.dropUnusedPhotos()
    expect(await page.photos.keptPhoto(PHOTO.sha256)).toBeDefined()
    server.answer = takes
    await quiet()
    expect(await page.photos.keptPhoto(PHOTO.sha256)).toBeUndefined()
    expect(await page.photos.keptPhoto(HAND.sha256)).toBeUndefined()
  })

  it('that came too late is kept on the server as a conflict, and says so', async () => {
    server.answer = (request) => takes(request, 'conflicting')
    await say({ kind: 'fix', note: 'mended', photos: [] })
    await quiet()
    expect(page.outbox.saidEvents.value).toMatchObject([{ state: 'on-server', receipt: { standing: 'conflicting' } }])
  })

  it('stays with the reason if it is refused, holds up no other, and can be tried again', async () => {
    server.answer = (request) =>
      request.path.startsWith('/api/finding-events/') && eventIn(request.body).act.kind === 'fix'
        ? refusal('finding-act-refused')
        : takes(request)
    await say({ kind: 'fix', note: 'mended', photos: [] })
    await say(comment('done'))
    await quiet()
    expect(page.outbox.saidEvents.value).toMatchObject([
      { state: 'refused', problem: { code: 'finding-act-refused' } },
      { state: 'on-server' },
    ])
    expect([page.outbox.refusedDeeds.value, page.outbox.waitingDeeds.value]).toEqual([1, 0])
    server.answer = takes
    await page.outbox.retryDeed(page.outbox.saidEvents.value[0]!.id)
    expect(states()).toEqual(['on-server', 'on-server'])
  })

  it('is kept if the receipt is for another', async () => {
    server.answer = (request) => {
      const answer = takes(request)
      return typeof answer === 'object' && 'id' in (answer.body as object)
        ? { ...answer, body: { ...(answer.body as object), id: uuid(0x99) } }
        : answer
    }
    await say(comment('one'))
    await quiet()
    expect(states()).toEqual(['saved'])
  })

  it('under somebody’s hand is not taken from a phone that the server does not know yet; an emergency is', async () => {
    offline = true
    expect(await say(SETTLE)).toEqual({ ok: false, error: 'offline' })
    expect((await say({ ...REPORT, severity: 'emergency' })).ok).toBe(true)
    offline = false
    await quiet()
    expect(page.outbox.saidEvents.value).toMatchObject([{ jws: null, state: 'on-server' }])
  })
})

describe('the deeds of one finding', () => {
  it('go up in the order in which they were done, though the clock was set back between, and wait for each other', async () => {
    offline = true
    await say(REPORT)
    vi.setSystemTime(Date.now() - 86_400_000)
    await say(comment('first'))
    await say(comment('second'))
    vi.useRealTimers()
    await say(comment('elsewhere'), { finding: uuid(0xf2) })
    await quiet()
    offline = false
    server.sent.length = 0
    server.answer = (request) =>
      request.path.startsWith('/api/finding-events/') && eventIn(request.body).act.kind === 'report'
        ? refusal('internal')
        : takes(request)
    await quiet()
    expect([deedsSent(), states()]).toEqual([
      ['report', 'elsewhere'],
      ['saved', 'saved', 'saved', 'on-server'],
    ])
    server.answer = takes
    server.sent.length = 0
    await quiet()
    expect(deedsSent()).toEqual(['report', 'first', 'second'])
  })

  it('wait behind an emergency of another finding', async () => {
    offline = true
    await say(comment('slow'))
    await say({ ...REPORT, severity: 'emergency' }, { finding: uuid(0xf3) })
    await quiet()
    offline = false
    server.sent.length = 0
    await quiet()
    expect(deedsSent()).toEqual(['report', 'slow'])
  })

  it('that the server does not know are refused, unless the report is still to come', async () => {
    server.answer = (request) =>
      request.path.startsWith('/api/finding-events/') ? refusal('finding-unknown') : takes(request)
    await say(comment('lost'))
    await quiet()
    expect(states()).toEqual(['refused'])
  })
})

describe('two people on one phone', () => {
  const OTHER = uuid(0xa2)

  async function bothSignIn(): Promise<void> {
    server.answer = (request) => {
      if (request.method === 'POST' && request.path === '/api/session') {
        const other = JSON.parse(request.body as string).username === 'lee'
        const person = other ? { ...ME.person, id: OTHER, username: 'lee' } : ME.person
        return { status: 201, body: { ...ME, person, now: Date.now() } }
      }
      return takes(request)
    }
    await page.session.signIn({ username: 'lee', password: 'a long password' })
  }

  it('each send under their own name; who has to sign in again keeps his, and the other’s go', async () => {
    await bothSignIn()
    const taking = server.answer
    server.answer = (request) => {
      if (request.path.startsWith('/api/finding-events/'))
        return request.person === PERSON ? refusal('signed-out') : takes(request)
      return taking(request)
    }
    await say(comment('mine'))
    await say(comment('also mine'))
    await say(comment('theirs'), { person: OTHER, finding: uuid(0xf2) })
    await quiet()
    expect(states()).toEqual(['saved', 'saved', 'on-server'])
    expect(page.outbox.othersDeeds.value).toBe(2)
    await page.people.readPeople()
    expect(page.people.people.value.map(({ person, waiting }) => [person, waiting])).toContainEqual([PERSON, 2])
    const sent = server.sent.filter(({ path }) => path.startsWith('/api/finding-events/'))
    expect(sent.some(({ person }) => person === OTHER)).toBe(true)

    server.answer = taking
    await page.session.signIn({ username: 'chan', password: 'a long password' })
    await quiet()
    expect(states()).toEqual(['on-server', 'on-server', 'on-server'])
  })

  it('a colleague’s comment waits for the report of somebody who has to sign in again', async () => {
    await bothSignIn()
    const taking = server.answer
    server.answer = (request) =>
      request.path.startsWith('/api/finding-events/')
        ? refusal(request.person === PERSON ? 'signed-out' : 'finding-unknown')
        : taking(request)
    await say(REPORT)
    await quiet()
    await say(comment('I see it too'), { person: OTHER })
    await quiet()
    expect(states()).toEqual(['saved', 'saved'])
    server.answer = taking
    server.sent.length = 0
    await page.session.signIn({ username: 'chan', password: 'a long password' })
    await quiet()
    expect(deedsSent()).toEqual(['report', 'I see it too'])
  })
})
