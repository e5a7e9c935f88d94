import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { tagDigitsIn } from '../../checkpoints/tag.ts'
import type { Device } from '../../checkpoints/wire/estate.ts'
import { sha256Of } from '../../server/context.ts'
import { days, hours } from '../support/builders.ts'
import {
  type EstateServer,
  enrolPhone,
  startEstateServer,
  type TestPhone,
  writePlan,
} from '../support/estate-server.ts'

let server: EstateServer
beforeAll(async () => {
  server = await startEstateServer()
})
afterAll(() => server.stop())

describe('a chain that forks', () => {
  it('makes both visits under one number doubtful, and the round that the first had covered', async () => {
    await writePlan(server)
    const phone = await enrolPhone(server)
    const first = await phone.visit(server.spots[1]!)
    expect((await put(first)).body.verdict).toEqual({ outcome: 'verified' })
    expect(await stateOf(server.spots[1]!.id)).toBe('done')

    const rival = await phone.visit(server.spots[1]!, { sequence: 1, previous: null })
    expect((await put(rival)).body.verdict).toEqual({ outcome: 'doubtful', reasons: ['number-reused'] })
    const record = (await server.as.supervisor('GET', `/api/visits/${first.id}`)).body
    expect(record.verdict).toEqual({ outcome: 'doubtful', reasons: ['number-reused'] })
    expect(await stateOf(server.spots[1]!.id)).toBe('doubtful')
    expect((await seen(phone)).forkedAt).toBe(server.now())
  })

  it('asks about a visit that names other bytes than came before it, whichever of the two arrives first', async () => {
    for (const order of [
      [0, 1],
      [1, 0],
    ]) {
      const phone = await enrolPhone(server)
      const visits = [
        await phone.visit(server.spots[0]!),
        await phone.visit(server.spots[0]!, { previous: 'f'.repeat(64) }),
      ]
      for (const i of order) await put(visits[i])
      expect(await verdictsOf(visits)).toEqual([
        { outcome: 'verified' },
        { outcome: 'doubtful', reasons: ['chain-broken'] },
      ])
    }
  })

  it('comes to the same in whatever order its visits arrive, one by one or all at once', async () => {
    const orders = [
      [0, 1, 2, 3, 4, 5],
      [0, 1, 3, 2, 4, 5],
      [5, 4, 3, 2, 1, 0],
      [3, 0, 5, 1, 4, 2],
      [2, 5, 0, 4, 1, 3],
      [1, 3, 2, 0, 5, 4],
    ]
    const seenAs = async (phone: TestPhone, visits: readonly Signed[]) => {
      const { lastSequence, holes, forkedAt } = await seen(phone)
      const hole = holes.map(({ from, to }) => [from, to])
      return { verdicts: await verdictsOf(visits), lastSequence, hole, forked: forkedAt !== null }
    }
    const outcomes = await Promise.all(
      [...orders, undefined].map(async (order) => {
        const phone = await enrolPhone(server)
        const visits = await forkedChain(phone)
        for (const i of order ?? []) expect((await put(visits[i])).status).toBe(201)
        if (!order) await server.as.assistant('POST', '/api/visits/batch', { visits: visits.map(({ jws }) => jws) })
        return seenAs(phone, visits)
      }),
    )
    const reused = { outcome: 'doubtful', reasons: ['number-reused'] }
    const broken = { outcome: 'doubtful', reasons: ['chain-broken'] }
    for (const outcome of outcomes) {
      expect(outcome).toEqual({
        verdicts: [{ outcome: 'verified' }, reused, broken, reused, { outcome: 'verified' }, broken],
        lastSequence: 6,
        hole: [[4, 4]],
        forked: true,
      })
    }
  })

  it('keeps what else was doubtful about a visit', async () => {
    const phone = await enrolPhone(server)
    const given = { evidence: { channel: 'typed' }, previous: 'f'.repeat(64) } as const
    const { body } = await put(await phone.visit(server.spots[0]!, given))
    expect(body.verdict).toEqual({ outcome: 'doubtful', reasons: ['typed-code', 'chain-broken'] })
  })
})

describe('the visits of a phone that have not arrived', () => {
  it('show at the desk once a later one is here, wait for a day, and are then called missing', async () => {
    const phone = await enrolPhone(server)
    const visits = await signed(phone, 5)
    await put(visits[0])
    expect(await seen(phone)).toMatchObject({ lastSequence: 1, holes: [], lastVisitAt: server.now() })

    const since = server.now()
    await put(visits[3])
    expect(await seen(phone)).toMatchObject({
      lastSequence: 4,
      holes: [{ from: 2, to: 3, since, standing: 'awaited' }],
    })
    server.setClock(since + hours(23))
    await put(visits[4])
    expect((await seen(phone)).holes).toEqual([{ from: 2, to: 3, since, standing: 'awaited' }])
    server.setClock(since + hours(24))
    expect((await seen(phone)).holes).toEqual([{ from: 2, to: 3, since, standing: 'missing' }])
    expect((await seen(phone)).forkedAt).toBeNull()
  })

  it('are no longer missing once they come, whatever came before them and however late', async () => {
    const phone = await enrolPhone(server)
    const visits = await signed(phone, 4)
    await put(visits[3])
    server.setClock(server.now() + days(3))
    for (const visit of [visits[2], visits[0], visits[1]]) expect((await put(visit)).status).toBe(201)
    expect(await seen(phone)).toMatchObject({ lastSequence: 4, holes: [], forkedAt: null })
  })

  it('are not missing when they are here and were refused: the bytes are kept for review', async () => {
    const phone = await enrolPhone(server)
    const digits = tagDigitsIn(server.spots[1]!.tagUrl ?? '') ?? ''
    const refused = await phone.visit(server.spots[0]!, { evidence: { channel: 'camera', digits } })
    expect((await put(refused)).body.code).toBe('tag-of-other-checkpoint')
    const next = await put(await phone.visit(server.spots[0]!))
    expect(next.body.verdict).toEqual({ outcome: 'verified' })
    expect(await seen(phone)).toMatchObject({ lastSequence: 2, holes: [], forkedAt: null })
  })

  it('belong to one phone: the next one of the same person begins a chain of its own', async () => {
    const old = await enrolPhone(server)
    await put((await signed(old, 3))[2])
    const next = await enrolPhone(server)
    expect((await put(await next.visit(server.spots[0]!))).body.verdict).toEqual({ outcome: 'verified' })
    expect(await seen(next)).toMatchObject({ lastSequence: 1, holes: [], forkedAt: null })
    expect((await seen(old)).holes).toHaveLength(1)
  })
})

type Signed = Awaited<ReturnType<TestPhone['visit']>>

function signed(phone: TestPhone, count: number): Promise<Signed[]> {
  return Promise.all(Array.from({ length: count }, () => phone.visit(server.spots[0]!)))
}

/** Visits 1 to 3, another 2, then 5 and 6, of which the last names something else than the fifth; none is the fourth. */
async function forkedChain(phone: TestPhone): Promise<Signed[]> {
  const [spot] = server.spots
  const visits = await signed(phone, 3)
  visits.push(await phone.visit(spot!, { sequence: 2, previous: sha256Of(visits[0]!.jws) }))
  visits.push(await phone.visit(spot!, { sequence: 5, previous: 'e'.repeat(64) }))
  visits.push(await phone.visit(spot!, { sequence: 6, previous: 'f'.repeat(64) }))
  return visits
}

function verdictsOf(visits: readonly Signed[]): Promise<unknown[]> {
  return Promise.all(
    visits.map(async ({ id }) => (await server.as.supervisor('GET', `/api/visits/${id}`)).body.verdict),
  )
}

function put(visit: Signed | undefined) {
  return server.as.assistant('PUT', `/api/visits/${visit?.id}`, visit?.jws)
}

async function seen(phone: TestPhone): Promise<Device> {
  const { devices } = (await server.as.supervisor('GET', `${server.path}/devices`)).body as { devices: Device[] }
  return devices.find(({ id }) => id === phone.device)!
}

async function stateOf(checkpoint: string): Promise<string | undefined> {
  const { rounds } = (await server.as.supervisor('GET', `${server.path}/rounds`)).body
  const open = rounds.find(({ opensAt, closesAt }: { opensAt: number; closesAt: number }) => {
    return opensAt <= server.now() && server.now() < closesAt
  })
  const position = open.expected.findIndex((expected: { checkpoint: string }) => expected.checkpoint === checkpoint)
  return open.states[position]
}
