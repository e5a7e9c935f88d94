/** A meter's readings as a line to be drawn. Pure. */
import type { MeterPoint } from '../../checkpoints/wire/spot.ts'

export type Plotted = {
  readonly x: number
  readonly y: number
  readonly point: MeterPoint
  /** Against the reading before; null for the first. */
  readonly change: number | null
}

export type Box = { readonly width: number; readonly height: number; readonly margin: number }

/** Places readings in a box by time and value, the latest at its right. One reading alone stands in the middle. */
export function plotted(points: readonly MeterPoint[], { width, height, margin }: Box): Plotted[] {
  const [times, values] = [points.map(({ at }) => at), points.map(({ value }) => value)]
  const x = scale(Math.min(...times), Math.max(...times), margin, width - margin)
  const y = scale(Math.min(...values), Math.max(...values), height - margin, margin)
  return points.map((point, i) => {
    const before = points[i - 1]
    return { x: x(point.at), y: y(point.value), point, change: before ? point.value - before.value : null }
  })
}

function scale(from: number, to: number, start: number, end: number): (value: number) => number {
  if (from === to) return () => (start + end) / 2
  return (value) => start + ((value - from) / (to - from)) * (end - start)
}

/** Whether somebody should look at it: it cannot be right, and was not explained by a new meter. */
export function isAnomaly({ questions, remark }: MeterPoint): boolean {
  return questions.length > 0 && remark !== 'replaced'
}

/** Whether something was asked or said about it, if only that the meter is a new one. */
export function isRemarked({ questions, remark }: MeterPoint): boolean {
  return questions.length > 0 || remark !== null
}
