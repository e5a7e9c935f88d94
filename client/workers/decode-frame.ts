/** The decoder proper: pixels in, readings out. No DOM and no worker, so that tests and benchmarks run it in Node. */
import { prepareZXingModule, type ReaderOptions, type ReadResult, readBarcodes } from 'zxing-wasm/reader'
import type { Decoded, Reading } from './decoder-protocol.ts'

/** RGBA, as a canvas gives them. */
export type Pixels = Pick<ImageData, 'data' | 'width' | 'height'>

/**
 * Loads the wasm once. The library's own default would fetch it from a CDN, so this has to come before the first frame.
 * @param from where we serve it (browser), or its bytes (Node)
 */
export async function loadDecoder(from: { readonly wasmUrl: string } | { readonly wasmBinary: ArrayBuffer }) {
  const overrides = 'wasmUrl' in from ? { locateFile: () => from.wasmUrl } : { wasmBinary: from.wasmBinary }
  await prepareZXingModule({ overrides, fireImmediately: true })
}

/**
 * Reads the QR symbols of one picture: raw first, then once more through a 3×3 box blur. In the dark, sensor noise as high
 * as the contrast breaks the modules' edges; averaging nine pixels cuts it to a third, which is worth far more than the
 * sharpness it costs. A picture in good light never pays for the second pass.
 * @returns undefined if neither pass sees one
 */
export async function decodeFrame(pixels: Pixels): Promise<Decoded | undefined> {
  const raw = await readingsOf(pixels)
  if (raw.length > 0) return { pass: 'raw', readings: raw }
  const blurred = await readingsOf(boxBlurred(pixels))
  return blurred.length > 0 ? { pass: 'blurred', readings: blurred } : undefined
}

const OPTIONS: ReaderOptions = {
  // 'QRCode' would also match Micro QR and rMQR, which no label of ours is.
  formats: ['QRCodeModel2'],
  tryHarder: true,
  // Labels are dark on light: looking for the opposite too would cost each empty frame half as much again.
  tryInvert: false,
}

async function readingsOf(pixels: Pixels): Promise<Reading[]> {
  // The library reads these three fields only; Node has no ImageData to construct.
  const results = await readBarcodes(pixels as ImageData, OPTIONS)
  return results.map(readingOf)
}

function readingOf({ text, position }: ReadResult): Reading {
  const { topLeft, topRight, bottomRight, bottomLeft } = position
  return { text, corners: [topLeft, topRight, bottomRight, bottomLeft] }
}

/** The mean luminance of each pixel and its eight neighbours, as grey RGBA; at the border the edge pixel counts again. */
function boxBlurred({ data, width, height }: Pixels): Pixels {
  const rowSums = horizontalSums(luminance(data), width, height)
  const grey = new Uint32Array(width * height)
  for (let y = 0; y < height; y++) {
    const here = y * width
    const above = Math.max(y - 1, 0) * width
    const below = Math.min(y + 1, height - 1) * width
    for (let x = 0; x < width; x++) {
      const mean = ((rowSums[above + x]! + rowSums[here + x]! + rowSums[below + x]!) / 9) | 0
      grey[here + x] = 0xff000000 | (mean << 16) | (mean << 8) | mean
    }
  }
  return { data: new Uint8ClampedArray(grey.buffer), width, height }
}

function horizontalSums(grey: Uint8Array, width: number, height: number): Uint16Array {
  const sums = new Uint16Array(grey.length)
  for (let y = 0; y < height; y++) {
    const first = y * width
    const last = first + width - 1
    for (let i = first; i <= last; i++) {
      sums[i] = grey[Math.max(i - 1, first)]! + grey[i]! + grey[Math.min(i + 1, last)]!
    }
  }
  return sums
}

/** BT.601 weights in 1024ths, as the library itself takes them. */
function luminance(rgba: Uint8ClampedArray): Uint8Array {
  const grey = new Uint8Array(rgba.length >> 2)
  for (let i = 0, at = 0; i < grey.length; i++, at += 4) {
    grey[i] = (306 * rgba[at]! + 601 * rgba[at + 1]! + 117 * rgba[at + 2]! + 512) >> 10
  }
  return grey
}
