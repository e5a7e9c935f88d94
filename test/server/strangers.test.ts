/** What somebody without an account sees of a tag, the report he leaves there, and what the desk makes of it. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Kind } from '../../checkpoints/checkpoint.ts'
import { tagDigitsIn } from '../../checkpoints/tag.ts'
import { HOUR_MS } from '../../checkpoints/time.ts'
import type { ListedCheckpoint } from '../../checkpoints/wire/estate.ts'
import type { ResidentReports } from '../../checkpoints/wire/resident-report.ts'
import { at, freshUuid } from '../support/builders.ts'
import {
  type Answered,
  addNeighbour,
  type EstateAtWork,
  type EstateServer,
  enrolPhone,
  startEstateServer,
  writePlan,
} from '../support/estate-server.ts'

let server: EstateServer
let neighbour: EstateAtWork
let clients = 0

beforeAll(async () => {
  server = await startEstateServer({ trustProxy: true })
  neighbour = await addNeighbour(server)
})
afterAll(() => server.stop())
beforeEach(() => allow({ showsLastPatrol: true, takesReports: true }))

const JPEG = Buffer.from('ffd8ffe000104a46494600010100000100010000ffc0000b080140028001011100ffd9', 'hex')

function allow(page: { showsLastPatrol: boolean; takesReports: boolean }): Promise<Answered> {
  return server.as.admin('PUT', `${server.path}/public-page`, page)
}

const digitsOf = (spot: ListedCheckpoint) => tagDigitsIn(spot.tagUrl ?? '') ?? ''

/** Somebody who has never been here before. */
function aStranger(address = `192.0.2.${++clients}`) {
  const call = (method: string, path: string, body?: unknown, headers = {}) =>
    server.anyone(method, path, body, { 'X-Forwarded-For': address, ...headers })
  const see = (spot: ListedCheckpoint) => call('GET', `/api/public/tags/${digitsOf(spot)}`)
  const send = (spot: ListedCheckpoint, report: object) =>
    call('POST', `/api/public/tags/${digitsOf(spot)}/reports`, report)
  return {
    call,
    see,
    send,
    /** Opens the page, takes his time, and sends. */
    async report(spot: ListedCheckpoint, report: object = {}) {
      const { ticket } = (await see(spot)).body.reports
      server.setClock(server.now() + 3_000)
      return send(spot, { ticket, text: '走廊燈不亮', ...report })
    },
    status: (token: string) => call('GET', '/api/public/reports', undefined, { 'Waymark-Report': token }),
  }
}

async function addSpot(kind: Kind, code: string): Promise<ListedCheckpoint> {
  const spot = { code, kind, names: { en: `Flat 12A ${code}` }, place: server.spots[0]!.place }
  return (await server.as.admin('POST', `${server.path}/checkpoints`, spot)).body
}

const reports = async () => (await server.as.manager('GET', `${server.path}/resident-reports`)).body.reports
const change = (id: string, body: object) => server.as.supervisor('PUT', `${server.path}/resident-reports/${id}`, body)

describe('the page of a tag', () => {
  it('tells whose it is and what kind of spot, and nothing more until the estate allows it', async () => {
    await allow({ showsLastPatrol: false, takesReports: false })
    const { status, body } = await aStranger().see(server.spots[0]!)
    expect([status, body]).toEqual([
      200,
      {
        estate: { id: server.estate, names: { 'zh-Hant': '測試苑' } },
        kind: { id: 'lobby', names: { 'zh-Hant': '大堂及走廊', 'zh-Hans': '大堂及走廊', en: 'Lobby and corridors' } },
        lastPatrol: null,
        reports: null,
      },
    ])
  })

  it('is closed before anybody has said anything about it', async () => {
    const fresh = await startEstateServer()
    const page = await fresh.as.admin('GET', `${fresh.path}/public-page`)
    expect(page.body).toEqual({ showsLastPatrol: false, takesReports: false, updated: null })
    const seen = await fresh.anyone('GET', `/api/public/tags/${digitsOf(fresh.spots[0]!)}`)
    expect([seen.body.lastPatrol, seen.body.reports]).toEqual([null, null])
    await fresh.stop()
  })

  it.each(['meter-room', 'vacant-unit'] as const)('tells a burglar nothing of a %s', async (kind) => {
    const { body } = await aStranger().see(await addSpot(kind, `X-${kind.toUpperCase()}`))
    expect(body).toMatchObject({ kind: null, lastPatrol: null, reports: { ticket: expect.any(String) } })
    // An id and a ticket may hold anything.
    const { estate, reports: _, ...rest } = body
    expect(JSON.stringify([estate.names, rest])).not.toMatch(/12A|meter|vacant/i)
  })

  it('says the same to clients that ask at the tag’s own address, and all to those who work there', async () => {
    const [spot] = server.spots
    const path = `/s/${digitsOf(spot!)}`
    for (const body of [(await aStranger().call('GET', path)).body, (await neighbour.as.supervisor('GET', path)).body])
      expect(Object.keys(body).sort()).toEqual(['estate', 'kind', 'lastPatrol', 'reports'])
    expect((await server.as.assistant('GET', path)).body.checkpoint.id).toBe(spot!.id)
  })

  it('says nothing of a tag that was replaced, forged or never issued but that', async () => {
    const old = await addSpot('lift', 'OLD-LIFT')
    await server.as.admin('POST', `${server.path}/checkpoints/${old.id}/tag`)
    const forged = digitsOf(old).slice(0, -1) + ((Number(digitsOf(old).at(-1)) + 1) % 10)
    const { call, see } = aStranger()
    const answers = [
      await see(old),
      await call('GET', `/api/public/tags/${forged}`),
      await call('GET', `/api/public/tags/00${'4'.repeat(172)}`),
      await call('GET', '/api/public/tags/hello'),
    ]
    expect(answers.map(({ status, body }) => [status, body.code])).toEqual([
      [410, 'tag-revoked'],
      [422, 'tag-forged'],
      [404, 'tag-unknown'],
      [400, 'tag-malformed'],
    ])
    for (const { body } of answers) expect(JSON.stringify(body)).not.toContain('測試')
  })

  it('shows the day of the last verified visit of a round: none doubtful, voided or out of plan', async () => {
    server.setClock(at('20:30'))
    await writePlan(server)
    const [lobby, lift, park] = server.spots as [ListedCheckpoint, ListedCheckpoint, ListedCheckpoint]
    const phone = await enrolPhone(server)
    const stranger = aStranger()
    const lastOn = async (spot: ListedCheckpoint) => (await stranger.see(spot)).body.lastPatrol.on
    expect(await lastOn(lobby)).toBe(null)

    const typed = await phone.file(lift, { evidence: { channel: 'typed' } })
    expect([typed.body.verdict.outcome, await lastOn(lift)]).toEqual(['doubtful', null])
    await server.as.manager('PUT', `/api/visits/${typed.body.id}/review`, { decision: 'accepted', reason: 'seen him' })
    expect(await lastOn(lift)).toBe('2026-03-02')

    const voided = await phone.file(park)
    expect(await lastOn(park)).toBe('2026-03-02')
    await server.as.manager('PUT', `/api/visits/${voided.body.id}/review`, { decision: 'voided', reason: 'not there' })
    expect(await lastOn(park)).toBe(null)

    // No plan asks for it at this hour.
    server.setClock(at('22:30'))
    await phone.file(lobby)
    expect(await lastOn(lobby)).toBe(null)

    // Half past midnight: by the estate's clock it is the next day, in Greenwich not yet.
    await writePlan(server, { windows: [{ startsAt: '23:00', endsAt: '02:00' }] })
    server.setClock(at('22:30') + 2 * HOUR_MS)
    await phone.file(lobby)
    expect(await lastOn(lobby)).toBe('2026-03-03')
    server.setClock(at('20:30'))
  })

  it('writes no visit, whatever a stranger does', async () => {
    const visits = () => server.context.database.read.visits.ofSpot(server.spots[0]!.id, 1000)
    const before = (await visits()).length
    const stranger = aStranger()
    await stranger.call('GET', `/s/${digitsOf(server.spots[0]!)}`, undefined, { Accept: 'text/html' })
    await stranger.report(server.spots[0]!)
    expect((await visits()).length).toBe(before)
  })

  it('is opened and closed by admins alone, who are named', async () => {
    const closed = await allow({ showsLastPatrol: false, takesReports: false })
    expect(closed.body).toMatchObject({ takesReports: false, updated: { by: server.me.admin.person.name } })
    for (const role of ['supervisor', 'manager', 'auditor'] as const)
      expect((await server.as[role]('GET', `${server.path}/public-page`)).status).toBe(403)
  })
})

describe('a report of a stranger', () => {
  it('goes to the desk with its photo, and back to him through its link alone', async () => {
    const stranger = aStranger()
    const photo = JPEG.toString('base64')
    const given = { text: ' 水浸 ', category: 'facilities', contact: '陳太 9123 4567', photo }
    const sent = await stranger.report(server.spots[1]!, given)
    expect(sent.status).toBe(201)
    const { token } = sent.body
    expect(token).toMatch(/^[\w-]{43}$/)
    expect((await stranger.status(token)).body).toEqual({
      estate: { names: { 'zh-Hant': '測試苑' } },
      state: 'received',
      answer: '',
      receivedOn: '2026-03-02',
      answeredOn: null,
    })

    const [newest] = await reports()
    expect(newest).toMatchObject({
      checkpoint: { code: 'LIFT', kind: 'lift' },
      ...{ text: '水浸', category: 'facilities', state: 'received', hasPhoto: true, hasContact: true },
    })
    expect(JSON.stringify(newest)).not.toContain('9123')
    const path = `${server.path}/resident-reports/${newest.id}`
    expect((await server.as.supervisor('GET', path)).body.contact).toBe('陳太 9123 4567')
    const picture = await server.as.manager('GET', `${path}/photo`)
    expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/jpeg'])
    expect(picture.headers.get('content-security-policy')).toContain('sandbox')

    await change(newest.id, { state: 'looked-at', answer: '師傅下午到場。' })
    expect((await stranger.status(token)).body).toMatchObject({ state: 'looked-at', answer: '師傅下午到場。' })
  })

  it('shows auditors neither who sent it nor his photo, and nobody of another estate anything', async () => {
    await aStranger().report(server.spots[0]!, { contact: '9876 5432', photo: JPEG.toString('base64') })
    const [{ id }] = await reports()
    const path = `${server.path}/resident-reports/${id}`
    const audited = await server.as.auditor('GET', path)
    expect([audited.status, audited.body.contact, audited.body.hasContact]).toEqual([200, null, true])
    expect(JSON.stringify(audited.body)).not.toContain('9876')
    expect((await server.as.auditor('GET', `${path}/photo`)).status).toBe(403)
    expect((await server.as.assistant('GET', path)).status).toBe(403)
    const elsewhere = (await server.context.database.read.estates.all()).find(({ id }) => id !== server.estate)!
    expect(await server.context.database.read.residentReports.byId(elsewhere.id, id)).toBe(undefined)
  })

  it('keeps the contact until it is closed, asks whether he was called back, and then has it nowhere', async () => {
    const contact = 'Ms Wong 5550 1234 very-unlikely-text'
    await aStranger().report(server.spots[0]!, { contact, text: '長'.repeat(1000) })
    const [{ id }] = await reports()
    // Later ones push it about between the pages of the file.
    for (let i = 0; i < 6; i++) await aStranger().report(server.spots[1]!, { text: '長'.repeat(100 * (i + 1)) })
    await change(id, { state: 'looked-at', answer: '答'.repeat(1000) })
    const unsaid = await change(id, { state: 'solved', answer: '已換燈膽。' })
    expect([unsaid.status, unsaid.body.code]).toEqual([422, 'call-back-unsaid'])
    expect(onDisk('very-unlikely-text')).not.toEqual([])

    // While others write.
    const busy = Array.from({ length: 10 }, () => allow({ showsLastPatrol: true, takesReports: true }))
    const closed = await change(id, { state: 'solved', answer: '已換燈膽。', calledBack: true })
    for (const { status } of await Promise.all(busy)) expect(status).toBe(200)
    expect(closed.body).toMatchObject({ state: 'solved', contact: null, hasContact: false, calledBack: true })
    expect(onDisk('very-unlikely-text')).toEqual([])
    expect(server.logged.join()).not.toContain('very-unlikely-text')
    // It stays closed to what was erased, and says still what was said.
    const again = await change(id, { state: 'looked-at', answer: '再看看。' })
    expect(again.body).toMatchObject({ state: 'looked-at', contact: null, calledBack: true })
  })

  it('is kept once, however often it is sent, and its token is nowhere on the server', async () => {
    const stranger = aStranger()
    const { ticket } = (await stranger.see(server.spots[0]!)).body.reports
    server.setClock(server.now() + 3_000)
    const before = (await reports()).length
    const sent = await Promise.all(
      Array.from({ length: 4 }, () => stranger.send(server.spots[0]!, { ticket, text: 'again and again' })),
    )
    const tokens = new Set(sent.map(({ body }) => body.token))
    expect([tokens.size, (await reports()).length - before]).toEqual([1, 1])
    expect(onDisk([...tokens][0])).toEqual([])
    expect(server.logged.join()).not.toContain([...tokens][0])
  })

  it('is listed as long as it is open, and found among the closed ones however many there are', async () => {
    const { id: checkpoint } = neighbour.spots[0]!
    const ids = Array.from({ length: 503 }, () => freshUuid())
    await server.context.database.write(async ({ residentReports }) => {
      for (const [i, id] of ids.entries()) {
        const about = { checkpoint, category: null, text: `report ${i}`, contact: null, photo: null }
        await residentReports.keep({ id, estate: neighbour.estate, tokenSha256: id, receivedAt: i, ...about })
        const said = { state: i % 2 ? 'solved' : 'not-ours', answer: '', contact: null, calledBack: null } as const
        // The oldest of them all waits still.
        if (i > 0) await residentReports.change(id, { ...said, by: server.me.manager.person.id, at: i })
      }
    })
    const read = async (query = '') =>
      (await neighbour.as.auditor('GET', `${neighbour.path}/resident-reports${query}`)).body as ResidentReports
    const { reports: first, closed } = await read()
    expect([first.length, closed]).toEqual([501, 502])
    const { reports: rest } = await read('?after=500')
    expect([...first, ...rest].map(({ id }) => id)).toEqual([...ids.slice(3).reverse(), ids[0], ids[2], ids[1]])
    expect((await neighbour.as.auditor('GET', `${neighbour.path}/resident-reports?after=x`)).status).toBe(400)
  })

  it('is found under its own token only', async () => {
    const { status } = aStranger()
    for (const token of ['', 'x', 'A'.repeat(43), 'a'.repeat(64)]) {
      const { status: code, body } = await status(token)
      expect([token, code, body.code]).toEqual([token, 404, 'report-unknown'])
    }
  })

  it.each([
    ['without a word', { text: '  ' }, 400, 'body-invalid'],
    ['of a novel', { text: 'x'.repeat(1001) }, 400, 'body-invalid'],
    ['about nothing we know', { category: 'weather' }, 400, 'body-invalid'],
    ['with a life story for a contact', { contact: 'x'.repeat(121) }, 400, 'body-invalid'],
    ['with a photo that is none', { photo: Buffer.from('hello').toString('base64') }, 400, 'body-invalid'],
    ['with a page of scripts for a photo', { photo: Buffer.from('<svg/>').toString('base64') }, 400, 'body-invalid'],
    ['with a photo of 100 megapixels', { photo: jpegOf(10_000, 10_000) }, 413, 'photo-too-large'],
    ['with a photo too heavy', { photo: 'A'.repeat(2_900_000) }, 413, 'too-large'],
    ['by what fills in every field', { website: 'https://pills.example' }, 422, 'report-refused'],
    ['with a ticket of its own making', { ticket: 'a.b.c' }, 409, 'report-form-stale'],
  ] as const)('%s is not taken', async (_, report, status, code) => {
    const before = (await reports()).length
    const answered = await aStranger().report(server.spots[0]!, report)
    expect([answered.status, answered.body.code, (await reports()).length]).toEqual([status, code, before])
  })

  it('is not taken sooner than anybody writes, nor a day later, nor at another tag', async () => {
    const [lobby, lift] = server.spots as [ListedCheckpoint, ListedCheckpoint]
    const stranger = aStranger()
    const { ticket } = (await stranger.see(lobby)).body.reports
    const opened = server.now()
    const sentAt = async (at: number, spot = lobby) => {
      server.setClock(at)
      const { body } = await stranger.send(spot, { ticket, text: 'no light' })
      return body.code
    }
    expect(await sentAt(opened + 2_999)).toBe('report-too-soon')
    expect(await sentAt(opened + 3_000, lift)).toBe('report-form-stale')
    expect(await sentAt(opened + 86_400_001)).toBe('report-form-stale')
    expect(await sentAt(opened + 86_400_000)).toBe(undefined)
    server.setClock(opened)
  })

  it('is not taken where the estate takes none, not even with a ticket from before', async () => {
    const stranger = aStranger()
    const { ticket } = (await stranger.see(server.spots[0]!)).body.reports
    await allow({ showsLastPatrol: true, takesReports: false })
    server.setClock(server.now() + 3_000)
    const { status, body } = await stranger.send(server.spots[0]!, { ticket, text: 'no light' })
    expect([status, body.code]).toEqual([409, 'reports-not-taken'])
  })
})

describe('too many reports', () => {
  it('from one address are five an hour; others go on, and what was wrong did not count', async () => {
    const spot = await addSpot('lobby', 'BUSY-1')
    const stranger = aStranger('2001:db8:1:2::7')
    await stranger.report(spot, { photo: Buffer.from('hello').toString('base64') })
    const statuses = []
    for (let i = 0; i < 6; i++) statuses.push((await stranger.report(spot)).status)
    expect(statuses).toEqual([201, 201, 201, 201, 201, 429])
    // The same household with another of its addresses.
    const refused = await aStranger('2001:db8:1:2:ffff::1').report(spot)
    expect(refused.body).toMatchObject({ code: 'too-many-reports', retryAfter: expect.any(Number) })
    // Nor does what is refused here count against the tag.
    for (let i = 0; i < 20; i++) expect((await stranger.report(spot)).status).toBe(429)
    expect((await aStranger('2001:db8:1:3::7').report(spot)).status).toBe(201)
  })

  it('at one tag are twenty a day; the next tag takes them still', async () => {
    const spot = await addSpot('lobby', 'BUSY-2')
    const statuses = []
    for (let i = 0; i < 21; i++) statuses.push((await aStranger().report(spot)).status)
    expect(statuses).toEqual([...Array(20).fill(201), 429])
    expect((await aStranger().report(await addSpot('lobby', 'BUSY-3'))).status).toBe(201)
  })
})

/** The files of the installation in which a text stands. */
function onDisk(text = ''): string[] {
  const files = readdirSync(server.dataDir, { recursive: true, withFileTypes: true }).filter((file) => file.isFile())
  const paths = files.map(({ parentPath, name }) => join(parentPath, name))
  return paths.filter((path) => readFileSync(path).includes(Buffer.from(text)))
}

function jpegOf(width: number, height: number): string {
  const bytes = Buffer.from(JPEG)
  const frame = bytes.indexOf(Buffer.from('ffc0', 'hex'))
  bytes.writeUInt16BE(height, frame + 5)
  bytes.writeUInt16BE(width, frame + 7)
  return bytes.toString('base64')
}
