/** Whatever has happened in whatever order, reports say what the domain says of everything at once (design.md §3). */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addTallies,
  type CellState,
  complianceOf,
  coveredState,
  NO_CELLS,
  uncoveredState,
} from '../../checkpoints/coverage.ts'
import { worthOf } from '../../checkpoints/review.ts'
import { type CountingVisit, settle } from '../../checkpoints/round.ts'
import { addDays, civilDateOf } from '../../checkpoints/time.ts'
import type { ListedCells, Portfolio, Report, Trend } from '../../checkpoints/wire/report.ts'
import { rollUpClosed } from '../../server/services/rollups.ts'
import { makeRounds } from '../../server/services/rounds.ts'
import { at, days, minutes, TODAY } from '../support/builders.ts'
import {
  type EstateServer,
  enrolPhone,
  startEstateServer,
  type TestPhone,
  writePlan,
} from '../support/estate-server.ts'

const WALKERS = ['assistant', 'supervisor'] as const
const ZONE = 'Asia/Hong_Kong'

const deed = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      deed: fc.constant('walk' as const),
      spot: fc.nat(2),
      minutesAgo: fc.nat(600),
      walker: fc.constantFrom(...WALKERS),
      typed: fc.boolean(),
      held: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ deed: fc.constant('sync' as const), backwards: fc.boolean() }) },
  {
    weight: 3,
    arbitrary: fc.record({
      deed: fc.constant('review' as const),
      which: fc.nat(99),
      decision: fc.constantFrom('accepted', 'voided'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ deed: fc.constant('excuse' as const), spot: fc.nat(2) }) },
  {
    weight: 1,
    arbitrary: fc.record({ deed: fc.constant('replan' as const), spots: fc.subarray([0, 1, 2], { minLength: 1 }) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      deed: fc.constant('wait' as const),
      minutes: fc.integer({ min: 20, max: 400 }),
      rollUp: fc.boolean(),
    }),
  },
)
type Deed = typeof deed extends fc.Arbitrary<infer D> ? D : never

describe('what reports say', () => {
  it('is what the domain makes of all rounds and visits at once, after any order of arrivals, late syncs, reviews, excuses and changes of plan', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(deed, { minLength: 15, maxLength: 40 }), async (deeds) => {
        const estate = await openEstate()
        try {
          for (const one of deeds) await estate.does(one)
          await estate.does({ deed: 'sync', backwards: true })
          await expectSame(estate.server)
          await estate.does({ deed: 'wait', minutes: 700, rollUp: true })
          await expectSame(estate.server)
        } finally {
          await estate.server.stop()
        }
      }),
      { numRuns: 12, endOnFailure: true },
    )
  }, 120_000)
})

type Held = { readonly id: string; readonly jws: string; readonly walker: (typeof WALKERS)[number] }

async function openEstate() {
  const server = await startEstateServer({ now: at('06:00') })
  const phones: Record<(typeof WALKERS)[number], TestPhone> = {
    assistant: await enrolPhone(server, 'assistant'),
    supervisor: await enrolPhone(server, 'supervisor'),
  }
  // They overlap, and one crosses midnight: which round a visit counts for depends on all that is known.
  const windows = [
    { startsAt: '07:00', endsAt: '11:00' },
    { startsAt: '10:00', endsAt: '16:00' },
    { startsAt: '20:00', endsAt: '02:00' },
  ]
  const plan = await writePlan(server, { windows, graceMinutes: 30 })
  await writePlan(server, {
    windows: [{ startsAt: '09:00', endsAt: '12:00' }],
    assignees: [server.me.assistant.person.id],
  })
  let held: Held[] = []
  const filed: Held[] = []
  const file = async (visit: Held) => {
    const { status } = await server.as[visit.walker]('PUT', `/api/visits/${visit.id}`, visit.jws)
    expect(status).toBe(201)
    filed.push(visit)
  }
  const doing: { [D in Deed['deed']]: (deed: Extract<Deed, { deed: D }>) => Promise<unknown> } = {
    async walk({ spot, minutesAgo, walker, typed, held: isHeld }) {
      const scannedAt = server.now() - minutes(minutesAgo)
      const given = {
        scannedAt,
        lastServerTime: { at: scannedAt, elapsedMs: 0 },
        ...(typed && { evidence: { channel: 'typed' as const } }),
      }
      const visit = { ...(await phones[walker].visit(server.spots[spot]!, given)), walker }
      if (isHeld) held.push(visit)
      else await file(visit)
    },
    async sync({ backwards }) {
      for (const visit of backwards ? held.toReversed() : held) await file(visit)
      held = []
    },
    async review({ which, decision }) {
      const visit = filed[which % Math.max(1, filed.length)]
      if (!visit) return
      const reviewer = visit.walker === 'supervisor' ? 'manager' : 'supervisor'
      const { status } = await server.as[reviewer]('PUT', `/api/visits/${visit.id}/review`, {
        decision,
        reason: 'asked',
      })
      expect(status).toBe(200)
    },
    async excuse({ spot }) {
      const today = civilDateOf(server.now(), ZONE)
      const path = `${server.path}/checkpoints/${server.spots[spot]!.id}/outages`
      const added = await server.as.supervisor('POST', path, { from: today, until: null, reason: 'under repair' })
      // A second time it works again.
      if (added.status !== 409) return
      const { outages } = (
        await server.as.supervisor('GET', `${server.path}/checkpoints/${server.spots[spot]!.id}/history`)
      ).body
      await server.as.supervisor('PATCH', `${path}/${outages[0].id}`, { until: addDays(today, -1) })
    },
    replan: ({ spots }) =>
      server.as.supervisor('PATCH', `${server.path}/plans/${plan}`, {
        checkpoints: spots.map((spot) => server.spots[spot]!.id),
      }),
    async wait({ minutes: count, rollUp }) {
      server.setClock(server.now() + minutes(count))
      const estate = (await server.context.database.read.estates.byId(server.estate))!
      await makeRounds(server.context, estate)
      if (rollUp) await rollUpClosed(server.context, estate.id, 0)
    },
  }
  return { server, does: (one: Deed) => doing[one.deed](one as never) }
}

/** The raw rows, and nothing that the server has made of them but the excuses. */
async function rawOf({ context, estate, spots }: EstateServer) {
  const { read } = context.database
  const heads = await read.rounds.heads(estate, 0, context.now() + days(30))
  const cells = await read.rounds.cells(heads.map(({ id }) => id))
  const visits = await Promise.all(
    spots.map(async ({ id }) => {
      const kept = await read.visits.newestAt(id, undefined, 10_000)
      return Promise.all(kept.map(async (visit) => (await read.visits.byId(visit.id))!))
    }),
  )
  return { heads, cells, visits: visits.flat() }
}

async function expectSame(server: EstateServer): Promise<void> {
  const now = server.now()
  const { heads, cells, visits } = await rawOf(server)
  const coverOf = new Map<string, CountingVisit>()
  for (const { id: spot } of server.spots) {
    const rounds = heads.filter(({ id }) => cells.get(id)?.some(({ checkpoint }) => checkpoint === spot))
    const counting = visits.flatMap(({ id, checkpoint, person, occurredAt, namedRound: round, verdict, decision }) => {
      const outcome = worthOf(verdict.outcome, decision)
      return checkpoint === spot && outcome !== null ? [{ id, person, occurredAt, round, outcome }] : []
    })
    for (const [round, cover] of settle(rounds, counting).coverOf) coverOf.set(`${round} ${spot}`, cover)
  }
  const from = TODAY
  const to = civilDateOf(now, ZONE)
  const expected = heads
    .filter(({ opensAt }) => opensAt < at('00:00', addDays(to, 1)))
    .flatMap((head) =>
      (cells.get(head.id) ?? []).map(({ checkpoint, excused }) => {
        const cover = coverOf.get(`${head.id} ${checkpoint}`)
        const state: CellState = cover ? coveredState(head, cover) : uncoveredState(head, now, { excused })
        return {
          round: head.id,
          day: civilDateOf(head.opensAt, ZONE),
          checkpoint,
          state,
          visit: cover?.id ?? null,
          at: cover?.occurredAt ?? null,
        }
      }),
    )
  const tallyOf = (of: typeof expected) =>
    of.reduce((sum, { state }) => addTallies(sum, { ...NO_CELLS, [state]: 1 }), NO_CELLS)

  const query = `from=${from}&to=${to}`
  const report: Report = (await server.as.auditor('GET', `${server.path}/report?${query}`)).body
  expect(report.tally).toEqual(tallyOf(expected))
  expect(report.compliance).toBe(complianceOf(tallyOf(expected)))
  expect(report.rounds.map(({ round, tally }) => [round, tally])).toEqual(
    [...new Set(expected.map(({ round }) => round))].map((id) => [
      id,
      tallyOf(expected.filter(({ round }) => round === id)),
    ]),
  )
  for (const { round, firstAt } of report.rounds) {
    const times = expected.flatMap((cell) => (cell.round === round && cell.at !== null ? cell.at : []))
    expect(firstAt).toBe(times.length > 0 ? Math.min(...times) : null)
  }
  expect(report.gaps).toEqual(
    expected.filter(({ state }) => state === 'missed').map(({ round, checkpoint }) => ({ round, checkpoint })),
  )
  for (const { checkpoint: spot, tally } of report.spots)
    expect(tally).toEqual(tallyOf(expected.filter(({ checkpoint }) => checkpoint === spot)))
  const byDay = report.days.map(({ day }) => tallyOf(expected.filter((cell) => cell.day === day)))
  expect(report.days.map(({ tally }) => tally)).toEqual(byDay)
  const trend: Trend = (await server.as.auditor('GET', `${server.path}/report/trend?${query}`)).body
  expect(trend.days.map(({ tally }) => tally)).toEqual(byDay)
  const portfolio: Portfolio = (await server.as.auditor('GET', `/api/portfolio?${query}`)).body
  expect(portfolio.estates.map(({ tally }) => tally)).toEqual([report.tally])
  const listed: ListedCells = (await server.as.auditor('GET', `${server.path}/report/cells?${query}`)).body
  expect(listed.total).toBe(expected.length)
  expect(
    listed.cells.map(({ round, checkpoint, state, visit, occurredAt: at }) => ({
      round,
      checkpoint,
      state,
      visit,
      at,
    })),
  ).toEqual(expected.slice(0, 200).map(({ day: _, ...cell }) => cell))
}

describe('a round that has been rolled up', () => {
  it('is rolled up anew when a visit of it turns out to have happened later', async () => {
    const server = await startEstateServer({ now: at('20:30') })
    const phone = await enrolPhone(server)
    // The first visit covers nothing in it.
    await writePlan(server, { checkpoints: [server.spots[1]!.id] })
    const heard = (time: string) => ({ at: at(time), elapsedMs: 0 })
    const first = await phone.visit(server.spots[0]!, { scannedAt: at('21:30'), lastServerTime: heard('21:30') })
    // Filed after the first, by a clock that says it was before: until the first one comes, that is believed.
    const second = await phone.visit(server.spots[1]!, {
      follows: 1,
      scannedAt: at('21:00'),
      lastServerTime: heard('20:40'),
    })
    const firstAt = async () =>
      ((await server.as.auditor('GET', `${server.path}/report`)).body as Report).rounds[0]?.firstAt
    server.setClock(at('21:45'))
    await server.as.assistant('PUT', `/api/visits/${second.id}`, second.jws)
    server.setClock(at('23:00'))
    await rollUpClosed(server.context, server.estate, 0)
    expect(await firstAt()).toBe(at('21:00'))
    await server.as.assistant('PUT', `/api/visits/${first.id}`, first.jws)
    expect(await firstAt()).toBe(at('21:30'))
    await server.stop()
  })

  it('is read as it was kept: nothing is made of the raw rows a second time', async () => {
    const server = await startEstateServer({ now: at('20:30') })
    await writePlan(server)
    server.setClock(at('23:00'))
    await rollUpClosed(server.context, server.estate, 0)
    expect(await server.context.database.read.rollups.missing(server.estate, 0, server.now())).toEqual([])
    await server.stop()
  })
})
