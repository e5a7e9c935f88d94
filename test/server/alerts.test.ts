import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { addDays, type CivilDate } from '../../checkpoints/time.ts'
import type { BoardAlert, Coverage } from '../../checkpoints/wire/coverage.ts'
import type { ListedCheckpoint } from '../../checkpoints/wire/estate.ts'
import type { Report } from '../../checkpoints/wire/report.ts'
import { noteTurns } from '../../server/services/alerts.ts'
import { rollUpClosed } from '../../server/services/rollups.ts'
import { at, TODAY, uuid } from '../support/builders.ts'
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
let spots: [ListedCheckpoint, ListedCheckpoint, ListedCheckpoint]

/** A round of three spots from 20:00 to 22:00 with ten minutes of grace; it is half past eight. */
beforeAll(async () => {
  server = await startEstateServer()
  phone = await enrolPhone(server)
  spots = server.spots as typeof spots
  await writePlan(server)
  nextDoor = await addNeighbour(server)
})
beforeEach(async () => {
  day = await nextEvening(server, day)
})
afterAll(() => server.stop())

const time = (clock: string, on: CivilDate = day) => at(clock, on)

async function alerts(): Promise<BoardAlert[]> {
  const { body } = await server.as.supervisor('GET', `${server.path}/coverage?detail=cells`)
  return (body as Coverage).board!.alerts
}
async function roundId(): Promise<string> {
  return ((await server.as.auditor('GET', `${server.path}/coverage`)).body as Coverage).rounds[0]!.round
}
const acknowledge = async (kind: string, reason?: string, as: keyof EstateServer['as'] = 'supervisor') =>
  server.as[as]('POST', `${server.path}/rounds/${await roundId()}/acknowledgement`, { kind, reason })

describe('the board', () => {
  it('tells twenty minutes before a round closes what is left, and when late visits stop counting', async () => {
    server.setClock(time('21:39:59.999'))
    expect(await alerts()).toEqual([])
    await phone.file(spots[1])
    server.setClock(time('21:40'))
    const closing = {
      kind: 'closing',
      round: await roundId(),
      spots: [spots[0].id, spots[2].id],
      until: time('22:00'),
      acknowledged: null,
      opensAt: time('20:00'),
      closesAt: time('22:00'),
    }
    expect(await alerts()).toMatchObject([closing])
    server.setClock(time('22:05'))
    expect(await alerts()).toMatchObject([{ ...closing, until: time('22:10') }])
  })

  it('tells what was missed once window and grace are over, until the next shift has read it', async () => {
    server.setClock(time('22:10'))
    await phone.file(spots[1])
    server.setClock(time('22:10:00.001'))
    const missed = { kind: 'missed', spots: [spots[0].id, spots[2].id], until: time('22:10'), acknowledged: null }
    expect(await alerts()).toMatchObject([missed])
    server.setClock(time('10:09:59.999', addDays(day, 1)))
    expect(await alerts()).toMatchObject([missed])
    server.setClock(time('10:10', addDays(day, 1)))
    expect(await alerts()).toEqual([])
  })

  it('tells the same of what was missed once the round is rolled up, and less when a late phone brings a visit of it', async () => {
    server.setClock(time('22:11'))
    const missed = await alerts()
    await rollUpClosed(server.context, server.estate, 0)
    expect(await alerts()).toEqual(missed)
    await phone.file(spots[1], { scannedAt: time('21:00') })
    const [left] = await alerts()
    expect(left?.spots).toEqual([spots[0].id, spots[2].id])
    await rollUpClosed(server.context, server.estate, 0)
    expect(await alerts()).toEqual([left])
  })

  it('is quiet about a round of which every spot was visited, or is excused', async () => {
    await phone.file(spots[0])
    await phone.file(spots[1])
    const outage = { from: day, until: day, reason: 'repair' }
    await server.as.supervisor('POST', `${server.path}/checkpoints/${spots[2].id}/outages`, outage)
    server.setClock(time('21:50'))
    expect(await alerts()).toEqual([])
    server.setClock(time('23:00'))
    expect(await alerts()).toEqual([])
  })

  it('is told when a round opens, comes close to its end, ends, and is over, though nobody files anything', async () => {
    const { live } = server.context
    for (const turn of ['20:00', '21:40', '22:00:00.001', '22:10:00.001']) {
      server.setClock(time(turn) - 1)
      const before = live.version(server.estate)
      await noteTurns(server.context, server.estate, time(turn) - 2)
      expect([turn, live.version(server.estate)]).toEqual([turn, before])
      server.setClock(time(turn))
      await noteTurns(server.context, server.estate, time(turn) - 1)
      expect([turn, live.version(server.estate)]).not.toEqual([turn, before])
    }
  })
})

describe('an alert', () => {
  it('is quiet once somebody has said what is being done about it, and the report says so too', async () => {
    server.setClock(time('21:45'))
    const said = await acknowledge('closing', '  Ben is on his way ')
    expect([said.status, said.body]).toEqual([201, { kind: 'closing', reason: 'Ben is on his way' }])
    const acknowledged = { reason: 'Ben is on his way', by: 'supervisor', at: time('21:45') }
    expect(await alerts()).toMatchObject([{ acknowledged: { ...acknowledged, spots: 3 } }])
    await phone.file(spots[0])
    expect(await alerts()).toMatchObject([{ spots: [spots[1].id, spots[2].id], acknowledged }])
    const report: Report = (await server.as.auditor('GET', `${server.path}/report`)).body
    expect(report.acknowledged).toEqual([{ round: await roundId(), kind: 'closing', ...acknowledged }])
  })

  it('is raised again for the gaps when the round is over, and quiet again when those are seen to', async () => {
    server.setClock(time('21:45'))
    await acknowledge('closing', 'on his way')
    server.setClock(time('23:00'))
    expect(await alerts()).toMatchObject([{ kind: 'missed', acknowledged: null }])
    expect((await acknowledge('missed', 'ill', 'manager')).status).toBe(201)
    expect(await alerts()).toMatchObject([{ kind: 'missed', acknowledged: { reason: 'ill', by: 'manager' } }])
  })

  it('is raised again when there come to be more spots, and the last word on it counts', async () => {
    await phone.file(spots[0])
    const typed = { evidence: { channel: 'typed' as const } }
    const { id } = (await phone.file(spots[1], typed)).body
    server.setClock(time('21:45'))
    await acknowledge('closing', 'one left')
    await server.as.supervisor('PUT', `/api/visits/${id}/review`, { decision: 'voided', reason: 'was not there' })
    expect(await alerts()).toMatchObject([{ spots: [spots[1].id, spots[2].id], acknowledged: null }])
    server.setClock(time('21:46'))
    await acknowledge('closing', 'two left', 'admin')
    expect(await alerts()).toMatchObject([{ acknowledged: { reason: 'two left', by: 'admin', spots: 2 } }])
  })

  it('is not quiet without a reason', async () => {
    server.setClock(time('21:45'))
    for (const reason of [undefined, '', '   ', 'x'.repeat(501)]) {
      const { status, body } = await acknowledge('closing', reason)
      expect([reason, status, body.code]).toEqual([reason, 400, 'body-invalid'])
    }
    expect(await alerts()).toMatchObject([{ acknowledged: null }])
  })

  it('is seen to by supervisor, manager or admin, not by whoever walks or only reads', async () => {
    server.setClock(time('21:45'))
    for (const [role, status] of [
      ['assistant', 403],
      ['auditor', 403],
      ['supervisor', 201],
      ['manager', 201],
      ['admin', 201],
    ] as const)
      expect([role, (await acknowledge('closing', 'seen', role)).status]).toEqual([role, status])
  })

  it('is over when there is nothing left of it to see to, and has not come before it is due', async () => {
    const refused = { status: 409, body: { code: 'alert-over' } }
    expect(await acknowledge('closing', 'early')).toMatchObject(refused)
    server.setClock(time('21:45'))
    expect(await acknowledge('missed', 'early')).toMatchObject(refused)
    for (const spot of spots) await phone.file(spot)
    expect(await acknowledge('closing', 'late')).toMatchObject(refused)
    server.setClock(time('23:00'))
    expect(await acknowledge('missed', 'late')).toMatchObject(refused)
  })

  it('of another estate, or of no round at all, does not exist', async () => {
    server.setClock(time('21:45'))
    const said = { kind: 'closing', reason: 'not mine' }
    for (const path of [nextDoor.path, server.path]) {
      const to = `${path}/rounds/${path === server.path ? uuid(1) : await roundId()}/acknowledgement`
      const { status, body } = await (path === server.path ? server : nextDoor).as.supervisor('POST', to, said)
      expect([status, body.code]).toEqual([404, 'not-found'])
    }
    expect(await alerts()).toMatchObject([{ acknowledged: null }])
  })
})
