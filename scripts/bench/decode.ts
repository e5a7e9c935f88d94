/** What a walker waits for: the scanner's own decoder on 720p frames, in good light, in the dark, and before a bare wall. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { runnerImport } from 'vite'
import { type Measure, percentile } from './measure.ts'

const FRAMES = 40

type Pixels = { readonly data: Uint8ClampedArray; readonly width: number; readonly height: number }
type Decoder = {
  readonly loadDecoder: (from: { readonly wasmBinary: ArrayBuffer }) => Promise<void>
  readonly decodeFrame: (pixels: Pixels) => Promise<{ readonly pass: string } | undefined>
}
type Scene = {
  readonly scale?: number
  readonly black?: number
  readonly white?: number
  readonly noise?: number
  readonly seed?: number
}
type Camera = {
  readonly qrPicture: (text: string, modulePixels: number) => object
  readonly frameOf: (picture: object | undefined, scene: Scene) => object
  readonly rgbaOf: (frame: object) => Pixels
}

const SCENES: readonly { readonly name: string; readonly label: boolean; readonly scene: Scene }[] = [
  { name: 'clean label', label: true, scene: {} },
  { name: 'dark and noisy label', label: true, scene: { black: 22, white: 58, noise: 12 } },
  { name: 'bare wall', label: false, scene: { noise: 4 } },
]

/** The browser's modules and the tests' camera are TypeScript that nobody emits for Node: Vite runs them from source. */
export async function measureDecoding(): Promise<Measure[]> {
  const { module: decoder } = await runnerImport<Decoder>(source('client/workers/decode-frame.ts'))
  const { module: camera } = await runnerImport<Camera>(source('test/support/fake-camera.ts'))
  const wasm = readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'))
  await decoder.loadDecoder({ wasmBinary: new Uint8Array(wasm).buffer })
  const picture = camera.qrPicture(`https://patrol.example.hk/s/${'7'.repeat(174)}`, 6)
  const measures: Measure[] = []
  for (const { name, label, scene } of SCENES) {
    const milliseconds: number[] = []
    let read = 0
    for (let seed = 1; seed <= FRAMES; seed++) {
      const pixels = camera.rgbaOf(camera.frameOf(label ? picture : undefined, { ...scene, seed }))
      const startedAt = performance.now()
      const decoded = await decoder.decodeFrame(pixels)
      milliseconds.push(performance.now() - startedAt)
      if (decoded) read++
    }
    const how = `${FRAMES} frames of 1280×720, Node, raw pass then blurred; read ${read}`
    measures.push({ name: `decode a frame: ${name}, p50`, value: percentile(milliseconds, 0.5), unit: 'ms', how })
    if (label) measures.push({ name: `  frames read: ${name}`, value: (100 * read) / FRAMES, unit: '%' })
  }
  return measures
}

/** From dist/scripts/bench/ to the source tree. */
function source(path: string): string {
  return fileURLToPath(new URL(`../../../${path}`, import.meta.url))
}
