import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Kind } from '../../checkpoints/checkpoint.ts'
import type { Place } from '../../checkpoints/place.ts'
import type { Pack } from '../../checkpoints/wire/estate.ts'
import { uuid } from '../support/builders.ts'
import { type EstateServer, startEstateServer, writePlan } from '../support/estate-server.ts'

let server: EstateServer

beforeAll(async () => {
  server = await startEstateServer()
})
afterAll(() => server.stop())

const post = (body: object) => server.as.admin('POST', `${server.path}/places`, body)
const change = (place: string, body: object) => server.as.admin('PATCH', `${server.path}/places/${place}`, body)
const remove = (place: string) => server.as.admin('DELETE', `${server.path}/places/${place}`)
const occupy = (place: string, occupancy: string | null) =>
  server.as.supervisor('PUT', `${server.path}/places/${place}/occupancy`, { occupancy })

async function add(name: string, given: object = {}): Promise<string> {
  const { status, body } = await post({ parent: null, kind: 'zone', names: { en: name }, ...given })
  expect([name, status]).toEqual([name, 201])
  return body.id
}
async function hang(code: string, kind: Kind, place: string): Promise<string> {
  const body = { code, kind, names: { en: code }, place }
  return (await server.as.admin('POST', `${server.path}/checkpoints`, body)).body.id
}
async function placesIn(parent: string | null): Promise<Place[]> {
  const { places } = (await server.as.auditor('GET', `${server.path}/places`)).body
  return places.filter((place: Place) => place.parent === parent)
}
const namesIn = async (parent: string | null) => (await placesIn(parent)).map(({ names }) => names.en)

describe('the tree of places', () => {
  it('grows, is renamed, moved and reordered; siblings make room', async () => {
    const tower = await add('Tower 1', { kind: 'building' })
    const [one, two, three] = [
      await add('1/F', { kind: 'floor', parent: tower }),
      await add('2/F', { kind: 'floor', parent: tower }),
      await add('3/F', { kind: 'floor', parent: tower }),
    ]
    expect((await placesIn(tower)).map(({ id, position }) => [id, position])).toEqual([
      [one, 0],
      [two, 1],
      [three, 2],
    ])
    expect((await change(three, { position: 0 })).status).toBe(200)
    expect(await namesIn(tower)).toEqual(['3/F', '1/F', '2/F'])
    await change(three, { position: 99 })
    expect(await namesIn(tower)).toEqual(['1/F', '2/F', '3/F'])
    await change(two, { names: { en: 'Podium' } })
    expect(await namesIn(tower)).toEqual(['1/F', 'Podium', '3/F'])

    const other = await add('Tower 2', { kind: 'building' })
    const below = await add('Garden', { parent: other })
    await change(two, { parent: other, position: 0 })
    expect([await namesIn(tower), await namesIn(other)]).toEqual([
      ['1/F', '3/F'],
      ['Podium', 'Garden'],
    ])
    expect((await placesIn(other)).map(({ position }) => position)).toEqual([0, 1])
    await change(one, { parent: other })
    expect(await namesIn(other)).toEqual(['Podium', 'Garden', '1/F'])
    for (const place of [below, two, one, other, three, tower]) expect((await remove(place)).status).toBe(204)
    expect(await placesIn(tower)).toEqual([])
  })

  it('grows at its end, also where places have gone', async () => {
    const home = await add('Gappy', { kind: 'building' })
    const floors = []
    for (const name of ['A', 'B', 'C', 'D']) floors.push(await add(name, { parent: home }))
    for (const gone of floors.slice(0, 3)) await remove(gone)
    await add('E', { parent: home })
    expect(await namesIn(home)).toEqual(['D', 'E'])
  })

  it('takes a name once among siblings, in any language and case, and again elsewhere', async () => {
    const tower = await add('Twin', { kind: 'building', names: { en: 'Twin', 'zh-Hant': '雙子' } })
    const taken = await post({ parent: null, kind: 'zone', names: { 'zh-Hant': '雙子' } })
    expect([taken.status, taken.body.code]).toEqual([409, 'name-taken'])
    const inside = await add('Twin', { parent: tower })
    const upwards = await change(inside, { parent: null })
    expect([upwards.status, upwards.body.code]).toEqual([409, 'name-taken'])
    const other = await add('Other')
    expect((await change(other, { names: { en: 'TWIN' } })).body.code).toBe('name-taken')
    // Its own name is no other's.
    expect((await change(tower, { names: { en: 'Twin' } })).status).toBe(200)
  })

  it('lives with twins that an earlier release let in: they are used and reordered, and renamed apart', async () => {
    const home = await add('Home', { kind: 'building' })
    const flat = await add('Flat A', { parent: home })
    const twin = { id: uuid(77), parent: home, kind: 'zone', names: { en: 'Flat A' }, position: 1 } as const
    await server.context.database.write((stores) => stores.places.add(server.estate, { ...twin, occupancy: null }))
    expect((await occupy(flat, 'vacant')).status).toBe(200)
    expect((await change(twin.id, { position: 0 })).status).toBe(200)
    expect((await placesIn(home)).map(({ id }) => id)).toEqual([twin.id, flat])
    expect((await change(twin.id, { names: { en: 'flat a' } })).body.code).toBe('name-taken')
    expect((await change(twin.id, { names: { en: 'Flat B' } })).status).toBe(200)
  })

  it('has no circles, and hangs on nothing unknown', async () => {
    const outer = await add('Outer')
    const inner = await add('Inner', { parent: outer })
    for (const parent of [outer, inner]) {
      const answer = await change(outer, { parent })
      expect([answer.status, answer.body.code]).toEqual([409, 'place-in-itself'])
    }
    expect((await post({ parent: uuid(9), kind: 'zone', names: { en: 'Lost' } })).body.code).toBe('place-unknown')
    expect((await change(inner, { parent: uuid(9) })).body.code).toBe('place-unknown')
    expect((await change(uuid(9), { position: 0 })).status).toBe(404)
    expect((await remove(uuid(9))).status).toBe(404)
    expect(await namesIn(outer)).toEqual(['Inner'])
  })

  it('keeps what is needed: by a place, a checkpoint, a rule of a plan, a team', async () => {
    const place = await add('Needed')
    const refused = async () => {
      const { status, body } = await remove(place)
      expect([status, body.code]).toEqual([409, 'place-in-use'])
    }
    const inner = await add('Within', { parent: place })
    await refused()
    await remove(inner)

    const plan = await writePlan(server, { rules: [{ kinds: [], places: [place] }] })
    await refused()
    const patch = (body: object) => server.as.supervisor('PATCH', `${server.path}/plans/${plan}`, body)
    await patch({ rules: [], state: 'suspended' })

    const draft = { names: { en: 'Crew' }, members: [], places: [place] }
    const team = (await server.as.supervisor('POST', `${server.path}/teams`, draft)).body.id
    await refused()
    await server.as.supervisor('DELETE', `${server.path}/teams/${team}`)

    const spot = await hang('NEEDED', 'lobby', place)
    await refused()
    const elsewhere = server.spots[0]?.place
    await server.as.admin('PATCH', `${server.path}/checkpoints/${spot}`, { place: elsewhere })
    expect((await remove(place)).status).toBe(204)
  })
})

describe('a unit', () => {
  it('is a zone and nothing else', async () => {
    const floor = await add('Floor', { kind: 'floor' })
    expect((await occupy(floor, 'vacant')).body.where).toEqual(['occupancy'])
    expect((await occupy(floor, null)).status).toBe(200)
    const wrong = await post({ parent: null, kind: 'building', names: { en: 'House' }, occupancy: 'occupied' })
    expect(wrong.status).toBe(400)
    const flat = await add('Flat', { occupancy: 'occupied' })
    const answer = await occupy(flat, 'vacant')
    expect([answer.status, answer.body.occupancy]).toEqual([200, 'vacant'])
    expect((await change(flat, { kind: 'floor' })).body.where).toEqual(['occupancy'])
    expect((await occupy(uuid(9), 'vacant')).status).toBe(404)
    expect((await occupy(flat, 'haunted')).status).toBe(400)
    expect((await server.as.assistant('PUT', `${server.path}/places/${flat}/occupancy`, {})).status).toBe(403)
  })

  it('is walked as it is used: vacant-unit checks while vacant, fit-out checks while works go on', async () => {
    const flat = await add('Flat 12A', { occupancy: 'occupied' })
    const [vacant, works, corridor] = [
      await hang('VACANT', 'vacant-unit', flat),
      await hang('WORKS', 'fit-out', flat),
      await hang('CORRIDOR', 'lobby', flat),
    ]
    const byRule = await writePlan(server, { checkpoints: [], rules: [{ kinds: [], places: [flat] }] })
    const byName = await writePlan(server, { checkpoints: [vacant, corridor] })
    const expected = async (plan: string) => {
      const { rounds } = (await server.as.assistant('GET', `${server.path}/pack`)).body as Pack
      // The first one is open and keeps its spots.
      const [open, next] = rounds.filter((round) => round.plan === plan)
      return [open, next].map((round) => round?.expected.map(({ checkpoint }) => checkpoint))
    }
    expect(await expected(byRule)).toEqual([[corridor], [corridor]])
    await occupy(flat, 'vacant')
    expect(await expected(byRule)).toEqual([[corridor], [vacant, corridor]])
    expect(await expected(byName)).toEqual([[corridor], [vacant, corridor]])
    await occupy(flat, 'fit-out')
    expect(await expected(byRule)).toEqual([[corridor], [works, corridor]])
    expect((await expected(byName))[1]).toEqual([corridor])
    // No unit any more: nothing says that it is not needed.
    await occupy(flat, null)
    expect((await expected(byRule))[1]).toEqual([vacant, works, corridor])
  })
})
