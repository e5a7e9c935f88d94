import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Answer } from '../../checkpoints/answer.ts'
import { EMERGENCY_ITEM, type Item } from '../../checkpoints/checklist.ts'
import { tagDigitsIn } from '../../checkpoints/tag.ts'
import { DAY_MS } from '../../checkpoints/time.ts'
import type { Checkpoints, ListedCheckpoint, Pack } from '../../checkpoints/wire/estate.ts'
import type { SpotHistory } from '../../checkpoints/wire/spot.ts'
import { at, minutes, uuid } from '../support/builders.ts'
import { allFine, type EstateServer, enrolPhone, startEstateServer, writePlan } from '../support/estate-server.ts'

let server: EstateServer
let lobby: ListedCheckpoint
let lift: ListedCheckpoint
let park: ListedCheckpoint

beforeAll(async () => {
  server = await startEstateServer()
  ;[lobby, lift, park] = server.spots as [ListedCheckpoint, ListedCheckpoint, ListedCheckpoint]
})
afterAll(() => server.stop())

const ask = (spot: ListedCheckpoint, basis: number | null, items: readonly unknown[], focus: object | null = null) =>
  server.as.supervisor('PUT', `${server.path}/checkpoints/${spot.id}/extras`, { basis, items, focus })
const order = (...checkpoints: string[]) => server.as.admin('PUT', `${server.path}/checkpoints/order`, { checkpoints })
const pack = async (): Promise<Pack> => (await server.as.assistant('GET', `${server.path}/pack`)).body
const history = async (spot: ListedCheckpoint): Promise<SpotHistory> =>
  (await server.as.auditor('GET', `${server.path}/checkpoints/${spot.id}/history`)).body
async function addPlace(name: string, occupancy: string | null = null): Promise<string> {
  const body = { parent: null, kind: 'zone', names: { en: name }, occupancy }
  return (await server.as.admin('POST', `${server.path}/places`, body)).body.id
}
async function hang(code: string, kind: string, place = lobby.place): Promise<ListedCheckpoint> {
  const body = { code, kind, names: { en: code }, place }
  return (await server.as.admin('POST', `${server.path}/checkpoints`, body)).body
}

const about: Pick<Item, 'clause' | 'category' | 'methods'> = { clause: '', category: 'facilities', methods: ['look'] }
const condition = (id: string): Item => ({ id, type: 'condition', ...about, words: { en: id } })
const meter = (id: string, dwelling?: string): Item => ({
  ...{ id, type: 'reading', ...about, words: { en: 'Gym water' }, unit: 'm³', decimals: 1, optional: true },
  meter: { serial: 'W-1', supply: 'water', ...(dwelling !== undefined && { dwelling }) },
})
const ok = (item: string): Answer => ({ item, photos: [], result: 'ok' })
const reading = (item: string, value: number, given: object = {}): Answer => ({
  ...{ item, photos: [], result: 'reading', value },
  ...given,
})

describe('what a single spot is asked beyond its kind', () => {
  it('comes in versions: rounds ahead, the tag and the pack name the newest, the open round keeps its own', async () => {
    const plan = await writePlan(server, { checkpoints: [lobby.id] })
    const first = await ask(lobby, null, [condition('x-doorman')], { en: 'Look at the door' })
    expect([first.status, first.body.checklist]).toEqual([200, { kind: 'lobby', version: 2, extras: 1 }])
    expect(first.body.focus).toEqual({ en: 'Look at the door' })
    const packed = await pack()
    const frozen = packed.rounds.filter((round) => round.plan === plan).map(({ expected }) => expected[0]?.checklist)
    expect(frozen.slice(0, 2)).toEqual([
      { kind: 'lobby', version: 2 },
      { kind: 'lobby', version: 2, extras: 1 },
    ])
    expect(packed.extras).toEqual([{ checkpoint: lobby.id, version: 1, items: [condition('x-doorman')] }])
    const tag = await server.as.assistant('GET', `/s/${tagDigitsIn(lobby.tagUrl ?? '')}`)
    expect(tag.body.checklist).toEqual({ kind: 'lobby', version: 2, extras: 1 })

    const second = await ask(lobby, 1, [condition('x-doorman'), condition('x-safe')])
    expect(second.body.checklist.extras).toBe(2)
    expect((await history(lobby)).extras?.items.map(({ id }) => id)).toEqual(['x-doorman', 'x-safe'])
    const stale = await ask(lobby, 1, [condition('x-late')])
    expect([stale.status, stale.body.code]).toEqual([409, 'checklist-changed'])
    await server.as.admin('PATCH', `${server.path}/plans/${plan}`, { state: 'suspended' })
  })

  it('is checked: each version by its own items, and no version that never was', async () => {
    const phone = await enrolPhone(server)
    const file = (extras: number | undefined, ...own: Answer[]) =>
      phone.file(lobby, {
        checklist: { kind: 'lobby', version: 2, ...(extras !== undefined && { extras }) },
        answers: [...allFine('lobby'), ...own],
      })
    expect((await file(2)).body.where).toEqual(['x-doorman: unanswered', 'x-safe: unanswered'])
    expect((await file(2, ok('x-doorman'), ok('x-safe'))).status).toBe(201)
    // From a phone that has not heard of the second version, or of any.
    expect((await file(1, ok('x-doorman'))).status).toBe(201)
    expect((await file(undefined)).status).toBe(201)
    expect((await file(1, ok('x-doorman'), ok('x-safe'))).body.where).toEqual(['x-safe: unknown-item'])
    const unknown = await file(3, ok('x-doorman'))
    expect([unknown.status, unknown.body.code]).toEqual([422, 'checklist-unknown'])
    const elsewhere = await phone.file(lift, { checklist: { kind: 'lift', version: 2, extras: 1 } })
    expect(elsewhere.body.code).toBe('checklist-unknown')
  })

  it('makes no version of a focus note alone, nor of the same items again', async () => {
    const noted = await ask(lift, null, [], { en: 'Listen to the motor' })
    expect([noted.body.checklist, noted.body.focus]).toEqual([
      { kind: 'lift', version: 2 },
      { en: 'Listen to the motor' },
    ])
    expect((await ask(lift, null, [condition('x-motor')], null)).body).toMatchObject({
      ...{ focus: null, checklist: { extras: 1 } },
    })
    expect((await ask(lift, 1, [condition('x-motor')], { en: 'Again' })).body).toMatchObject({
      ...{ focus: { en: 'Again' }, checklist: { extras: 1 } },
    })
    // Taken away again, which is a version too.
    expect((await ask(lift, 1, [])).body.checklist.extras).toBe(2)
    const phone = await enrolPhone(server)
    expect((await phone.file(lift, { checklist: { kind: 'lift', version: 2, extras: 2 } })).status).toBe(201)
  })

  it('is refused where it meets the items of the kind, and where a meter supplies what is no unit', async () => {
    const refused = await ask(park, null, [condition('oil'), { ...condition(EMERGENCY_ITEM) }])
    expect([refused.status, refused.body.where]).toEqual([422, ['oil: prefix', `${EMERGENCY_ITEM}: prefix`]])
    const garden = await addPlace('Garden')
    for (const place of [garden, uuid(9)]) {
      const answer = await ask(park, null, [meter('x-water', place)], { en: 'Not kept' })
      expect([answer.status, answer.body.code]).toEqual([422, 'place-unknown'])
    }
    expect((await ask({ ...park, id: '0000000000' }, null, [])).status).toBe(404)
    expect((await history(park)).extras).toBeNull()
    const listed = (await pack()).checkpoints.find(({ id }) => id === park.id)
    expect([listed?.focus, listed?.checklist.extras]).toEqual([null, undefined])
    const flat = await addPlace('Flat 3B', 'vacant')
    expect((await ask(park, null, [meter('x-water', flat)])).body.checklist.extras).toBe(1)
    const remove = () => server.as.admin('DELETE', `${server.path}/places/${flat}`)
    expect((await remove()).body.code).toBe('place-in-use')
    await ask(park, 1, [])
    expect((await remove()).status).toBe(204)
  })
})

describe('the walking order', () => {
  it('is changed within one place, and rounds by rules follow it', async () => {
    const place = await addPlace('Order')
    const [a, b, c] = [
      (await hang('O-A', 'lobby', place)).id,
      (await hang('O-B', 'lobby', place)).id,
      (await hang('O-C', 'lobby', place)).id,
    ]
    const plan = await writePlan(server, { checkpoints: [], rules: [{ kinds: [], places: [place] }] })
    const walked = async () =>
      (await pack()).rounds
        .filter((round) => round.plan === plan)
        .map(({ expected }) => expected.map(({ checkpoint }) => checkpoint))
    expect((await walked())[1]).toEqual([a, b, c])
    const answer = await order(c, a, b)
    expect(answer.status).toBe(200)
    const { checkpoints } = answer.body as Checkpoints
    const inOrder = (spots: readonly ListedCheckpoint[]) =>
      spots.filter((spot) => spot.place === place).toSorted((x, y) => x.position - y.position)
    expect(inOrder(checkpoints).map(({ id }) => id)).toEqual([c, a, b])
    expect((await walked()).slice(0, 2)).toEqual([
      [a, b, c],
      [c, a, b],
    ])

    const across = await order(a, lobby.id)
    expect([across.status, across.body.code]).toEqual([422, 'checkpoint-unknown'])
    expect((await order(a, '0000000000')).body.code).toBe('checkpoint-unknown')
    expect((await order(a, a)).status).toBe(400)
    expect((await walked())[1]).toEqual([c, a, b])
  })
})

describe('the history of a spot', () => {
  it('has its meters: a reading that arrives late stands in its place and is not the last one', async () => {
    const room = await hang('GYM', 'meter-room')
    await ask(room, null, [meter('x-gym')])
    const checklist = { kind: 'meter-room', version: 2, extras: 1 } as const
    const phone = await enrolPhone(server)
    const answers = (value: number, given: object = {}) => [...allFine('meter-room'), reading('x-gym', value, given)]
    const late = await phone.visit(room, { checklist, answers: answers(90) })
    server.setClock(server.now() + DAY_MS)
    const second = await phone.file(room, { checklist, answers: answers(95) })
    server.setClock(server.now() + minutes(10))
    const third = await phone.file(room, { checklist, answers: answers(3, { remark: 'replaced' }) })
    expect([second.status, third.status]).toEqual([201, 201])
    expect((await server.as.assistant('PUT', `/api/visits/${late.id}`, late.jws)).status).toBe(201)

    const { readings } = await pack()
    expect(readings.filter(({ checkpoint }) => checkpoint === room.id)).toEqual([
      { checkpoint: room.id, item: 'x-gym', value: 3, at: third.body.occurredAt },
    ])
    expect((await history(room)).meters).toEqual([
      {
        ...{ item: 'x-gym', words: { en: 'Gym water' }, unit: 'm³', decimals: 1 },
        meter: { serial: 'W-1', supply: 'water' },
        points: [
          { visit: late.id, at: expect.any(Number), value: 90, questions: [], remark: null },
          { visit: second.body.id, at: second.body.occurredAt, value: 95, questions: [], remark: null },
          { visit: third.body.id, at: third.body.occurredAt, value: 3, questions: ['backwards'], remark: 'replaced' },
        ],
      },
    ])
    // No longer asked for: what was read happened all the same.
    await ask(room, 1, [])
    expect((await history(room)).meters).toMatchObject([{ item: 'x-gym', words: { en: 'x-gym' }, meter: null }])
  })

  it('has its visits and findings, in the words they were answered in, its tags, and the plans that visit it', async () => {
    server.setClock(at('20:30') + 2 * DAY_MS)
    const room = await hang('HISTORY', 'lobby')
    await ask(room, null, [condition('x-door')])
    const plan = await writePlan(server, {
      names: { en: 'By rule' },
      checkpoints: [],
      rules: [{ kinds: ['lobby'], places: [] }],
    })
    const other = await writePlan(server, { names: { en: 'Lifts only' }, checkpoints: [lift.id] })
    const phone = await enrolPhone(server)
    const broken: Answer = {
      ...{ item: 'x-door', photos: [], result: 'defect', note: 'stuck', severity: 'normal', settled: false },
    }
    const checklist = { kind: 'lobby', version: 2, extras: 1 } as const
    const first = await phone.file(room, { checklist, answers: [...allFine('lobby'), broken] })
    await ask(room, 1, [{ ...condition('x-door'), words: { en: 'The new door' } }])
    server.setClock(server.now() + minutes(10))
    const second = await phone.file(room)
    expect([first.status, second.status]).toEqual([201, 201])
    const issuedAt = server.now()
    await server.as.admin('POST', `${server.path}/checkpoints/${room.id}/tag`)

    const { visits, sightings, tags, plans, outages, now } = await history(room)
    const [round] = (await pack()).rounds.filter((one) => one.plan === plan)
    expect(visits).toMatchObject([
      { visit: second.body.id, person: 'assistant', defects: 0 },
      { visit: first.body.id, person: 'assistant', defects: 1, round: round?.id },
    ])
    expect(sightings).toMatchObject([{ item: 'x-door', words: { en: 'x-door' }, note: 'stuck', visit: first.body.id }])
    expect(tags.toSorted((x, y) => x.revision - y.revision)).toMatchObject([
      { revision: 1, revokedAt: issuedAt },
      { revision: 2, issuedAt, revokedAt: null },
    ])
    expect([plans, outages, now]).toEqual([[{ id: plan, names: { en: 'By rule' } }], [], server.now()])
    for (const id of [plan, other]) await server.as.admin('PATCH', `${server.path}/plans/${id}`, { state: 'suspended' })
    expect((await history(room)).plans).toEqual([])
  })

  it('is nowhere for a spot that is not of the estate', async () => {
    expect((await server.as.auditor('GET', `${server.path}/checkpoints/0000000000/history`)).status).toBe(404)
  })
})
