import type { DecoderAnswer, DecoderRequest, Reading } from '../workers/decoder-protocol.ts'

/** What came of one picture. `failed`: there is no decoder any more, offer the typed code. */
export type Look =
  | {
      readonly outcome: 'read'
      readonly readings: readonly Reading[]
      readonly pass: 'raw' | 'blurred'
      readonly ms: number
    }
  | { readonly outcome: 'nothing'; readonly ms: number }
  | { readonly outcome: 'dropped' }
  | { readonly outcome: 'failed' }

export type Decoder = {
  /** Looks at the frame the video shows now. Dropped while another picture is in flight: the next one is fresher anyway. */
  readonly decodeFrame: (video: HTMLVideoElement) => Promise<Look>
  /** Looks at a photo, in several sizes. Waits for its turn, as nobody takes it twice. */
  readonly decodeStill: (photo: Blob) => Promise<Look>
  readonly close: () => void
}

/**
 * Starts the worker at once: call it before asking for the camera, so that the wasm loads while the walker answers the
 * permission prompt. A worker that breaks is replaced, a few times.
 */
export function startDecoder(): Decoder {
  let worker: Worker | undefined
  let restartsLeft = 3
  let lastId = 0
  let inFlight: { readonly id: number; readonly settle: (look: Look) => void } | undefined
  let answered: Promise<unknown> = Promise.resolve()
  let capturing = false
  let closed = false

  function start(): void {
    const started = new Worker(new URL('../workers/decoder.ts', import.meta.url), { type: 'module' })
    started.onmessage = ({ data }: MessageEvent<DecoderAnswer>) => {
      if (data.kind === 'broken') replace(started)
      else if (data.id === inFlight?.id) settle(lookOf(data))
    }
    started.onerror = () => replace(started)
    worker = started
  }

  function replace(broken: Worker): void {
    if (worker !== broken) return
    stop()
    if (restartsLeft-- > 0) start()
    settle({ outcome: worker ? 'dropped' : 'failed' })
  }

  function stop(): void {
    worker?.terminate()
    worker = undefined
  }

  function settle(look: Look): void {
    inFlight?.settle(look)
    inFlight = undefined
  }

  function ask(request: PictureRequest): Promise<Look> {
    if (!worker) return Promise.resolve({ outcome: closed ? 'dropped' : 'failed' })
    const id = ++lastId
    const look = new Promise<Look>((resolve) => {
      inFlight = { id, settle: resolve }
    })
    worker.postMessage({ id, ...request } satisfies DecoderRequest, transferable(request))
    answered = look
    return look
  }

  start()
  return {
    async decodeFrame(video) {
      if (capturing || inFlight) return { outcome: 'dropped' }
      capturing = true
      const frame = await captured(video).finally(() => {
        capturing = false
      })
      if (frame && !inFlight) return ask({ kind: 'frame', frame })
      // A still went before it.
      if (frame instanceof ImageBitmap) frame.close()
      return { outcome: 'dropped' }
    },
    async decodeStill(photo) {
      while (inFlight) await answered
      if (typeof OffscreenCanvas !== 'undefined') return ask({ kind: 'still', photo })
      const frame = await drawnStill(photo)
      return frame ? ask({ kind: 'frame', frame }) : { outcome: 'nothing', ms: 0 }
    },
    close() {
      closed = true
      stop()
      settle({ outcome: 'dropped' })
    },
  }
}

type PictureRequest =
  | { readonly kind: 'frame'; readonly frame: ImageBitmap | ImageData }
  | { readonly kind: 'still'; readonly photo: Blob }

function lookOf({ decoded, ms }: DecoderAnswer & { kind: 'looked' }): Look {
  return decoded ? { outcome: 'read', readings: decoded.readings, pass: decoded.pass, ms } : { outcome: 'nothing', ms }
}

function transferable(request: PictureRequest): Transferable[] {
  if (request.kind === 'still') return []
  return [request.frame instanceof ImageData ? request.frame.data.buffer : request.frame]
}

const STILL_LONG_EDGE = 1600

async function captured(video: HTMLVideoElement): Promise<ImageBitmap | ImageData | undefined> {
  if (video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA || video.videoWidth === 0) return undefined
  if (typeof OffscreenCanvas === 'undefined') return drawn(video, video.videoWidth, video.videoHeight)
  // Rejects while the camera is being switched.
  return createImageBitmap(video).catch(() => undefined)
}

/** Safari before 16.4 has no canvas in workers: one size, drawn here, is what such a phone gets. */
async function drawnStill(photo: Blob): Promise<ImageData | undefined> {
  const picture = await createImageBitmap(photo).catch(() => undefined)
  if (!picture) return undefined
  const scale = Math.min(1, STILL_LONG_EDGE / Math.max(picture.width, picture.height))
  const pixels = drawn(picture, Math.round(picture.width * scale), Math.round(picture.height * scale))
  picture.close()
  return pixels
}

function drawn(source: CanvasImageSource, width: number, height: number): ImageData {
  const canvas = Object.assign(document.createElement('canvas'), { width, height })
  const context = canvas.getContext('2d', { willReadFrequently: true })!
  context.drawImage(source, 0, 0, width, height)
  return context.getImageData(0, 0, width, height)
}
