/**
 * Why the tag is digits: our symbol of 41 modules against a compact JWS of the same content, 57 modules, printed equally
 * large and read by the scanner's own decoder, 200 frames of each trouble. What the JWS says is kept as short as one could.
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { exportJWK, FlattenedSign, generateKeyPair } from 'jose'
import { runnerImport } from 'vite'
import { checkpointIdOfBytes } from '../../checkpoints/ids.ts'
import { issueTag, tagUrl } from '../../checkpoints/tag.ts'
import { qrSymbol } from '../../server/print/qr-symbol.ts'
import { degradedFrame, type Frame, GOOD_DAY, type Matrix, randomNumbers, type Trouble } from './degraded-frame.ts'
import type { Measure } from './measure.ts'

const FRAMES = 200
const ORIGIN = 'https://patrol.example.hk'

type Pixels = { readonly data: Uint8ClampedArray; readonly width: number; readonly height: number }
type Decoder = {
  readonly loadDecoder: (from: { readonly wasmBinary: ArrayBuffer }) => Promise<void>
  readonly decodeFrame: (
    pixels: Pixels,
  ) => Promise<{ readonly readings: readonly { readonly text: string }[] } | undefined>
}
type Code = { readonly name: string; readonly text: string; readonly symbol: Matrix }

/** How bad it gets, from a number between 0 and 1: each trouble from what most read to what few do. */
// biome-ignore format: hand-aligned table
const TROUBLES: readonly { readonly name: string; readonly at: (random: () => number) => Partial<Trouble> }[] = [
  { name: 'blur',     at: (r) => ({ blur: 1 + 1.2 * r() }) },
  { name: 'tilt',     at: (r) => ({ tilt: 35 + 30 * r() }) },
  { name: 'dark',     at: (r) => ({ black: 14, white: 34 + 26 * r(), noise: 10 }) },
  { name: 'dirt',     at: (r) => ({ dirt: 0.005 + 0.035 * r() }) },
  { name: 'rotation', at: (r) => ({ rotation: 360 * r(), side: 105 + 40 * r() }) },
]

export async function measureRobustness(): Promise<Measure[]> {
  const read = await reader()
  const { ours, oursQ, jws } = await codes()
  const measures: Measure[] = []
  for (const trouble of TROUBLES) {
    for (const code of [ours, oursQ, jws]) {
      const share = await shareRead(read, code, trouble.at)
      measures.push({ name: `${trouble.name}: ${code.name}`, value: 100 * share, unit: '% read' })
    }
  }
  const twins = await shareRead(read, ours, (r) => ({ dirt: 0.005 + 0.035 * r(), count: 2, side: 200 / Math.SQRT2 }))
  measures.push({ name: 'dirt: two of our M on the same area', value: 100 * twins, unit: '% read' })
  const [near, far] = [await leastSide(read, jws), await leastSide(read, ours)]
  return [
    ...measures,
    {
      name: 'least side that is read: 41 × 41',
      value: far,
      unit: 'px',
      how: '38 of 40 frames, held by hand: a little turned, tilted and blurred',
    },
    { name: '  pixels a module', value: far / (ours.symbol.size + 8), unit: 'px' },
    { name: 'least side that is read: 57 × 57', value: near, unit: 'px' },
    { name: 'reading distance, ours to a compact JWS', value: near / far, unit: 'times', goal: { atLeast: 1.3 } },
  ]
}

async function codes(): Promise<Readonly<Record<'ours' | 'oursQ' | 'jws', Code>>> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true })
  const checkpoint = checkpointIdOfBytes(Uint8Array.of(3, 14, 15, 92, 65, 35))
  const digits = await issueTag(
    { generation: 1, checkpoint, revision: 1 },
    '018f3c1e-7a00-7000-8000-000000000001',
    privateKey,
  )
  const signed = await new FlattenedSign(new TextEncoder().encode(JSON.stringify({ v: 1, checkpoint, revision: 1 })))
    .setProtectedHeader({ alg: 'ES256', kid: '1' })
    .sign(await exportJWK(privateKey))
  const code = (name: string, text: string, level: 'M' | 'Q'): Code => {
    const symbol = qrSymbol(text, level)
    return { name: `${name}, ${symbol.size} × ${symbol.size}`, text, symbol }
  }
  const jws = `${ORIGIN}/s/${signed.protected}.${signed.payload}.${signed.signature}`
  return {
    ours: code('ours M', tagUrl(ORIGIN, digits), 'M'),
    oursQ: code('ours Q', tagUrl(ORIGIN, digits), 'Q'),
    jws: code('compact JWS M', jws, 'M'),
  }
}

type Read = (frame: Frame, text: string) => Promise<boolean>

/** The same seeds for every code: each meets the same bad days. */
async function shareRead(read: Read, code: Code, at: (random: () => number) => Partial<Trouble>): Promise<number> {
  let count = 0
  for (let seed = 1; seed <= FRAMES; seed++) {
    const random = randomNumbers(seed)
    const trouble: Trouble = { ...GOOD_DAY, ...at(random) }
    if (await read(degradedFrame(code.symbol, trouble, random), code.text)) count++
  }
  return count / FRAMES
}

/** Of a symbol held ever farther away, the least side at which 38 of 40 frames are read, by halving. */
async function leastSide(read: Read, { symbol, text }: Code): Promise<number> {
  let [unread, isRead] = [50, 220]
  while (isRead - unread > 1) {
    const side = Math.round((unread + isRead) / 2)
    let missed = 0
    for (let seed = 1; seed <= 40 && missed <= 2; seed++) {
      const random = randomNumbers(seed * 1000 + 7)
      const trouble = { ...GOOD_DAY, side, rotation: 20 * random() - 10, tilt: 20 * random() - 10 }
      if (!(await read(degradedFrame(symbol, trouble, random), text))) missed++
    }
    if (missed <= 2) isRead = side
    else unread = side
  }
  return isRead
}

/** The browser's modules are TypeScript that nobody emits for Node: Vite runs them from source. */
async function reader(): Promise<Read> {
  const decoderFile = fileURLToPath(new URL('../../../client/workers/decode-frame.ts', import.meta.url))
  const { module: decoder } = await runnerImport<Decoder>(decoderFile)
  const wasm = readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'))
  await decoder.loadDecoder({ wasmBinary: new Uint8Array(wasm).buffer })
  return async ({ width, height, pixels }, text) => {
    const data = new Uint8ClampedArray(width * height * 4).fill(255)
    for (let i = 0; i < pixels.length; i++) data.fill(pixels[i]!, i * 4, i * 4 + 3)
    const decoded = await decoder.decodeFrame({ data, width, height })
    return decoded?.readings.some((reading) => reading.text === text) ?? false
  }
}
