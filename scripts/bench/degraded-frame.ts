/** A label as a phone's camera sees it on a bad day: askew, blurred, dark, dirty. The same seed gives the same frame. */

/** Modules along one side, dark or not. */
export type Matrix = { readonly size: number; readonly isDark: (row: number, column: number) => boolean }

export type Trouble = {
  /** Side of the symbol with its quiet zone, in pixels of the frame. */
  readonly side: number
  /** Degrees in the plane, and about the upright axis away from the camera. */
  readonly rotation: number
  readonly tilt: number
  /** Standard deviations: of the lens' blur in pixels, of the sensor's noise in grey levels. */
  readonly blur: number
  readonly noise: number
  /** The brightness that black and white get in this light. */
  readonly black: number
  readonly white: number
  /** The share of the label that dirt covers. */
  readonly dirt: number
  /** Symbols side by side. */
  readonly count: 1 | 2
}

export const GOOD_DAY: Trouble = {
  ...{ side: 200, rotation: 0, tilt: 0, blur: 0.6, noise: 3, black: 24, white: 220, dirt: 0, count: 1 },
}

export type Frame = { readonly width: number; readonly height: number; readonly pixels: Uint8Array }

const SIDE = 320
const QUIET_ZONE = 4
/** Of the wall behind the label. */
const WALL = 0.55
const SAMPLES = 2

export function degradedFrame(symbol: Matrix, trouble: Trouble, random: () => number): Frame {
  const label = textureOf(symbol, trouble, random)
  const seen = blurred(exposed(label, trouble, [random() - 0.5, random() - 0.5]), trouble.blur)
  const pixels = new Uint8ClampedArray(seen.length)
  for (let i = 0; i < seen.length; i++) {
    const noise = trouble.noise * Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
    pixels[i] = trouble.black + seen[i]! * (trouble.white - trouble.black) + noise
  }
  return { width: SIDE, height: SIDE, pixels: new Uint8Array(pixels.buffer) }
}

/** mulberry32. */
export function randomNumbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** The label flat and large, 1 where it is white. */
type Texture = { readonly width: number; readonly height: number; readonly light: Float32Array }

const TEXELS_PER_MODULE = 8

function textureOf({ size, isDark }: Matrix, { count, dirt }: Trouble, random: () => number): Texture {
  const height = (size + 2 * QUIET_ZONE) * TEXELS_PER_MODULE
  const width = height * count
  const light = new Float32Array(width * height).fill(1)
  for (let y = 0; y < height; y++) {
    const row = Math.floor(y / TEXELS_PER_MODULE) - QUIET_ZONE
    for (let x = 0; x < width; x++) {
      const column = Math.floor((x % height) / TEXELS_PER_MODULE) - QUIET_ZONE
      const isInside = row >= 0 && column >= 0 && row < size && column < size
      if (isInside && isDark(row, column)) light[y * width + x] = 0
    }
  }
  splash({ width, height, light }, dirt, count, random)
  return { width, height, light }
}

/** Splashes as large on paper as a few modules, dark or light, anywhere, until so much of the label is covered. */
function splash({ width, height, light }: Texture, dirt: number, count: number, random: () => number): void {
  for (let covered = 0; covered < dirt * width * height; ) {
    // Of two symbols on the same area each is smaller, but dirt is not.
    const r = (0.02 + 0.03 * random()) * height * Math.sqrt(count)
    const [cx, cy, tone] = [random() * width, random() * height, random() < 0.7 ? 0.1 : 0.9]
    for (let y = Math.max(0, Math.ceil(cy - r)); y < Math.min(height, cy + r); y++) {
      for (let x = Math.max(0, Math.ceil(cx - r)); x < Math.min(width, cx + r); x++) {
        if ((x - cx) ** 2 + (y - cy) ** 2 < r * r) light[y * width + x] = tone
      }
    }
    covered += Math.PI * r * r
  }
}

/** What falls on the sensor: the label turned in its plane, then about the upright axis, from five sides away. */
function exposed(
  { width, height, light }: Texture,
  trouble: Trouble,
  [dx, dy]: readonly [number, number],
): Float32Array {
  const [turn, lean] = [(trouble.rotation * Math.PI) / 180, (trouble.tilt * Math.PI) / 180]
  const [sinTurn, cosTurn, sinLean, cosLean] = [Math.sin(turn), Math.cos(turn), Math.sin(lean), Math.cos(lean)]
  const distance = 5
  const seen = new Float32Array(SIDE * SIDE)
  for (let i = 0; i < SIDE * SIDE * SAMPLES * SAMPLES; i++) {
    const across = i % (SIDE * SAMPLES)
    const down = Math.floor(i / (SIDE * SAMPLES))
    const px = ((across + 0.5) / SAMPLES - SIDE / 2 + dx) / trouble.side
    const py = ((down + 0.5) / SAMPLES - SIDE / 2 + dy) / trouble.side
    const u = (px * distance) / (distance * cosLean - px * sinLean)
    const v = py * (1 + (u * sinLean) / distance)
    const x = Math.floor(width / 2 + (u * cosTurn + v * sinTurn) * height)
    const y = Math.floor((v * cosTurn - u * sinTurn + 0.5) * height)
    const isOn = x >= 0 && y >= 0 && x < width && y < height
    seen[Math.floor(down / SAMPLES) * SIDE + Math.floor(across / SAMPLES)]! +=
      (isOn ? light[y * width + x]! : WALL) / (SAMPLES * SAMPLES)
  }
  return seen
}

function blurred(light: Float32Array, sigma: number): Float32Array {
  const reach = Math.ceil(sigma * 3)
  const weights = Array.from({ length: 2 * reach + 1 }, (_, i) => Math.exp(-((i - reach) ** 2) / (2 * sigma * sigma)))
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const pass = (from: Float32Array, step: number, across: number) => {
    const to = new Float32Array(from.length)
    for (let i = 0; i < to.length; i++) {
      const at = Math.floor(i / step) % SIDE
      let sum = 0
      for (let k = -reach; k <= reach; k++) {
        const moved = Math.min(SIDE - 1, Math.max(0, at + k)) - at
        sum += weights[k + reach]! * from[i + moved * across]!
      }
      to[i] = sum / total
    }
    return to
  }
  return pass(pass(light, 1, 1), SIDE, SIDE)
}
