import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { tagDigitsIn } from '../../checkpoints/tag.ts'
import type { VisitClaims } from '../../checkpoints/visit.ts'
import { OLDEST_VISIT_VERSION, VISIT_VERSION } from '../../checkpoints/visit-version.ts'
import { at, hours, minutes, uuid } from '../support/builders.ts'
import {
  allFine,
  type EstateServer,
  enrolPhone,
  inChunks,
  startEstateServer,
  type TestPhone,
} from '../support/estate-server.ts'

type Outcome = { problem?: { code: string }; receipt?: { id: string } }

let server: EstateServer
let phone: TestPhone

beforeAll(async () => {
  server = await startEstateServer()
  phone = await enrolPhone(server)
})
afterAll(() => server.stop())

describe('filing a visit', () => {
  it('answers 201 with a receipt, 200 with the same receipt for the same bytes, 409 for other bytes under the id', async () => {
    const [lobby] = server.spots
    const { id, jws } = await phone.visit(lobby!)
    const first = await server.as.assistant('PUT', `/api/visits/${id}`, jws)
    expect(first.status).toBe(201)
    expect(first.body).toMatchObject({ id, verdict: { outcome: 'verified' }, occurredAt: server.now() })
    const again = await server.as.assistant('PUT', `/api/visits/${id}`, jws)
    expect([again.status, again.body]).toEqual([200, first.body])

    const rival = await phone.visit(lobby!, { id, position: { latitude: 22, longitude: 114, accuracyMetres: 9 } })
    const refused = await server.as.assistant('PUT', `/api/visits/${id}`, rival.jws)
    expect([refused.status, refused.body.code]).toEqual([409, 'visit-conflict'])
    expect(await keptForReview(rival.jws)).toBe('visit-conflict')
    expect((await server.as.supervisor('GET', `/api/visits/${id}`)).body.jws).toBe(jws)
  })

  it('answers 409 to other bytes whatever else is wrong with them', async () => {
    const { id, jws } = await phone.visit(server.spots[0]!)
    await server.as.assistant('PUT', `/api/visits/${id}`, jws)
    const rival = await phone.visit(server.spots[0]!, { id, answers: [] })
    expect((await put(rival)).body.code).toBe('visit-conflict')
    expect(await keptForReview(rival.jws)).toBe('visit-conflict')
  })

  it('stores one of forty different visits sent under one id at once, and keeps the others for review', async () => {
    const id = uuid(0xabc)
    const rivals = await Promise.all(
      Array.from({ length: 40 }, (_, i) => phone.visit(server.spots[1]!, { id, openedAt: server.now() - i })),
    )
    const sends = await Promise.all(rivals.map(put))
    expect(sends.map(({ status }) => status).sort()).toEqual([201, ...Array(39).fill(409)])
    const kept = await Promise.all(rivals.map(({ jws }) => keptForReview(jws)))
    expect(kept.map((code) => code ?? 'stored').sort()).toEqual(['stored', ...Array(39).fill('visit-conflict')])
  })

  it('keeps one row of forty parallel sends: one 201, the rest 200', async () => {
    const { id, jws } = await phone.visit(server.spots[1]!)
    const sends = await Promise.all(
      Array.from({ length: 40 }, () => server.as.assistant('PUT', `/api/visits/${id}`, jws)),
    )
    const statuses = sends.map(({ status }) => status).sort()
    expect(statuses).toEqual([...Array(39).fill(200), 201])
    expect(new Set(sends.map(({ body }) => JSON.stringify(body))).size).toBe(1)
    const rows = await server.context.database.read.visits.counting(server.spots[1]!.id, 0, server.now())
    expect(rows.filter((row) => row.id === id)).toHaveLength(1)
  })

  it('takes the version of now and the two before', async () => {
    expect(VISIT_VERSION - OLDEST_VISIT_VERSION).toBe(Math.min(2, VISIT_VERSION - 1))
    for (let version = OLDEST_VISIT_VERSION; version <= VISIT_VERSION; version++) {
      const filed = await phone.file(server.spots[0]!, { v: version as VisitClaims['v'] })
      expect([filed.status, filed.body.verdict]).toEqual([201, { outcome: 'verified' }])
    }
  })

  it('judges each of a batch by itself: a bad one never fails the rest', async () => {
    const good = await phone.visit(server.spots[0]!)
    const incomplete = await phone.visit(server.spots[0]!, { answers: [] })
    const { status, body } = await server.as.assistant('POST', '/api/visits/batch', {
      visits: [good.jws, 'garbage', incomplete.jws, good.jws],
    })
    expect(status).toBe(200)
    expect(body.outcomes.map((outcome: Outcome) => outcome.problem?.code ?? outcome.receipt?.id)).toEqual([
      good.id,
      'visit-malformed',
      'checklist-incomplete',
      good.id,
    ])
    expect(body.outcomes.map(({ status }: { status: number }) => status).sort()).toEqual([200, 201, 400, 422])
  })

  it('takes a batch of a hundred and none of more, of none, or of anything else', async () => {
    const { jws } = await phone.visit(server.spots[0]!)
    const send = (visits: unknown) => server.as.assistant('POST', '/api/visits/batch', { visits })
    expect((await send(Array(100).fill(jws))).body.outcomes).toHaveLength(100)
    for (const visits of [Array(101).fill(jws), [], [1], 'x']) {
      const { status, body } = await send(visits)
      expect([status, body.code]).toEqual([400, 'body-invalid'])
    }
  })
})

describe('a visit that is refused', () => {
  const cases: readonly (readonly [string, number, () => Promise<{ id: string; jws: string }>])[] = [
    ['device-unknown', 403, () => phone.visit(server.spots[0]!, { device: uuid(999) })],
    ['visit-of-other-person', 403, () => phone.visit(server.spots[0]!, { person: server.me.supervisor.person.id })],
    ['tag-malformed', 400, () => phone.visit(server.spots[0]!, camera('9'.repeat(174)))],
    ['visit-malformed', 400, () => phone.visit(server.spots[0]!, camera(digitsOf(0).slice(0, 173)))],
    ['tag-forged', 422, () => phone.visit(server.spots[0]!, camera(forged()))],
    ['tag-unknown', 404, () => phone.visit(server.spots[0]!, camera(`00${'4'.repeat(172)}`))],
    ['tag-of-other-checkpoint', 422, () => phone.visit(server.spots[0]!, camera(digitsOf(1)))],
    ['checkpoint-unknown', 422, () => phone.visit({ ...server.spots[0]!, id: '0000000000' })],
    ['tag-of-other-estate', 422, () => phone.visit(server.spots[0]!, { estate: uuid(5) })],
    ['checklist-unknown', 422, () => phone.visit(server.spots[0]!, { checklist: { kind: 'lobby', version: 9 } })],
    ['checklist-unknown', 422, () => phone.visit(server.spots[0]!, { checklist: { kind: 'lift', version: 1 } })],
    ['checklist-incomplete', 422, () => phone.visit(server.spots[0]!, { answers: allFine('lobby').slice(1) })],
    ['photos-missing', 422, () => phone.visit(server.spots[0]!, { answers: withPhoto('a'.repeat(64)) })],
    ['visit-malformed', 400, () => phone.visit(server.spots[0]!, { extra: 1 } as object)],
    ['visit-version-unsupported', 400, () => phone.visit(server.spots[0]!, { v: VISIT_VERSION + 1 } as object)],
    ['app-too-old', 422, () => phone.visit(server.spots[0]!, { v: OLDEST_VISIT_VERSION - 1 } as object)],
    ['visit-malformed', 400, () => phone.visit(server.spots[0]!, { v: -1 } as object)],
  ]

  it.each(cases)('says %s (%i) and stores nothing', async (code, status, make) => {
    const { id, jws } = await make()
    const refused = await server.as.assistant('PUT', `/api/visits/${id}`, jws)
    expect([refused.status, refused.body.code]).toEqual([status, code])
    expect(refused.headers.get('content-type')).toContain('application/problem+json')
    expect((await server.as.supervisor('GET', `/api/visits/${id}`)).status).toBe(404)
  })

  it('says so when another phone signed it, when it goes to another address, and when it is too large', async () => {
    const other = await enrolPhone(server)
    const foreign = await other.visit(server.spots[0]!, { device: phone.device })
    expect((await put(foreign)).body.code).toBe('visit-signature-invalid')
    const mine = await phone.visit(server.spots[0]!)
    const elsewhere = await server.as.assistant('PUT', `/api/visits/${uuid(77)}`, mine.jws)
    expect(elsewhere.body.code).toBe('visit-id-mismatch')
  })

  it('is refused when it is too large, whether that is told in advance or not', async () => {
    const path = `/api/visits/${uuid(78)}`
    const told = await server.as.assistant('PUT', path, 'x'.repeat(300_000))
    expect([told.status, told.body.code]).toEqual([413, 'too-large'])
    const chunked = await server.as.assistant('PUT', path, inChunks(10, 30_000))
    expect([chunked.status, chunked.body.code]).toEqual([413, 'too-large'])
  })

  it('says where it is not of the documented shape', async () => {
    const spoilt = await phone.visit(server.spots[0]!, { position: { latitude: 91 } } as object)
    expect((await put(spoilt)).body).toMatchObject({ code: 'visit-malformed', where: ['position.latitude'] })
    const short = await phone.visit(server.spots[0]!, { answers: allFine('lobby').slice(1) })
    expect((await put(short)).body.where).toEqual([`${allFine('lobby')[0]!.item}: unanswered`])
  })

  it('is refused as signed out, without a session, before anything is read of it', async () => {
    const { id, jws } = await phone.visit(server.spots[0]!)
    expect((await server.anyone('PUT', `/api/visits/${id}`, jws)).body.code).toBe('signed-out')
    expect((await server.as.auditor('PUT', `/api/visits/${id}`, jws)).body.code).toBe('visit-of-other-person')
  })

  it('is kept for review when its phone was revoked, while what it sent before still gets its receipt', async () => {
    const stolen = await enrolPhone(server)
    const before = await stolen.visit(server.spots[0]!)
    expect((await put(before)).status).toBe(201)
    await revoke(stolen)
    server.setClock(server.now() + minutes(1))
    const after = await stolen.visit(server.spots[0]!)
    const refused = await put(after)
    expect([refused.status, refused.body.code]).toEqual([403, 'device-revoked'])
    expect(await keptForReview(after.jws)).toBe('device-revoked')
    expect((await put(before)).status).toBe(200)
  })
})

describe('a visit whose evidence is weak', () => {
  it('is taken and doubtful when it was filed before its phone was revoked, and refused when only its clock says so', async () => {
    const lost = await enrolPhone(server)
    const waiting = await lost.visit(server.spots[2]!)
    server.setClock(server.now() + minutes(1))
    await revoke(lost)
    const revokedAt = server.now()
    server.setClock(server.now() + minutes(1))
    const taken = await put(waiting)
    expect([taken.status, taken.body.verdict]).toEqual([201, { outcome: 'doubtful', reasons: ['device-revoked'] }])
    const setBack = await put(
      await lost.visit(server.spots[2]!, {
        scannedAt: revokedAt - hours(1),
        lastServerTime: { at: server.now(), elapsedMs: 0 },
      }),
    )
    expect([setBack.status, setBack.body.code]).toEqual([403, 'device-revoked'])
  })

  it('is doubtful when its phone cannot keep its key to itself', async () => {
    const weak = await enrolPhone(server, 'assistant', { bound: false })
    const filed = await weak.file(server.spots[2]!)
    expect([filed.status, filed.body.verdict]).toEqual([201, { outcome: 'doubtful', reasons: ['device-unbound'] }])
  })

  it('is doubtful when its code was typed', async () => {
    const typed = await phone.file(server.spots[2]!, { evidence: { channel: 'typed' } })
    expect([typed.status, typed.body.verdict]).toEqual([201, { outcome: 'doubtful', reasons: ['typed-code'] }])
  })

  it('is kept and flagged when a phone that had not heard scanned a replaced label, refused when it had', async () => {
    const [, , park] = server.spots
    const old = digitsOf(2)
    server.setClock(at('20:45'))
    expect((await server.as.admin('POST', `${server.path}/checkpoints/${park!.id}/tag`)).body.revision).toBe(2)
    server.setClock(at('20:50'))
    const unaware = await phone.file(park!, {
      ...camera(old),
      scannedAt: at('20:48'),
      lastServerTime: { at: at('20:40'), elapsedMs: minutes(8) },
    })
    expect([unaware.status, unaware.body.verdict]).toEqual([201, { outcome: 'doubtful', reasons: ['tag-revoked'] }])
    const aware = await phone.visit(park!, camera(old))
    const refused = await put(aware)
    expect([refused.status, refused.body.code]).toEqual([410, 'tag-revoked'])
    expect(await keptForReview(aware.jws)).toBe('tag-revoked')
  })
})

function put({ id, jws }: { id: string; jws: string }) {
  return server.as.assistant('PUT', `/api/visits/${id}`, jws)
}

async function revoke({ device }: TestPhone): Promise<void> {
  const path = `${server.path}/devices/${device}/revocation`
  expect((await server.as.supervisor('PUT', path, { reason: 'lost on the tram' })).status).toBe(204)
}

function camera(digits: string) {
  return { evidence: { channel: 'camera', digits } as const }
}

function digitsOf(spot: number): string {
  return tagDigitsIn(server.spots[spot]!.tagUrl ?? '') ?? ''
}

function forged(): string {
  const digits = digitsOf(0)
  return digits.slice(0, -1) + ((Number(digits.at(-1)) + 1) % 10)
}

function withPhoto(sha256: string) {
  return allFine('lobby').map((answer, i) => (i === 0 ? { ...answer, photos: [sha256] } : answer))
}

/** The problem under which refused bytes are kept, straight from the table: no screen shows them yet. */
async function keptForReview(jws: string): Promise<string | undefined> {
  const Sqlite = (await import('better-sqlite3')).default
  const db = new Sqlite(`${server.dataDir}/waymark.db`, { readonly: true })
  const row = db.prepare('select code from refused_visits where jws = ?').get(jws) as { code: string } | undefined
  db.close()
  return row?.code
}
