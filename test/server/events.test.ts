/** Boards hear at once that something has changed, and that they have missed nothing while they were cut off. */
import { getEventListeners } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { liveOf } from '../../server/live.ts'
import {
  addNeighbour,
  cookieOf,
  type EstateServer,
  enrolPhone,
  PASSWORD,
  startEstateServer,
  type TestPhone,
} from '../support/estate-server.ts'
import { until } from '../support/until.ts'

let server: EstateServer
let nextDoor: EstateServer
let phone: TestPhone
let cookie: string
let opened: IncomingMessage[] = []

beforeAll(async () => {
  server = await startEstateServer()
  nextDoor = { ...server, ...(await addNeighbour(server)) }
  phone = await enrolPhone(server)
  cookie = await auditorOf(server)
})
afterEach(() => {
  for (const one of opened) one.destroy()
  opened = []
})
afterAll(() => server.stop())

async function auditorOf({ anyone }: EstateServer): Promise<string> {
  return cookieOf(await anyone('POST', '/api/session', { username: 'the-auditor', password: PASSWORD }))
}

type Event = { readonly event: string; readonly id: string }

/** An open stream: what has come of it so far, and whether it has ended. */
async function listen(lastEventId?: string, at = { server, cookie }) {
  const headers = { cookie: at.cookie, ...(lastEventId !== undefined && { 'Last-Event-ID': lastEventId }) }
  const stream = await new Promise<IncomingMessage>((resolve, reject) => {
    // A connection of its own, that goes with it.
    const options = { headers, agent: false, host: 'localhost' }
    get(`${at.server.origin}${at.server.path}/events`, options, resolve).once('error', reject)
  })
  opened.push(stream)
  const events: Event[] = []
  let text = ''
  stream.setEncoding('utf8')
  stream.on('data', (more: string) => {
    const blocks = (text + more).split('\n\n')
    text = blocks.pop() ?? ''
    for (const block of blocks) events.push(eventIn(block))
  })
  const ended = new Promise<string>((resolve) => {
    stream.once('end', () => resolve('ended'))
    stream.once('error', () => resolve('cut'))
  })
  return { events, ended, status: stream.statusCode, headers: stream.headers, cut: () => stream.destroy() }
}
function eventIn(block: string): Event {
  const field = (name: string) => new RegExp(`^${name}: ?(.*)$`, 'm').exec(block)?.[1] ?? ''
  return { event: field('event'), id: field('id') }
}
const version = () => server.context.live.version(server.estate)
const heard = (events: readonly Event[], count: number) =>
  vi.waitFor(() => expect(events).toHaveLength(count), { timeout: 10_000, interval: 5 })
/** Longer than events that come in one breath are held together. */
const aBreath = () => new Promise((resolve) => setTimeout(resolve, 350))

describe('a board that listens', () => {
  it('is told at once to look, and again when a visit arrives', async () => {
    const { events, headers } = await listen()
    expect(headers['content-type']).toContain('text/event-stream')
    expect(headers['x-accel-buffering']).toBe('no')
    await heard(events, 1)
    const first = version()
    await aBreath()
    expect(events).toEqual([{ event: 'changed', id: first }])
    await phone.file(server.spots[0]!)
    await heard(events, 2)
    expect(version()).not.toBe(first)
    expect(events[1]).toEqual({ event: 'changed', id: version() })
  })

  it('is told once of changes that come in one breath, and of the last of them', async () => {
    const { events } = await listen(version())
    await phone.file(server.spots[0]!)
    await heard(events, 1)
    for (let i = 0; i < 10; i++) server.context.live.changed(server.estate)
    await heard(events, 2)
    expect(events[1]?.id).toBe(version())
    await aBreath()
    expect(events).toHaveLength(2)
  })

  it('is told nothing when a phone sends again what has arrived already', async () => {
    const { id, jws } = await phone.visit(server.spots[0]!)
    await server.as.assistant('PUT', `/api/visits/${id}`, jws)
    const { events } = await listen(version())
    expect((await server.as.assistant('PUT', `/api/visits/${id}`, jws)).status).toBe(200)
    await aBreath()
    expect(events).toEqual([])
  })

  it('hears nothing of what changes on another estate', async () => {
    const theirs = await enrolPhone(nextDoor)
    const before = version()
    const { events } = await listen(before)
    const woken = vi.fn()
    const stop = server.context.live.listen(server.estate, woken)
    expect((await theirs.file(nextDoor.spots[0]!)).status).toBe(201)
    stop()
    expect(woken).not.toHaveBeenCalled()
    expect(version()).toBe(before)
    await aBreath()
    expect(events).toEqual([])
    await phone.file(server.spots[0]!)
    await heard(events, 1)
  })
})

describe('the number of a change', () => {
  it('is another in every run of the server', () => {
    expect(liveOf('one').version(server.estate)).not.toBe(liveOf('another').version(server.estate))
  })
})

describe('a board that was cut off', () => {
  it('is told nothing if it has missed nothing, and hears the next change', async () => {
    const { events } = await listen(version())
    await aBreath()
    expect(events).toEqual([])
    await phone.file(server.spots[0]!)
    await heard(events, 1)
  })

  it('is told at once to look if something has changed meanwhile', async () => {
    const before = version()
    await phone.file(server.spots[0]!)
    const { events } = await listen(before)
    await heard(events, 1)
    expect(events).toEqual([{ event: 'changed', id: version() }])
  })

  it('is told at once to look if the server was started again, whatever the count', async () => {
    const { events } = await listen(`0123456789ab.${version().split('.')[1]}`)
    await heard(events, 1)
    expect(events).toEqual([{ event: 'changed', id: version() }])
  })
})

describe('the stream', () => {
  it('is open to those who read the board, and to nobody else', async () => {
    const path = `${server.path}/events`
    expect((await server.anyone('GET', path)).status).toBe(401)
    expect((await server.as.assistant('GET', path)).status).toBe(403)
    expect((await nextDoor.as.supervisor('GET', path)).status).toBe(404)
    expect((await listen()).status).toBe(200)
  })

  it('ends when the server stops, which does not wait for it', async () => {
    const stopped = await startEstateServer()
    const at = { server: stopped, cookie: await auditorOf(stopped) }
    const known = stopped.context.live.version(stopped.estate)
    const [one, other] = [await listen(undefined, at), await listen(known, at)]
    await heard(one.events, 1)
    const from = performance.now()
    await stopped.stop()
    expect(await Promise.all([one.ended, other.ended])).toEqual(['ended', 'ended'])
    expect(performance.now() - from).toBeLessThan(10_000)
  })

  it('leaves no listener behind when a board goes away', async () => {
    const { live } = server.context
    const atWork = new Set<() => void>()
    const { listen: really } = live
    const spy = vi.spyOn(live, 'listen').mockImplementation((estate, listener) => {
      atWork.add(listener)
      const stop = really(estate, listener)
      return () => {
        atWork.delete(listener)
        stop()
      }
    })
    const closing = () => getEventListeners(live.closing, 'abort').length
    await vi.waitFor(() => expect(closing()).toBe(0), { timeout: 2000 })
    const streams = [await listen(), await listen(version()), await listen()]
    await until(() => expect([spy.mock.calls.length, atWork.size]).toEqual([3, 3]))
    for (const { cut } of streams) cut()
    spy.mockRestore()
    await vi.waitFor(() => expect([atWork.size, closing()]).toEqual([0, 0]), { timeout: 2000 })
  })
})
