import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Reply } from '../../../client/request.ts'
import { newPhone } from './page.ts'

let answers: Reply<string>[]
let asked: number
let document: EventTarget & { visibilityState: string }

beforeEach(() => {
  vi.useFakeTimers()
  newPhone()
  document = globalThis.document as unknown as typeof document
  answers = []
  asked = 0
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

async function aBoard() {
  const { keepFresh, polled } = await import('../../../client/models/polled.ts')
  const board = polled(async () => {
    asked += 1
    return answers.shift() ?? { ok: false, offline: true }
  })
  return { board, keepFresh }
}

const said = (value: string) => ({ ok: true, value }) as const

it('keeps the last answer on the board when the next one does not come', async () => {
  const { board } = await aBoard()
  answers = [said('at noon')]
  await board.refresh()
  await board.refresh()
  expect(board.value.value).toBe('at noon')
  expect(board.failure.value).toEqual({ ok: false, offline: true })

  answers = [said('at one')]
  await board.refresh()
  expect(board.value.value).toBe('at one')
  expect(board.failure.value).toBeUndefined()
})

it('asks once for all who ask at the same time', async () => {
  const { board } = await aBoard()
  await Promise.all([board.refresh(), board.refresh(), board.refresh()])
  expect(asked).toBe(1)
})

it('refreshes while somebody looks, rests while nobody does, and catches up at once', async () => {
  const { board, keepFresh } = await aBoard()
  const stop = keepFresh(board, 15_000)
  await vi.advanceTimersByTimeAsync(30_000)
  expect(asked).toBe(3)

  document.visibilityState = 'hidden'
  await vi.advanceTimersByTimeAsync(60_000)
  expect(asked).toBe(3)

  document.visibilityState = 'visible'
  document.dispatchEvent(new Event('visibilitychange'))
  await vi.advanceTimersByTimeAsync(0)
  expect(asked).toBe(4)

  stop()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(asked).toBe(4)
})
