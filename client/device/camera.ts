import { type CameraFault, openStream, rememberCamera } from './camera-stream.ts'

export type OpenedCamera =
  | { readonly ok: true; readonly camera: Camera }
  | { readonly ok: false; readonly error: CameraFault }

export type CameraChoice = { readonly deviceId: string; readonly label: string; readonly current: boolean }

export type Camera = {
  /** Shows the picture in this video element, also after the camera had to be restarted. */
  readonly showIn: (video: HTMLVideoElement) => void
  /** Ask when the picture runs, not before: some phones know only then. */
  readonly hasTorch: () => boolean
  /** @returns whether the phone took it */
  readonly setTorch: (on: boolean) => Promise<boolean>
  /** Whether there is 2×: some phones cannot focus nearer than 20 cm, and from there a label is small. */
  readonly hasZoom: () => boolean
  /** @returns whether the phone took it */
  readonly setZoom: (factor: 1 | 2) => Promise<boolean>
  readonly choices: () => Promise<readonly CameraChoice[]>
  /** Changes to another lens and remembers it on this phone. @returns why not, and then the former one runs again */
  readonly switchTo: (deviceId: string) => Promise<CameraFault | undefined>
  readonly close: () => void
}

/**
 * Opens the rear camera. iOS asks for permission at every opening, so the page opens it once: until it is closed, every
 * further call gives the same camera. A refusal is not kept: call again when the walker asks for it.
 * @param onLost the camera broke off later and could not be restarted; it is closed. The last caller is told.
 */
export async function openCamera(onLost: (fault: CameraFault) => void): Promise<OpenedCamera> {
  session ??= open()
  tellLost = onLost
  const opened = await session
  if (!opened.ok) session = undefined
  return opened
}

let session: Promise<OpenedCamera> | undefined
let tellLost: (fault: CameraFault) => void

async function open(): Promise<OpenedCamera> {
  const opened = await openStream()
  return opened.ok ? { ok: true, camera: cameraOf(opened.stream) } : opened
}

/** What lib.dom does not know of: torch and zoom of the Image Capture specification. */
type Extras = { torch?: boolean; zoom?: number }
type ExtraCapabilities = { readonly torch?: boolean; readonly zoom?: { readonly min: number; readonly max: number } }

function cameraOf(first: MediaStream): Camera {
  let stream = first
  let video: HTMLVideoElement | undefined
  let busy = false
  let closed = false
  let extras: Extras = {}

  const track = () => stream.getVideoTracks()[0]!
  const capabilities = () => (track().getCapabilities?.() ?? {}) as ExtraCapabilities
  // Some phones count zoom from 1, some from 100, some start above their least.
  const zoomAtStart = (first.getVideoTracks()[0]!.getSettings() as Extras).zoom ?? capabilities().zoom?.min ?? 1

  function take(taken: MediaStream): void {
    stream = taken
    track().addEventListener('ended', revive)
    if (video) show(stream, video)
    if (Object.keys(extras).length > 0) void apply({})
  }

  async function apply(more: Extras): Promise<boolean> {
    const wanted = { ...extras, ...more }
    try {
      await track().applyConstraints({ advanced: [wanted as MediaTrackConstraintSet] })
      extras = wanted
      return true
    } catch {
      return false
    }
  }

  /** Opens a stream in place of the running one, which has to stop first: many phones lend out one lens at a time. */
  async function replace(deviceId?: string): Promise<CameraFault | undefined> {
    stopTracks(stream)
    const opened = await openStream(deviceId)
    if (!opened.ok) return opened.error
    if (closed) stopTracks(opened.stream)
    else take(opened.stream)
    return undefined
  }

  function lose(fault: CameraFault): void {
    if (closed) return
    close()
    tellLost(fault)
  }

  /** iOS mutes or ends the track while the app is in the background, and pauses the video, and does not undo it. */
  async function revive(): Promise<void> {
    if (closed || busy || document.visibilityState !== 'visible') return
    if (track().readyState === 'live' && !track().muted) return play(video)
    busy = true
    const fault = await replace()
    busy = false
    if (fault) lose(fault)
  }

  function close(): void {
    closed = true
    session = undefined
    for (const event of RETURN_EVENTS) window.removeEventListener(event, revive)
    stopTracks(stream)
    if (video) video.srcObject = null
  }

  for (const event of RETURN_EVENTS) window.addEventListener(event, revive)
  take(first)

  return {
    showIn(element) {
      video = element
      show(stream, element)
    },
    hasTorch: () => capabilities().torch === true,
    setTorch: (on) => apply({ torch: on }),
    hasZoom: () => (capabilities().zoom?.max ?? 0) >= zoomAtStart * 2,
    setZoom: (factor) => apply({ zoom: zoomAtStart * factor }),
    choices: async () => choicesOf(await navigator.mediaDevices.enumerateDevices(), track().getSettings().deviceId),
    async switchTo(deviceId) {
      if (busy) return 'in-use'
      busy = true
      // The other lens has its own torch and zoom.
      extras = {}
      const fault = await replace(deviceId)
      if (!fault) rememberCamera(deviceId)
      const stillOut = fault && (await replace())
      busy = false
      if (stillOut) lose(stillOut)
      return fault
    },
    close,
  }
}

const RETURN_EVENTS = ['focus', 'pageshow'] as const

function choicesOf(devices: readonly MediaDeviceInfo[], currentId: string | undefined): readonly CameraChoice[] {
  return devices
    .filter((device) => device.kind === 'videoinput')
    .map(({ deviceId, label }) => ({ deviceId, label, current: deviceId === currentId }))
}

function show(stream: MediaStream, video: HTMLVideoElement): void {
  // Without these two iOS takes the video full screen, or does not start it.
  video.playsInline = true
  video.muted = true
  video.srcObject = stream
  play(video)
}

function play(video: HTMLVideoElement | undefined): void {
  // Rejects when the next play or a new stream overtakes it, which is as good.
  void video?.play().catch(() => undefined)
}

function stopTracks(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop()
}
