import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Coverage } from '../../checkpoints/wire/coverage.ts'
import { planDraft, weekly } from '../../scripts/support/plan.ts'
import { at, days, minutes } from '../support/builders.ts'
import {
  callerAt,
  cookieOf,
  type EstateServer,
  enrolPhone,
  PASSWORD,
  startBareServer,
  startEstateServer,
  type TestPhone,
  writePlan,
} from '../support/estate-server.ts'

let server: EstateServer
let phone: TestPhone

async function fresh(): Promise<void> {
  server = await startEstateServer()
  phone = await enrolPhone(server)
}

async function coverage(query = ''): Promise<Coverage> {
  const { body } = await server.as.auditor('GET', `${server.path}/coverage${query}`)
  return body
}

describe('a round of three spots, 20:00 to 22:00 with ten minutes of grace', () => {
  beforeAll(async () => {
    await fresh()
    server.setClock(at('19:00'))
    await writePlan(server)
  })
  afterAll(() => server.stop())

  it('is upcoming, with everything pending, before it opens', async () => {
    const [round] = (await coverage()).rounds
    expect(round).toMatchObject({ phase: 'upcoming', tally: { pending: 3, missed: 0 }, opensAt: at('20:00') })
  })

  it('counts a visit in its window as done and leaves the others pending', async () => {
    server.setClock(at('20:15'))
    await phone.file(server.spots[0]!)
    expect((await coverage()).tally).toMatchObject({ done: 1, pending: 2, missed: 0 })
  })

  it('counts a visit in the grace as late, and misses nothing until the grace is over', async () => {
    server.setClock(at('22:05'))
    await phone.file(server.spots[1]!)
    server.setClock(at('22:10'))
    expect((await coverage()).tally).toEqual({
      done: 1,
      doubtful: 0,
      late: 1,
      pending: 1,
      awaiting: 0,
      missed: 0,
      excused: 0,
    })
    server.setClock(at('22:10') + 1)
    const { tally, compliance, gaps } = await coverage()
    expect(tally).toEqual({ done: 1, doubtful: 0, late: 1, pending: 0, awaiting: 0, missed: 1, excused: 0 })
    expect(compliance).toBeCloseTo(2 / 3)
    expect(gaps).toMatchObject([{ checkpoint: server.spots[2]!.id, lastVisitAt: null }])
  })

  it('shows a visit after the grace apart; it shifts nothing', async () => {
    server.setClock(at('22:30'))
    await phone.file(server.spots[2]!)
    const { tally, outOfPlan } = await coverage()
    expect(tally).toMatchObject({ late: 1, missed: 1 })
    expect(outOfPlan).toMatchObject([{ checkpoint: server.spots[2]!.id, person: 'assistant' }])
  })

  it('turns missed into done when a phone comes up from the basement hours later', async () => {
    server.setClock(at('23:50'))
    await phone.file(server.spots[2]!, {
      scannedAt: at('20:40'),
      lastServerTime: { at: at('20:20'), elapsedMs: minutes(20) },
    })
    expect((await coverage()).tally).toEqual({
      done: 2,
      doubtful: 0,
      late: 1,
      pending: 0,
      awaiting: 0,
      missed: 0,
      excused: 0,
    })
  })

  it('lists every cell with its visit, and each visit under its round', async () => {
    const [round] = (await coverage('?detail=cells')).rounds
    expect(round?.cells?.map(({ state }) => state)).toEqual(['done', 'late', 'done'])
    const { body } = await server.as.supervisor('GET', `${server.path}/rounds/${round?.round}`)
    expect(body.visits).toHaveLength(3)
    expect(body.tally).toEqual(round?.tally)
  })

  it('takes no period that is none, and no cells of a month', async () => {
    for (const query of ['?from=2026-02-30', '?from=2026-03-05&to=2026-03-01', '?from=2020-01-01', '?from=1']) {
      const { status, body } = await server.as.auditor('GET', `${server.path}/coverage${query}`)
      expect([query, status, body.code]).toEqual([query, 400, 'body-invalid'])
    }
    const month = await server.as.auditor('GET', `${server.path}/coverage?from=2026-02-01&to=2026-02-28&detail=cells`)
    expect(month.body.where).toEqual(['detail'])
  })
})

describe('rounds', () => {
  beforeEach(fresh)

  it('are all there, once each, after three days of downtime — and missed, not forgotten', async () => {
    server.setClock(at('12:00'))
    await writePlan(server)
    const auditor = { username: 'the-auditor', password: PASSWORD }
    const cookie = cookieOf(await server.anyone('POST', '/api/session', auditor))
    await server.stop()
    const now = at('12:00') + days(3)
    for (const _ of ['started', 'started again']) {
      const later = await startBareServer({ dataDir: server.dataDir, now })
      const from = `${server.path}/coverage?from=2026-03-02&to=2026-03-09`
      const { rounds, tally, compliance }: Coverage = (await callerAt(later.origin, cookie)('GET', from)).body
      expect(rounds.map(({ opensAt }) => (opensAt - at('20:00')) / days(1))).toEqual([0, 1, 2, 3, 4])
      expect(rounds.map(({ phase }) => phase)).toEqual(['closed', 'closed', 'closed', 'upcoming', 'upcoming'])
      expect([tally.missed, tally.pending, compliance]).toEqual([9, 6, 0])
      await later.stop()
    }
  })

  it('that have opened stay as they are when the plan changes; those to come change', async () => {
    server.setClock(at('20:30'))
    const plan = await writePlan(server)
    const changed = { checkpoints: [server.spots[0]!.id], windows: [{ startsAt: '20:00', endsAt: '21:00' }] }
    expect((await server.as.supervisor('PATCH', `${server.path}/plans/${plan}`, changed)).status).toBe(200)
    const { body } = await server.as.assistant('GET', `${server.path}/rounds?from=2026-03-02&to=2026-03-03`)
    expect(body.rounds.map((round: { expected: unknown[] }) => round.expected.length)).toEqual([3, 1])
    expect(body.rounds[1].closesAt).toBe(at('21:00', '2026-03-03'))
    await server.stop()
  })

  it('to come lose a checkpoint that is retired and get it back when it is restored', async () => {
    await writePlan(server)
    const spot = `${server.path}/checkpoints/${server.spots[1]!.id}`
    const expected = async () => {
      const { body } = await server.as.assistant('GET', `${server.path}/rounds?from=2026-03-02&to=2026-03-03`)
      return body.rounds.map((round: { expected: unknown[] }) => round.expected.length)
    }
    await server.as.admin('PATCH', spot, { state: 'retired' })
    expect(await expected()).toEqual([3, 2])
    await server.as.admin('PATCH', spot, { state: 'active' })
    expect(await expected()).toEqual([3, 3])
    await server.stop()
  })

  it('stop coming while a plan is suspended', async () => {
    const plan = await writePlan(server)
    await server.as.supervisor('PATCH', `${server.path}/plans/${plan}`, { state: 'suspended' })
    const { body } = await server.as.assistant('GET', `${server.path}/rounds?from=2026-03-02&to=2026-03-04`)
    expect(body.rounds).toHaveLength(1)
    await server.stop()
  })

  it('are not planned over checkpoints or people of nowhere', async () => {
    const draft = planDraft({ names: { en: 'x' }, recurrence: weekly(1) })
    const add = (more: object) => server.as.admin('POST', `${server.path}/plans`, { ...draft, ...more })
    expect((await add({ checkpoints: ['0000000000'] })).body.code).toBe('checkpoint-unknown')
    const stranger = '00000000-0000-7000-8000-00000000dead'
    expect((await add({ checkpoints: [server.spots[0]!.id], assignees: [stranger] })).body.code).toBe('person-unknown')
    const spots = { checkpoints: [server.spots[0]!.id] }
    const twice = [
      { startsAt: '08:00', endsAt: '09:00' },
      { startsAt: '08:00', endsAt: '10:00' },
    ]
    expect((await add({ ...spots, windows: twice })).body).toMatchObject({ code: 'body-invalid', where: ['windows'] })
    expect((await add({ checkpoints: [] })).body.code).toBe('plan-empty')
    await server.stop()
  })
})
