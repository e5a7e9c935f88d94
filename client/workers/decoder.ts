/** The decoder's worker: keeps wasm and pixel work off the page's thread, so that the picture never stutters. */
import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url'
import { decodeFrame, loadDecoder, type Pixels } from './decode-frame.ts'
import type { Decoded, DecoderAnswer, DecoderRequest } from './decoder-protocol.ts'

/** Some phones hand out 4K unasked, which takes four times as long to search. */
const FRAME_LONG_EDGE = 1920

/**
 * The sizes a still photo is looked at in until something is found: smaller lets a blurred or noisy symbol settle, larger
 * keeps a far one. Not turned: the decoder reads any angle alike.
 */
const STILL_LONG_EDGES = [1600, 1000, 2800]

const loaded = loadDecoder({ wasmUrl })
loaded.catch(() => answer({ kind: 'broken' }))

addEventListener('message', async ({ data: request }: MessageEvent<DecoderRequest>) => {
  const startedAt = performance.now()
  try {
    await loaded
    const decoded = request.kind === 'frame' ? await lookAtFrame(request.frame) : await lookAtStill(request.photo)
    answer({ kind: 'looked', id: request.id, decoded, ms: performance.now() - startedAt })
  } catch {
    answer({ kind: 'broken' })
  }
})

function answer(message: DecoderAnswer): void {
  postMessage(message)
}

async function lookAtFrame(frame: ImageBitmap | ImageData): Promise<Decoded | undefined> {
  if (frame instanceof ImageData) return decodeFrame(frame)
  const pixels = drawn(frame, FRAME_LONG_EDGE)
  frame.close()
  return decodeFrame(pixels)
}

async function lookAtStill(photo: Blob): Promise<Decoded | undefined> {
  const picture = await createImageBitmap(photo).catch(() => undefined)
  if (!picture) return undefined
  try {
    for (const longEdge of STILL_LONG_EDGES) {
      const decoded = await decodeFrame(drawn(picture, longEdge))
      if (decoded) return decoded
    }
    return undefined
  } finally {
    picture.close()
  }
}

let canvas: OffscreenCanvas | undefined

/** The pixels of a picture, shrunk to at most `longEdge`. */
function drawn(picture: ImageBitmap, longEdge: number): Pixels {
  const scale = Math.min(1, longEdge / Math.max(picture.width, picture.height))
  const width = Math.round(picture.width * scale)
  const height = Math.round(picture.height * scale)
  if (canvas?.width !== width || canvas.height !== height) canvas = new OffscreenCanvas(width, height)
  // willReadFrequently keeps the canvas in memory: reading back from the GPU takes longer than decoding.
  const context = canvas.getContext('2d', { willReadFrequently: true })!
  context.drawImage(picture, 0, 0, width, height)
  return context.getImageData(0, 0, width, height)
}
