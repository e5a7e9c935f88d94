/** Compliance over time, as a line to be drawn: sums of tallies, never means of percentages. Pure. */
import { addTallies, complianceOf, NO_CELLS, type Tally } from '../../checkpoints/coverage.ts'
import type { CivilDate } from '../../checkpoints/time.ts'
import { addDays } from '../../checkpoints/time.ts'
import { weekdayOf } from './calendar.ts'
import type { ReportDay } from './heat-map.ts'

export type Step = 'day' | 'week' | 'month'

/** The days from `from` to `to` together. */
export type TrendPoint = {
  readonly from: CivilDate
  readonly to: CivilDate
  readonly tally: Tally
  /** null: nothing was due. The line has a gap there. */
  readonly compliance: number | null
}

/** As many points as can be told apart on a phone. */
export function stepFor(days: number): Step {
  if (days <= 31) return 'day'
  return days <= 190 ? 'week' : 'month'
}

/** One point for each day, week (from Monday) or month, from the first in which anything was due to the last. */
export function trendPoints(days: readonly ReportDay[], step: Step): TrendPoint[] {
  const points = new Map<string, { from: CivilDate; to: CivilDate; tally: Tally }>()
  for (const { day, tally } of days) {
    const key = keyOf(day, step)
    const point = points.get(key)
    points.set(key, { from: point?.from ?? day, to: day, tally: addTallies(point?.tally ?? NO_CELLS, tally) })
  }
  const all = [...points.values()].map((point) => ({ ...point, compliance: complianceOf(point.tally) }))
  const isDue = ({ compliance }: TrendPoint) => compliance !== null
  return all.slice(Math.max(0, all.findIndex(isDue)), all.findLastIndex(isDue) + 1)
}

function keyOf(day: CivilDate, step: Step): string {
  if (step === 'day') return day
  return step === 'month' ? day.slice(0, 7) : addDays(day, 1 - weekdayOf(day))
}

/** Where the line is whole: positions of neighbouring points in all of which something was due. */
export function wholeRuns(points: readonly Pick<TrendPoint, 'compliance'>[]): number[][] {
  const runs: number[][] = []
  points.forEach(({ compliance }, at) => {
    if (compliance === null) return
    const run = runs.at(-1)
    if (run?.at(-1) === at - 1) run.push(at)
    else runs.push([at])
  })
  return runs
}

/** The points that are told in writing: first and last, lowest and highest. What stands too near to another is left out. */
export function labelledPoints(points: readonly Pick<TrendPoint, 'compliance'>[]): number[] {
  const due = points.flatMap(({ compliance }, at) => (compliance === null ? [] : [{ at, compliance }]))
  const [first, last] = [due[0], due.at(-1)]
  if (!first || !last) return []
  const byHeight = due.toSorted((a, b) => a.compliance - b.compliance)
  // As wide as `100%` beside `95.4%` on a phone.
  const apart = points.length / 4
  const chosen: number[] = []
  for (const { at } of [byHeight[0]!, last, first, byHeight.at(-1)!]) {
    if (chosen.every((other) => Math.abs(other - at) >= apart)) chosen.push(at)
  }
  return chosen.sort((a, b) => a - b)
}

/** Where the scale begins: a step of ten below the lowest point, so that a hundredth can be seen. */
export function scaleFrom(points: readonly Pick<TrendPoint, 'compliance'>[]): number {
  const lowest = Math.min(1, ...points.flatMap(({ compliance }) => compliance ?? []))
  return Math.min(0.9, Math.max(0, Math.floor(lowest * 10 - 1e-9) / 10))
}

export type Dot = { readonly x: number; readonly y: number }

/** Where each point stands in a box of 1 × 1, from its upper left; undefined: nothing was due. A single one stands in the middle. */
export function trendDots(points: readonly Pick<TrendPoint, 'compliance'>[], from: number): (Dot | undefined)[] {
  return points.map(({ compliance }, at) =>
    compliance === null
      ? undefined
      : { x: points.length === 1 ? 0.5 : at / (points.length - 1), y: (1 - compliance) / (1 - from) },
  )
}
