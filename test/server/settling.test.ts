/** What the server settles visit by visit against what the domain says of everything at once (design.md §3). */
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  addTallies,
  complianceOf,
  coveredState,
  NO_CELLS,
  tallyOf,
  uncoveredState,
} from '../../checkpoints/coverage.ts'
import { type CountingVisit, settle } from '../../checkpoints/round.ts'
import { addDays, type CivilDate } from '../../checkpoints/time.ts'
import type { Coverage, RoundVisits } from '../../checkpoints/wire/coverage.ts'
import type { RoundProgress } from '../../checkpoints/wire/estate.ts'
import type { BatchOutcome } from '../../checkpoints/wire/visit.ts'
import { makeRounds } from '../../server/services/rounds.ts'
import { at, hours, minutes, TODAY } from '../support/builders.ts'
import {
  type EstateServer,
  enrolPhone,
  startEstateServer,
  type TestPhone,
  writePlan,
} from '../support/estate-server.ts'

const WALKERS = ['assistant', 'supervisor'] as const
type Walker = (typeof WALKERS)[number]

/** One visit of a night and a day, and what came of it. */
type Walk = {
  readonly spot: number
  /** Minutes after the first midnight. */
  readonly minute: number
  readonly walker: Walker
  readonly typed: boolean
  /** Which of the rounds it names; beyond the last: none. */
  readonly names: number
}

const walk: fc.Arbitrary<Walk> = fc.record({
  spot: fc.nat(2),
  minute: fc.nat(48 * 60),
  walker: fc.constantFrom(...WALKERS),
  typed: fc.boolean(),
  names: fc.nat(30),
})

let server: EstateServer
let phones: Record<Walker, TestPhone>
let nextDay: CivilDate = addDays(TODAY, 1)

beforeAll(async () => {
  server = await startEstateServer()
  phones = { assistant: await enrolPhone(server, 'assistant'), supervisor: await enrolPhone(server, 'supervisor') }
  // They overlap, so that which round a visit counts for depends on which others there are; one is for one walker only.
  await writePlan(server, { windows: [{ startsAt: '22:00', endsAt: '06:00' }], graceMinutes: 90 })
  await writePlan(server, { windows: [{ startsAt: '04:00', endsAt: '09:00' }], graceMinutes: 0 })
  // Closes the ring: a visit of one evening can push others about until the morning before.
  await writePlan(server, { windows: [{ startsAt: '11:00', endsAt: '23:00' }], graceMinutes: 0 })
  await writePlan(server, {
    windows: [
      { startsAt: '05:00', endsAt: '08:00' },
      { startsAt: '07:00', endsAt: '12:00' },
    ],
    assignees: [server.me.assistant.person.id],
  })
})
afterAll(() => server.stop())

describe('rounds and visits', () => {
  it('are settled as the domain settles them all at once, in whatever order they arrive', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(walk, { minLength: 60, maxLength: 100 }),
        fc.nat(40),
        async (walks, beforeRoundsAreMade) => {
          const day = nextDay
          // Out of reach of what this run files, and within the life of a session.
          nextDay = addDays(nextDay, 4)
          server.setClock(at('00:00', addDays(day, 3)))
          const estate = await server.context.database.read.estates.byId(server.estate)
          const early = await file(walks.slice(0, beforeRoundsAreMade), day, [])
          await makeRounds(server.context, estate!)
          const rounds = await roundsOf(day)
          const visits = [...early, ...(await file(walks.slice(beforeRoundsAreMade), day, rounds))]
          await expectSettled(day, rounds, visits)
        },
      ),
      { numRuns: 3, endOnFailure: true },
    )
  })
})

type Filed = CountingVisit & { readonly spot: number }

/** Files them five at a time, each walker's own in one batch: what stands together arrives in no order. */
async function file(walks: readonly Walk[], day: CivilDate, rounds: readonly RoundProgress[]): Promise<Filed[]> {
  const filed: Filed[] = []
  for (let i = 0; i < walks.length; i += 5) {
    await Promise.all(
      WALKERS.map(async (walker) => {
        const own = walks.slice(i, i + 5).filter((one) => one.walker === walker)
        if (own.length === 0) return
        const signed = await Promise.all(own.map((one) => sign(one, day, rounds)))
        const { body } = await server.as[walker]('POST', '/api/visits/batch', { visits: signed.map(({ jws }) => jws) })
        expect((body as BatchOutcome).outcomes.map(({ status }) => status)).toEqual(own.map(() => 201))
        filed.push(...signed.map(({ visit }) => visit))
      }),
    )
  }
  return filed
}

async function sign({ spot, minute, walker, typed, names }: Walk, day: CivilDate, rounds: readonly RoundProgress[]) {
  const occurredAt = at('00:00', day) + minutes(minute)
  const round = rounds[names]?.id ?? null
  const { id, jws } = await phones[walker].visit(server.spots[spot]!, {
    scannedAt: occurredAt,
    lastServerTime: { at: occurredAt, elapsedMs: 0 },
    round,
    ...(typed && { evidence: { channel: 'typed' } }),
  })
  const person = server.me[walker].person.id
  const visit: Filed = { id, person, occurredAt, round, outcome: typed ? 'doubtful' : 'verified', spot }
  return { jws, visit }
}

async function roundsOf(day: CivilDate): Promise<RoundProgress[]> {
  const query = `from=${addDays(day, -1)}&to=${addDays(day, 2)}`
  return (await server.as.auditor('GET', `${server.path}/rounds?${query}`)).body.rounds
}

async function expectSettled(day: CivilDate, rounds: readonly RoundProgress[], visits: readonly Filed[]) {
  const now = server.now()
  const settled = server.spots.map(({ id }, spot) => ({
    id,
    ...settle(
      rounds,
      visits.filter((visit) => visit.spot === spot),
    ),
  }))
  const expectedRounds = rounds.map((round) => {
    const cells = settled.map(({ id, coverOf }) => {
      const cover = coverOf.get(round.id)
      const state = cover ? coveredState(round, cover) : uncoveredState(round, now)
      return { checkpoint: id, state, visit: cover?.id ?? null, occurredAt: cover?.occurredAt ?? null, defects: 0 }
    })
    const covered = (state: string) => cells.filter((cell) => cell.state === state).length
    const counts = {
      done: covered('done'),
      doubtful: covered('doubtful'),
      late: covered('late'),
      excused: 0,
      awaited: 0,
    }
    return { round: round.id, cells, tally: tallyOf(round, { expected: cells.length, ...counts }, now) }
  })
  const tally = expectedRounds.reduce((sum, round) => addTallies(sum, round.tally), NO_CELLS)
  const roundOf = new Map(settled.flatMap((spot) => [...spot.roundOf]))

  const query = `from=${addDays(day, -1)}&to=${addDays(day, 2)}&detail=cells`
  const coverage: Coverage = (await server.as.auditor('GET', `${server.path}/coverage?${query}`)).body
  expect(coverage.rounds.map(({ round, cells, tally }) => ({ round, cells, tally }))).toEqual(expectedRounds)
  expect([coverage.tally, coverage.compliance]).toEqual([tally, complianceOf(tally)])
  expect(coverage.outOfPlan.map(({ visit }) => visit).sort()).toEqual(
    visits
      .map(({ id }) => id)
      .filter((id) => roundOf.get(id) === null)
      .sort(),
  )
  expect(coverage.gaps).toHaveLength(tally.missed)
  for (const { id } of rounds) {
    const drilled: RoundVisits = (await server.as.auditor('GET', `${server.path}/rounds/${id}`)).body
    const counting = visits.filter((visit) => roundOf.get(visit.id) === id)
    expect(drilled.visits.map(({ visit }) => visit).sort()).toEqual(counting.map((visit) => visit.id).sort())
  }
}

describe('rounds that overlap around the clock', () => {
  it('pass on from one to the next, days ahead, what a phone brings up late', async () => {
    const ring = await startEstateServer()
    const phone = await enrolPhone(ring)
    const day = addDays(TODAY, 1)
    ring.setClock(at('00:00', day))
    const windows = [
      { startsAt: '00:00', endsAt: '13:00' },
      { startsAt: '12:00', endsAt: '01:00' },
    ]
    await writePlan(ring, { windows, graceMinutes: 0 })
    ring.setClock(at('23:00', addDays(day, 2)))
    await makeRounds(ring.context, (await ring.context.database.read.estates.byId(ring.estate))!)

    const filed = new Map<number, string>()
    const visitAt = async (hour: number) => {
      const scannedAt = at('00:00', day) + hours(hour)
      const given = { scannedAt, lastServerTime: { at: scannedAt, elapsedMs: 0 } }
      filed.set(hour, (await phone.file(ring.spots[0]!, given)).body.id)
    }
    /** Hour of the visit → hour at which the round opened that it counts for. */
    const countedFor = async () => {
      const counted: Record<number, number | null> = {}
      for (const [hour, id] of filed) {
        const { round } = (await ring.as.auditor('GET', `/api/visits/${id}`)).body
        counted[hour] = round && (round.opensAt - at('00:00', day)) / hours(1)
      }
      return counted
    }

    for (const hour of [12.5, 24.5, 36.5, 48.5, 60.5]) await visitAt(hour)
    expect(await countedFor()).toEqual({ 12.5: 0, 24.5: 12, 36.5: 24, 48.5: 36, 60.5: 48 })
    await visitAt(6)
    const pushed = { 6: 0, 12.5: 12, 24.5: 24, 36.5: 36, 48.5: 48, 60.5: 60 }
    expect(await countedFor()).toEqual(pushed)
    await visitAt(60.75)
    expect(await countedFor()).toEqual({ ...pushed, 60.75: null })
    await ring.stop()
  })
})

describe('a plan that is written after somebody has walked', () => {
  it('counts the walk in the window that was open when it was written', async () => {
    const other = await startEstateServer()
    const phone = await enrolPhone(other)
    await phone.file(other.spots[0]!, { scannedAt: at('20:10'), lastServerTime: { at: at('20:10'), elapsedMs: 0 } })
    const before: Coverage = (await other.as.auditor('GET', `${other.path}/coverage`)).body
    expect([before.rounds.length, before.outOfPlan.length]).toEqual([0, 1])
    await writePlan(other)
    const after: Coverage = (await other.as.auditor('GET', `${other.path}/coverage`)).body
    expect([after.tally.done, after.tally.pending, after.outOfPlan.length]).toEqual([1, 2, 0])
    await other.stop()
  })
})
