import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { newPhone, openPage } from './page.ts'

let wall = 0
let monotonic = 0

beforeEach(() => {
  newPhone()
  wall = 1_000_000
  monotonic = 0
  vi.spyOn(Date, 'now').mockImplementation(() => wall)
  vi.spyOn(performance, 'now').mockImplementation(() => monotonic)
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

function pass(ms: number): void {
  wall += ms
  monotonic += ms
}

it('counts from the last server time by the clock nobody can set', async () => {
  const { serverTime } = await openPage()
  expect(serverTime.lastServerTime()).toBeNull()
  serverTime.noteServerTime(5_000_000)
  pass(60_000)
  wall -= 900_000
  expect(serverTime.lastServerTime()).toEqual({ at: 5_000_000, elapsedMs: 60_000 })
})

it('is not set back by a receipt that is sent again with its first time', async () => {
  const { serverTime } = await openPage()
  serverTime.noteServerTime(5_000_000)
  pass(60_000)
  serverTime.noteServerTime(5_030_000)
  expect(serverTime.lastServerTime()?.at).toBe(5_000_000)
  serverTime.noteServerTime(5_090_000)
  expect(serverTime.lastServerTime()).toEqual({ at: 5_090_000, elapsedMs: 0 })
})

it('admits after a reload that it lost count', async () => {
  const before = await openPage()
  before.serverTime.noteServerTime(5_000_000)
  pass(60_000)
  const { serverTime } = await openPage()
  expect(serverTime.lastServerTime()).toEqual({ at: 5_000_000, elapsedMs: 0 })
})

it('estimates now past a wrong clock, also after a reload', async () => {
  const before = await openPage()
  before.serverTime.noteServerTime(5_000_000)
  pass(60_000)
  const { serverTime } = await openPage()
  expect(serverTime.estimatedNow()).toBe(5_060_000)
})
