/** Whatever is sent, the answer is a typed 4xx or a success: never a 5xx, never silence. */
import fc from 'fast-check'
import { exportJWK, generateKeyPair } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { shippedItems } from '../../checkpoints/checklists/shipped.ts'
import { DEFAULT_RULES } from '../../checkpoints/finding-rules.ts'
import { ACCESS } from '../../checkpoints/people.ts'
import { tagDigitsIn } from '../../checkpoints/tag.ts'
import { signVisit, type VisitClaims } from '../../checkpoints/visit.ts'
import { PROBLEMS } from '../../checkpoints/wire/problem.ts'
import { planDraft, weekly } from '../../scripts/support/plan.ts'
import { uuid } from '../support/builders.ts'
import {
  type Answered,
  allFine,
  type EstateServer,
  PASSWORD,
  startEstateServer,
  writePlan,
} from '../support/estate-server.ts'

let server: EstateServer
let plan: string
let device: string
let deviceKey: CryptoKey

beforeAll(async () => {
  server = await startEstateServer()
  plan = await writePlan(server)
  const { publicKey, privateKey } = await generateKeyPair('ES256')
  const enrolled = await server.as.assistant('POST', '/api/devices', {
    publicKey: await exportJWK(publicKey),
    label: 'phone',
  })
  device = enrolled.body.id
  deviceKey = privateKey
})
afterAll(() => server.stop())

/** For every route that takes JSON, a body it would take. */
function goodBodies(): Readonly<Record<string, unknown>> {
  const [{ id: spot, place }] = server.spots as [EstateServer['spots'][number]]
  const names = { en: 'Name', 'zh-Hant': '名' }
  const link = 'x'.repeat(43)
  const ownSheet = {
    ...{ name: 'Ours', page: { width: 210, height: 297 }, columns: 2, rows: 2, label: { width: 90, height: 60 } },
    ...{ margin: { x: 5, y: 5 }, pitch: { x: 95, y: 65 }, inset: 3, level: 'M', dpi: null },
  }
  return {
    'POST /api/session': { username: 'nobody', password: 'whatever' },
    'POST /api/setup': {
      token: link,
      estate: { code: 'other', names, zone: 'Asia/Macau' },
      admin: { username: 'other', name: 'Other', language: 'en', password: PASSWORD },
    },
    'POST /api/invitation': { token: link, password: PASSWORD },
    'PUT /api/me/password': { current: 'not my password', password: PASSWORD },
    'POST /api/devices': { publicKey: { kty: 'EC', crv: 'P-256', x: 'A'.repeat(43), y: 'A'.repeat(43) }, label: 'x' },
    'PUT /api/estates/:estate/devices/:device/revocation': { reason: 'lost' },
    'PUT /api/estates/:estate/tag-keys/:generation/revocation': { reason: 'lost' },
    'POST /api/estates/:estate/chips': { uid: '04DE5F1EACC040', checkpoint: spot },
    'PUT /api/estates/:estate/chips/:chip/revocation': { reason: 'lost' },
    'POST /api/displays': {
      ...{ code: '0000-0000-0', label: 'tablet' },
      publicKey: { kty: 'EC', crv: 'P-256', x: 'A'.repeat(43), y: 'A'.repeat(43) },
    },
    'POST /api/estates/:estate/displays': { checkpoint: spot },
    'PUT /api/estates/:estate/displays/:display/revocation': { reason: 'lost' },
    'POST /api/visits/batch': { visits: ['a.b.c'] },
    'PUT /api/visits/:id/review': { decision: 'accepted', reason: 'asked him' },
    'PUT /api/devices/:device/announcement': {
      visits: [{ visit: uuid(9), estate: server.estate, checkpoint: spot, occurredAt: 1 }],
    },
    'POST /api/estates/:estate/rounds/:round/acknowledgement': { kind: 'missed', reason: 'lift out of order' },
    'POST /api/estates/:estate/shares': {
      ...{ label: 'Committee', period: { rolling: 'last-month' }, filter: { building: place, kind: 'lift', plan } },
      lastOn: '2026-03-31',
    },
    'POST /api/estates/:estate/checkpoints': { code: 'NEW-1', kind: 'lift', names, place },
    'PATCH /api/estates/:estate/checkpoints/:checkpoint': { code: 'NEW-2', names, place, state: 'active' },
    'POST /api/estates/:estate/places': { parent: place, kind: 'floor', names },
    'POST /api/estates/:estate/plans': {
      ...planDraft({ names, recurrence: weekly(1, 7), checkpoints: [spot] }),
      windows: [{ startsAt: '22:00', endsAt: '06:00' }],
      assignees: [server.me.assistant.person.id],
    },
    'PATCH /api/estates/:estate/plans/:plan': { state: 'active', graceMinutes: 0, windows: [] },
    'POST /api/estates/:estate/plans/preview': { plan, draft: planDraft({ names, checkpoints: [spot] }) },
    'POST /api/estates/:estate/teams': { names, members: [server.me.assistant.person.id], places: [place] },
    'PATCH /api/estates/:estate/teams/:team': { names, members: [], places: [place] },
    'PUT /api/estates/:estate/holidays': { holidays: [{ on: '2026-12-25', names }] },
    'POST /api/estates/:estate/rounds': {
      ...{ names, minutes: 30, checkpoints: [spot], focus: 'water' },
      ...{ rules: [{ kinds: ['lift'], places: [place] }], assignees: [server.me.assistant.person.id] },
    },
    'POST /api/estates/:estate/mailings': {
      rhythm: { kind: 'weekly', weekday: 1 },
      ...{ at: '08:00', recipients: ['lee@example.org'], language: 'zh-Hant' },
    },
    'PATCH /api/estates/:estate/mailings/:mailing': { state: 'paused', recipients: ['lee@example.org'] },
    'POST /api/estates/:estate/mailings/:mailing/test': { address: 'lee@example.org' },
    'POST /api/unsubscribe': { mailing: uuid(3), address: 'lee@example.org', token: link },
    'PUT /api/estates/:estate/rounds/assignees': {
      rounds: [{ round: uuid(5), assignees: [server.me.assistant.person.id] }],
      reason: 'sick',
    },
    'POST /api/estates/:estate/checklists/:kind': { basis: 2, items: shippedItems('lift') },
    'PUT /api/estates/:estate/checkpoints/:checkpoint/extras': {
      basis: null,
      items: shippedItems('meter-room').map((item) => ({ ...item, id: `x-${item.id}` })),
      focus: names,
    },
    'POST /api/estates/:estate/checkpoints/:checkpoint/outages': {
      ...{ from: '2026-03-05', until: '2026-03-06', reason: 'repair' },
    },
    'PATCH /api/estates/:estate/checkpoints/:checkpoint/outages/:outage': { until: null, reason: 'repair' },
    'PUT /api/estates/:estate/checkpoints/order': { checkpoints: server.spots.map(({ id }) => id) },
    'POST /api/estates/:estate/checkpoints/import': {
      rows: [{ code: 'IMP-1', kind: 'lift', 'name-en': 'Lift 9', building: 'Tower' }],
    },
    'POST /api/public/tags/:digits/reports': {
      ...{ ticket: 'x', category: 'facilities', text: 'no light', contact: '9123 4567', photo: '/9j/', website: '' },
    },
    'PUT /api/estates/:estate/public-page': { showsLastPatrol: true, takesReports: true },
    'PUT /api/estates/:estate/resident-reports/:report': { state: 'solved', answer: 'done', calledBack: true },
    'POST /api/estates/:estate/label-sheets': ownSheet,
    'PUT /api/estates/:estate/label-sheets/:sheet': ownSheet,
    'PATCH /api/estates/:estate/places/:place': { names, position: 0 },
    'PUT /api/estates/:estate/places/:place/occupancy': { occupancy: 'vacant' },
    'PUT /api/installations/:id': {
      ...{ digits: tagDigitsIn(server.spots[0]!.tagUrl!), installedAt: 1, replaced: 'old', photo: null },
      position: { latitude: 22.3, longitude: 114.2, accuracyMetres: 5 },
    },
    'POST /api/old-labels': { digits: tagDigitsIn(server.spots[0]!.tagUrl!), readAt: 1 },
    'PUT /api/damaged-tags/:id': { checkpoint: spot, damage: 'missing', note: 'torn off', reportedAt: 1 },
    'PUT /api/finding-events/:id': {
      event: {
        ...{ v: 1, id: uuid(1), finding: uuid(2), estate: server.estate, at: 1, basis: 0 },
        act: {
          ...{ kind: 'report', checkpoint: spot, category: 'facilities', severity: 'normal', note: 'drips' },
          ...{ photos: [], residentReport: null, position: null },
        },
      },
    },
    'PUT /api/estates/:estate/finding-rules': {
      ...DEFAULT_RULES,
      departments: [{ id: uuid(3), names, supervisor: server.me.supervisor.person.id }],
      contractors: [{ id: uuid(4), name: 'Lift Co', trade: 'lifts', phone: '2345 6789', email: null }],
    },
    'PUT /api/public/work-order/fix': { id: uuid(5), name: 'Ho', note: 'done', photo: '/9j/' },
    'PUT /api/estates/:estate/damaged-tags/:id/dismissal': { reason: 'it is there' },
    'POST /api/estates/:estate/label-prints': { checkpoints: [spot], sheet: 'l7160' },
    'POST /api/estates/:estate/blanks': { count: 2 },
    'POST /api/estates/:estate/blanks/:checkpoint/claim': {
      ...{ digits: tagDigitsIn(server.spots[0]!.tagUrl!), code: 'NEW-3', kind: 'lift', names, place },
    },
    'POST /api/estates/:estate/staff': { username: 'newcomer', name: 'N', language: 'en', roles: ['assistant'] },
    'PATCH /api/estates/:estate/staff/:person': { roles: ['auditor'], invite: true },
  }
}

function filled(pattern: string): string {
  return pattern
    .replace(':estate', server.estate)
    .replace(':checkpoint', server.spots[0]!.id)
    .replace(':plan', plan)
    .replace(':kind', 'lift')
    .replace(':place', server.spots[0]!.place)
    .replace(/:(team|outage|share|mailing|report|chip|sheet|display|finding)/, uuid(1))
    .replace(':digits', tagDigitsIn(server.spots[0]!.tagUrl ?? '') ?? '')
    .replace(':person', server.me.auditor.person.id)
    .replace(':device', device)
}

/** What clients get wrong and attackers try: wrong types, edges of numbers, odd text, prototype tricks. */
const oddValue = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom<unknown>(-1, 0, 1e308, 2 ** 53, 1.5, '', '\u0000', '\ud800', '😀'.repeat(50), 'x'.repeat(3000)),
  fc.constantFrom<unknown>([], {}, [[]], [null], { toString: 1 }, { length: 1e9 }, '__proto__', 'constructor', null),
  fc.string({ unit: 'binary' }),
)

/** A good value with one part of it, anywhere, exchanged, removed or added. */
function spoilt(good: unknown, odd: unknown, path: readonly number[]): unknown {
  const [step, ...rest] = path
  if (step === undefined || typeof good !== 'object' || good === null) return odd
  const entries = Object.entries(good)
  if (entries.length === 0) return odd
  const [key, value] = entries[step % entries.length]!
  const copy = structuredClone(good) as Record<string, unknown>
  if (step % 7 === 6) delete copy[key]
  else if (step % 7 === 5) copy.surprise = odd
  else copy[key] = spoilt(value, odd, rest)
  return copy
}
const path = fc.array(fc.nat(40), { minLength: 1, maxLength: 4 })

function expectTyped(request: string, { status, body }: Answered): void {
  if (status < 400) return
  expect([request, status < 500, Object.keys(PROBLEMS).includes(body.code)]).toEqual([request, true, true])
}

describe('a route that takes JSON', () => {
  it('is every one that writes, but those that take bytes or nothing', () => {
    const others = [
      'PUT /api/photos/:sha256',
      'PUT /api/visits/:id',
      'PUT /api/estates/:estate/logo',
      'POST /api/estates/:estate/checkpoints/:checkpoint/tag',
      'POST /api/estates/:estate/findings/:finding/work-order/link',
      'POST /api/estates/:estate/tag-keys',
      'POST /api/estates/:estate/tag-keys/:generation/reissue',
    ]
    const writing = Object.keys(ACCESS).filter((route) => /^(POST|PUT|PATCH)/.test(route))
    expect([...Object.keys(goodBodies()), ...others].sort()).toEqual(writing.sort())
  })

  it('answers what nearly fits with a typed refusal', async () => {
    const routes = Object.keys(goodBodies())
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...routes), path, oddValue, async (route, at, odd) => {
        const [method, pattern] = route.split(' ') as [string, string]
        const body = spoilt(goodBodies()[route], odd, at)
        const answered = await server.as.admin(method, filled(pattern), JSON.stringify(body) ?? '', {
          'Content-Type': 'application/json',
        })
        expectTyped(`${route} ${JSON.stringify(body)}`, answered)
      }),
      { numRuns: 250, endOnFailure: true },
    )
  })

  it('answers what is no JSON at all with a typed refusal', async () => {
    const texts = [
      '',
      '{',
      'null',
      '[]',
      '"x"',
      '\u0000',
      '[[[['.repeat(10_000),
      '9'.repeat(400),
      '{"__proto__":{"a":1}}',
    ]
    const types = ['application/json', 'application/json; charset=utf-16', 'text/plain', 'multipart/form-data', 'x']
    for (const route of Object.keys(goodBodies())) {
      const [method, pattern] = route.split(' ') as [string, string]
      for (const [i, text] of texts.entries()) {
        const headers = { 'Content-Type': types[i % types.length]! }
        const answered = await server.as.admin(method, filled(pattern), text, headers)
        expectTyped(`${route} ${text.slice(0, 20)}`, answered)
        // A change of nothing is a change.
        if (!route.startsWith('PATCH')) expect([route, text, answered.status >= 400]).toEqual([route, text, true])
      }
    }
  })
})

describe('a visit', () => {
  function goodClaims(): VisitClaims {
    return {
      v: 1,
      id: uuid(0xf0),
      estate: server.estate,
      person: server.me.assistant.person.id,
      device,
      sequence: 1,
      previous: null,
      checkpoint: server.spots[0]!.id,
      evidence: { channel: 'typed' },
      openedAt: server.now(),
      scannedAt: server.now(),
      submittedAt: server.now(),
      lastServerTime: { at: server.now(), elapsedMs: 0 },
      position: { latitude: 22.3, longitude: 114.2, accuracyMetres: 12 },
      round: null,
      checklist: { kind: 'lobby', version: 1 },
      answers: allFine('lobby'),
    }
  }

  it('that nearly fits, properly signed, is taken or refused with a type', async () => {
    await fc.assert(
      fc.asyncProperty(path, oddValue, fc.nat(0xffff), async (at, odd, number) => {
        const good = { ...goodClaims(), id: uuid(0x10000 + number) }
        const claims = spoilt(good, odd, at) as VisitClaims
        const jws = await signVisit(claims, deviceKey)
        expectTyped(JSON.stringify(claims), await server.as.assistant('PUT', `/api/visits/${good.id}`, jws))
      }),
      { numRuns: 200, endOnFailure: true },
    )
  })

  it('that is any text is refused with a type', async () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.stringMatching(/^[\w-]{20,60}\.[\w-]{100,160}\.[\w-]{86}$/),
      fc.constantFrom('..', 'a.b.c', '.'.repeat(5000)),
    )
    await fc.assert(
      fc.asyncProperty(text, async (jws) => {
        const { status, body } = await server.as.assistant('PUT', `/api/visits/${uuid(0xf1)}`, jws)
        expect([status, body.code]).toEqual([400, 'visit-malformed'])
      }),
      { numRuns: 60, endOnFailure: true },
    )
  })
})

describe('an address', () => {
  it('that nearly fits is answered with a type', async () => {
    const part = fc.oneof(
      fc.string({ unit: 'binary' }).map(encodeURIComponent),
      fc.constantFrom(
        '%',
        '%00',
        '%E0%A4%A',
        '..',
        '..%2f..%2fetc%2fpasswd',
        '.',
        '1'.repeat(3000),
        uuid(1),
        '-1',
        '1e9',
      ),
    )
    const patterns = [
      ...Object.keys(ACCESS)
        .filter((route) => route.startsWith('GET') && route.includes(':'))
        .map((route) => route.slice(4).replace(':estate', server.estate)),
      `${server.path}/rounds?from=:from&to=:to`,
      `${server.path}/coverage?from=:from&to=:to&detail=:detail`,
      `${server.path}/coverage?detail=:detail`,
      `${server.path}/labels.pdf?sheet=:sheet&startAt=:start&offsetX=:x&languages=:languages&checkpoints=:ids`,
      `${server.path}/labels.svg?sheet=:sheet&height=:height&scaleX=:scale&level=:level&twin=:twin&test=:test`,
      `${server.path}/labels.zip?format=:format&dpi=:dpi&languages=:languages&checkpoints=:ids`,
      `${server.path}/labels.zpl?dpi=:dpi&sheet=:sheet&languages=:languages`,
    ]
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...patterns), fc.infiniteStream(part), async (pattern, parts) => {
        const address = pattern.replace(/:\w+/g, () => parts.next().value as string)
        expectTyped(address, await server.as.admin('GET', address))
      }),
      { numRuns: 150, endOnFailure: true },
    )
  })
})

describe('our own faults', () => {
  it('did not happen while all this was thrown at the server', () => {
    expect(server.logged.filter((line) => line.includes('"level":"error"'))).toEqual([])
  })
})
