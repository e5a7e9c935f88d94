/**
 * Puts a picture before Chromium's fake camera: `--use-file-for-fake-video-capture` plays a y4m file in a loop.
 * Chromium opens the file when the page opens its camera and then reads frame after frame from disk, so overwriting the
 * bytes *in place* (`showToFakeCamera` again) changes the picture of a running camera within a few frames. Replacing the
 * file by renaming another over it would show only at the next opening.
 */
import { existsSync, writeFileSync } from 'node:fs'
import QRCode from 'qrcode'

/** One byte a pixel, 0 black. */
export type Grey = { readonly width: number; readonly height: number; readonly pixels: Uint8Array }

export type Scene = {
  /** How much the picture is enlarged; default 1. */
  readonly scale?: number
  /** The brightness that black and white of the picture get in this light; default 16 and 235. */
  readonly black?: number
  readonly white?: number
  /** Standard deviation of the sensor's noise, in grey levels; default 0. */
  readonly noise?: number
  /** Of the noise: the same number gives the same frame. */
  readonly seed?: number
}

export const FRAME_WIDTH = 1280
export const FRAME_HEIGHT = 720

/** Reads a binary PGM with 8 bits a pixel, as `pdftoppm -gray` writes it. */
export function readPgm(file: Uint8Array): Grey {
  const header = /^P5\s+(?:#.*\s+)*(\d+)\s+(\d+)\s+255\s/.exec(new TextDecoder('latin1').decode(file.subarray(0, 200)))
  if (!header) throw new Error('not a binary 8-bit PGM')
  const [width, height] = [Number(header[1]), Number(header[2])]
  return { width, height, pixels: file.subarray(header[0].length, header[0].length + width * height) }
}

/** A QR symbol with its quiet zone. */
export function qrPicture(text: string, modulePixels: number, level: 'M' | 'Q' = 'M'): Grey {
  const { size, data } = QRCode.create(text, { errorCorrectionLevel: level }).modules
  return modulePicture({ width: size, height: size, isDark: (x, y) => data[y * size + x] === 1 }, modulePixels)
}

/** Any matrix symbol with four modules of quiet zone. */
export function modulePicture(
  symbol: { readonly width: number; readonly height: number; readonly isDark: (x: number, y: number) => boolean },
  modulePixels: number,
): Grey {
  const width = (symbol.width + 8) * modulePixels
  const height = (symbol.height + 8) * modulePixels
  return greyOf(width, height, (px, py) => {
    const x = Math.floor(px / modulePixels) - 4
    const y = Math.floor(py / modulePixels) - 4
    return x >= 0 && y >= 0 && x < symbol.width && y < symbol.height && symbol.isDark(x, y) ? 0 : 255
  })
}

/** A 720p frame with the picture in the middle of a grey wall; without a picture, the wall. */
export function frameOf(picture: Grey | undefined, scene: Scene = {}): Grey {
  const { scale = 1, black = 16, white = 235, noise = 0, seed = 1 } = scene
  const left = (FRAME_WIDTH - (picture?.width ?? 0) * scale) / 2
  const top = (FRAME_HEIGHT - (picture?.height ?? 0) * scale) / 2
  const normal = normalNumbers(seed)
  return greyOf(FRAME_WIDTH, FRAME_HEIGHT, (x, y) => {
    const seen = picture ? sampled(picture, (x - left) / scale, (y - top) / scale, 1 / scale) : undefined
    const light = black + ((seen ?? 128) / 255) * (white - black)
    return noise === 0 ? light : light + noise * normal()
  })
}

/** As a canvas would hand it to the decoder. */
export function rgbaOf({ width, height, pixels }: Grey): {
  data: Uint8ClampedArray<ArrayBuffer>
  width: number
  height: number
} {
  const data = new Uint8ClampedArray(width * height * 4)
  // Three times the grey and full alpha in one number: pages of ten million pixels are read.
  const rgba = new DataView(data.buffer)
  for (let i = 0; i < pixels.length; i++) rgba.setUint32(i * 4, pixels[i]! * 0x1010100 + 255)
  return { data, width, height }
}

/** Writes the file, or changes the picture of a camera that runs. Four frames, each with its own noise. */
export function showToFakeCamera(path: string, picture: Grey | undefined, scene: Scene = {}): void {
  const frames = [1, 2, 3, 4].map((seed) => y4mFrame(frameOf(picture, { ...scene, seed })))
  const header = `YUV4MPEG2 W${FRAME_WIDTH} H${FRAME_HEIGHT} F20:1 Ip A1:1 C420jpeg\n`
  const bytes = Buffer.concat([Buffer.from(header), ...frames])
  // 'r+' keeps the file itself, which a running camera holds open.
  writeFileSync(path, bytes, { flag: existsSync(path) ? 'r+' : 'w' })
}

/** What Chromium has to be started with. */
export function fakeCameraArgs(path: string): string[] {
  return [
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
    `--use-file-for-fake-video-capture=${path}`,
  ]
}

/** Chromium takes the file as limited range: 16 is black, 235 white, 128 no colour. */
function y4mFrame({ pixels }: Grey): Buffer {
  const luma = pixels.map((grey) => Math.round(16 + (grey * 219) / 255))
  return Buffer.concat([Buffer.from('FRAME\n'), luma, Buffer.alloc(pixels.length / 2, 128)])
}

function greyOf(width: number, height: number, valueAt: (x: number, y: number) => number): Grey {
  const pixels = new Uint8ClampedArray(width * height)
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) pixels[y * width + x] = valueAt(x, y)
  return { width, height, pixels: new Uint8Array(pixels.buffer) }
}

/** The mean of 3×3 points in the square of side `step` that one frame pixel covers of the picture. */
function sampled(picture: Grey, x: number, y: number, step: number): number | undefined {
  if (x < 0 || y < 0 || x >= picture.width || y >= picture.height) return undefined
  let sum = 0
  for (let i = 0; i < 9; i++) {
    const px = Math.min(picture.width - 1, Math.floor(x + (((i % 3) + 0.5) / 3) * step))
    const py = Math.min(picture.height - 1, Math.floor(y + ((Math.floor(i / 3) + 0.5) / 3) * step))
    sum += picture.pixels[py * picture.width + px]!
  }
  return sum / 9
}

/** Normally distributed numbers (Box–Muller over mulberry32), the same for the same seed. */
function normalNumbers(seed: number): () => number {
  let state = seed
  const uniform = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform())
}
