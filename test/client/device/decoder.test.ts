import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { startDecoder } from '../../../client/device/decoder.ts'
import type { DecoderAnswer, DecoderRequest } from '../../../client/workers/decoder-protocol.ts'

/** Node has no web workers: this one keeps what it was asked and answers when the test says so. */
class FakeWorker {
  static started: FakeWorker[] = []
  onmessage?: (event: { data: DecoderAnswer }) => void
  onerror?: () => void
  readonly asked: DecoderRequest[] = []
  terminated = false

  constructor() {
    FakeWorker.started.push(this)
  }
  postMessage(request: DecoderRequest) {
    this.asked.push(request)
  }
  terminate() {
    this.terminated = true
  }
  answer(decoded?: (DecoderAnswer & { kind: 'looked' })['decoded']) {
    this.onmessage?.({ data: { kind: 'looked', id: this.asked.at(-1)!.id, decoded, ms: 7 } })
  }
}

class FakeBitmap {
  closed = false
  close() {
    this.closed = true
  }
}

const worker = () => FakeWorker.started.at(-1)!
const video = { readyState: 4, videoWidth: 1280, videoHeight: 720 } as HTMLVideoElement
const corner = { x: 0, y: 0 }
const decoded = { pass: 'raw', readings: [{ text: 'ours', corners: [corner, corner, corner, corner] }] } as const
const settled = () => new Promise((resolve) => setImmediate(resolve))

beforeEach(() => {
  FakeWorker.started = []
  vi.stubGlobal('Worker', FakeWorker)
  vi.stubGlobal('ImageBitmap', FakeBitmap)
  vi.stubGlobal('ImageData', class {})
  vi.stubGlobal('OffscreenCanvas', class {})
  vi.stubGlobal('HTMLMediaElement', { HAVE_CURRENT_DATA: 2 })
  vi.stubGlobal('createImageBitmap', async () => new FakeBitmap())
})
afterEach(() => vi.unstubAllGlobals())

describe('the decoder', () => {
  it('starts its worker at once, before anybody shows it a picture', () => {
    startDecoder()
    expect(FakeWorker.started).toHaveLength(1)
  })

  it('answers for the frame it was given', async () => {
    const decoder = startDecoder()
    const look = decoder.decodeFrame(video)
    await settled()
    worker().answer(decoded)
    expect(await look).toEqual({ outcome: 'read', readings: decoded.readings, pass: 'raw', ms: 7 })
  })

  it('drops frames while one is in flight, and takes the next after it', async () => {
    const decoder = startDecoder()
    const first = decoder.decodeFrame(video)
    expect(await decoder.decodeFrame(video)).toEqual({ outcome: 'dropped' })
    await settled()
    expect(await decoder.decodeFrame(video)).toEqual({ outcome: 'dropped' })
    expect(worker().asked).toHaveLength(1)
    worker().answer()
    expect(await first).toEqual({ outcome: 'nothing', ms: 7 })
    void decoder.decodeFrame(video)
    await settled()
    expect(worker().asked).toHaveLength(2)
  })

  it('drops a frame of a video that shows nothing yet', async () => {
    const decoder = startDecoder()
    expect(await decoder.decodeFrame({ ...video, readyState: 1 })).toEqual({ outcome: 'dropped' })
  })

  it('lets a still wait for its turn instead of dropping it', async () => {
    const decoder = startDecoder()
    void decoder.decodeFrame(video)
    await settled()
    const still = decoder.decodeStill(new Blob(['photo']))
    await settled()
    expect(worker().asked.map((request) => request.kind)).toEqual(['frame'])
    worker().answer()
    await settled()
    expect(worker().asked.map((request) => request.kind)).toEqual(['frame', 'still'])
    worker().answer(decoded)
    expect((await still).outcome).toBe('read')
  })

  it('replaces a worker that broke, dropping the frame it held', async () => {
    const decoder = startDecoder()
    const look = decoder.decodeFrame(video)
    await settled()
    const broken = worker()
    broken.onmessage?.({ data: { kind: 'broken' } })
    expect(await look).toEqual({ outcome: 'dropped' })
    expect(broken.terminated).toBe(true)
    const next = decoder.decodeFrame(video)
    await settled()
    worker().answer(decoded)
    expect((await next).outcome).toBe('read')
  })

  it('gives up after the third replacement and says so', async () => {
    const decoder = startDecoder()
    for (let i = 0; i < 4; i++) worker().onerror?.()
    expect(FakeWorker.started).toHaveLength(4)
    expect(FakeWorker.started.every((started) => started.terminated)).toBe(true)
    expect(await decoder.decodeFrame(video)).toEqual({ outcome: 'failed' })
    expect(await decoder.decodeStill(new Blob())).toEqual({ outcome: 'failed' })
  })

  it('ends the worker when closed, and leaves nobody waiting', async () => {
    const decoder = startDecoder()
    const look = decoder.decodeFrame(video)
    await settled()
    decoder.close()
    expect(await look).toEqual({ outcome: 'dropped' })
    expect(worker().terminated).toBe(true)
    expect(await decoder.decodeFrame(video)).toEqual({ outcome: 'dropped' })
  })
})
