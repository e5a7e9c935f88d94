import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { inTurns } from '../../server/turns.ts'

describe('work in turns', () => {
  it('runs so many at once and no more, in the order they came, and each to its end', async () => {
    const inTurn = inTurns(3)
    const begun: number[] = []
    let running = 0
    let most = 0
    const work = (n: number) =>
      inTurn(async () => {
        begun.push(n)
        most = Math.max(most, ++running)
        await sleep(1)
        running--
        return n
      })
    const numbers = Array.from({ length: 20 }, (_, n) => n)
    expect(await Promise.all(numbers.map(work))).toEqual(numbers)
    expect(begun).toEqual(numbers)
    expect(most).toBe(3)
  })

  it('goes on after work that failed', async () => {
    const inTurn = inTurns(1)
    const failed = inTurn(() => Promise.reject(new Error('it broke')))
    const next = inTurn(async () => 'done')
    await expect(failed).rejects.toThrow('it broke')
    expect(await next).toBe('done')
  })

  it('lets others be answered between thousands that never leave the turn', async () => {
    const inTurn = inTurns(2)
    let done = 0
    const all = Promise.all(Array.from({ length: 2000 }, () => inTurn(async () => void done++)))
    await new Promise(setImmediate)
    await new Promise(setImmediate)
    expect(done).toBeLessThan(2000)
    await all
  })
})
