import { sha256Of } from './digest.ts'

/** A JPEG as it goes up: small, without EXIF (re-encoding drops place and camera), addressed by its hash. */
export type Photo = {
  /** ArrayBuffer, not Blob: WebKit loses Blobs kept in IndexedDB. */
  readonly bytes: ArrayBuffer
  /** Of exactly these bytes, lower-case hex. */
  readonly sha256: string
  readonly width: number
  readonly height: number
}

export type TakenPhoto =
  | { readonly ok: true; readonly photo: Photo }
  /** Not a picture this browser reads, or the camera shows none yet. */
  | { readonly ok: false; readonly error: 'unreadable' }

/** Draws on a photo before it is encoded. */
export type Overlay = (context: Context, width: number, height: number) => void

/**
 * Takes a photo out of the running camera, or out of a file the walker chose. Decoding and encoding happen off the page's
 * thread where OffscreenCanvas exists.
 */
export async function takePhoto(
  source: HTMLVideoElement | HTMLImageElement | Blob,
  over?: Overlay,
): Promise<TakenPhoto> {
  if (source instanceof HTMLVideoElement) await firstFrame(source)
  const picture = await createImageBitmap(source).catch(() => undefined)
  if (!picture) return { ok: false, error: 'unreadable' }
  const scale = Math.min(1, LONG_EDGE / Math.max(picture.width, picture.height))
  const width = Math.max(1, Math.round(picture.width * scale))
  const height = Math.max(1, Math.round(picture.height * scale))
  const jpeg = await encoded(picture, width, height, over)
  picture.close()
  if (!jpeg) return { ok: false, error: 'unreadable' }
  const bytes = await jpeg.arrayBuffer()
  return { ok: true, photo: { bytes, sha256: await sha256Of(bytes), width, height } }
}

/** Somebody who presses as soon as the camera opens gets the first picture it sees. Resolves without one after a while. */
function firstFrame(video: HTMLVideoElement): Promise<void> {
  if (video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA) return Promise.resolve()
  return new Promise((resolve) => {
    video.addEventListener('loadeddata', () => resolve(), { once: true })
    setTimeout(resolve, FIRST_FRAME_MS)
  })
}
const FIRST_FRAME_MS = 3_000

const LONG_EDGE = 1600
const JPEG_QUALITY = 0.78

async function encoded(
  picture: ImageBitmap,
  width: number,
  height: number,
  over: Overlay = () => undefined,
): Promise<Blob | null> {
  if (typeof OffscreenCanvas !== 'undefined') {
    const canvas = new OffscreenCanvas(width, height)
    const context = canvas.getContext('2d')!
    draw(context, picture, width, height)
    over(context, width, height)
    return canvas.convertToBlob({ type: 'image/jpeg', quality: JPEG_QUALITY })
  }
  const canvas = Object.assign(document.createElement('canvas'), { width, height })
  const context = canvas.getContext('2d')!
  draw(context, picture, width, height)
  over(context, width, height)
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', JPEG_QUALITY))
}

type Context = OffscreenCanvasRenderingContext2D | CanvasRenderingContext2D

function draw(context: Context, picture: ImageBitmap, width: number, height: number): void {
  // JPEG has no transparency: a cut-out PNG would come out black.
  context.fillStyle = '#fff'
  context.fillRect(0, 0, width, height)
  context.imageSmoothingQuality = 'high'
  context.drawImage(picture, 0, 0, width, height)
}
