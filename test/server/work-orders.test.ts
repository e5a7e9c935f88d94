/** Work orders: their numbers, the papers about a finding, and what a contractor sees and does who has nothing but a link. */
import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import * as v from 'valibot'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { FindingAct } from '../../checkpoints/finding-act.ts'
import { DEFAULT_RULES } from '../../checkpoints/finding-rules.ts'
import { ROLES } from '../../checkpoints/people.ts'
import type { ListedCheckpoint } from '../../checkpoints/wire/estate.ts'
import { PublicWorkOrder, WorkOrderLink, WorkOrderLinkState } from '../../checkpoints/wire/finding.ts'
import { PROBLEMS } from '../../checkpoints/wire/problem.ts'
import { CONTRACTOR_POINTS, FIX_POINTS } from '../../server/services/contractors.ts'
import { WRONG_TOKENS } from '../../server/services/link-bearers.ts'
import { at, days, freshUuid, minutes, uuid } from '../support/builders.ts'
import {
  type Answered,
  addNeighbour,
  type EstateAtWork,
  type EstateServer,
  startEstateServer,
} from '../support/estate-server.ts'
import { type FindingDeeds, findingDeeds } from '../support/finding-deeds.ts'

const JPEG = Buffer.from('ffd8ffe000104a46494600010100000100010000ffc0000b080140028001011100ffd9', 'hex')
const PHOTO = JPEG.toString('base64')
const [LIFT_CO, PIPE_CO] = [uuid(0xc01), uuid(0xc02)]

let server: EstateServer
let nextDoor: EstateAtWork
let story: FindingDeeds
let clock = at('09:00')
let spot: ListedCheckpoint
let made = 0

beforeAll(async () => {
  server = await startEstateServer({ now: clock, trustProxy: true })
  nextDoor = await addNeighbour(server)
  story = findingDeeds(server)
  const contractor = { trade: 'lifts', phone: '2345 6789', email: null }
  const contractors = [
    { id: LIFT_CO, name: 'Ever Lift Co', ...contractor },
    { id: PIPE_CO, name: 'Pipe Co', ...contractor },
  ]
  const set = await server.as.manager('PUT', `${server.path}/finding-rules`, { ...DEFAULT_RULES, contractors })
  expect(set.status).toBe(200)
  spot = server.spots[1]!
})
afterAll(() => server.stop())
beforeEach(() => tick())

function tick(by = minutes(1)): void {
  clock += by
  server.setClock(clock)
}

function triage(contractor: string | null = LIFT_CO, note = 'Stop the lift first'): FindingAct {
  return { kind: 'triage', route: { kind: 'repair', assignee: null, contractor }, dueOn: null, note }
}

async function routed(given: Parameters<FindingDeeds['report']>[2] = {}): Promise<string> {
  const finding = await story.report('assistant', spot, given)
  expect((await story.act('supervisor', finding, triage())).status).toBe(201)
  return finding
}

const pathOf = (finding: string) => `${server.path}/findings/${finding}`
const numberOf = async (finding: string) => (await story.detail(finding)).finding.workOrder

async function linkTo(finding: string): Promise<string> {
  const { status, body } = await server.as.supervisor('POST', `${pathOf(finding)}/work-order/link`)
  expect([status, body.code]).toEqual([201, undefined])
  return body.url.split('#')[1]
}

/** Each a network of its own, unless it says otherwise. */
function bearer(token: string, address = `10.${++made >> 8}.${made & 255}.1`) {
  const headers = { 'Waymark-Work-Order': token, 'X-Forwarded-For': address }
  return {
    get: (path = '') => server.anyone('GET', `/api/public/work-order${path}`, undefined, headers),
    fix: (body: object) => server.anyone('PUT', '/api/public/work-order/fix', body, headers),
  }
}

function report(given: object = {}) {
  return { id: freshUuid(), name: '何師傅', note: '已換皮帶', ...given }
}

describe('the number of a work order', { timeout: 20_000 }, () => {
  it('is given when a finding goes to repair, and stays its own whatever is decided later', async () => {
    const finding = await story.report('assistant', spot)
    expect(await numberOf(finding)).toBeNull()
    await story.act('supervisor', finding, triage())
    const number = await numberOf(finding)
    expect(number).toMatch(/^WO-2026-\d{4}$/)
    await story.act('supervisor', finding, triage(PIPE_CO))
    const violation: FindingAct = {
      ...{ kind: 'triage', dueOn: null, note: '' },
      route: { kind: 'violation', assignee: null, unit: null, notice: 'Please clear the corridor' },
    }
    await story.act('supervisor', finding, violation)
    await story.act('supervisor', finding, triage())
    expect(await numberOf(finding)).toBe(number)
  })

  it('is not given to what goes another way', async () => {
    const finding = await story.report('assistant', spot)
    const other: FindingAct = {
      ...{ kind: 'triage', dueOn: null, note: '' },
      route: { kind: 'violation', assignee: null, unit: null, notice: 'Please clear the corridor' },
    }
    expect((await story.act('supervisor', finding, other)).status).toBe(201)
    expect(await numberOf(finding)).toBeNull()
    for (const paper of ['work-order.pdf', 'work-order/link'])
      expect((await server.as.manager('GET', `${pathOf(finding)}/${paper}`)).body.code).toBe('not-found')
    expect((await server.as.manager('POST', `${pathOf(finding)}/work-order/link`)).body.code).toBe('not-found')
  })

  it('is nobody else’s when forty are given out at once', async () => {
    const findings = await Promise.all(Array.from({ length: 40 }, () => story.report('assistant', spot)))
    const answers = await Promise.all(findings.map((finding) => story.act('supervisor', finding, triage())))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]))
    const numbers = await Promise.all(findings.map(numberOf))
    const counted = numbers.map((number) => Number(number?.slice(-4))).sort((a, b) => a - b)
    expect(counted).toEqual(counted.map((_, i) => counted[0]! + i))
  })

  it('is not used up by one that is refused', async () => {
    const [refused, next] = [await story.report('assistant', spot), await routed()]
    expect((await story.act('assistant', refused, triage())).body.code).toBe('finding-act-refused')
    const number = Number((await numberOf(next))?.slice(-4))
    expect(Number((await numberOf(await routed()))?.slice(-4))).toBe(number + 1)
  })

  it('counts anew with the civil year of the estate', async () => {
    const own = await startEstateServer({ now: at('23:59', '2026-12-31') })
    try {
      const teller = findingDeeds(own)
      const [before, first, second] = [1, 2, 3].map(() => teller.report('assistant', own.spots[0]!))
      const give = async (finding: Promise<string> | undefined) => {
        const id = (await finding) ?? ''
        await teller.act('supervisor', id, { ...triage(null) })
        return (await teller.detail(id)).finding.workOrder
      }
      expect(await give(before)).toBe('WO-2026-0001')
      // Midnight in Hong Kong; in London it is four in the afternoon of the old year.
      own.setClock(at('00:00', '2027-01-01'))
      expect([await give(first), await give(second)]).toEqual(['WO-2027-0001', 'WO-2027-0002'])
    } finally {
      await own.stop()
    }
  })
})

describe('the link of a work order', () => {
  it('is told once, opens for sixty days, and is kept as a hash', async () => {
    const finding = await routed()
    const made = await server.as.supervisor('POST', `${pathOf(finding)}/work-order/link`)
    expect(v.parse(WorkOrderLink, made.body)).toEqual({
      url: expect.stringMatching(/^http:\/\/localhost\/work-order#[\w-]{43}$/),
      expiresAt: clock + days(60),
    })
    const token = made.body.url.split('#')[1]
    const state = await server.as.manager('GET', `${pathOf(finding)}/work-order/link`)
    expect(v.parse(WorkOrderLinkState, state.body)).toEqual({ now: clock, expiresAt: clock + days(60) })
    expect(JSON.stringify(state.body)).not.toContain(token)
    expect(server.logged.join()).not.toContain(token)
    server.setClock(clock + days(60) - 1)
    expect((await bearer(token).get()).status).toBe(200)
    server.setClock(clock + days(60))
    expect((await bearer(token).get()).body.code).toBe('work-order-closed')
    server.setClock(clock)
  })

  it.each(ROLES)('is for supervisors, managers and admins: %s', async (role) => {
    const finding = await routed()
    const status = ['supervisor', 'manager', 'admin'].includes(role) ? [201, 200, 204] : [403, 403, 403]
    const asked = [await server.as[role]('POST', `${pathOf(finding)}/work-order/link`)]
    asked.push(await server.as[role]('GET', `${pathOf(finding)}/work-order/link`))
    asked.push(await server.as[role]('DELETE', `${pathOf(finding)}/work-order/link`))
    expect(asked.map((one) => one.status)).toEqual(status)
  })

  it('ends when it is taken back, or when another takes its place', async () => {
    const finding = await routed()
    const first = await linkTo(finding)
    const second = await linkTo(finding)
    expect((await bearer(first).get()).body.code).toBe('not-found')
    expect((await bearer(second).get()).status).toBe(200)
    for (let i = 0; i < 2; i++)
      expect((await server.as.manager('DELETE', `${pathOf(finding)}/work-order/link`)).status).toBe(204)
    expect((await server.as.manager('GET', `${pathOf(finding)}/work-order/link`)).body.expiresAt).toBeNull()
    expect((await bearer(second).get()).body.code).toBe('work-order-closed')
    expect((await bearer(second).fix(report())).body.code).toBe('work-order-closed')
    expect((await bearer(await linkTo(finding)).get()).status).toBe(200)
  })

  it('ends when another contractor is sent, and not when the same one gets more words', async () => {
    const finding = await routed()
    const token = await linkTo(finding)
    await story.act('supervisor', finding, triage(LIFT_CO, 'Mind the step'))
    expect((await bearer(token).get()).body.instructions).toBe('Mind the step')
    await story.act('supervisor', finding, triage(PIPE_CO))
    expect((await bearer(token).get()).body.code).toBe('work-order-closed')
  })

  it('ends with the finding, and does not come back when that is opened again', async () => {
    const finding = await routed()
    const token = await linkTo(finding)
    await story.act('assistant', finding, { kind: 'fix', note: 'done', photos: [] })
    await story.act('supervisor', finding, await story.verify('supervisor', spot))
    expect((await bearer(token).get()).body.code).toBe('work-order-closed')
    expect((await bearer(token).fix(report())).body.code).toBe('work-order-closed')
    expect((await server.as.manager('POST', `${pathOf(finding)}/work-order/link`)).body.code).toBe('work-order-closed')
    await story.act('supervisor', finding, { kind: 'reopen', reason: 'again' })
    expect((await bearer(token).get()).body.code).toBe('work-order-closed')
  })

  it('does not exist for another estate', async () => {
    const finding = await routed()
    await linkTo(finding)
    const theirs = `${nextDoor.path}/findings/${finding}`
    for (const [method, path] of [
      ['GET', 'work-order/link'],
      ['POST', 'work-order/link'],
      ['DELETE', 'work-order/link'],
      ['GET', 'work-order.pdf'],
      ['GET', 'history.pdf'],
      ['GET', 'notice.pdf'],
    ] as const) {
      const { status, body } = await nextDoor.as.admin(method, `${theirs}/${path}`)
      expect([method, path, status, body.code]).toEqual([method, path, 404, 'not-found'])
    }
  })
})

describe('a contractor', { timeout: 30_000 }, () => {
  it('sees what is to be done, and nobody of the staff', async () => {
    const photo = await story.photo('assistant')
    const finding = await routed({ photos: [photo], severity: 'minor', note: 'Door rattles' })
    await story.act('supervisor', finding, {
      ...{ kind: 'comment', text: 'Between ourselves', mentions: [server.me.manager.person.id] },
      photos: [await story.photo('supervisor')],
    })
    const { status, body } = await bearer(await linkTo(finding)).get()
    expect([status, v.parse(PublicWorkOrder, body)]).toEqual([200, body])
    expect(body).toMatchObject({
      ...{ number: await numberOf(finding), severity: 'minor', note: 'Door rattles', photos: [photo] },
      ...{ dueOn: '2026-03-09', instructions: 'Stop the lift first', sentBack: null, state: 'to-do' },
      estate: { names: { 'zh-Hant': '測試苑' }, zone: 'Asia/Hong_Kong' },
      spot: { code: 'LIFT', names: { en: 'LIFT' }, place: [{ en: 'Tower' }] },
    })
    const told = JSON.stringify(body)
    for (const { person } of Object.values(server.me))
      for (const word of [person.id, `"${person.name}"`, person.username]) expect(told).not.toContain(word)
    expect(told).not.toContain('Between ourselves')
  })

  it('sees the photos of his order, and no others', async () => {
    const [own, of] = [await story.photo('assistant'), await story.photo('supervisor')]
    const finding = await routed({ photos: [own] })
    await story.act('supervisor', finding, { kind: 'comment', text: 'x', mentions: [], photos: [of] })
    const other = await story.photo('assistant')
    await routed({ photos: [other] })
    const one = bearer(await linkTo(finding))
    const shown = await one.get(`/photos/${own}`)
    expect([shown.status, shown.headers.get('content-type')]).toEqual([200, 'image/jpeg'])
    expect(shown.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox")
    expect([shown.headers.get('cache-control'), shown.headers.get('content-disposition')]).toEqual([
      'no-store',
      `inline; filename="${own}.jpeg"`,
    ])
    for (const hidden of [of, other, '0'.repeat(64)])
      expect((await one.get(`/photos/${hidden}`)).body.code).toBe('not-found')
    expect((await one.get('/photos/..%2f..%2fetc')).body.code).toBe('body-invalid')
    expect((await bearer('x'.repeat(43)).get(`/photos/${own}`)).body.code).toBe('not-found')
  })

  it('is told that a photo is not to be had, rather than nothing', async () => {
    const photo = await story.photo('assistant')
    const finding = await routed({ photos: [photo] })
    rmSync(join(server.dataDir, 'photos', photo.slice(0, 2), photo))
    const one = bearer(await linkTo(finding))
    expect((await one.get(`/photos/${photo}`)).body.code).toBe('not-found')
    const pdf = await pdfText(
      await raw('/api/public/work-order/work-order.pdf?language=en', tokenHeader(await linkTo(finding))),
    )
    expect(pdf).toContain('This photo is not in the system.')
  })

  it('says that it is done: with his name and a photo, once however often it is sent', async () => {
    const finding = await routed()
    const one = bearer(await linkTo(finding))
    const said = report({ photo: PHOTO })
    const answers = await Promise.all(Array.from({ length: 8 }, () => one.fix(said)))
    for (const { status, body } of answers) expect([status, body.state]).toEqual([200, 'reported-fixed'])
    const { finding: now, events } = await story.detail(finding)
    expect(now.state).toBe('fixed')
    expect(events.filter(({ act }) => act.kind === 'fix')).toMatchObject([
      { by: '何師傅', byContractor: true, device: null, standing: 'applied', act: { note: '已換皮帶' } },
    ])
    const fix = events.at(-1)?.act
    const [photo] = fix?.kind === 'fix' ? fix.photos : []
    // The desk, and whoever verifies, sees it like any other.
    expect((await server.as.assistant('GET', `/api/photos/${photo}`)).status).toBe(200)
    expect((await nextDoor.as.admin('GET', `/api/photos/${photo}`)).status).toBe(404)
    expect((await one.fix({ ...said, note: 'something else' })).body.code).toBe('word-conflict')
    expect((await one.fix(report())).body).toMatchObject({ code: 'finding-act-refused', where: ['wrong-state'] })
  })

  it('sees that it was sent back, why, and what it looked like; and says so again', async () => {
    const finding = await routed()
    const one = bearer(await linkTo(finding))
    await one.fix(report())
    const photo = await story.photo('supervisor')
    const back = await story.verify('supervisor', spot, { passed: false, note: 'Still rattles', photos: [photo] })
    expect((await story.act('supervisor', finding, back)).status).toBe(201)
    expect((await one.get()).body).toMatchObject({ state: 'to-do', sentBack: 'Still rattles', photos: [photo] })
    // A signature is nobody else's business.
    expect((await one.get(`/photos/${back.signature}`)).body.code).toBe('not-found')
    expect((await one.get(`/photos/${photo}`)).status).toBe(200)
    expect((await one.fix(report())).body).toMatchObject({ state: 'reported-fixed', sentBack: null })
  })

  it.each([
    ['a name of nothing', { name: ' ' }, 400, 'body-invalid'],
    ['no words', { note: '' }, 400, 'body-invalid'],
    ['a photo that is none', { photo: Buffer.from('<svg/>').toString('base64') }, 400, 'body-invalid'],
    [
      'a PNG',
      { photo: Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex').toString('base64') },
      400,
      'body-invalid',
    ],
    ['a photo of 100 megapixels', { photo: hugeJpeg() }, 413, 'photo-too-large'],
    ['three megabytes', { photo: 'A'.repeat(4 * 1024 * 1024) }, 413, 'too-large'],
  ])('is refused with %s, and nothing is kept', async (_, given, status, code) => {
    const finding = await routed()
    const files = () => readdirSync(join(server.dataDir, 'photos'), { recursive: true }).length
    const before = files()
    const answered = await bearer(await linkTo(finding)).fix(report(given))
    expect([answered.status, answered.body.code]).toEqual([status, code])
    expect((await story.detail(finding)).finding.state).toBe('in-work')
    expect(files()).toBe(before)
  })

  it('without a token, or with a garbled one, is told nothing, and never that we are at fault', async () => {
    const good = await linkTo(await routed())
    const tokens = fc.oneof(
      fc.nat(42).map((i) => good.slice(0, i) + (good[i] === 'A' ? 'B' : 'A') + good.slice(i + 1)),
      fc.nat(100).map((length) => 'x'.repeat(length)),
      fc.string({ unit: 'grapheme-ascii', maxLength: 90 }).map((text) => text.trim()),
      fc.constantFrom('', '..', `${good} `, `${good}=`, `${good}${good}`, '%00', "' or 1=1 --", '__proto__'),
    )
    await fc.assert(
      fc.asyncProperty(
        tokens,
        fc.constantFrom('', '/work-order.pdf', `/photos/${'0'.repeat(64)}`),
        async (token, path) => {
          fc.pre(token.trim() !== good)
          const one = bearer(token)
          for (const { status, body } of [await one.get(path), await one.fix(report())])
            expect([status, body.code in PROBLEMS]).toEqual([404, true])
        },
      ),
      { numRuns: 150 },
    )
  })

  it('who tries links waits, and a network that asks too much; others do not', async () => {
    const good = await linkTo(await routed())
    const guesser = '203.0.113.7'
    for (let i = 0; i < WRONG_TOKENS; i++)
      expect((await bearer(randomBytes(32).toString('base64url'), guesser).get()).status).toBe(404)
    const waits = await bearer(good, guesser).get()
    expect([waits.status, waits.body.code, Number(waits.headers.get('retry-after')) > 0]).toEqual([
      ...[429, 'too-many-requests', true],
    ])
    // A network of IPv6 is one, whatever its last half says.
    let last: Answered | undefined
    for (let i = 0; i <= CONTRACTOR_POINTS / FIX_POINTS; i++)
      last = await bearer(good, `2001:db8:1:2::${i.toString(16)}`).fix({})
    expect(last?.status).toBe(429)
    expect((await bearer(good).get()).status).toBe(200)
  })
})

// A paper takes a while on a machine that does something else besides.
describe('papers', { timeout: 30_000 }, () => {
  it('are made of what was done, in the language that is asked for', async () => {
    const [before, after] = [await story.photo('assistant'), await story.photo('supervisor')]
    const finding = await routed({ photos: [before], note: '𨋢門有異響' })
    await bearer(await linkTo(finding)).fix(report({ photo: PHOTO }))
    const verified = await story.verify('supervisor', spot, { note: '運行正常', photos: [after] })
    await story.act('supervisor', finding, verified)
    const { finding: now } = await story.detail(finding)
    const titles = { 'zh-Hant': '問題處理記錄', 'zh-Hans': '问题处理记录', en: 'History of a problem' }
    for (const [language, title] of Object.entries(titles)) {
      const response = await server.as.auditor('GET', `${pathOf(finding)}/history.pdf?language=${language}`)
      expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/pdf'])
      expect(response.headers.get('content-disposition')).toBe(
        `inline; filename="finding-test-court-${now.number}.pdf"`,
      )
      const text = await pdfText(await rawAs('auditor', `${pathOf(finding)}/history.pdf?language=${language}`))
      for (const one of [title, '𨋢門有異響', '何師傅', '運行正常', 'supervisor', now.workOrder ?? '', 'Ever Lift Co'])
        expect(text).toContain(one)
    }
    expect((await server.as.auditor('GET', `${pathOf(finding)}/history.pdf?language=fr`)).body.code).toBe(
      'body-invalid',
    )
    expect((await server.as.auditor('GET', `${pathOf(uuid(1))}/history.pdf`)).body.code).toBe('not-found')
  })

  it('name whoever has left since, the unit that was meant then, and each finding it was merged into', async () => {
    const added = { username: 'mak', name: 'Mak Siu Wah', language: 'en', roles: ['assistant'] }
    const { person } = (await server.as.admin('POST', `${server.path}/staff`, added)).body.member
    const unit = { parent: spot.place, kind: 'zone', names: { en: 'Flat 12D' } }
    const { id } = (await server.as.admin('POST', `${server.path}/places`, unit)).body
    const [finding, first, second] = [
      await story.report('assistant', spot),
      await story.report('assistant', spot),
      await story.report('assistant', spot),
    ]
    const violation = { kind: 'violation', assignee: person.id, unit: id, notice: 'Clear the corridor' } as const
    const deeds: readonly FindingAct[] = [
      { kind: 'triage', route: violation, dueOn: null, note: '' },
      { kind: 'comment', text: 'Please look', mentions: [person.id], photos: [] },
      triage(),
      { kind: 'merge', into: first, note: '' },
      { kind: 'reopen', reason: 'another lamp' },
      { kind: 'merge', into: second, note: '' },
    ]
    for (const act of deeds) expect((await story.act('supervisor', finding, act)).status).toBe(201)
    expect((await server.as.admin('PATCH', `${server.path}/staff/${person.id}`, { roles: [] })).status).toBe(200)
    const text = await pdfText(await rawAs('auditor', `${pathOf(finding)}/history.pdf?language=en`))
    const numbered = async (one: string) => `Problem #${(await story.detail(one)).finding.number}`
    for (const one of ['Responsible: Mak Siu Wah', 'Mentions: Mak Siu Wah', 'Flat 12D', await numbered(first)])
      expect(text).toContain(one)
    expect(text.split(await numbered(second))).toHaveLength(3)
    expect(text).not.toContain('no longer listed')
    const other = await pdfText(await rawAs('auditor', `${pathOf(second)}/history.pdf?language=en`))
    expect(other).toContain('Merged into this')
    expect(other).toContain(await numbered(finding))
  })

  it('are for the desk: the history for whoever reads there, the others for those who send them out', async () => {
    const finding = await routed()
    for (const role of ROLES) {
      const reads = role !== 'assistant'
      const sends = reads && role !== 'auditor'
      expect([role, (await server.as[role]('GET', `${pathOf(finding)}/history.pdf`)).status]).toEqual([
        role,
        reads ? 200 : 403,
      ])
      expect([role, (await server.as[role]('GET', `${pathOf(finding)}/work-order.pdf`)).status]).toEqual([
        role,
        sends ? 200 : 403,
      ])
      // A repair has no notice.
      expect([role, (await server.as[role]('GET', `${pathOf(finding)}/notice.pdf`)).status]).toEqual([
        role,
        sends ? 404 : 403,
      ])
    }
  })

  it('have the symbol of the link only for whoever brings its token, and only of this order', async () => {
    const [finding, other] = [await routed(), await routed()]
    const [token, theirs] = [await linkTo(finding), await linkTo(other)]
    const path = `${pathOf(finding)}/work-order.pdf?language=en`
    const scan = 'Scan to report it done'
    expect(await pdfText(await rawAs('supervisor', path, tokenHeader(token)))).toContain(scan)
    for (const headers of [{}, tokenHeader(theirs), tokenHeader('x'.repeat(43))])
      expect(await pdfText(await rawAs('supervisor', path, headers))).not.toContain(scan)
    const public_ = await pdfText(await raw('/api/public/work-order/work-order.pdf?language=en', tokenHeader(token)))
    expect(public_).toContain(scan)
    for (const name of ['assistant', 'supervisor']) expect(public_).not.toContain(name)
  })

  it('are a notice of a violation, to its unit', async () => {
    const unit = { parent: spot.place, kind: 'zone', names: { en: 'Flat 12C' } }
    const { id } = (await server.as.admin('POST', `${server.path}/places`, unit)).body
    const finding = await story.report('assistant', spot, {
      category: 'fit-out',
      note: 'Bags of cement in the corridor',
    })
    const route = { kind: 'violation', assignee: null, unit: id, notice: 'Clear the corridor' } as const
    await story.act('supervisor', finding, { kind: 'triage', route, dueOn: null, note: '' })
    const text = await pdfText(await rawAs('manager', `${pathOf(finding)}/notice.pdf?language=en`))
    for (const one of [
      'the residents of Tower Flat 12C',
      'Clear the corridor',
      'Bags of cement',
      'Fit-out rules',
      '9 March 2026',
    ])
      expect(text).toContain(one)
    expect((await server.as.manager('GET', `${pathOf(finding)}/work-order.pdf`)).body.code).toBe('not-found')
  })
})

function tokenHeader(token: string) {
  return { 'Waymark-Work-Order': token, 'X-Forwarded-For': `10.9.${++made >> 8}.${made & 255}` }
}

async function raw(path: string, headers: Record<string, string>): Promise<Uint8Array> {
  const response = await fetch(server.origin + path, { headers })
  expect([path, response.status]).toEqual([path, 200])
  return new Uint8Array(await response.arrayBuffer())
}

/** The caller answers text, which is no PDF any more. */
async function rawAs(role: 'auditor' | 'supervisor' | 'manager', path: string, headers: Record<string, string> = {}) {
  const { username } = server.me[role].person
  const signedIn = await server.anyone('POST', '/api/session', { username, password: 'correct-horse-battery' })
  return raw(path, { ...headers, cookie: signedIn.headers.get('set-cookie')?.split(';')[0] ?? '' })
}

async function pdfText(bytes: Uint8Array): Promise<string> {
  const file = join(server.dataDir, `paper-${++made}.pdf`)
  writeFileSync(file, bytes)
  return execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' }).replace(/\s+/g, ' ')
}

function hugeJpeg(): string {
  const bytes = Buffer.from(JPEG)
  const frame = bytes.indexOf(Buffer.of(0xff, 0xc0))
  bytes.writeUInt16BE(10_000, frame + 5)
  bytes.writeUInt16BE(10_000, frame + 7)
  return bytes.toString('base64')
}
