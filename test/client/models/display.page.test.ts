/** A tablet as a display, without a browser: its server, its clocks and its store are what the test says. */
import type { JWK } from 'jose'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type DisplayFields, windowAt } from '../../../checkpoints/display-code.ts'
import { displayDigitsIn, openDisplayTag } from '../../../checkpoints/display-tag.ts'
import type { DisplayState, PairDisplay } from '../../../checkpoints/wire/display.ts'
import { problemOf } from '../../../checkpoints/wire/problem.ts'
import { at, hours, LOBBY, minutes, seconds, uuid } from '../../support/builders.ts'
import { until } from '../../support/until.ts'
import { type FakeServer, newPhone } from './page.ts'

type Model = typeof import('../../../client/models/display.ts')

/** The server's clock; the tablet's is two hours behind. */
const WRONG_MS = -hours(2)
let server: FakeServer
let model: Model
let end = () => {}
let publicKey: JWK | undefined
let begunAt: number
let revokedAt: number | null
let network: boolean

beforeEach(async () => {
  vi.useFakeTimers({
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date', 'performance'],
    now: at('21:00:10') + WRONG_MS,
  })
  server = newPhone()
  vi.stubGlobal('removeEventListener', () => {})
  vi.stubGlobal('location', { origin: 'https://a.example' })
  ;[publicKey, begunAt, revokedAt, network] = [undefined, performance.now(), null, true]
  server.answer = ({ path, body }) => {
    if (!network) return 'offline'
    if (path === '/api/displays') publicKey = (JSON.parse(body as string) as PairDisplay).publicKey
    return { status: 200, body: state() }
  }
  await open()
})
afterEach(() => {
  end()
  vi.useRealTimers()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

/** Goes on as the tablet's count does, and cannot be set. */
const serverNow = () => Math.round(at('21:00:10') + performance.now() - begunAt)

const state = (): DisplayState => ({
  ...{ now: serverNow(), id: uuid(0xd1), number: 1, places: [{ en: 'Tower' }], revokedAt },
  checkpoint: { id: LOBBY, names: { en: 'Lobby' } },
  estate: { names: { en: 'Jade Lake' }, zone: 'Asia/Hong_Kong' },
})

/** Opens the page, or opens it again: nothing is left of the one before but what is in the store. */
async function open(): Promise<void> {
  end()
  vi.resetModules()
  model = await import('../../../client/models/display.ts')
  end = model.runDisplay()
  await until(() => expect(model.standing.value).not.toBe('starting'))
}

async function shown(): Promise<DisplayFields> {
  const digits = displayDigitsIn(model.code.value?.url ?? '') ?? ''
  const opened = await openDisplayTag(digits, () => publicKey)
  if (!opened.ok) throw new Error(opened.error)
  return opened.tag
}

/** Lets both clocks go on. */
async function pass(ms: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(ms)
}

/** After whatever waits for nothing but its turn. */
async function later(): Promise<void> {
  for (let i = 0; i < 5; i++) await new Promise(setImmediate)
}

const showing = (window: number) => until(async () => expect((await shown()).window).toBe(window))

describe('a display', () => {
  beforeEach(async () => {
    expect(model.standing.value).toBe('unpaired')
    expect((await model.pairHere('0000-0001-2')).ok).toBe(true)
  })

  it('signs the code of the server’s time with the key it has sent, whatever its own clock says', async () => {
    expect(model.standing.value).toBe('showing')
    expect(await shown()).toEqual({ number: 1, checkpoint: LOBBY, window: windowAt(at('21:00:10')) })
    expect(Math.round(model.clockErrorMs.value / 1000)).toBe(WRONG_MS / 1000)
  })

  it('shows the next one when the half minute is over, neither before nor later', async () => {
    await pass(at('21:00:29.990') - serverNow())
    expect((await shown()).window).toBe(windowAt(at('21:00')))
    await pass(10)
    await showing(windowAt(at('21:00:30')))
    expect(serverNow()).toBeLessThan(at('21:00:30.200'))
    // A clock set by hand in between changes nothing.
    vi.setSystemTime(at('09:00'))
    await pass(seconds(30))
    await showing(windowAt(at('21:01')))
  })

  it('goes on where it was when it is opened again without a network', async () => {
    network = false
    await pass(minutes(10))
    await open()
    expect(model.standing.value).toBe('showing')
    await showing(windowAt(at('21:10:10')))
  })

  it('shows nothing when its clock has gone back without a network, and is well again once the server is heard', async () => {
    network = false
    vi.setSystemTime(at('08:00', '2020-01-01'))
    await open()
    expect([model.standing.value, model.code.value]).toEqual(['clock-lost', undefined])
    network = true
    await pass(minutes(5))
    await until(() => expect(model.standing.value).toBe('showing'))
    await showing(windowAt(serverNow()))
  })

  it('hears what time it is if its statement was not of now', async () => {
    vi.setSystemTime(at('23:00'))
    const answer = server.answer
    let told = 0
    server.answer = (request) => {
      if (!request.path.endsWith('/state') || told++ > 0) return answer(request)
      return { status: 401, body: problemOf('display-clock-wrong', { now: serverNow() }) }
    }
    await open()
    await until(() => expect(told).toBe(2))
    await showing(windowAt(serverNow()))
  })

  it('shows nothing once it has heard that it was revoked, also when it is opened again', async () => {
    revokedAt = serverNow()
    await pass(minutes(5))
    await until(() => expect([model.standing.value, model.code.value]).toEqual(['revoked', undefined]))
    network = false
    await open()
    expect([model.standing.value, model.code.value]).toEqual(['revoked', undefined])
  })

  it('asks to be paired again when the server knows it no more, and takes a new key then', async () => {
    const [first, answer] = [publicKey, server.answer]
    server.answer = (request) =>
      request.path.endsWith('/state') ? { status: 401, body: problemOf('display-unknown') } : answer(request)
    await open()
    await until(() => expect([model.standing.value, model.code.value]).toEqual(['forgotten', undefined]))
    await model.pairHere('0000-0002-4')
    expect(model.standing.value).toBe('showing')
    expect(publicKey).not.toEqual(first)
  })

  it.each(['forgotten', 'revoked'])('does not show what it was signing when it heard that it was %s', async (heard) => {
    const answer = server.answer
    revokedAt = heard === 'revoked' ? serverNow() : null
    server.answer = (request) =>
      heard === 'forgotten' && request.path.endsWith('/state')
        ? { status: 401, body: problemOf('display-unknown') }
        : answer(request)
    const sign = crypto.subtle.sign.bind(crypto.subtle)
    let goOn = () => {}
    const held = new Promise<void>((resolve) => {
      goOn = resolve
    })
    const spy = vi.spyOn(crypto.subtle, 'sign').mockImplementationOnce((...given) => held.then(() => sign(...given)))
    await open()
    expect(model.standing.value).toBe(heard)
    goOn()
    await spy.mock.results[0]?.value
    await later()
    expect([model.standing.value, model.code.value]).toEqual([heard, undefined])
  })
})

it('sends the same key again if the answer to its pairing was lost', async () => {
  const answer = server.answer
  server.answer = async (request) => {
    await answer(request)
    return 'offline' as const
  }
  await model.pairHere('0000-0001-2')
  const first = publicKey
  server.answer = answer
  await open()
  await model.pairHere('0000-0001-2')
  expect([publicKey, model.standing.value]).toEqual([first, 'showing'])
})
