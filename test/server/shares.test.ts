/** Links that open an estate's report without an account: an owners' committee reads, and nobody is named. */
import readWorkbook from 'read-excel-file/universal'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { ROLES } from '../../checkpoints/people.ts'
import { addDays } from '../../checkpoints/time.ts'
import type { Report } from '../../checkpoints/wire/report.ts'
import type { SharedReport } from '../../checkpoints/wire/share.ts'
import { WRONG_TOKENS } from '../../server/services/link-bearers.ts'
import { FILE_POINTS, SHARED_POINTS } from '../../server/services/shared-report.ts'
import { at, days, hours, minutes, TODAY, uuid } from '../support/builders.ts'
import {
  type Answered,
  addNeighbour,
  type EstateAtWork,
  type EstateServer,
  enrolPhone,
  startEstateServer,
  writePlan,
} from '../support/estate-server.ts'

const NOW = at('23:00')
const FREE_TEXT = 'The lift is under repair, says Wong Tai Man'

let server: EstateServer
let nextDoor: EstateAtWork
let plan: string

/** An evening on which the lobby was visited twice, the lift was out of service and the car park was missed. */
beforeAll(async () => {
  server = await startEstateServer({ now: at('19:00') })
  nextDoor = await addNeighbour(server)
  const [lobby, lift] = server.spots
  plan = await writePlan(server)
  const outage = { from: TODAY, until: TODAY, reason: FREE_TEXT }
  await server.as.supervisor('POST', `${server.path}/checkpoints/${lift!.id}/outages`, outage)
  const phone = await enrolPhone(server)
  server.setClock(at('20:30'))
  await phone.file(lobby!, { evidence: { channel: 'typed' } })
  server.setClock(at('20:40'))
  await phone.file(lobby!)
  server.setClock(NOW)
  const { rounds } = (await server.as.manager('GET', `${server.path}/coverage`)).body
  const said = { kind: 'missed', reason: FREE_TEXT }
  const answered = await server.as.manager('POST', `${server.path}/rounds/${rounds[0].round}/acknowledgement`, said)
  expect(answered.status).toBe(201)
})
afterAll(() => server.stop())
afterEach(() => server.setClock(NOW))

function asked(given: object = {}) {
  return { label: 'Owners’ committee', period: { rolling: 'this-month' }, filter: {}, lastOn: '2026-03-31', ...given }
}

async function made(given: object = {}): Promise<{ token: string; id: string }> {
  const { status, body } = await server.as.manager('POST', `${server.path}/shares`, asked(given))
  expect([status, body.code]).toEqual([201, undefined])
  return { token: body.token, id: body.share.id }
}

function opened(token: string, query = ''): Promise<Answered> {
  return server.anyone('GET', `/api/shared/report${query}`, undefined, { 'Waymark-Share': token })
}

async function workbook(token: string): Promise<{ readonly sheets: readonly string[]; readonly text: string }> {
  const answered = await fetch(`${server.origin}/api/shared/report/file?format=xlsx&language=en`, {
    headers: { 'Waymark-Share': token },
  })
  const sheets = await readWorkbook(await answered.blob())
  return { sheets: sheets.map(({ sheet }) => sheet), text: JSON.stringify(sheets) }
}

async function listed(id: string) {
  const { shares } = (await server.as.supervisor('GET', `${server.path}/shares`)).body
  return shares.find((share: { id: string }) => share.id === id)
}

describe('making a link', () => {
  it('answers its token once, and keeps only the hash', async () => {
    const { status, body } = await server.as.manager('POST', `${server.path}/shares`, asked())
    expect([status, body.token]).toEqual([201, expect.stringMatching(/^[\w-]{43}$/)])
    expect(body.share).toEqual({
      id: body.share.id,
      label: 'Owners’ committee',
      period: { rolling: 'this-month' },
      filter: {},
      state: 'open',
      createdAt: NOW,
      createdBy: 'manager',
      // The end of the last day, in the estate's zone.
      expiresAt: at('00:00', '2026-04-01'),
      revokedAt: null,
      revokedBy: null,
      openedCount: 0,
      lastOpenedAt: null,
    })
    expect(await listed(body.share.id)).toEqual(body.share)
    const everything = JSON.stringify((await server.as.admin('GET', `${server.path}/shares`)).body)
    expect(everything).not.toContain(body.token)
  })

  it.each(ROLES)('is for supervisors, managers and admins: %s', async (role) => {
    const may = ['supervisor', 'manager', 'admin'].includes(role)
    const { status, body } = await server.as[role]('POST', `${server.path}/shares`, asked())
    expect([status, body.code]).toEqual(may ? [201, undefined] : [403, 'forbidden'])
    expect((await server.as[role]('GET', `${server.path}/shares`)).status).toBe(may ? 200 : 403)
  })

  it.each([
    ['that was over yesterday', { lastOn: '2026-03-01' }, ['lastOn']],
    ['that stays open for longer than a year', { lastOn: addDays(TODAY, 366) }, ['lastOn']],
    ['of one person', { filter: { person: uuid(1) } }, ['filter.person']],
    ['of a plan of nobody’s', { filter: { plan: uuid(1) } }, ['filter.plan']],
    ['of no days', { period: {} }, ['period']],
    ['of more than two years', { period: { from: '2024-03-01', to: '2026-03-03' } }, ['period']],
    ['without a label', { label: '  ' }, ['label']],
  ])('refuses one %s', async (_, given, where) => {
    const { status, body } = await server.as.manager('POST', `${server.path}/shares`, asked(given))
    expect([status, body.code]).toEqual([400, 'body-invalid'])
    expect(body.where[0]).toContain(where[0])
  })

  it('refuses a building of another estate', async () => {
    const filter = { building: nextDoor.spots[0]!.place }
    const { body } = await server.as.manager('POST', `${server.path}/shares`, asked({ filter }))
    expect(body.code).toBe('place-unknown')
  })

  it('takes today as the last day, and a day 365 days ahead', async () => {
    await made({ lastOn: TODAY })
    await made({ lastOn: addDays(TODAY, 365) })
  })
})

describe('opening a link', () => {
  it('shows the report of its estate to anyone, as the desk reads it', async () => {
    const { token } = await made()
    const { status, body, headers } = await opened(token)
    expect([status, headers.get('cache-control')]).toEqual([200, 'no-store'])
    const { label, period, expiresAt, report } = body as SharedReport
    expect([label, period, expiresAt]).toEqual([
      'Owners’ committee',
      { rolling: 'this-month' },
      at('00:00', '2026-04-01'),
    ])
    const desk = (await server.as.manager('GET', `${server.path}/report`)).body as Report
    const same = (full: Report) => [
      ...[full.from, full.to, full.tally, full.compliance, full.previous, full.days, full.rounds, full.spots],
      ...[full.gaps, full.unvisited, full.plans, full.kinds, full.buildings, full.halfHours, full.directory.spots],
    ]
    expect(same(report)).toEqual(same(desk))
    expect(report.tally).toMatchObject({ done: 1, excused: 1, missed: 1 })
    expect([report.from, report.to]).toEqual(['2026-03-01', '2026-03-02'])
  })

  it('names no person, nowhere, and repeats nothing that staff wrote freely', async () => {
    const { token } = await made()
    const people = Object.values(server.me).map(({ person }) => person)
    const told = (body: unknown) => {
      const text = JSON.stringify(body)
      const names = people.filter(({ id, name, username }) =>
        [id, `"${name}"`, `"${username}"`].some((word) => text.includes(word)),
      )
      return { names: names.map(({ username }) => username), free: text.includes('Wong Tai Man') }
    }
    // The desk's own does: the search finds what it looks for.
    const desk = (await server.as.manager('GET', `${server.path}/report`)).body as Report
    expect(told(desk)).toEqual({ names: ['the-assistant', 'the-manager'], free: true })
    expect([desk.people.length, desk.outOfPlan.length, desk.doubtful.length]).toEqual([1, 1, 1])

    const { report } = (await opened(token)).body as SharedReport
    expect(told(report)).toEqual({ names: [], free: false })
    expect([report.people, report.directory.people, report.acknowledged]).toEqual([[], [], []])
    expect(report.outOfPlan.map(({ person }) => person)).toEqual([null])
    expect(report.doubtful.map(({ person }) => person)).toEqual([null])
    expect(report.excused).toEqual([{ checkpoint: server.spots[1]!.id, cells: 1, reasons: [] }])
    expect(report.directory.places.every(({ occupancy }) => occupancy === null)).toBe(true)
  })

  it('does not tell which homes stand empty', async () => {
    const unit = { parent: server.spots[0]!.place, kind: 'zone', names: { en: 'Flat 12A' } }
    const { id } = (await server.as.admin('POST', `${server.path}/places`, unit)).body
    await server.as.admin('PUT', `${server.path}/places/${id}/occupancy`, { occupancy: 'vacant' })
    const spot = { code: '12A', kind: 'meter-room', names: { en: 'Meter' }, place: id }
    expect((await server.as.admin('POST', `${server.path}/checkpoints`, spot)).status).toBe(201)
    const desk = (await server.as.manager('GET', `${server.path}/report`)).body
    expect(JSON.stringify(desk)).toContain('"vacant"')
    const { token } = await made()
    const { report } = (await opened(token)).body as SharedReport
    expect(report.directory.places.map(({ names, occupancy }) => [names.en, occupancy])).toEqual([
      ['Tower', null],
      ['Flat 12A', null],
    ])
  })

  it('does not tell it by the spots that are patrolled for that either: they count, under a name of their kind', async () => {
    const unit = { parent: server.spots[0]!.place, kind: 'zone', names: { en: 'Flat 31B' } }
    const { id: place } = (await server.as.admin('POST', `${server.path}/places`, unit)).body
    const spot = { code: 'T-31B', kind: 'vacant-unit', names: { en: 'Check of 31B' }, place }
    const { id } = (await server.as.admin('POST', `${server.path}/checkpoints`, spot)).body
    const desk = (await server.as.manager('GET', `${server.path}/report`)).body as Report
    // An id may hold the number of a flat.
    const unitNamed = /Flat 31B|T-31B|Check of 31B/
    expect(JSON.stringify(desk)).toMatch(unitNamed)
    const { token } = await made()
    const { report } = (await opened(token)).body as SharedReport
    expect(JSON.stringify(report)).not.toMatch(unitNamed)
    const told = report.directory.spots.find((one) => one.id === id)
    const tower = report.directory.places.find(({ names }) => names.en === 'Tower')
    expect(told).toMatchObject({ code: 'VACANT-1', kind: 'vacant-unit', place: tower?.id })
    expect(told?.names).toMatchObject({ 'zh-Hant': '空置單位 1', en: 'Vacant unit 1' })
    expect(report.spots.length).toBe(desk.spots.length)
    expect((await workbook(token)).text).not.toMatch(unitNamed)
  })

  it('gives the same as a file, which names nobody either', async () => {
    const { token } = await made({ period: { from: TODAY, to: TODAY } })
    const file = (format: string) =>
      server.anyone('GET', `/api/shared/report/file?format=${format}&language=en&person=${uuid(1)}`, undefined, {
        'Waymark-Share': token,
      })
    const csv = await file('csv')
    expect([csv.status, csv.headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8'])
    expect(csv.headers.get('content-disposition')).toContain('report-test-court-2026-03-02-2026-03-02.csv')
    expect(csv.headers.get('cache-control')).toBe('no-store')
    expect(csv.body).toContain('LOBBY')
    expect(csv.body).not.toMatch(/assistant|Wong Tai Man/)
    const { sheets, text } = await workbook(token)
    expect(text).toContain('LOBBY')
    expect(text).not.toMatch(/assistant|Wong Tai Man/)
    // What is left out is not told as if there were none of it.
    expect(sheets).toContain('Excused')
    expect(sheets).not.toContain('Alerts seen to')
    const pdf = await file('pdf')
    expect([pdf.status, pdf.body.slice(0, 5)]).toEqual([200, '%PDF-'])
    expect((await file('doc')).body).toMatchObject({ code: 'body-invalid', where: ['format'] })
    const without = await server.anyone('GET', '/api/shared/report/file?format=csv')
    expect([without.status, without.body.code]).toEqual([404, 'not-found'])
  }, 20_000)

  it('shows the days and cells it was made for, whatever the request says', async () => {
    const fixed = await made({ period: { from: '2026-02-01', to: '2026-02-28' }, filter: { kind: 'lift', plan } })
    const query = `?from=2026-03-01&to=2026-03-02&kind=lobby&person=${server.me.assistant.person.id}`
    const { report } = (await opened(fixed.token, query)).body as SharedReport
    expect([report.from, report.to, report.filter]).toEqual(['2026-02-01', '2026-02-28', { kind: 'lift', plan }])
    expect(report.directory.spots.map(({ code }) => code)).toEqual(['LIFT'])

    const rolling = await made({ filter: { kind: 'lobby' } })
    const shown = (await opened(rolling.token, query)).body.report as Report
    expect([shown.from, shown.to, shown.filter]).toEqual(['2026-03-01', '2026-03-02', { kind: 'lobby' }])
    expect(shown.tally).toMatchObject({ done: 1, excused: 0, missed: 0 })
  })

  it('moves along with the calendar where it was made so', async () => {
    const { token } = await made({ period: { rolling: 'last-month' }, lastOn: '2026-06-30' })
    server.setClock(at('09:00', '2026-05-15'))
    const { report } = (await opened(token)).body as SharedReport
    expect([report.from, report.to]).toEqual(['2026-04-01', '2026-04-30'])
  })

  it('ends with its last day, on the dot', async () => {
    const { token, id } = await made({ lastOn: '2026-03-09' })
    server.setClock(at('00:00', '2026-03-10') - 1)
    expect((await opened(token)).status).toBe(200)
    server.setClock(at('00:00', '2026-03-10'))
    const over = await opened(token)
    expect([over.status, over.body.code]).toEqual([410, 'share-expired'])
    expect((await listed(id)).state).toBe('expired')
  })

  it('is over the moment it is taken back; taking it back twice is no fault', async () => {
    const { token, id } = await made()
    const takeBack = () => server.as.supervisor('DELETE', `${server.path}/shares/${id}`)
    expect((await takeBack()).status).toBe(204)
    const gone = await opened(token)
    expect([gone.status, gone.body.code]).toEqual([410, 'share-taken-back'])
    server.setClock(NOW + minutes(5))
    expect((await server.as.admin('DELETE', `${server.path}/shares/${id}`)).status).toBe(204)
    expect(await listed(id)).toMatchObject({ state: 'taken-back', revokedAt: NOW, revokedBy: 'supervisor' })
    const unknown = await server.as.admin('DELETE', `${server.path}/shares/${uuid(1)}`)
    expect([unknown.status, unknown.body.code]).toEqual([404, 'not-found'])
  })

  it('counts as one within an hour', async () => {
    const { token, id } = await made()
    await Promise.all([opened(token), opened(token), opened(token)])
    expect(await listed(id)).toMatchObject({ openedCount: 1, lastOpenedAt: NOW })
    server.setClock(NOW + hours(1) - 1)
    await opened(token)
    expect(await listed(id)).toMatchObject({ openedCount: 1, lastOpenedAt: NOW })
    server.setClock(NOW + hours(1))
    await opened(token)
    expect(await listed(id)).toMatchObject({ openedCount: 2, lastOpenedAt: NOW + hours(1) })
  })
})

describe('the list', () => {
  it('has what still opens something first, then the latest', async () => {
    server.setClock(NOW + days(1))
    const over = await made({ label: 'over' })
    await server.as.admin('DELETE', `${server.path}/shares/${over.id}`)
    const { now, shares } = (await server.as.admin('GET', `${server.path}/shares`)).body
    expect(now).toBe(NOW + days(1))
    const states = shares.map(({ state }: { state: string }) => state)
    expect(states).toEqual(states.toSorted((a: string, b: string) => Number(a !== 'open') - Number(b !== 'open')))
    expect(shares.find(({ state }: { state: string }) => state !== 'open').id).toBe(over.id)
  })
})

describe('another estate', () => {
  it('neither sees a link nor takes it back', async () => {
    const { token, id } = await made({ label: 'ours alone' })
    expect((await nextDoor.as.admin('GET', `${nextDoor.path}/shares`)).body.shares).toEqual([])
    for (const path of [nextDoor.path, server.path]) {
      const refused = await nextDoor.as.admin('DELETE', `${path}/shares/${id}`)
      expect([path, refused.status]).toEqual([path, 404])
    }
    expect((await opened(token)).body.report.directory.estate.id).toBe(server.estate)
  })

  it('is what its own link shows', async () => {
    const { body } = await nextDoor.as.manager('POST', `${nextDoor.path}/shares`, asked())
    const { report } = (await opened(body.token)).body as SharedReport
    expect(report.directory.estate).toMatchObject({ id: nextDoor.estate, code: 'next-door' })
    expect(report.directory.spots.map(({ id }) => id)).toEqual(nextDoor.spots.map(({ id }) => id))
  })
})

describe('what is no link of ours', () => {
  it('opens nothing, and says no more than that', async () => {
    const { token, id } = await made()
    const other = `${token[0] === 'A' ? 'B' : 'A'}${token.slice(1)}`
    for (const wrong of [other, id, `${token}=`, token.slice(1), 'x', '']) {
      const { status, body } = await opened(wrong)
      expect([wrong, status, body.code]).toEqual([wrong, 404, 'not-found'])
    }
    // Behind the address it would stand in every log on the way.
    expect((await server.anyone('GET', `/api/shared/report?token=${token}`)).status).toBe(404)
    // A session's own token is none either.
    expect((await server.as.admin('GET', '/api/shared/report')).status).toBe(404)
  })
})

describe('whoever asks too often', () => {
  it('waits, from one address, whether his tokens are good or not; and no token is ever logged', async () => {
    const own = await startEstateServer({ now: NOW })
    const { body } = await own.as.manager('POST', `${own.path}/shares`, asked())
    const open = (token: string) =>
      own.anyone('GET', '/api/shared/report', undefined, { 'Waymark-Share': token }).then(({ status }) => status)
    const guess = 'a'.repeat(43)
    expect(await open(body.token)).toBe(200)
    const guesses = await Promise.all(Array.from({ length: WRONG_TOKENS + 5 }, () => open(guess)))
    expect(guesses.filter((status) => status === 404)).toHaveLength(WRONG_TOKENS)
    expect(guesses.filter((status) => status === 429)).toHaveLength(5)
    const waiting = await own.anyone('GET', '/api/shared/report', undefined, { 'Waymark-Share': body.token })
    expect([waiting.status, waiting.body]).toEqual([
      429,
      expect.objectContaining({ code: 'share-throttled', retryAfter: expect.any(Number) }),
    ])
    expect(Number(waiting.headers.get('retry-after'))).toBeGreaterThan(0)
    const log = own.logged.join('\n')
    expect(log).toContain('shared report opened')
    expect(log).toContain('shared report refused')
    expect([log.includes(body.token), log.includes(guess)]).toEqual([false, false])
    await own.stop()
  })

  it('waits also with a good token, after more than anybody reads', async () => {
    const own = await startEstateServer({ now: NOW })
    const { token } = (await own.as.manager('POST', `${own.path}/shares`, asked())).body
    const file = async () => {
      const path = '/api/shared/report/file?format=csv'
      return (await own.anyone('GET', path, undefined, { 'Waymark-Share': token })).status
    }
    const files = SHARED_POINTS / FILE_POINTS
    const statuses: number[] = []
    for (let i = 0; i <= files; i++) statuses.push(await file())
    expect(statuses).toEqual([...Array(files).fill(200), 429])
    await own.stop()
  }, 20_000)

  it('waits sooner where each report is of two years', async () => {
    const own = await startEstateServer({ now: NOW })
    const period = { from: '2024-03-01', to: '2026-03-02' }
    const { token } = (await own.as.manager('POST', `${own.path}/shares`, asked({ period }))).body
    const opened = async () => {
      const path = '/api/shared/report/file?format=csv'
      return (await own.anyone('GET', path, undefined, { 'Waymark-Share': token })).status
    }
    const statuses: number[] = []
    while (statuses.at(-1) !== 429) statuses.push(await opened())
    // Eight quarters each; the last one is opened with what is left.
    expect(statuses).toHaveLength(Math.ceil(SHARED_POINTS / (8 * FILE_POINTS)) + 1)
    await own.stop()
  })
})
