import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { NO_CELLS, type Tally } from '../../checkpoints/coverage.ts'
import { addDays } from '../../checkpoints/time.ts'
import type { Coverage } from '../../checkpoints/wire/coverage.ts'
import type { ListedCheckpoint } from '../../checkpoints/wire/estate.ts'
import type { ListedCells, Portfolio, Report, Trend } from '../../checkpoints/wire/report.ts'
import { rollUpClosed } from '../../server/services/rollups.ts'
import { at, TODAY, uuid } from '../support/builders.ts'
import {
  addNeighbour,
  type EstateServer,
  enrolPhone,
  startEstateServer,
  type TestPhone,
  writePlan,
} from '../support/estate-server.ts'

let server: EstateServer
let phone: TestPhone
let lobby: ListedCheckpoint
let lift: ListedCheckpoint

/** A round of lobby and lift from 20:00 to 22:00 with ten minutes of grace; it is half past eight. */
beforeEach(async () => {
  server = await startEstateServer()
  phone = await enrolPhone(server)
  ;[lobby, lift] = server.spots as [ListedCheckpoint, ListedCheckpoint]
  await writePlan(server, { checkpoints: [lobby.id, lift.id] })
})
afterEach(() => server.stop())

/** What a phone tells of a visit that it has at a spot. */
const held = (spot: ListedCheckpoint, time = '20:30', visit = uuid(0x71)) => {
  return { visit, estate: server.estate, checkpoint: spot.id, occurredAt: at(time) }
}
const announce = (
  visits: readonly object[],
  { as = 'assistant' as keyof EstateServer['as'], device = phone.device } = {},
) => server.as[as]('PUT', `/api/devices/${device}/announcement`, { visits })

async function read<Body>(path: string): Promise<Body> {
  return (await server.as.auditor('GET', path)).body
}
const DAY = `from=${TODAY}&to=${TODAY}`
async function states(): Promise<string[]> {
  const { rounds } = await read<Coverage>(`${server.path}/coverage?${DAY}&detail=cells`)
  return rounds.flatMap(({ cells = [] }) => cells.map(({ state }) => state))
}
/** The same, wherever it is read. */
async function expectTallies(given: Partial<Tally>): Promise<void> {
  const coverage = await read<Coverage>(`${server.path}/coverage?${DAY}`)
  const report = await read<Report>(`${server.path}/report?${DAY}`)
  const trend = await read<Trend>(`${server.path}/report/trend?${DAY}`)
  const portfolio = await read<Portfolio>(`/api/portfolio?${DAY}`)
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
    server.setClock(at('23:00'))
    expect(await states()).toEqual(['awaiting', 'missed'])
    await expectTallies({ awaiting: 1, missed: 1 })
    await rollUpClosed(server.context, server.estate, 0)
    await expectTallies({ awaiting: 1, missed: 1 })
    const listed = await read<ListedCells>(`${server.path}/report/cells?${DAY}&state=awaiting`)
    expect(listed.cells).toMatchObject([{ checkpoint: lobby.id, visit: null }])
  })

  it('is no gap: neither named nor alerted, and compliance does without it', async () => {
    await announce([held(lobby)])
    server.setClock(at('23:00'))
    const { gaps, compliance, board } = await read<Coverage>(`${server.path}/coverage?${DAY}&detail=cells`)
    const report = await read<Report>(`${server.path}/report?${DAY}`)
    const lifts = [{ checkpoint: lift.id }]
    expect([gaps, report.gaps]).toMatchObject([lifts, lifts])
    expect(board?.alerts).toMatchObject([{ spots: [lift.id] }])
    expect([compliance, report.compliance, report.people]).toEqual([0, 0, []])
  })

  it('is believed for a day, and no longer', async () => {
    await announce([held(lobby)])
    server.setClock(at('20:29:59.999', addDays(TODAY, 1)))
    await expectTallies({ awaiting: 1, missed: 1 })
    server.setClock(at('20:30', addDays(TODAY, 1)))
    await expectTallies({ missed: 2 })
  })

  it('covers its spot once it has come', async () => {
    const { id, jws } = await phone.visit(lobby)
    await announce([held(lobby, '20:30', id)])
    server.setClock(at('23:00'))
    await server.as.assistant('PUT', `/api/visits/${id}`, jws)
    await expectTallies({ done: 1, missed: 1 })
  })

  it('is awaited no longer once it has come, though it covers nothing', async () => {
    const { id, jws } = await phone.visit(lobby, {
      scannedAt: at('19:00'),
      lastServerTime: { at: at('19:00'), elapsedMs: 0 },
    })
    await announce([held(lobby, '20:30', id)])
    expect(await states()).toEqual(['awaiting', 'pending'])
    expect((await server.as.assistant('PUT', `/api/visits/${id}`, jws)).status).toBe(201)
    expect(await states()).toEqual(['pending', 'pending'])
  })

  it.each([
    ['19:59:59.999', 'pending'],
    ['20:00', 'awaiting'],
    ['22:10', 'awaiting'],
    ['22:10:00.001', 'pending'],
  ])('at %s leaves a spot of a round from 20:00 to 22:00 %s: only where it would count', async (time, state) => {
    await announce([held(lobby, time)])
    expect(await states()).toEqual([state, 'pending'])
  })

  it('is not awaited by a round that is not his to walk, nor at a spot that is out of service', async () => {
    await writePlan(server, { checkpoints: [lobby.id], assignees: [server.me.supervisor.person.id] })
    const outage = { from: TODAY, until: TODAY, reason: 'repair' }
    await server.as.supervisor('POST', `${server.path}/checkpoints/${lift.id}/outages`, outage)
    await announce([held(lobby), held(lift, '20:30', uuid(0x72))])
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
    await announce([held(lift, '20:30', uuid(0x72))], { as: 'supervisor', device: other.device })
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
    await announce([held(lobby)])
    const revoked = await server.as.supervisor('PUT', `${server.path}/devices/${phone.device}/revocation`, {
      reason: 'lost',
    })
    expect(revoked.status).toBe(204)
    const refused = await announce([held(lift)])
    expect([refused.status, refused.body.code]).toEqual([403, 'device-revoked'])
    expect(await states()).toEqual(['awaiting', 'pending'])
  })

  it('is not taken of an estate where he does not work, and nothing else of it is taken then', async () => {
    const nextDoor = await addNeighbour(server)
    const { status, body } = await announce([held(lobby), { ...held(lift), estate: nextDoor.estate }])
    expect([status, body.code]).toEqual([404, 'not-found'])
    expect(await states()).toEqual(['pending', 'pending'])
  })

  it('says nothing of spots that are not on the estate it names', async () => {
    const nextDoor = await addNeighbour(server)
    const theirs = held(nextDoor.spots[0]!, '20:30', uuid(0x72))
    const { status, body } = await announce([
      held(lobby),
      theirs,
      { ...theirs, visit: uuid(0x73), checkpoint: '0000000000' },
    ])
    expect([status, body]).toEqual([200, { held: 1 }])
    expect(await states()).toEqual(['awaiting', 'pending'])
  })
})
