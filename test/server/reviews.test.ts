import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { complianceOf, NO_CELLS } from '../../checkpoints/coverage.ts'
import type { CivilDate } from '../../checkpoints/time.ts'
import type { Coverage } from '../../checkpoints/wire/coverage.ts'
import type { ListedCheckpoint } from '../../checkpoints/wire/estate.ts'
import type { Portfolio, Report, Trend } from '../../checkpoints/wire/report.ts'
import type { VisitRecord } from '../../checkpoints/wire/visit.ts'
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
let lobby: ListedCheckpoint
let visit: string
const TYPED = { evidence: { channel: 'typed' as const } }

/** A round of the lobby from 20:00 to 22:00 with ten minutes of grace, to which somebody typed a code at half past eight. */
beforeAll(async () => {
  server = await startEstateServer()
  phone = await enrolPhone(server)
  lobby = server.spots[0]!
  await writePlan(server, { checkpoints: [lobby.id] })
  nextDoor = await addNeighbour(server)
})
beforeEach(async () => {
  day = await nextEvening(server, day)
  visit = (await phone.file(lobby, TYPED)).body.id
})
afterAll(() => server.stop())

const time = (clock: string, on: CivilDate = day) => at(clock, on)

const review = (
  decision: string,
  { as = 'supervisor' as keyof EstateServer['as'], id = visit, reason = 'asked' } = {},
) => server.as[as]('PUT', `/api/visits/${id}/review`, { decision, reason })
async function report(): Promise<Report> {
  return (await server.as.auditor('GET', `${server.path}/report?from=${day}&to=${day}`)).body
}
async function record(): Promise<VisitRecord> {
  return (await server.as.auditor('GET', `/api/visits/${visit}`)).body
}

/** The only cell of the round, as every page tells it. */
async function everywhere() {
  const read = async <Body>(path: string): Promise<Body> => (await server.as.auditor('GET', path)).body
  const query = `from=${day}&to=${day}`
  const coverage = await read<Coverage>(`${server.path}/coverage?${query}&detail=cells`)
  const { tally, days, spots } = await report()
  const trend = await read<Trend>(`${server.path}/report/trend?${query}`)
  const portfolio = await read<Portfolio>(`/api/portfolio?${query}`)
  return {
    tallies: [coverage.tally, tally, days[0]?.tally, spots[0]?.tally, trend.days[0]?.tally, portfolio.tally],
    state: coverage.rounds[0]?.cells?.[0]?.state,
    compliance: coverage.compliance,
  }
}
async function expectEverywhere(state: 'done' | 'doubtful' | 'missed' | 'pending'): Promise<void> {
  const tally = { ...NO_CELLS, [state]: 1 }
  expect(await everywhere()).toEqual({ tallies: Array(6).fill(tally), state, compliance: complianceOf(tally) })
}

describe('a doubtful visit', () => {
  it('waits to be reviewed, and counts until it is', async () => {
    await expectEverywhere('doubtful')
    expect((await report()).doubtful).toMatchObject([{ visit, checkpoint: lobby.id }])
  })

  it('counts like any other once it is accepted', async () => {
    expect((await review('accepted')).status).toBe(200)
    await expectEverywhere('done')
    expect((await report()).doubtful).toEqual([])
    expect((await record()).verdict.outcome).toBe('doubtful')
  })

  it('leaves a gap once it is voided: its spot is to be visited again, or was missed', async () => {
    expect((await review('voided')).status).toBe(200)
    await expectEverywhere('pending')
    server.setClock(time('23:00'))
    await expectEverywhere('missed')
    const { gaps, doubtful, people, outOfPlan } = await report()
    expect([gaps.map(({ checkpoint }) => checkpoint), doubtful, people, outOfPlan]).toEqual([[lobby.id], [], [], []])
    expect(await record()).toMatchObject({ round: null, verdict: { outcome: 'doubtful' } })
  })

  it('changes what was rolled up, each time that it is reviewed; the last word counts', async () => {
    server.setClock(time('23:00'))
    await rollUpClosed(server.context, server.estate, 0)
    for (const [decision, state] of [
      ['voided', 'missed'],
      ['accepted', 'done'],
      ['voided', 'missed'],
    ] as const) {
      server.setClock(server.now() + 1)
      await review(decision)
      await expectEverywhere(state)
      await rollUpClosed(server.context, server.estate, 0)
      await expectEverywhere(state)
    }
  })

  it('is no presence once it is voided: nobody has been to its spot, and he was last where he was before', async () => {
    const park = server.spots[2]!
    const last = async () => {
      const { board } = (await server.as.auditor('GET', `${server.path}/coverage?detail=cells`)).body as Coverage
      const { unvisited } = await report()
      return [unvisited.find(({ checkpoint }) => checkpoint === park.id)?.lastVisitAt, board?.walkers[0]?.visit]
    }
    expect(await last()).toEqual([null, visit])
    server.setClock(time('20:40'))
    const { id } = (await phone.file(park, TYPED)).body
    expect(await last()).toEqual([time('20:40'), id])
    await review('voided', { id })
    expect(await last()).toEqual([null, visit])
    server.setClock(time('20:41'))
    await review('accepted', { id })
    expect(await last()).toEqual([time('20:40'), id])
  })

  it('gives its place to another that came as well', async () => {
    server.setClock(time('20:40'))
    const other = (await phone.file(lobby, TYPED)).body.id
    await review('voided')
    const { rounds } = (await server.as.auditor('GET', `${server.path}/coverage?detail=cells`)).body as Coverage
    expect(rounds[0]?.cells).toMatchObject([{ state: 'doubtful', visit: other, occurredAt: time('20:40') }])
  })

  it('out of plan is asked about too, until it is reviewed', async () => {
    server.setClock(time('23:00'))
    const apart = (await phone.file(lobby, TYPED)).body.id
    const asked = async () => (await report()).doubtful.map(({ visit, round }) => [visit, round !== null])
    expect((await asked()).sort()).toEqual(
      [
        [visit, true],
        [apart, false],
      ].sort(),
    )
    await review('accepted', { id: apart })
    expect(await asked()).toEqual([[visit, true]])
    expect((await report()).outOfPlan.map(({ visit }) => visit)).toEqual([apart])
    server.setClock(server.now() + 1)
    await review('voided', { id: apart })
    expect((await report()).outOfPlan).toEqual([])
  })
})

describe('a verified visit', () => {
  it('can be voided too, when it turns out that nobody was there', async () => {
    const { id } = (await phone.file(lobby)).body
    await expectEverywhere('done')
    await review('voided', { id })
    await expectEverywhere('doubtful')
  })
})

describe('a review', () => {
  it('stands in the record of the visit, the last one first, with who said what and when', async () => {
    await review('voided', { reason: ' was seen elsewhere ' })
    server.setClock(time('20:50'))
    const { body } = await review('accepted', { as: 'manager', reason: 'it was his brother' })
    const reviews = [
      { decision: 'accepted', reason: 'it was his brother', by: 'manager', at: time('20:50') },
      { decision: 'voided', reason: 'was seen elsewhere', by: 'supervisor', at: time('20:30') },
    ]
    expect(body).toEqual({ reviews })
    expect((await record()).reviews).toEqual(reviews)
  })

  it('needs a reason', async () => {
    for (const reason of ['', '  ', 'x'.repeat(501)]) {
      const { status, body } = await review('voided', { reason })
      expect([reason, status, body.code]).toEqual([reason, 400, 'body-invalid'])
    }
    await expectEverywhere('doubtful')
  })

  it('is not made by whoever went there himself', async () => {
    const own = await enrolPhone(server, 'supervisor')
    const { id } = (await own.file(server.spots[1]!, TYPED)).body
    const { status, body } = await review('accepted', { id })
    expect([status, body.code]).toEqual([409, 'visit-own'])
    expect((await review('accepted', { id, as: 'manager' })).status).toBe(200)
  })

  it('is made by supervisors and managers; others are told so, and whoever may not read the visit hears of none', async () => {
    for (const [as, status, code] of [
      ['assistant', 404, 'not-found'],
      ['auditor', 403, 'forbidden'],
      ['admin', 403, 'forbidden'],
    ] as const) {
      const answer = await review('accepted', { as })
      expect([as, answer.status, answer.body.code]).toEqual([as, status, code])
    }
    await expectEverywhere('doubtful')
    for (const as of ['supervisor', 'manager'] as const) expect((await review('accepted', { as })).status).toBe(200)
  })

  it('is not made from another estate, nor of a visit that is none', async () => {
    const said = { decision: 'voided', reason: 'not mine' }
    for (const [call, id] of [
      [nextDoor.as.supervisor, visit],
      [server.as.supervisor, uuid(0xffffff)],
      [server.as.supervisor, 'none'],
    ] as const) {
      const { status, body } = await call('PUT', `/api/visits/${id}/review`, said)
      expect([status, body.code]).toEqual([404, 'not-found'])
    }
    await expectEverywhere('doubtful')
  })
})
