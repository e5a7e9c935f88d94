/** What the server makes of phones whose clocks are wrong (docs/design.md §3 “Times”). */
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { shippedItems } from '../../checkpoints/checklists/shipped.ts'
import { settleTimes, type TimedVisit } from '../../checkpoints/occurrence.ts'
import type { Instant } from '../../checkpoints/time.ts'
import { readVisit, type VisitClaims } from '../../checkpoints/visit.ts'
import type { Coverage } from '../../checkpoints/wire/coverage.ts'
import type { ListedCheckpoint, Pack } from '../../checkpoints/wire/estate.ts'
import type { SpotHistory } from '../../checkpoints/wire/spot.ts'
import type { VisitRecord } from '../../checkpoints/wire/visit.ts'
import { makeRounds } from '../../server/services/rounds.ts'
import { at, days, hours, minutes, seconds } from '../support/builders.ts'
import {
  allFine,
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

/** A phone whose clock is wrong, and what it has counted since the server was last heard. */
type Clock = { readonly error: number; readonly errorThen: number; readonly heardAt: Instant; readonly whole: boolean }

function timesOf(now: Instant, { error, errorThen, heardAt, whole }: Clock): Partial<VisitClaims> {
  const shown = now + error
  return {
    openedAt: shown,
    scannedAt: shown,
    submittedAt: shown + minutes(1),
    lastServerTime: { at: heardAt, elapsedMs: whole ? now - heardAt : 0, wallAt: heardAt + errorThen, whole },
  }
}

describe('a phone whose clock is two days wrong', () => {
  it.each([
    ['ahead', days(2)],
    ['behind', -days(2)],
  ])(
    '%s: its visits stand where and in the order they happened, verified, though they come hours later',
    async (_, error) => {
      const estate = await aNight()
      const phone = await enrolPhone(estate)
      const clock = { error, errorThen: error, heardAt: at('20:00'), whole: false }
      const visits: Signed[] = []
      for (const [i, time] of ['20:40', '20:50', '22:05'].entries()) {
        visits.push(await phone.visit(estate.spots[i]!, { ...timesOf(at(time), clock), follows: i }))
      }
      estate.setClock(at('23:50'))
      for (const i of [2, 0, 1]) expect((await put(estate, visits[i]!)).status).toBe(201)
      const records = await recordsOf(estate, visits)
      expect(records.map(({ occurredAt }) => occurredAt)).toEqual([at('20:40'), at('20:50'), at('22:05')])
      expect(records.map(({ verdict }) => verdict)).toEqual(Array(3).fill({ outcome: 'verified' }))
      expect((await coverageOf(estate)).tally).toMatchObject({ done: 2, late: 1, doubtful: 0, missed: 0 })
      // The exact word of the phone is kept beside what was made of it.
      expect(records[0]?.claims.scannedAt).toBe(at('20:40') + error)
      await estate.stop()
    },
  )

  it.each([
    ['ahead', 'clock-ahead', days(2)],
    ['back', 'clock-behind', -days(2)],
  ])(
    'set %s after the server was heard: asked about only where the bounds leave open whether it was in time',
    async (_, reason, error) => {
      const estate = await aNight()
      const phone = await enrolPhone(estate)
      const clock = { error, errorThen: 0, heardAt: at('20:30'), whole: true }
      const clear = await phone.visit(estate.spots[0]!, { ...timesOf(at('20:40'), clock), follows: 0 })
      estate.setClock(at('20:45'))
      expect((await put(estate, clear)).body).toMatchObject({
        occurredAt: at('20:40'),
        verdict: { outcome: 'verified' },
      })

      const open = await phone.visit(estate.spots[1]!, { ...timesOf(at('21:50'), clock), follows: 1 })
      estate.setClock(at('22:30'))
      expect((await put(estate, open)).body).toMatchObject({
        occurredAt: at('21:50'),
        verdict: { outcome: 'doubtful', reasons: [reason] },
      })
      expect((await coverageOf(estate)).tally).toMatchObject({ done: 1, doubtful: 1 })
      await estate.stop()
    },
  )
})

describe('a visit that arrives after later ones of its phone', () => {
  it('was filed before the first of those arrived, and that is its bound', async () => {
    const estate = await aNight()
    const phone = await enrolPhone(estate)
    const clock = { error: 0, errorThen: 0, heardAt: at('20:30'), whole: false }
    // Its photo kept it on the phone; meanwhile the clock had been set ahead.
    const held = await phone.visit(estate.spots[0]!, {
      ...timesOf(at('20:40'), { ...clock, error: hours(3) }),
      follows: 0,
    })
    const sent = await phone.visit(estate.spots[1]!, { ...timesOf(at('20:50'), clock), follows: 1 })
    estate.setClock(at('20:51'))
    await put(estate, sent)
    estate.setClock(at('23:50'))
    const { body } = await put(estate, held)
    expect(body).toMatchObject({ occurredAt: at('20:51'), verdict: { outcome: 'verified' } })
    expect((await recordsOf(estate, [held]))[0]).toMatchObject({ notBefore: at('20:30'), notAfter: at('20:51') })
    await estate.stop()
  })

  it('moves the later ones behind it, and with them the rounds they cover', async () => {
    const estate = await aNight()
    const phone = await enrolPhone(estate)
    // It lost count, and its clock was set back to before the round of the evening.
    const deaf = { error: -hours(3), errorThen: 0, heardAt: at('16:00'), whole: false }
    const heard = { error: 0, errorThen: 0, heardAt: at('21:00'), whole: true }
    const first = await phone.visit(estate.spots[0]!, { ...timesOf(at('21:05'), heard), follows: 0 })
    const second = await phone.visit(estate.spots[1]!, { ...timesOf(at('21:10'), deaf), follows: 1 })
    estate.setClock(at('21:30'))
    expect((await put(estate, second)).body).toMatchObject({
      occurredAt: at('18:10'),
      verdict: { outcome: 'verified' },
    })
    expect((await coverageOf(estate)).outOfPlan).toMatchObject([{ visit: second.id, occurredAt: at('18:10') }])

    await put(estate, first)
    const [, moved] = await recordsOf(estate, [first, second])
    expect(moved).toMatchObject({
      occurredAt: at('21:05'),
      notBefore: at('21:05'),
      notAfter: at('21:30'),
      // All of 21:05 to 21:30 is within the round: which clock was wrong does not matter.
      verdict: { outcome: 'verified' },
      round: { opensAt: at('20:00') },
    })
    const { tally, outOfPlan } = await coverageOf(estate)
    expect([tally.done, outOfPlan]).toEqual([2, []])
    await estate.stop()
  })

  it('moves what the later ones found, and which reading of a meter was the last', async () => {
    const estate = await aNight()
    const body = { code: 'METERS', kind: 'meter-room', names: { en: 'Meters' }, place: estate.spots[0]!.place }
    const room: ListedCheckpoint = (await estate.as.admin('POST', `${estate.path}/checkpoints`, body)).body
    const meter = shippedItems('meter-room').find((item) => item.type === 'reading')!.id
    const answers = (value: number): VisitClaims['answers'] => [
      ...allFine('meter-room').map((answer, i): VisitClaims['answers'][number] =>
        i > 0 ? answer : { ...answer, result: 'defect', note: 'damp', severity: 'minor', settled: true },
      ),
      { item: meter, photos: [], result: 'reading', value },
    ]
    const deaf = { error: -hours(3), errorThen: 0, heardAt: at('16:00'), whole: false }
    const sound = { error: 0, errorThen: 0, heardAt: at('20:30'), whole: true }
    const [phone, other] = [await enrolPhone(estate), await enrolPhone(estate)]
    const first = await phone.visit(estate.spots[0]!, { ...timesOf(at('21:05'), sound), follows: 0 })
    const second = await phone.visit(room, { v: 4, ...timesOf(at('21:10'), deaf), follows: 1, answers: answers(20) })
    const between = await other.visit(room, { v: 4, ...timesOf(at('20:50'), sound), follows: 0, answers: answers(10) })
    const lastReading = async () => {
      const { readings }: Pack = (await estate.as.assistant('GET', `${estate.path}/pack`)).body
      return readings.find(({ checkpoint }) => checkpoint === room.id)
    }
    estate.setClock(at('21:30'))
    for (const visit of [second, between]) expect((await put(estate, visit)).status).toBe(201)
    expect(await lastReading()).toMatchObject({ value: 10, at: at('20:50') })
    await put(estate, first)
    expect(await lastReading()).toMatchObject({ value: 20, at: at('21:05') })
    const history: SpotHistory = (await estate.as.auditor('GET', `${estate.path}/checkpoints/${room.id}/history`)).body
    expect(history.sightings.map(({ occurredAt }) => occurredAt)).toEqual([at('21:05'), at('20:50')])
    expect(history.meters[0]?.points.map(({ value }) => value)).toEqual([10, 20])
    await estate.stop()
  })

  it('leaves alone a form that was open before it and filed after', async () => {
    const phone = await enrolPhone(server)
    const clock = { error: 0, errorThen: 0, heardAt: at('19:00'), whole: true }
    server.setClock(at('20:30'))
    const between = await phone.visit(server.spots[0]!, { ...timesOf(at('20:20'), clock), follows: 0 })
    const left = await phone.visit(server.spots[1]!, { ...timesOf(at('20:10'), clock), follows: 0 })
    await put(server, left)
    await put(server, between)
    const records = await recordsOf(server, [between, left])
    expect(records.map(({ occurredAt }) => occurredAt)).toEqual([at('20:20'), at('20:10')])
  })
})

describe('the visits of a phone, in whatever order they arrive', () => {
  const steps = fc.array(
    fc.record({
      spot: fc.nat(2),
      passed: fc.nat(minutes(50)),
      error: fc.constantFrom(0, days(2), -days(2), hours(1), -hours(1)),
      errorThen: fc.constantFrom(0, days(2), -days(2)),
      whole: fc.boolean(),
      arrives: fc.nat(1000),
    }),
    { minLength: 8, maxLength: 14 },
  )

  it('get the times that the domain gives them all at once, in the order of their numbers, and cover accordingly', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (walk) => {
        const estate = await aNight()
        const phone = await enrolPhone(estate)
        let now = at('18:00')
        const signed = []
        for (const [follows, { spot, passed, arrives, ...clock }] of walk.entries()) {
          const heardAt = now
          now += passed
          const times = timesOf(now, { ...clock, heardAt })
          signed.push({ ...(await phone.visit(estate.spots[spot]!, { ...times, follows })), arrives, spot })
        }
        for (const [i, visit] of signed.toSorted((a, b) => a.arrives - b.arrives).entries()) {
          estate.setClock(at('23:30', '2026-03-03') + seconds(i))
          expect((await put(estate, visit)).status).toBe(201)
        }
        const records = await recordsOf(estate, signed)
        const settled = settleTimes(records.map(timedOf))
        expect(records.map(({ occurredAt, notBefore, notAfter }) => ({ occurredAt, notBefore, notAfter }))).toEqual(
          signed.map(({ id }) => settled.get(id)),
        )
        const inOrder = records.toSorted((a, b) => a.occurredAt - b.occurredAt || a.claims.sequence - b.claims.sequence)
        expect(inOrder.map(({ claims }) => claims.sequence)).toEqual(walk.map((_, i) => i + 1))
        await expectCovered(estate, records)
        await estate.stop()
      }),
      { numRuns: 4, endOnFailure: true },
    )
  }, 60_000)
})

describe('a night on which the clocks change', () => {
  it.each([
    // The round from 22:00 to 06:00 has nine hours in London's autumn, seven in its spring, and seven and a half on Lord Howe.
    ['Europe/London', '2026-10-24', '2026-10-24T21:00Z', '2026-10-25T06:00Z'],
    ['Europe/London', '2026-03-28', '2026-03-28T22:00Z', '2026-03-29T05:00Z'],
    ['Australia/Lord_Howe', '2026-10-03', '2026-10-03T11:30Z', '2026-10-03T19:00Z'],
  ])(
    '%s, %s: a phone two days off, walking all night, covers the round to its last minute and not a minute more',
    async (zone, _, opens, closes) => {
      const [opensAt, closesAt] = [Date.parse(opens), Date.parse(closes)]
      const estate = await startEstateServer({ zone, now: opensAt - hours(3) })
      await writePlan(estate, { windows: [{ startsAt: '22:00', endsAt: '06:00' }], graceMinutes: 0 })
      const phone = await enrolPhone(estate)
      const clock = { error: days(2), errorThen: days(2), heardAt: opensAt - hours(1), whole: false }
      const when = [opensAt, closesAt, closesAt + minutes(1)]
      const visits: Signed[] = []
      for (const [follows, now] of when.entries()) {
        visits.push(await phone.visit(estate.spots[follows]!, { ...timesOf(now, clock), follows }))
      }
      estate.setClock(closesAt + hours(2))
      for (const i of [2, 1, 0]) await put(estate, visits[i]!)
      const records = await recordsOf(estate, visits)
      expect(records.map(({ occurredAt }) => occurredAt)).toEqual(when)
      expect(records.map(({ round }) => round && [round.opensAt, round.closesAt])).toEqual([
        [opensAt, closesAt],
        [opensAt, closesAt],
        null,
      ])
      await estate.stop()
    },
  )
})

type Signed = Awaited<ReturnType<TestPhone['visit']>>

/** An estate whose three spots are walked from 20:00 to 22:00, late until 22:10. */
async function aNight(): Promise<EstateServer> {
  const estate = await startEstateServer()
  await writePlan(estate)
  await makeRounds(estate.context, (await estate.context.database.read.estates.byId(estate.estate))!)
  return estate
}

function put(estate: EstateServer, { id, jws }: Signed) {
  return estate.as.assistant('PUT', `/api/visits/${id}`, jws)
}

async function recordsOf(estate: EstateServer, visits: readonly Signed[]): Promise<VisitRecord[]> {
  const answers = await Promise.all(visits.map(({ id }) => estate.as.supervisor('GET', `/api/visits/${id}`)))
  return answers.map(({ body }) => body)
}

async function coverageOf(estate: EstateServer): Promise<Coverage> {
  return (await estate.as.supervisor('GET', `${estate.path}/coverage?from=2026-03-02&to=2026-03-02`)).body
}

function timedOf({ jws, receivedAt }: VisitRecord): TimedVisit {
  const read = readVisit(jws)
  if (!read.ok) throw new Error(read.error)
  return { ...read.claims, receivedAt }
}

/** A cell is covered if and only if a visit to its spot happened in time for its round. */
async function expectCovered(estate: EstateServer, records: readonly VisitRecord[]): Promise<void> {
  const query = 'from=2026-03-02&to=2026-03-03&detail=cells'
  const { rounds }: Coverage = (await estate.as.supervisor('GET', `${estate.path}/coverage?${query}`)).body
  for (const { opensAt, closesAt, graceMs, cells } of rounds) {
    for (const cell of cells ?? []) {
      const inTime = records.filter(
        ({ checkpoint, occurredAt }) =>
          checkpoint.id === cell.checkpoint && occurredAt >= opensAt && occurredAt <= closesAt + graceMs,
      )
      expect([cell.visit !== null, cell.occurredAt]).toEqual([
        inTime.length > 0,
        inTime.find(({ claims }) => claims.id === cell.visit)?.occurredAt ?? null,
      ])
    }
  }
}
