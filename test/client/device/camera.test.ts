import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Camera, openCamera } from '../../../client/device/camera.ts'
import type { CameraFault } from '../../../client/device/camera-stream.ts'

/** Node has no camera: these are the few members of the browser's that ours touches. */
class FakeTrack extends EventTarget {
  readyState: 'live' | 'ended' = 'live'
  muted = false
  applied: object[] = []
  readonly deviceId: string
  readonly capabilities: object

  constructor(deviceId: string, capabilities: object) {
    super()
    this.deviceId = deviceId
    this.capabilities = capabilities
  }
  stop() {
    this.readyState = 'ended'
  }
  getSettings() {
    return { deviceId: this.deviceId, zoom: 1 }
  }
  getCapabilities() {
    return this.capabilities
  }
  async applyConstraints({ advanced }: { advanced: object[] }) {
    this.applied.push(...advanced)
  }
}

type Asked = { readonly deviceId?: { readonly exact: string }; readonly facingMode?: { readonly ideal: string } }

let asked: Asked[]
let tracks: FakeTrack[]
let lost: CameraFault[]
let devices: string[]
let capabilities: object
let refuse: string | undefined
let storage: Map<string, string>
let opened: Camera | undefined

const refusal = (name: string) => Object.assign(new Error(), { name })
const video = () => ({ play: async () => {}, srcObject: null }) as unknown as HTMLVideoElement
const settled = () => new Promise((resolve) => setImmediate(resolve))
const live = () => tracks.filter((track) => track.readyState === 'live')

async function open() {
  const result = await openCamera((fault) => lost.push(fault))
  if (result.ok) opened = result.camera
  return result
}

async function camera(): Promise<Camera> {
  const result = await open()
  if (!result.ok) throw new Error(result.error)
  return result.camera
}

beforeEach(() => {
  ;[asked, tracks, lost, devices, capabilities] = [[], [], [], ['front', 'rear'], {}]
  refuse = undefined
  storage = new Map()
  vi.stubGlobal('window', new EventTarget())
  vi.stubGlobal('document', { visibilityState: 'visible' })
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => storage.get(key) ?? null,
    setItem: (key: string, value: string) => storage.set(key, value),
  })
  vi.stubGlobal('navigator', {
    mediaDevices: {
      async getUserMedia({ video }: { video: Asked }) {
        asked.push(video)
        if (refuse) throw refusal(refuse)
        const exact = video.deviceId?.exact
        if (exact && !devices.includes(exact)) throw refusal('OverconstrainedError')
        const track = new FakeTrack(exact ?? 'rear', capabilities)
        tracks.push(track)
        return { getVideoTracks: () => [track], getTracks: () => [track] }
      },
      enumerateDevices: async () => [
        { kind: 'audioinput', deviceId: 'microphone', label: '' },
        ...devices.map((deviceId) => ({ kind: 'videoinput', deviceId, label: `${deviceId} camera` })),
      ],
    },
  })
})
afterEach(() => {
  opened?.close()
  opened = undefined
  vi.unstubAllGlobals()
})

describe('opening the camera', () => {
  it('asks for the rear one', async () => {
    await camera()
    expect(asked).toMatchObject([{ facingMode: { ideal: 'environment' }, width: { ideal: 1280 } }])
  })

  it('asks once, however often and however fast it is opened', async () => {
    const [one, two] = await Promise.all([camera(), camera()])
    expect(await camera()).toBe(one)
    expect(two).toBe(one)
    expect(asked).toHaveLength(1)
  })

  it('asks anew once it was closed', async () => {
    const first = await camera()
    first.close()
    expect(live()).toEqual([])
    expect(await camera()).not.toBe(first)
    expect(asked).toHaveLength(2)
  })

  // biome-ignore format: hand-aligned table
  it.each([
    ['NotAllowedError',      'denied'],
    ['NotFoundError',        'no-camera'],
    ['OverconstrainedError', 'no-camera'],
    ['NotReadableError',     'in-use'],
    ['AbortError',           'in-use'],
    ['TypeError',            'failed'],
  ])('calls %s %s', async (name, error) => {
    refuse = name
    expect(await open()).toEqual({ ok: false, error })
  })

  it('knows that a page without https has no camera', async () => {
    vi.stubGlobal('navigator', {})
    expect(await open()).toEqual({ ok: false, error: 'insecure' })
  })

  it('may be tried again after a refusal', async () => {
    refuse = 'NotAllowedError'
    await open()
    refuse = undefined
    expect((await open()).ok).toBe(true)
  })
})

describe('another lens', () => {
  it('offers the cameras and marks the one in use', async () => {
    expect(await (await camera()).choices()).toEqual([
      { deviceId: 'front', label: 'front camera', current: false },
      { deviceId: 'rear', label: 'rear camera', current: true },
    ])
  })

  it('is remembered on this phone', async () => {
    const first = await camera()
    expect(await first.switchTo('front')).toBeUndefined()
    expect(live().map((track) => track.deviceId)).toEqual(['front'])
    first.close()
    await camera()
    expect(asked.at(-1)).toMatchObject({ deviceId: { exact: 'front' } })
  })

  it('gives way to the rear one when it is gone', async () => {
    storage.set('waymark.camera', 'unplugged')
    await camera()
    expect(live().map((track) => track.deviceId)).toEqual(['rear'])
  })

  it('that does not open leaves the former one running, and is not remembered', async () => {
    const running = await camera()
    expect(await running.switchTo('unplugged')).toBe('no-camera')
    expect(live().map((track) => track.deviceId)).toEqual(['rear'])
    expect(storage.size).toBe(0)
    expect(lost).toEqual([])
  })
})

describe('coming back to the page', () => {
  it.each(['focus', 'pageshow'])('restarts a track that ended meanwhile, at %s', async (event) => {
    const element = video()
    ;(await camera()).showIn(element)
    const before = element.srcObject
    tracks[0]!.readyState = 'ended'
    window.dispatchEvent(new Event(event))
    await settled()
    expect(live()).toHaveLength(1)
    expect(element.srcObject).not.toBe(before)
  })

  it('restarts a muted track, with the torch as it was', async () => {
    capabilities = { torch: true }
    await (await camera()).setTorch(true)
    tracks[0]!.muted = true
    window.dispatchEvent(new Event('focus'))
    await settled()
    expect(tracks[1]!.applied).toEqual([{ torch: true }])
  })

  it('leaves a running track alone', async () => {
    await camera()
    window.dispatchEvent(new Event('focus'))
    await settled()
    expect(asked).toHaveLength(1)
  })

  it('tells the screen when the camera does not come back', async () => {
    await camera()
    tracks[0]!.readyState = 'ended'
    refuse = 'NotReadableError'
    window.dispatchEvent(new Event('focus'))
    await settled()
    expect(lost).toEqual(['in-use'])
  })
})

describe('torch and zoom', () => {
  it('are offered where the phone has them', async () => {
    capabilities = { torch: true, zoom: { min: 1, max: 8 } }
    const running = await camera()
    expect([running.hasTorch(), running.hasZoom()]).toEqual([true, true])
    await running.setZoom(2)
    await running.setTorch(true)
    expect(tracks[0]!.applied).toEqual([{ zoom: 2 }, { zoom: 2, torch: true }])
  })

  it('are not offered where it has not', async () => {
    const running = await camera()
    expect([running.hasTorch(), running.hasZoom()]).toEqual([false, false])
  })
})
