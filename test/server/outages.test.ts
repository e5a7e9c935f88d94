import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { addDays } from '../../checkpoints/time.ts'
import type { Coverage } from '../../checkpoints/wire/coverage.ts'
import type { ListedCheckpoint, Pack, RoundProgress } from '../../checkpoints/wire/estate.ts'
import type { Report } from '../../checkpoints/wire/report.ts'
import { at, TODAY } from '../support/builders.ts'
import { type EstateServer, enrolPhone, startEstateServer, writePlan } from '../support/estate-server.ts'

let server: EstateServer
let lobby: ListedCheckpoint
let lift: ListedCheckpoint

beforeEach(async () => {
  server = await startEstateServer()
  ;[lobby, lift] = server.spots as [ListedCheckpoint, ListedCheckpoint]
  server.setClock(at('12:00'))
  await writePlan(server, { checkpoints: [lobby.id, lift.id], graceMinutes: 10 })
})
afterEach(() => server.stop())

const [TOMORROW, DAY_AFTER] = [addDays(TODAY, 1), addDays(TODAY, 2)]
const declare = (spot: ListedCheckpoint, from: string, until: string | null) =>
  server.as.supervisor('POST', `${server.path}/checkpoints/${spot.id}/outages`, { from, until, reason: 'repair' })
const change = (spot: ListedCheckpoint, outage: string, body: object) =>
  server.as.supervisor('PATCH', `${server.path}/checkpoints/${spot.id}/outages/${outage}`, body)
async function rounds(): Promise<RoundProgress[]> {
  return ((await server.as.assistant('GET', `${server.path}/pack`)).body as Pack).rounds
}
/** State of the lift today, tomorrow, the day after. */
async function liftStates(): Promise<(string | undefined)[]> {
  return (await rounds()).slice(0, 3).map(({ states }) => states[1])
}
async function coverage(day = TODAY): Promise<Coverage> {
  return (await server.as.auditor('GET', `${server.path}/coverage?from=${day}&to=${day}&detail=cells`)).body
}

describe('a spot out of service', () => {
  it('is excused, not missed: compliance and gaps do without it', async () => {
    expect((await declare(lift, TODAY, TODAY)).status).toBe(201)
    expect(await liftStates()).toEqual(['excused', 'pending', 'pending'])
    server.setClock(at('20:30'))
    const phone = await enrolPhone(server)
    await phone.file(lobby)
    server.setClock(at('23:00'))
    const { tally, compliance, gaps } = await coverage()
    expect([tally, compliance, gaps]).toEqual([
      { done: 1, doubtful: 0, late: 0, pending: 0, awaiting: 0, missed: 0, excused: 1 },
      1,
      [],
    ])

    server.setClock(at('23:00', TOMORROW))
    const next = await coverage(TOMORROW)
    expect([next.tally.missed, next.tally.excused, next.compliance]).toEqual([2, 0, 0])
    expect(next.gaps.map(({ checkpoint }) => checkpoint).sort()).toEqual([lobby.id, lift.id].sort())
  })

  it('has its reason in the report of the day on which the night began, and not that of another time', async () => {
    await writePlan(server, { checkpoints: [lift.id], windows: [{ startsAt: '23:00', endsAt: '05:00' }] })
    await declare(lift, TOMORROW, TOMORROW)
    await server.as.supervisor('POST', `${server.path}/checkpoints/${lift.id}/outages`, {
      ...{ from: addDays(TODAY, 3), until: null, reason: 'rebuilt' },
    })
    server.setClock(at('12:00', DAY_AFTER))
    const reasons = async (from: string, to: string) => {
      const { body } = await server.as.auditor('GET', `${server.path}/report?from=${from}&to=${to}`)
      return (body as Report).excused.map(({ cells, reasons }) => [cells, ...reasons])
    }
    expect(await reasons(TODAY, TODAY)).toEqual([[1, 'repair']])
    expect(await reasons(TODAY, addDays(TODAY, 3))).toEqual([[3, 'repair']])
  })

  it('counts when somebody comes all the same, and stays so when the outage goes', async () => {
    const outage = (await declare(lift, TODAY, null)).body.id
    server.setClock(at('20:30'))
    const phone = await enrolPhone(server)
    expect((await phone.file(lift)).status).toBe(201)
    expect((await liftStates())[0]).toBe('done')
    expect((await coverage()).tally).toMatchObject({ done: 1, pending: 1, excused: 0 })
    await change(lift, outage, { until: addDays(TODAY, -1) })
    expect((await liftStates())[0]).toBe('done')
  })

  it('is excused from the moment it is declared in the middle of a round, which keeps its visits', async () => {
    server.setClock(at('21:00'))
    const phone = await enrolPhone(server)
    await phone.file(lobby)
    await declare(lift, TODAY, TOMORROW)
    expect((await rounds())[0]?.states).toEqual(['done', 'excused'])
    expect(await liftStates()).toEqual(['excused', 'excused', 'pending'])
  })

  it('is excused in rounds that are made only later', async () => {
    await declare(lift, addDays(TODAY, 9), addDays(TODAY, 9))
    server.setClock(at('12:00', addDays(TODAY, 8)))
    const ahead = (await rounds()).filter(({ opensAt }) => opensAt > server.now())
    expect(ahead.slice(0, 3).map(({ states }) => states[1])).toEqual(['pending', 'excused', 'pending'])
  })

  it('does not touch a round that is over', async () => {
    server.setClock(at('22:30'))
    expect((await coverage()).tally.missed).toBe(2)
    await declare(lift, TODAY, null)
    expect((await coverage()).tally).toMatchObject({ missed: 2, excused: 0 })
    expect(await liftStates()).toEqual(['missed', 'excused', 'excused'])
  })

  it('in the grace of a round is excused there too', async () => {
    server.setClock(at('22:05'))
    await declare(lift, TODAY, TODAY)
    expect((await liftStates())[0]).toBe('excused')
  })
})

describe('an outage', () => {
  it('is taken back before it begins, and ended early while it lasts', async () => {
    const later = (await declare(lift, TOMORROW, DAY_AFTER)).body.id
    expect(await liftStates()).toEqual(['pending', 'excused', 'excused'])
    expect((await change(lift, later, { until: TODAY })).status).toBe(200)
    expect(await liftStates()).toEqual(['pending', 'pending', 'pending'])
    expect((await change(lift, later, { until: null })).status).toBe(404)

    const open = (await declare(lift, TODAY, null)).body.id
    const ended = await change(lift, open, { until: TOMORROW, reason: 'new rope' })
    expect(ended.body).toEqual({ id: open, from: TODAY, until: TOMORROW, reason: 'new rope' })
    expect(await liftStates()).toEqual(['excused', 'excused', 'pending'])
    expect((await change(lift, open, { until: null })).status).toBe(200)
    expect(await liftStates()).toEqual(['excused', 'excused', 'excused'])
  })

  it('that has begun is no longer taken back, and one that is over stays as it is', async () => {
    const outage = (await declare(lift, TODAY, TOMORROW)).body.id
    server.setClock(at('12:00', TOMORROW))
    const back = await change(lift, outage, { until: addDays(TODAY, -1) })
    expect([back.status, back.body.where]).toEqual([400, ['until']])
    // It works again since this morning: today's round has to be walked.
    expect((await change(lift, outage, { until: TODAY })).status).toBe(200)
    expect((await liftStates()).slice(0, 2)).toEqual(['excused', 'pending'])
    const over = await change(lift, outage, { until: null })
    expect([over.status, over.body.code]).toEqual([409, 'outage-over'])
  })

  it('is refused if it overlaps, starts in the past, ends before it starts, or the spot is unknown', async () => {
    const first = (await declare(lift, TODAY, TOMORROW)).body.id
    const overlapping = await declare(lift, TOMORROW, null)
    expect([overlapping.status, overlapping.body.code]).toEqual([409, 'outage-overlaps'])
    expect((await declare(lift, DAY_AFTER, null)).status).toBe(201)
    expect((await change(lift, first, { until: DAY_AFTER })).body.code).toBe('outage-overlaps')
    expect((await declare(lobby, addDays(TODAY, -1), null)).body.where).toEqual(['from'])
    expect((await declare(lobby, TOMORROW, TODAY)).body.where).toEqual(['until'])
    expect((await declare({ ...lobby, id: '0000000000' }, TODAY, null)).status).toBe(404)
    expect(await liftStates()).toEqual(['excused', 'excused', 'excused'])
    expect((await rounds()).every(({ states }) => states[0] === 'pending')).toBe(true)
  })

  it('is listed with its spot: the one it is in, or else the next one', async () => {
    const listed = async () => {
      const { checkpoints } = (await server.as.auditor('GET', `${server.path}/checkpoints`)).body
      return checkpoints.find(({ id }: ListedCheckpoint) => id === lift.id).outage
    }
    expect(await listed()).toBeNull()
    const later = (await declare(lift, addDays(TODAY, 5), null)).body
    expect(await listed()).toEqual(later)
    const now = (await declare(lift, TODAY, TOMORROW)).body
    expect(await listed()).toEqual(now)
    server.setClock(at('12:00', DAY_AFTER))
    expect(await listed()).toEqual(later)
    const history = (await server.as.auditor('GET', `${server.path}/checkpoints/${lift.id}/history`)).body
    expect(history.outages).toEqual([
      { ...later, by: 'supervisor', declaredAt: at('12:00') },
      { ...now, by: 'supervisor', declaredAt: at('12:00') },
    ])
  })
})
