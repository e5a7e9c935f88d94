/** Circles and arrows on a photo, so that whoever mends something sees at once where it is. Places are shares of the picture. */

export type Point = { readonly x: number; readonly y: number }
export type MarkShape = 'circle' | 'arrow'

/** A circle fills the box between its corners; an arrow points from the first to the second. */
export type PhotoMark = { readonly shape: MarkShape; readonly from: Point; readonly to: Point }

/** Where a mark begins that no finger has drawn: in the middle, for the arrow keys to move. */
export function markInMiddle(shape: MarkShape): PhotoMark {
  return shape === 'circle'
    ? { shape, from: { x: 0.35, y: 0.35 }, to: { x: 0.65, y: 0.65 } }
    : { shape, from: { x: 0.25, y: 0.25 }, to: { x: 0.5, y: 0.5 } }
}

/** Moves a mark, and no further than the picture goes. */
export function moved({ shape, from, to }: PhotoMark, dx: number, dy: number): PhotoMark {
  const [left, right] = [Math.min(from.x, to.x), Math.max(from.x, to.x)]
  const [top, bottom] = [Math.min(from.y, to.y), Math.max(from.y, to.y)]
  const [x, y] = [between(-left, dx, 1 - right), between(-top, dy, 1 - bottom)]
  return { shape, from: { x: from.x + x, y: from.y + y }, to: { x: to.x + x, y: to.y + y } }
}

/** Draws the second corner, or the point, elsewhere: within the picture. */
export function stretched(mark: PhotoMark, dx: number, dy: number): PhotoMark {
  return { ...mark, to: inside({ x: mark.to.x + dx, y: mark.to.y + dy }) }
}

/** Of a finger that leaves the picture. */
export function inside({ x, y }: Point): Point {
  return { x: between(0, x, 1), y: between(0, y, 1) }
}

/** A slip of the finger marks nothing. */
export function isTooSmall({ from, to }: PhotoMark): boolean {
  return Math.hypot(to.x - from.x, to.y - from.y) < 0.03
}

/** As the path of an SVG or a canvas. @param width and height of the picture, in the unit of the path */
export function pathOf({ shape, from, to }: PhotoMark, width: number, height: number): string {
  const [x1, y1, x2, y2] = [from.x * width, from.y * height, to.x * width, to.y * height]
  if (shape === 'circle') {
    const [rx, ry] = [Math.abs(x2 - x1) / 2, Math.abs(y2 - y1) / 2]
    const [left, middle] = [Math.min(x1, x2), (y1 + y2) / 2]
    return `M${n(left)} ${n(middle)}a${n(rx)} ${n(ry)} 0 1 0 ${n(2 * rx)} 0a${n(rx)} ${n(ry)} 0 1 0 ${n(-2 * rx)} 0Z`
  }
  const angle = Math.atan2(y2 - y1, x2 - x1)
  const barb = Math.min(Math.hypot(x2 - x1, y2 - y1) / 2, Math.max(width, height) / 14)
  const barbs = [angle + BARB_ANGLE, angle - BARB_ANGLE].map(
    (at) => `M${n(x2 - barb * Math.cos(at))} ${n(y2 - barb * Math.sin(at))}L${n(x2)} ${n(y2)}`,
  )
  return `M${n(x1)} ${n(y1)}L${n(x2)} ${n(y2)}${barbs.join('')}`
}

/** Thick enough to be seen on a thumbnail. */
export function strokeOf(width: number, height: number): number {
  return Math.max(width, height) / 100
}

const BARB_ANGLE = Math.PI / 6

function between(least: number, value: number, most: number): number {
  return Math.min(most, Math.max(least, value))
}

function n(value: number): string {
  return value.toFixed(1)
}
