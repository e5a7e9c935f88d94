/** The days of a period as the months of a wall calendar. Pure; days are the estate's, so that no clock change can shift them. */
import { type CellState, type Tally, visitedIn } from '../../checkpoints/coverage.ts'
import { DAY_CODES } from '../../checkpoints/report.ts'
import type { CivilDate } from '../../checkpoints/time.ts'
import type { Report } from '../../checkpoints/wire/report.ts'
import { dayByKey, weeksOf } from './calendar.ts'

export type ReportDay = Report['days'][number]

/** 0: nobody was missed, to 4: more than 30 % were; undefined: nothing was due. */
export type Shade = 0 | 1 | 2 | 3 | 4

export type HeatDay = ReportDay & { readonly worst: CellState | undefined; readonly shade: Shade | undefined }

export type HeatMonth = {
  readonly first: CivilDate
  /** Monday first; undefined: a day of another month, or outside the period. */
  readonly weeks: readonly (readonly (HeatDay | undefined)[])[]
}

/** Only weeks that the period touches. */
export function heatMonths(days: readonly ReportDay[]): HeatMonth[] {
  const byDay = new Map(days.map((day) => [day.day, heatDay(day)]))
  const months = [...new Set(days.map(({ day }) => day.slice(0, 7)))]
  return months.map((month) => ({
    first: `${month}-01`,
    weeks: weeksOf(`${month}-01`)
      .map((week) => week.map((day) => (day.startsWith(month) ? byDay.get(day) : undefined)))
      .filter((week) => week.some((day) => day !== undefined)),
  }))
}

function heatDay(day: ReportDay): HeatDay {
  return { ...day, worst: worstIn(day.tally), shade: shadeOf(day.compliance) }
}

/** The worst that any of the cells says; undefined: none was expected. */
export function worstIn(tally: Tally): CellState | undefined {
  // The codes stand in that order.
  return (Object.keys(DAY_CODES) as CellState[]).find((state) => tally[state] > 0)
}

/** From which share of missed cells on a day gets the next darker shade. */
const DARKER_FROM = [0, 0.05, 0.15, 0.3]

function shadeOf(compliance: number | null): Shade | undefined {
  if (compliance === null) return undefined
  // Of 1 - 0.7 a computer makes 0.30000000000000004.
  return DARKER_FROM.filter((share) => 1 - compliance > share + 1e-9).length as Shade
}

/** The day of the period that a key leads to, its edge where that lies beyond; undefined: no key of ours, or nowhere to go. */
export function dayWithin(days: readonly ReportDay[], from: CivilDate, key: string): CivilDate | undefined {
  const to = dayByKey(from, key)
  const [first, last] = [days[0]?.day, days.at(-1)?.day]
  if (to === undefined || first === undefined || last === undefined) return undefined
  const within = to < first ? first : to > last ? last : to
  return within === from ? undefined : within
}

type Part = { readonly tally: Tally; readonly compliance: number | null }

/** The best and the worst of some parts, of equals the one with more cells; undefined: nothing was due in any. */
export function extremesOf<Of extends Part>(
  parts: readonly Of[],
): { readonly best: Of; readonly worst: Of } | undefined {
  const due = parts.filter(({ compliance }) => compliance !== null)
  const bySize = due.toSorted((a, b) => dueIn(b.tally) - dueIn(a.tally))
  const sorted = bySize.toSorted((a, b) => b.compliance! - a.compliance!)
  const [best] = sorted
  if (!best) return undefined
  const worst = bySize.find(({ compliance }) => compliance === sorted.at(-1)!.compliance) ?? best
  return { best, worst }
}

/** The cells that compliance is a share of. */
export function dueIn(tally: Tally): number {
  return visitedIn(tally) + tally.missed
}
