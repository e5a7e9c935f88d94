import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { days, ESTATE, hours, minutes, seconds } from '../../support/builders.ts'
import { newPhone, openPage } from './page.ts'

let wall = 0
let monotonic = 0

beforeEach(openPhone)
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

function openPhone(): void {
  newPhone()
  wall = 1_000_000
  monotonic = 0
  vi.useFakeTimers({ toFake: ['setInterval'] })
  vi.spyOn(Date, 'now').mockImplementation(() => wall)
  vi.spyOn(performance, 'now').mockImplementation(() => monotonic)
}

function pass(ms: number): void {
  wall += ms
  monotonic += ms
  vi.advanceTimersByTime(ms)
}

type ServerTimeModel = Awaited<ReturnType<typeof openPage>>['serverTime']

function hears(serverTime: ServerTimeModel, at: number): void {
  serverTime.noteServerTime({ at, wallAt: wall, monotonicAt: monotonic })
}

/** The monotonic clock begins anew with each page. */
function reload() {
  monotonic = 0
  return openPage()
}

const SERVER = Date.parse('2026-03-02T12:00Z')

describe('the last time a server told', () => {
  it('is counted on from by the clock nobody can set', async () => {
    const { serverTime } = await openPage()
    expect(serverTime.lastServerTime()).toBeNull()
    hears(serverTime, SERVER)
    pass(minutes(1))
    wall -= minutes(15)
    expect(serverTime.lastServerTime()).toEqual({
      at: SERVER,
      elapsedMs: minutes(1),
      wallAt: 1_000_000,
      whole: true,
    })
  })

  it('is known to whoever listens only after it was told', async () => {
    await openPage()
    const { onNews } = await import('../../../client/request.ts')
    const { getPack } = await import('../../../client/server.ts')
    const heard: unknown[] = []
    await getPack(ESTATE)
    onNews((news) => heard.push(news))
    expect(heard).toEqual([{ kind: 'server-time', at: wall, wallAt: wall, monotonicAt: monotonic }])
  })

  it('is not set back by an answer that was long under way', async () => {
    const { serverTime } = await openPage()
    hears(serverTime, SERVER)
    pass(minutes(1))
    hears(serverTime, SERVER + seconds(30))
    expect(serverTime.lastServerTime()?.at).toBe(SERVER)
    hears(serverTime, SERVER + seconds(90))
    expect(serverTime.lastServerTime()).toMatchObject({ at: SERVER + seconds(90), elapsedMs: 0 })
  })

  it('is set back by a server whose clock has been put right, also for the next page', async () => {
    const { serverTime } = await openPage()
    hears(serverTime, SERVER + days(1))
    pass(minutes(1))
    hears(serverTime, SERVER)
    expect(serverTime.lastServerTime()?.at).toBe(SERVER)
    expect((await reload()).serverTime.lastServerTime()?.at).toBe(SERVER)
  })

  it('is known after a reload, with what was counted until then, and it says that the count was broken', async () => {
    const before = await openPage()
    hears(before.serverTime, SERVER)
    pass(minutes(2))
    const { serverTime } = await reload()
    pass(minutes(3))
    expect(serverTime.lastServerTime()).toEqual({
      at: SERVER,
      elapsedMs: minutes(5),
      wallAt: 1_000_000,
      whole: false,
    })
  })

  it('is known to an app that was updated from one which kept no count', async () => {
    localStorage.setItem('last-server-time', JSON.stringify({ at: SERVER, wallAt: wall }))
    expect((await openPage()).serverTime.lastServerTime()).toMatchObject({ at: SERVER, elapsedMs: 0, whole: false })
  })

  it.each(['{"at":-1,"wallAt":0}', '{"at":1,"wallAt":0,"countedMs":-5}', '{"at":1,"wallAt":0.5}', 'null', '{'])(
    'is unknown if what was kept is spoilt: %s',
    async (kept) => {
      localStorage.setItem('last-server-time', kept)
      expect((await openPage()).serverTime.lastServerTime()).toBeNull()
    },
  )
})

describe('the phone’s clock', () => {
  it('is allowed for, also after a reload', async () => {
    wall += days(2)
    const before = await openPage()
    hears(before.serverTime, SERVER)
    pass(minutes(1))
    expect(before.serverTime.estimatedNow()).toBe(SERVER + minutes(1))
    const { serverTime } = await reload()
    expect(serverTime.estimatedNow()).toBe(SERVER + minutes(1))
  })

  it('is said to be wrong from two minutes on, both ways, and no longer once it is right', async () => {
    const { serverTime } = await openPage()
    const heardWith = (error: number) => {
      wall = SERVER + error
      // Longer ago than any answer takes.
      pass(hours(1))
      hears(serverTime, SERVER + hours(1))
      return serverTime.clockErrorMs.value
    }
    expect(heardWith(minutes(2))).toBe(0)
    expect(heardWith(minutes(3))).toBe(minutes(3))
    expect(heardWith(-days(2))).toBe(-days(2))
    expect(heardWith(seconds(5))).toBe(0)
  })

  it('is said to be wrong as soon as it is set back, without a signal', async () => {
    wall = SERVER
    const { serverTime } = await openPage()
    hears(serverTime, SERVER)
    wall -= days(2)
    pass(seconds(15))
    expect(serverTime.clockErrorMs.value).toBe(-days(2))
    expect(serverTime.estimatedNow()).toBe(SERVER + seconds(15))
  })
})

it('whatever clocks, sleeps, reloads and kills do, the time proven never shrinks and never runs ahead of the true one', async () => {
  const happening = fc.oneof(
    fc.record({ kind: fc.constantFrom('pass', 'sleep', 'set'), ms: fc.nat(hours(3)) }),
    fc.record({ kind: fc.constantFrom('reload', 'hidden', 'heard', 'set-back'), ms: fc.constant(days(2)) }),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { maxLength: 12 }), async (happenings) => {
      openPhone()
      let truly = SERVER
      let page = await openPage()
      hears(page.serverTime, truly)
      let proven = truly
      for (const { kind, ms } of happenings) {
        if (kind === 'pass') pass(ms)
        if (kind === 'pass' || kind === 'sleep') truly += ms
        // Some phones stop the monotonic clock in their sleep.
        if (kind === 'sleep' || kind === 'set') wall += ms
        if (kind === 'set-back') wall = Math.max(0, wall - ms)
        if (kind === 'hidden') document.dispatchEvent(new Event('visibilitychange'))
        if (kind === 'heard') hears(page.serverTime, truly)
        if (kind === 'reload') page = await reload()
        const stated = page.serverTime.lastServerTime()!
        const now = stated.at + stated.elapsedMs
        expect(stated.elapsedMs).toBeGreaterThanOrEqual(0)
        expect(now).toBeLessThanOrEqual(truly)
        // A page that is killed loses what it counted since it last kept it.
        expect(now).toBeGreaterThanOrEqual(kind === 'reload' ? proven - seconds(15) : proven)
        proven = now
      }
    }),
    { numRuns: 25 },
  )
})
