import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { NO_CELLS, type Tally } from '../../checkpoints/coverage.ts'
import { addDays, type CivilDate } from '../../checkpoints/time.ts'
import type { Coverage } from '../../checkpoints/wire/coverage.ts'
import type { ListedCheckpoint } from '../../checkpoints/wire/estate.ts'
import type { ListedCells, Portfolio, Report, Trend } from '../../checkpoints/wire/report.ts'
import { rollUpClosed } from '../../server/services/rollups.ts'
import { at, freshUuid, TODAY, uuid } from '../support/builders.ts'
import {
  addNeighbour,
  type EstateAtWork,
  type EstateServer,
  enrolPhone,
  startEstateServer,
  type TestPhone,
  writePlan,
} from '../support/estate-server.ts'
import { nextEvening } from '../support/next-evening.ts'

let server: EstateServer
let nextDoor: EstateAtWork
let day = TODAY
let phone: TestPhone
let lobby: ListedCheckpoint
let lift: ListedCheckpoint

/** A round of lobby and lift from 20:00 to 22:00 with ten minutes of grace; it is half past eight. */
beforeAll(async () => {
  server = await startEstateServer()
  phone = await enrolPhone(server)
  ;[lobby, lift] = server.spots as [ListedCheckpoint, ListedCheckpoint]
  await writePlan(server, { checkpoints: [lobby.id, lift.id] })
  nextDoor = await addNeighbour(server)
})
beforeEach(async () => {
  day = await nextEvening(server, day)
})
afterAll(() => server.stop())

const time = (clock: string, on: CivilDate = day) => at(clock, on)

/** What a phone tells of a visit that it has at a spot: another one each time. */
const held = (spot: ListedCheckpoint, clock = '20:30', visit = freshUuid()) => {
  return { visit, estate: server.estate, checkpoint: spot.id, occurredAt: time(clock) }
}
const announce = (
  visits: readonly object[],
  { as = 'assistant' as keyof EstateServer['as'], device = phone.device } = {},
) => server.as[as]('PUT', `/api/devices/${device}/announcement`, { visits })

async function read<Body>(path: string): Promise<Body> {
  return (await server.as.auditor('GET', path)).body
}
const query = () => `from=${day}&to=${day}`
async function states(): Promise<string[]> {
  const { rounds } = await read<Coverage>(`${server.path}/coverage?${query()}&detail=cells`)
  return rounds.flatMap(({ cells = [] }) => cells.map(({ state }) => state))
}
/** The same, wherever it is read. */
async function expectTallies(given: Partial<Tally>): Promise<void> {
  const coverage = await read<Coverage>(`${server.path}/coverage?${query()}`)
  const report = await read<Report>(`${server.path}/report?${query()}`)
  const trend = await read<Trend>(`${server.path}/report/trend?${query()}`)
  const portfolio = await read<Portfolio>(`/api/portfolio?${query()}`)
  expect([coverage.tally, report.tally, trend.days[0]?.tally, portfolio.tally]).toEqual(
    Array(4).fill({ ...NO_CELLS, ...given }),
  )
}

describe('a visit that a phone has told of', () => {
  it('makes its spot awaiting, on the board and in every report, before the round is over and after', async () => {
    const { status, body } = await announce([held(lobby)])
    expect([status, body]).toEqual([200, { held: 1 }])
    expect(await states()).toEqual(['awaiting', 'pending'])
    await expectTallies({ awaiting: 1, pending: 1 })
    server.setClock(time('23:00'))
    expect(await states()).toEqual(['awaiting', 'missed'])
    await expectTallies({ awaiting: 1, missed: 1 })
    await rollUpClosed(server.context, server.estate, 0)
    await expectTallies({ awaiting: 1, missed: 1 })
    const listed = await read<ListedCells>(`${server.path}/report/cells?${query()}&state=awaiting`)
    expect(listed.cells).toMatchObject([{ checkpoint: lobby.id, visit: null }])
  })

  it('is no gap: neither named nor alerted, and compliance does without it', async () => {
    await announce([held(lobby)])
    server.setClock(time('23:00'))
    const { gaps, compliance, board } = await read<Coverage>(`${server.path}/coverage?${query()}&detail=cells`)
    const report = await read<Report>(`${server.path}/report?${query()}`)
    const lifts = [{ checkpoint: lift.id }]
    expect([gaps, report.gaps]).toMatchObject([lifts, lifts])
    expect(board?.alerts).toMatchObject([{ spots: [lift.id] }])
    expect([compliance, report.compliance, report.people]).toEqual([0, 0, []])
  })

  it('is believed for a day, and no longer, however often it is told', async () => {
    const told = held(lobby)
    await announce([told])
    server.setClock(time('20:29:59.999', addDays(day, 1)))
    await announce([told])
    await expectTallies({ awaiting: 1, missed: 1 })
    server.setClock(time('20:30', addDays(day, 1)))
    await expectTallies({ missed: 2 })
    await announce([told])
    await expectTallies({ missed: 2 })
  })

  it('covers its spot once it has come', async () => {
    const { id, jws } = await phone.visit(lobby)
    await announce([held(lobby, '20:30', id)])
    server.setClock(time('23:00'))
    await server.as.assistant('PUT', `/api/visits/${id}`, jws)
    await expectTallies({ done: 1, missed: 1 })
  })

  it('is awaited no longer once it has come, though it covers nothing', async () => {
    const { id, jws } = await phone.visit(lobby, {
      scannedAt: time('19:00'),
      lastServerTime: { at: time('19:00'), elapsedMs: 0 },
    })
    await announce([held(lobby, '20:30', id)])
    expect(await states()).toEqual(['awaiting', 'pending'])
    expect((await server.as.assistant('PUT', `/api/visits/${id}`, jws)).status).toBe(201)
    expect(await states()).toEqual(['pending', 'pending'])
  })

  it('leaves a spot as it is where it would not count: before the window, and after the grace', async () => {
    for (const [clock, state] of [
      ['19:59:59.999', 'pending'],
      ['20:00', 'awaiting'],
      ['22:10', 'awaiting'],
      ['22:10:00.001', 'pending'],
    ] as const) {
      await announce([held(lobby, clock)])
      expect([clock, await states()]).toEqual([clock, [state, 'pending']])
    }
  })

  it('is not awaited by a round that is not his to walk, nor at a spot that is out of service', async () => {
    const plan = await writePlan(server, { checkpoints: [lobby.id], assignees: [server.me.supervisor.person.id] })
    onTestFinished(async () => {
      await server.as.admin('PATCH', `${server.path}/plans/${plan}`, { state: 'suspended' })
    })
    const outage = { from: day, until: day, reason: 'repair' }
    await server.as.supervisor('POST', `${server.path}/checkpoints/${lift.id}/outages`, outage)
    await announce([held(lobby), held(lift)])
    expect((await states()).sort()).toEqual(['awaiting', 'excused', 'pending'])
    await expectTallies({ awaiting: 1, excused: 1, pending: 1 })
  })
})

describe('what a phone tells', () => {
  it('takes the place of what it told before, and nothing is left when it holds nothing', async () => {
    await announce([held(lobby)])
    await announce([held(lift)])
    expect(await states()).toEqual(['pending', 'awaiting'])
    expect((await announce([])).body).toEqual({ held: 0 })
    expect(await states()).toEqual(['pending', 'pending'])
  })

  it('leaves what another phone has told as it is', async () => {
    const other = await enrolPhone(server, 'supervisor')
    await announce([held(lobby)])
    await announce([held(lift)], { as: 'supervisor', device: other.device })
    expect(await states()).toEqual(['awaiting', 'awaiting'])
    await announce([], { as: 'supervisor', device: other.device })
    expect(await states()).toEqual(['awaiting', 'pending'])
  })

  it('is heard on the boards, also that it holds nothing any more', async () => {
    const { live } = server.context
    const versions = [live.version(server.estate)]
    for (const visits of [[held(lobby)], []]) {
      await announce(visits)
      versions.push(live.version(server.estate))
    }
    expect(new Set(versions).size).toBe(3)
  })

  it('is not taken from anybody else, nor from a phone that was revoked', async () => {
    const strange = await announce([held(lobby)], { as: 'supervisor' })
    expect([strange.status, strange.body.code]).toEqual([404, 'not-found'])
    const none = await announce([held(lobby)], { device: uuid(1) })
    expect([none.status, none.body.code]).toEqual([404, 'not-found'])
    const lost = await enrolPhone(server)
    await announce([held(lobby)], lost)
    const revoked = await server.as.supervisor('PUT', `${server.path}/devices/${lost.device}/revocation`, {
      reason: 'lost',
    })
    expect(revoked.status).toBe(204)
    const refused = await announce([held(lift)], lost)
    expect([refused.status, refused.body.code]).toEqual([403, 'device-revoked'])
    expect(await states()).toEqual(['awaiting', 'pending'])
  })

  it('is not taken of an estate where he does not work, and nothing else of it is taken then', async () => {
    const { status, body } = await announce([held(lobby), { ...held(lift), estate: nextDoor.estate }])
    expect([status, body.code]).toEqual([404, 'not-found'])
    expect(await states()).toEqual(['pending', 'pending'])
  })

  it('says nothing of spots that are not on the estate it names', async () => {
    const theirs = held(nextDoor.spots[0]!)
    const { status, body } = await announce([
      held(lobby),
      theirs,
      { ...theirs, visit: freshUuid(), checkpoint: '0000000000' },
    ])
    expect([status, body]).toEqual([200, { held: 1 }])
    expect(await states()).toEqual(['awaiting', 'pending'])
  })
})
