/** A page of labels as dots: for PNG pictures in greys, for thermal printers in black and white. */
import { KIND_PICTURES, PICTURE_SIDE } from '../../checkpoints/kind-picture.ts'
import { type Drawn, type Logo, type Page, PICTURE_STROKE, type Point } from './drawing.ts'
import { type Command, outlinesOf } from './glyph-outline.ts'
import { barsOf } from './qr-symbol.ts'
import { polylinesOf } from './svg-path.ts'

/** One byte a dot, 0 black. */
export type Dots = { readonly width: number; readonly height: number; readonly grey: Uint8Array }

/** @param dpi dots an inch */
export function rasterOf(page: Page, dpi: number, logo?: Logo): Dots {
  const perMm = dpi / 25.4
  const width = Math.round(page.width * perMm)
  const height = Math.round(page.height * perMm)
  const dots: Dots = { width, height, grey: new Uint8Array(width * height).fill(255) }
  const { offsetX, offsetY, scaleX, scaleY } = page.adjust
  const place = ([x, y]: Point): Point => [(x * scaleX + offsetX) * perMm, (y * scaleY + offsetY) * perMm]
  for (const drawn of page.drawn) {
    if (drawn.draw === 'logo') drawLogo(dots, drawn, place, logo)
    else
      for (const shape of shapesOf(drawn))
        fill(
          dots,
          shape.map((contour) => contour.map(place)),
        )
  }
  return dots
}

/** Closed contours in millimetres, filled where they wind around a point (non-zero). */
type Shape = readonly (readonly Point[])[]

function shapesOf(drawn: Exclude<Drawn, { draw: 'logo' }>): Shape[] {
  switch (drawn.draw) {
    case 'symbol': {
      const { symbol, x, y, module } = drawn
      return barsOf(symbol).map(({ row, column, length }) => [
        rectangle(x + column * module, y + row * module, length * module, module),
      ])
    }
    case 'text':
      return outlinesOf(drawn.text).map(({ commands, unitsPerEm, at }) => {
        const scale = drawn.em / unitsPerEm
        const move = ([px, py]: Point): Point => [drawn.x + at * drawn.em + px * scale, drawn.y - py * scale]
        return contoursOf(commands).map((contour) => contour.map(move))
      })
    case 'picture': {
      const scale = drawn.side / PICTURE_SIDE
      const move = ([px, py]: Point): Point => [drawn.x + px * scale, drawn.y + py * scale]
      return polylinesOf(KIND_PICTURES[drawn.kind]).flatMap((line) => stroke(line.map(move), PICTURE_STROKE * scale))
    }
    case 'line':
      return stroke([drawn.from, drawn.to], drawn.width)
  }
}

function rectangle(x: number, y: number, width: number, height: number): Point[] {
  return [
    [x, y],
    [x + width, y],
    [x + width, y + height],
    [x, y + height],
  ]
}

/** Each piece of a line as a bar with round ends. */
function stroke(line: readonly Point[], width: number): Shape[] {
  const r = width / 2
  const pieces =
    line.length === 1 ? [[line[0]!, line[0]!] as const] : line.slice(1).map((to, i) => [line[i]!, to] as const)
  return pieces.map(([[x1, y1], [x2, y2]]) => {
    const along = Math.atan2(y2 - y1, x2 - x1)
    const half = (cx: number, cy: number, from: number): Point[] =>
      Array.from({ length: 9 }, (_, i) => {
        const angle = from + (Math.PI * i) / 8
        return [cx + r * Math.cos(angle), cy + r * Math.sin(angle)]
      })
    return [[...half(x2, y2, along - Math.PI / 2), ...half(x1, y1, along + Math.PI / 2)]]
  })
}

const CURVE_PIECES = 8

/** A glyph's curves as straight pieces: at eight a curve no dot changes. */
function contoursOf(commands: readonly Command[]): Point[][] {
  const contours: Point[][] = []
  for (const { command, args } of commands) {
    const contour = contours.at(-1)
    const from = contour?.at(-1)
    if (command === 'moveTo') contours.push([[args[0]!, args[1]!]])
    else if (command === 'lineTo') contour?.push([args[0]!, args[1]!])
    else if (command !== 'closePath' && from) contour?.push(...curved(from, args))
  }
  return contours
}

/** A Bézier curve of any degree (de Casteljau). @param args its control points and its end */
function curved(from: Point, args: readonly number[]): Point[] {
  const controls: Point[] = [from]
  for (let i = 0; i < args.length; i += 2) controls.push([args[i]!, args[i + 1]!])
  return Array.from({ length: CURVE_PIECES }, (_, i) => {
    const t = (i + 1) / CURVE_PIECES
    let points = controls
    while (points.length > 1) points = points.slice(1).map((b, j) => between(points[j]!, b, t))
    return points[0]!
  })
}

function between(a: Point, b: Point, t: number): Point {
  return [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t]
}

const SUBLINES = 4

/** Four scan lines a row of dots, each covering dots by its exact length. */
function fill({ width, height, grey }: Dots, contours: Shape): void {
  const ys = contours.flatMap((contour) => contour.map(([, y]) => y))
  const first = Math.max(0, Math.floor(Math.min(...ys)))
  const last = Math.min(height - 1, Math.floor(Math.max(...ys) - 1e-9))
  const covered = new Float32Array(width)
  for (let row = first; row <= last; row++) {
    covered.fill(0)
    for (let i = 0; i < SUBLINES; i++) cover(covered, crossings(contours, row + (i + 0.5) / SUBLINES))
    for (let x = 0; x < width; x++) {
      if (covered[x]! > 0) grey[row * width + x]! *= 1 - Math.min(1, covered[x]! / SUBLINES)
    }
  }
}

type Crossing = { readonly x: number; readonly winding: 1 | -1 }

function crossings(contours: Shape, y: number): Crossing[] {
  const found: Crossing[] = []
  for (const contour of contours) {
    let [x1, y1] = contour.at(-1)!
    for (const [x2, y2] of contour) {
      if (y1 <= y !== y2 <= y) found.push({ x: x1 + ((y - y1) / (y2 - y1)) * (x2 - x1), winding: y2 > y1 ? 1 : -1 })
      ;[x1, y1] = [x2, y2]
    }
  }
  return found.sort((a, b) => a.x - b.x)
}

function cover(covered: Float32Array, crossed: readonly Crossing[]): void {
  let winding = 0
  for (const [i, { x, winding: turn }] of crossed.entries()) {
    winding += turn
    const to = crossed[i + 1]?.x
    if (winding === 0 || to === undefined) continue
    for (let dot = Math.max(0, Math.floor(x)); dot < Math.min(covered.length, to); dot++) {
      covered[dot]! += Math.min(dot + 1, to) - Math.max(dot, x)
    }
  }
}

/** Each dot the mean of what it covers of the picture, darkening what is there. */
function drawLogo(
  { width, height, grey }: Dots,
  box: Extract<Drawn, { draw: 'logo' }>,
  place: (point: Point) => Point,
  logo: Logo | undefined,
): void {
  if (!logo) return
  const [left, top] = place([box.x, box.y])
  const [right, bottom] = place([box.x + box.width, box.y + box.height])
  const [perDotX, perDotY] = [logo.width / (right - left), logo.height / (bottom - top)]
  for (let y = Math.max(0, Math.ceil(top)); y < Math.min(height, bottom); y++) {
    for (let x = Math.max(0, Math.ceil(left)); x < Math.min(width, right); x++) {
      grey[y * width + x]! *= meanOf(logo, (x - left) * perDotX, (y - top) * perDotY, perDotX, perDotY) / 255
    }
  }
}

function meanOf(logo: Logo, x: number, y: number, width: number, height: number): number {
  const right = Math.min(logo.width, Math.max(x + 1, x + width))
  const bottom = Math.min(logo.height, Math.max(y + 1, y + height))
  let [sum, count] = [0, 0]
  for (let py = Math.floor(y); py < bottom; py++) {
    for (let px = Math.floor(x); px < right; px++, count++) sum += logo.grey[py * logo.width + px] ?? 255
  }
  return count > 0 ? sum / count : 255
}
