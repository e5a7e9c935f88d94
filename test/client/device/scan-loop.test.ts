import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Look } from '../../../client/device/decoder.ts'
import { freshTexts, startScanLoop } from '../../../client/device/scan-loop.ts'

describe('a code held before the camera', () => {
  it('counts once, and again two seconds later', () => {
    const isFresh = freshTexts(2_000)
    expect(isFresh('a', 1_000)).toBe(true)
    expect(isFresh('a', 1_033)).toBe(false)
    expect(isFresh('a', 2_999)).toBe(false)
    expect(isFresh('a', 3_000)).toBe(true)
  })

  it('does not hold up another code', () => {
    const isFresh = freshTexts(2_000)
    expect(isFresh('foreign', 0)).toBe(true)
    expect(isFresh('ours', 33)).toBe(true)
    expect(isFresh('foreign', 66)).toBe(false)
  })
})

describe('the scan loop', () => {
  afterEach(() => vi.useRealTimers())

  it('keeps looking after a foreign code, an empty frame and a dropped one', async () => {
    const { texts, frame } = aLoop([
      read('foreign'),
      { outcome: 'nothing', ms: 5 },
      { outcome: 'dropped' },
      read('ours'),
    ])
    for (let i = 0; i < 4; i++) await frame()
    expect(texts).toEqual(['foreign', 'ours'])
  })

  it('tells each symbol in the picture', async () => {
    const { texts, frame } = aLoop([read('foreign', 'ours')])
    await frame()
    expect(texts).toEqual(['foreign', 'ours'])
  })

  it('repeats a code that stays in view every two seconds, not every frame', async () => {
    vi.useFakeTimers()
    const { texts, frame } = aLoop(Array.from({ length: 50 }, () => read('ours')))
    for (let i = 0; i < 50; i++) {
      await frame()
      vi.advanceTimersByTime(100)
    }
    expect(texts).toEqual(['ours', 'ours', 'ours'])
  })

  it('says nothing once stopped, not even of the frame in flight', async () => {
    const { texts, frame, stop } = aLoop([read('late'), read('later')])
    const inFlight = frame()
    stop()
    await inFlight
    await frame()
    expect(texts).toEqual([])
    expect(await frame()).toBe('no frame asked for')
  })

  it('ends with one word when the decoder is gone', async () => {
    const { failures, frame } = aLoop([{ outcome: 'failed' }, { outcome: 'failed' }])
    await frame()
    await frame()
    expect(failures()).toBe(1)
    expect(await frame()).toBe('no frame asked for')
  })
})

const read = (...texts: string[]): Look => ({
  outcome: 'read',
  pass: 'raw',
  ms: 5,
  readings: texts.map((text) => ({ text, corners: [ORIGIN, ORIGIN, ORIGIN, ORIGIN] })),
})
const ORIGIN = { x: 0, y: 0 }

/** Node has no video: this one shows a frame when the test says so, and the decoder sees what the test gives. */
function aLoop(looks: Look[]) {
  const texts: string[] = []
  let failures = 0
  let asked: (() => void) | undefined
  const video = {
    requestVideoFrameCallback(callback: () => void) {
      asked = callback
      return 1
    },
  } as unknown as HTMLVideoElement
  const stop = startScanLoop({
    video,
    decoder: {
      decodeFrame: async () => looks.shift() ?? { outcome: 'dropped' },
      decodeStill: async () => ({ outcome: 'dropped' }),
      close: () => {},
    },
    onRead: (text) => texts.push(text),
    onFailed: () => {
      failures++
    },
  })
  async function frame(): Promise<'shown' | 'no frame asked for'> {
    const show = asked
    asked = undefined
    show?.()
    for (let i = 0; i < 5; i++) await Promise.resolve()
    return show ? 'shown' : 'no frame asked for'
  }
  return { texts, failures: () => failures, frame, stop }
}
