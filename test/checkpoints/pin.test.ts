import { describe, expect, it } from 'vitest'
import { isEasyPin, isPin, MOST_WRONG_PINS, pinWaitMs } from '../../checkpoints/pin.ts'

describe('a PIN', () => {
  it('has six digits', () => {
    expect(['271828', '000000'].map(isPin)).toEqual([true, true])
    expect(['27182', '2718281', '27182a', '２７１８２８', ''].map(isPin)).toEqual([false, false, false, false, false])
  })

  it('is no repeat and no run', () => {
    const easy = ['111111', '121212', '112211', '123456', '654321', '890123', '210987']
    expect(easy.filter((pin) => !isEasyPin(pin))).toEqual([])
    expect(['271828', '135790', '100200'].filter(isEasyPin)).toEqual([])
  })

  it('may be got wrong four times for nothing, and then with longer and longer waits', () => {
    const waits = Array.from({ length: MOST_WRONG_PINS }, (_, i) => pinWaitMs(i + 1) / 60_000)
    expect(waits).toEqual([0, 0, 0, 0, 1, 5, 15, 30, 60, 60])
  })
})
