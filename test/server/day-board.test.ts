/** What a day's board says beyond its cells: who was where last, and the same gaps as without its cells. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Coverage } from '../../checkpoints/wire/coverage.ts'
import { at, hours, minutes, TODAY } from '../support/builders.ts'
import {
  addNeighbour,
  type EstateServer,
  enrolPhone,
  startEstateServer,
  type TestPhone,
  writePlan,
} from '../support/estate-server.ts'

let server: EstateServer
let nextDoor: EstateServer
let phones: Record<'assistant' | 'supervisor', TestPhone>

beforeAll(async () => {
  server = await startEstateServer({ now: at('19:00') })
  nextDoor = { ...server, ...(await addNeighbour(server)) }
  phones = { assistant: await enrolPhone(server), supervisor: await enrolPhone(server, 'supervisor') }
  await writePlan(server)
})
afterAll(() => server.stop())

async function board(of: EstateServer = server, headers?: Record<string, string>): Promise<Coverage> {
  const path = `${of.path}/coverage?from=${TODAY}&to=${TODAY}&detail=cells`
  return (await of.as.auditor('GET', path, undefined, headers)).body
}

const walkers = async (of?: EstateServer) =>
  (await board(of)).board?.walkers.map(({ person, checkpoint, occurredAt }) => [person, checkpoint, occurredAt])

describe('who is where', () => {
  it('is told by the last scan of each, the latest first', async () => {
    const [lobby, lift, park] = server.spots.map(({ id }) => id)
    server.setClock(at('20:05'))
    await phones.assistant.file(server.spots[0]!)
    server.setClock(at('20:10'))
    await phones.supervisor.file(server.spots[1]!)
    expect(await walkers()).toEqual([
      ['supervisor', lift, at('20:10')],
      ['assistant', lobby, at('20:05')],
    ])
    server.setClock(at('20:15'))
    await phones.assistant.file(server.spots[2]!)
    expect(await walkers()).toEqual([
      ['assistant', park, at('20:15')],
      ['supervisor', lift, at('20:10')],
    ])
  })

  it('is told on each estate of its own spots, also by a phone that goes from one to the other', async () => {
    const person = server.me.assistant.person.id
    await server.context.database.write(({ people }) => people.setRoles(person, nextDoor.estate, ['assistant']))
    server.setClock(at('20:30'))
    const elsewhere = { estate: nextDoor.estate, checklist: nextDoor.spots[0]!.checklist }
    expect((await phones.assistant.file(nextDoor.spots[0]!, elsewhere)).status).toBe(201)
    expect(await walkers(nextDoor)).toEqual([['assistant', nextDoor.spots[0]!.id, at('20:30')]])
    expect((await walkers())?.[0]).toEqual(['assistant', server.spots[2]!.id, at('20:15')])
  })

  it('is told by the phone he carries now, if he has changed it, and by nobody’s who has gone home', async () => {
    const second = await enrolPhone(server)
    server.setClock(at('20:40'))
    await second.file(server.spots[1]!)
    expect((await walkers())?.[0]).toEqual(['assistant', server.spots[1]!.id, at('20:40')])
    server.setClock(at('20:10') + hours(12) + minutes(1))
    expect((await walkers())?.map(([name]) => name)).toEqual(['assistant'])
  })
})

describe('a day’s board', () => {
  it('names the same gaps and counts with its cells as without them', async () => {
    server.setClock(at('23:00'))
    const late = await writePlan(server, { windows: [{ startsAt: '23:10', endsAt: '23:20' }], graceMinutes: 0 })
    server.setClock(at('23:30'))
    const { board: _, rounds, ...detailed } = await board()
    const { rounds: counted, ...plain } = (
      await server.as.auditor('GET', `${server.path}/coverage?from=${TODAY}&to=${TODAY}`)
    ).body as Coverage
    expect(detailed).toEqual(plain)
    expect(rounds.map(({ cells: _, ...round }) => round)).toEqual(counted)
    expect(rounds.find(({ plan }) => plan === late)?.tally.missed).toBe(3)
    expect(plain.gaps).toHaveLength(3)
    const visited = rounds.flatMap(({ cells = [] }) => cells).filter(({ visit }) => visit !== null)
    expect(visited.map(({ occurredAt }) => occurredAt)).toEqual([at('20:05'), at('20:10'), at('20:15')])
    // Somebody has been at each of them before.
    expect(plain.gaps.every(({ lastVisitAt }) => lastVisitAt !== null)).toBe(true)
  })

  it('is the same whether it comes compressed or not', async () => {
    expect(await board(server, { 'Accept-Encoding': 'gzip;q=0' })).toEqual(await board())
    const path = `${server.path}/coverage?detail=cells`
    const encoded = async (accepted: string) =>
      (await server.as.auditor('GET', path, undefined, { 'Accept-Encoding': accepted })).headers.get('Content-Encoding')
    expect([await encoded('br, gzip'), await encoded('identity'), await encoded('gzip;q=0')]).toEqual([
      'gzip',
      null,
      null,
    ])
  })
})
