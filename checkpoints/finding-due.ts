/** Until when a finding is to be solved (policy 9.2): civil days of the estate, so that no clock change makes one longer or shorter. */
import * as v from 'valibot'
import type { Finding } from './finding.ts'
import type { FindingRules } from './finding-rules.ts'
import { addDays, type CivilDate, civilDateOf, type Instant, type Zone } from './time.ts'

export type Calendar = Pick<FindingRules, 'workingDays' | 'restDays'> & { readonly holidays: ReadonlySet<CivilDate> }

/**
 * The last day on which it is in time: so many days after the day on which it was reported. If the estate counts working days
 * only, the others count for nothing, and none of them is the last.
 */
export function dueOn(from: CivilDate, days: number, calendar: Calendar): CivilDate {
  if (!calendar.workingDays) return addDays(from, days)
  let [day, left] = [from, days]
  // With at most six days of rest a week there is a working day within a fortnight, but for holidays without end.
  for (let i = 0; i < 3000 && (left > 0 || isOff(day, calendar)); i++) {
    day = addDays(day, 1)
    if (left > 0 && !isOff(day, calendar)) left -= 1
  }
  return day
}

function isOff(day: CivilDate, { restDays, holidays }: Calendar): boolean {
  return holidays.has(day) || restDays.includes(weekdayOf(day))
}

/** ISO, 1 Monday … 7 Sunday. */
function weekdayOf(day: CivilDate): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7
}

type Deciding = Calendar & {
  readonly zone: Zone
  readonly now: Instant
  /** The day that is due already, if it is decided upon once more. */
  readonly dueOn?: CivilDate | null
}

/**
 * The latest day for one that is decided upon now: counted from its report, but a day that is over helps nobody. Only what is
 * overdue stays so: otherwise whoever decides on it again each morning would never need an extension.
 */
export function latestDue(reportedAt: Instant, days: number, calendar: Deciding): CivilDate {
  const due = dueOn(civilDateOf(reportedAt, calendar.zone), days, calendar)
  const today = dueOn(civilDateOf(calendar.now, calendar.zone), 0, calendar)
  const soonest = calendar.dueOn && calendar.dueOn < today ? calendar.dueOn : today
  return due < soonest ? soonest : due
}

export const DueStanding = v.picklist(['none', 'in-time', 'due-soon', 'overdue'])
export type DueStanding = v.InferOutput<typeof DueStanding>

/** How a finding stands against its day: what is fixed is judged by when it was fixed. */
export function dueStanding(
  { state, dueOn: due, fixedAt }: Pick<Finding, 'state' | 'dueOn' | 'fixedAt'>,
  { zone, now }: { readonly zone: Zone; readonly now: Instant },
): DueStanding {
  if (due === null || state === 'reported' || state === 'merged' || state === 'dismissed') return 'none'
  const day = civilDateOf(fixedAt ?? now, zone)
  if (day > due) return 'overdue'
  return fixedAt === null && due <= addDays(day, 1) ? 'due-soon' : 'in-time'
}
