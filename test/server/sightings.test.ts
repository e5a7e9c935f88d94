import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Answer } from '../../checkpoints/answer.ts'
import { EMERGENCY_ITEM } from '../../checkpoints/checklist.ts'
import type { ListedCheckpoint, Pack } from '../../checkpoints/wire/estate.ts'
import type { SpotHistory } from '../../checkpoints/wire/spot.ts'
import { minutes } from '../support/builders.ts'
import { allFine, type EstateServer, enrolPhone, startEstateServer, type TestPhone } from '../support/estate-server.ts'

let server: EstateServer
let phone: TestPhone
let rooms = 0

beforeAll(async () => {
  server = await startEstateServer()
  phone = await enrolPhone(server)
})
afterAll(() => server.stop())

/** A meter room that nobody has visited yet. */
async function meterRoom(): Promise<ListedCheckpoint> {
  const body = { code: `METER-${++rooms}`, kind: 'meter-room', names: { en: 'Meters' }, place: server.spots[0]?.place }
  return (await server.as.admin('POST', `${server.path}/checkpoints`, body)).body
}
/** Everything in order but for these. */
function answers(...given: Answer[]): Answer[] {
  const own = new Set(given.map(({ item }) => item))
  return [...given, ...allFine('meter-room').filter(({ item }) => !own.has(item))]
}
const defect = (item: string, given: object): Answer => ({
  ...{ item, photos: [], result: 'defect', note: `about ${item}`, severity: 'normal', settled: false },
  ...given,
})
const reading = (value: number, given: object = {}): Answer => ({
  ...{ item: 'electricity-reading', photos: [], result: 'reading', value },
  ...given,
})
async function history(spot: ListedCheckpoint): Promise<SpotHistory> {
  server.setClock(server.now() + minutes(1))
  return (await server.as.auditor('GET', `${server.path}/checkpoints/${spot.id}/history`)).body
}

describe('a finding', () => {
  it('is as bad as the walker says, and settled if he says so, with the words of its item', async () => {
    const spot = await meterRoom()
    const given = [
      defect('meters-working', { severity: 'minor', settled: true }),
      defect('valves-dry', { severity: 'major' }),
    ]
    // Before version 5 nobody signed for what he settled.
    const filed = await phone.file(spot, { v: 4, answers: answers(...given) })
    expect(filed.status).toBe(201)
    const { sightings, visits } = await history(spot)
    const about = { cause: 'defect', visit: filed.body.id, occurredAt: filed.body.occurredAt }
    expect(sightings.toSorted((a, b) => (a.item < b.item ? -1 : 1))).toMatchObject([
      { item: 'meters-working', severity: 'minor', settled: true, note: 'about meters-working', ...about },
      {
        item: 'valves-dry',
        severity: 'major',
        settled: false,
        words: { en: 'Valves dry, no leak or overflow' },
        ...about,
      },
    ])
    expect(visits).toMatchObject([{ visit: filed.body.id, defects: 2, person: 'assistant', round: null }])
  })

  it('needs both to be said where the checklist asks', async () => {
    const spot = await meterRoom()
    const unsaid = defect('valves-dry', {}) as Extract<Answer, { result: 'defect' }>
    const { severity: _, settled: __, ...bare } = unsaid
    const refused = await phone.file(spot, { answers: answers(bare) })
    expect([refused.status, refused.body.where]).toEqual([422, ['valves-dry: severity-missing']])
    const halved = await phone.file(spot, { answers: answers({ ...bare, severity: 'minor' }) })
    expect([halved.status, halved.body.where]).toEqual([422, ['valves-dry: settled-missing']])
    expect((await history(spot)).sightings).toEqual([])
  })

  it('that is settled wants his hand under it and what he did, since version 5; the hand goes up first', async () => {
    const spot = await meterRoom()
    const settled = defect('valves-dry', { settled: true, note: ' ', photos: ['a'.repeat(64)] })
    const refused = await phone.file(spot, { v: 5, answers: answers(settled) })
    const where = ['valves-dry: note-missing', 'valves-dry: signature-missing']
    expect([refused.status, refused.body.code, refused.body.where]).toEqual([422, 'checklist-incomplete', where])
    const signature = 'b'.repeat(64)
    const unsent = await phone.file(spot, {
      answers: answers(defect('valves-dry', { settled: true, signature })),
    })
    expect([unsent.body.code, unsent.body.where]).toEqual(['photos-missing', [signature]])
  })

  it('of gas or burning smell is an emergency, whatever it was called', async () => {
    const spot = await meterRoom()
    await phone.file(spot, { answers: answers(defect(EMERGENCY_ITEM, { severity: 'minor' })) })
    expect((await history(spot)).sightings).toMatchObject([{ item: EMERGENCY_ITEM, severity: 'emergency' }])
  })

  it('by a phone of an old format is normal and open', async () => {
    const spot = await meterRoom()
    const old: Answer = { item: 'valves-dry', photos: [], result: 'defect', note: 'drips' }
    const given = { v: 3, checklist: { kind: 'meter-room', version: 1 }, answers: answers(old) } as const
    expect((await phone.file(spot, given)).status).toBe(201)
    expect((await history(spot)).sightings).toMatchObject([{ severity: 'normal', settled: false, note: 'drips' }])
  })

  it('comes of a meter that runs backwards: major, and not settled', async () => {
    const spot = await meterRoom()
    await phone.file(spot, { answers: answers(reading(500)) })
    server.setClock(server.now() + minutes(5))
    await phone.file(spot, { answers: answers(reading(480, { remark: 'runs-backwards', note: 'turns left' })) })
    const { sightings, meters } = await history(spot)
    expect(sightings).toMatchObject([
      { item: 'electricity-reading', cause: 'meter-backwards', severity: 'major', settled: false, note: 'turns left' },
    ])
    expect(meters[0]?.points).toMatchObject([
      { value: 500, questions: [], remark: null },
      { value: 480, questions: ['backwards'], remark: 'runs-backwards' },
    ])
  })

  it('leaves its reading to be questioned in the report, of whoever read it and not of others', async () => {
    const spot = await meterRoom()
    await phone.file(spot, { answers: answers(reading(300)) })
    server.setClock(server.now() + minutes(5))
    await phone.file(spot, { answers: answers(reading(290, { remark: 'runs-backwards' })) })
    const questioned = async (filter: string) => {
      const { body } = await server.as.auditor('GET', `${server.path}/report?checkpoint=${spot.id}${filter}`)
      return body.anomalies.map(({ value }: { value: number }) => value)
    }
    const { assistant, supervisor } = server.me
    expect(await questioned('')).toEqual([290])
    expect(await questioned(`&person=${assistant.person.id}`)).toEqual([290])
    expect(await questioned(`&person=${supervisor.person.id}`)).toEqual([])
    // It counts for no round, so for no plan either.
    expect(await questioned(`&plan=${supervisor.person.id}`)).toEqual([])
  })

  it('is reported under the name that the meter has at its spot', async () => {
    const { id } = await meterRoom()
    const words = { 'zh-Hant': 'A 室水錶', en: 'Water meter, flat A' }
    const item = {
      ...{ id: 'x-w-1', clause: '4.4.1b', category: 'facilities', methods: ['look'], words },
      ...{ type: 'reading', unit: 'm³', decimals: 3, optional: false },
    }
    const extras = { basis: null, items: [item], focus: null }
    const { body: spot } = await server.as.supervisor('PUT', `${server.path}/checkpoints/${id}/extras`, extras)
    const own = (value: number, given = {}) => ({ ...reading(value, given), item: 'x-w-1' })
    await phone.file(spot, { answers: answers(own(300)) })
    server.setClock(server.now() + minutes(5))
    await phone.file(spot, { answers: answers(own(290, { remark: 'runs-backwards' })) })
    const { body } = await server.as.auditor('GET', `${server.path}/report?checkpoint=${spot.id}`)
    expect(body.anomalies).toMatchObject([{ item: 'x-w-1', words, value: 290 }])
  })

  it('does not come of a meter that was replaced', async () => {
    const spot = await meterRoom()
    await phone.file(spot, { answers: answers(reading(500)) })
    server.setClock(server.now() + minutes(5))
    await phone.file(spot, { answers: answers(reading(2, { remark: 'replaced' })) })
    const { sightings, meters } = await history(spot)
    expect([sightings, meters[0]?.points.length]).toEqual([[], 2])
  })

  it('comes of water that runs into a vacant unit: settled once its valve is shut', async () => {
    const [shut, open] = [await meterRoom(), await meterRoom()]
    const water = (valve: string) => reading(7, { item: 'water-reading', valve })
    await phone.file(shut, { answers: answers(water('shut')) })
    await phone.file(open, { answers: answers(water('not-shut')) })
    expect((await history(shut)).sightings).toMatchObject([
      { cause: 'meter-vacant', severity: 'normal', settled: true },
    ])
    expect((await history(open)).sightings).toMatchObject([
      { cause: 'meter-vacant', severity: 'normal', settled: false },
    ])
  })
})

describe('a visit that is sent again and again', () => {
  it('leaves its readings and sightings once', async () => {
    const spot = await meterRoom()
    const { id, jws } = await phone.visit(spot, { answers: answers(defect('valves-dry', {}), reading(90)) })
    const put = () => server.as.assistant('PUT', `/api/visits/${id}`, jws)
    const statuses = (await Promise.all([put(), put(), put()])).map(({ status }) => status)
    expect(statuses.sort()).toEqual([200, 200, 201])
    expect((await put()).status).toBe(200)
    await server.as.assistant('POST', '/api/visits/batch', { visits: [jws, jws] })
    const { sightings, meters, visits } = await history(spot)
    expect([sightings.length, visits.length, meters.map(({ points }) => points.length)]).toEqual([1, 1, [1]])
  })

  it('under one id with other words leaves those of the first', async () => {
    const spot = await meterRoom()
    const first = await phone.visit(spot, { answers: answers(reading(90)) })
    const second = await phone.visit(spot, { id: first.id, answers: answers(reading(91), defect('valves-dry', {})) })
    expect((await server.as.assistant('PUT', `/api/visits/${first.id}`, first.jws)).status).toBe(201)
    const rival = await server.as.assistant('PUT', `/api/visits/${first.id}`, second.jws)
    expect([rival.status, rival.body.code]).toEqual([409, 'visit-conflict'])
    const { sightings, meters } = await history(spot)
    expect([sightings, meters.map(({ points }) => points.map(({ value }) => value))]).toEqual([[], [[90]]])
  })
})

describe('the open findings that a phone carries', () => {
  const openAt = async (spot: ListedCheckpoint): Promise<Pack['findings']> => {
    const { findings } = (await server.as.assistant('GET', `${server.path}/pack`)).body as Pack
    return findings.filter(({ checkpoint }) => checkpoint === spot.id)
  }

  it('are those that nobody has settled or found to be fine since', async () => {
    const spot = await meterRoom()
    const given = [
      defect('meters-working', { severity: 'minor', settled: true }),
      defect('valves-dry', { severity: 'major' }),
      reading(100),
    ]
    const { occurredAt } = (await phone.file(spot, { v: 4, answers: answers(...given) })).body
    const leak = {
      checkpoint: spot.id,
      item: 'valves-dry',
      cause: 'defect',
      severity: 'major',
      note: 'about valves-dry',
    }
    expect(await openAt(spot)).toEqual([{ ...leak, at: occurredAt }])

    // Whoever could not look has not said that it is fine.
    server.setClock(server.now() + minutes(1))
    const unseen: Answer = { item: 'valves-dry', photos: [], result: 'not-applicable' }
    await phone.file(spot, { answers: answers(unseen, reading(90, { remark: 'runs-backwards' })) })
    expect(await openAt(spot)).toMatchObject([{ item: 'electricity-reading', cause: 'meter-backwards' }, leak])

    server.setClock(server.now() + minutes(1))
    await phone.file(spot, { answers: answers(reading(95)) })
    expect(await openAt(spot)).toEqual([])
  })

  it('are none of spots that are patrolled no more', async () => {
    const spot = await meterRoom()
    await phone.file(spot, { answers: answers(defect('valves-dry', {})) })
    expect(await openAt(spot)).toHaveLength(1)
    await server.as.admin('PATCH', `${server.path}/checkpoints/${spot.id}`, { state: 'retired' })
    expect(await openAt(spot)).toEqual([])
  })

  it('are what the last visit leaves that said anything, in whatever order the visits arrive', async () => {
    const word = fc.constantFrom('ok', 'open', 'settled', 'not-applicable')
    const story = fc.array(word, { minLength: 1, maxLength: 5 }).chain((words) =>
      fc.record({
        words: fc.constant(words),
        arrival: fc.shuffledSubarray([...words.keys()], { minLength: words.length }),
      }),
    )
    await fc.assert(
      fc.asyncProperty(story, async ({ words, arrival }) => {
        const spot = await meterRoom()
        const begun = server.now()
        server.setClock(begun + minutes(words.length + 1))
        for (const i of arrival) {
          const visitor = await enrolPhone(server)
          const at = begun + minutes(i + 1)
          const times = { openedAt: at, scannedAt: at, submittedAt: at, lastServerTime: { at, elapsedMs: 0 } }
          const filed = await visitor.file(spot, { ...times, v: 4, answers: answers(saying(words[i]!)) })
          expect([filed.status, filed.body.occurredAt]).toEqual([201, at])
        }
        const last = words.findLastIndex((word) => word !== 'not-applicable')
        const expected = words[last] === 'open' ? [begun + minutes(last + 1)] : []
        expect((await openAt(spot)).map(({ at }) => at)).toEqual(expected)
      }),
      { numRuns: 40 },
    )
  }, 20_000)

  function saying(word: string): Answer {
    if (word === 'ok' || word === 'not-applicable') return { item: 'valves-dry', photos: [], result: word }
    return defect('valves-dry', { settled: word === 'settled' })
  }
})
