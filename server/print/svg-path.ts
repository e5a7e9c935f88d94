/** The SVG path data of our own pictures as polylines: the commands they use, arcs of circles among them. */
import type { Point } from './drawing.ts'

const ARGS: Readonly<Record<string, number>> = { m: 2, l: 2, h: 1, v: 1, a: 7, c: 6, z: 0 }
/** Straight pieces in a curve: on 24 units, none is seen. */
const PIECES = 16

/** @returns one polyline for each subpath; a point alone is a dot */
export function polylinesOf(path: string): Point[][] {
  const lines: Point[][] = []
  let at: Point = [0, 0]
  for (const { letter, args } of commandsOf(path)) {
    const command = letter.toLowerCase()
    const isRelative = letter === command
    const line = lines.at(-1)
    if (command === 'z') {
      if (line) line.push(line[0]!)
      at = line?.[0] ?? at
      continue
    }
    const points = pointsOf(command, args, at, isRelative)
    at = points.at(-1)!
    if (command === 'm') lines.push([at])
    else line?.push(...points)
  }
  return lines
}

function commandsOf(path: string): { letter: string; args: number[] }[] {
  return [...path.matchAll(/([a-z])([^a-z]*)/gi)].flatMap(([, letter = '', text = '']) => {
    const numbers = (text.match(/-?(?:\d+\.?\d*|\.\d+)/g) ?? []).map(Number)
    const each = ARGS[letter.toLowerCase()]
    if (each === undefined) throw new Error(`no picture of ours uses the path command ${letter}`)
    if (each === 0) return [{ letter, args: [] }]
    // A move that goes on is a line (SVG 2 §9.3.3).
    const repeated = letter === 'M' ? 'L' : letter === 'm' ? 'l' : letter
    return Array.from({ length: numbers.length / each }, (_, i) => ({
      letter: i === 0 ? letter : repeated,
      args: numbers.slice(i * each, (i + 1) * each),
    }))
  })
}

function pointsOf(command: string, args: readonly number[], at: Point, isRelative: boolean): Point[] {
  const [originX, originY] = isRelative ? at : [0, 0]
  const point = (i: number): Point => [originX + args[i]!, originY + args[i + 1]!]
  switch (command) {
    case 'h':
      return [[originX + args[0]!, at[1]]]
    case 'v':
      return [[at[0], originY + args[0]!]]
    case 'c':
      return curve((t) => cubic(at, point(0), point(2), point(4), t))
    case 'a':
      return arc(at, point(5), { radius: args[0]!, isLarge: args[3] === 1, isClockwise: args[4] === 1 })
    default:
      return [point(0)]
  }
}

function curve(pointAt: (t: number) => Point): Point[] {
  return Array.from({ length: PIECES }, (_, i) => pointAt((i + 1) / PIECES))
}

function cubic(a: Point, b: Point, c: Point, d: Point, t: number): Point {
  const s = 1 - t
  const of = (i: 0 | 1) => s ** 3 * a[i] + 3 * s * s * t * b[i] + 3 * s * t * t * c[i] + t ** 3 * d[i]
  return [of(0), of(1)]
}

type Arc = { readonly radius: number; readonly isLarge: boolean; readonly isClockwise: boolean }

/** SVG 2 §B.2.4 for circles. */
function arc(from: Point, to: Point, { radius, isLarge, isClockwise }: Arc): Point[] {
  const [halfX, halfY] = [(to[0] - from[0]) / 2, (to[1] - from[1]) / 2]
  const half = Math.hypot(halfX, halfY)
  const r = Math.max(radius, half)
  const height = Math.sqrt(Math.max(0, r * r - half * half)) * (isLarge === isClockwise ? 1 : -1)
  const centreX = from[0] + halfX + (height * halfY) / half
  const centreY = from[1] + halfY - (height * halfX) / half
  const start = Math.atan2(from[1] - centreY, from[0] - centreX)
  const end = Math.atan2(to[1] - centreY, to[0] - centreX)
  const turn = 2 * Math.PI
  const swept = isClockwise ? (end - start + turn) % turn : -((start - end + turn) % turn)
  return curve((t) => [centreX + r * Math.cos(start + swept * t), centreY + r * Math.sin(start + swept * t)])
}
