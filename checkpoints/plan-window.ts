/** From a plan's civil days and times to instants. Apart from plan.ts, because phones never need the calendar library. */
import { Temporal } from 'temporal-polyfill'
import type { PlanDraft } from './plan.ts'
import { readRecurrence } from './recurrence.ts'
import { recurrenceDays } from './recurrence-days.ts'
import { addDays, type CivilDate, type Instant, MINUTE_MS, type Zone } from './time.ts'

export type OpenWindow = { readonly opensAt: Instant; readonly closesAt: Instant }

/** The part of a plan that decides when it is walked. */
export type PlanTimes = Pick<PlanDraft, 'recurrence' | 'holidays' | 'windows' | 'randomStart'>

export type WindowContext = {
  readonly zone: Zone
  readonly holidays: ReadonlySet<CivilDate>
  /** From 0 up to 1, always the same for the same key, and not to be foreseen: the core rolls no dice. */
  readonly dice: (key: string) => number
}

/** The civil days from one to another, both included, on which a plan is walked. */
export function planDays(
  plan: Pick<PlanTimes, 'recurrence' | 'holidays'>,
  { from, to }: { readonly from: CivilDate; readonly to: CivilDate },
  holidays: ReadonlySet<CivilDate>,
): CivilDate[] {
  const read = readRecurrence(plan.recurrence)
  if (!read.ok) throw new Error(`a stored recurrence cannot be read: ${read.where}`)
  const days = recurrenceDays(read.value, from, to)
  if (plan.holidays === 'as-usual') return days
  return days.filter((day) => holidays.has(day) === (plan.holidays === 'only'))
}

/** The windows of a plan that open on the civil days from one to another, both included, earliest first. */
export function windowsBetween(
  plan: PlanTimes,
  days: { readonly from: CivilDate; readonly to: CivilDate },
  { zone, holidays, dice }: WindowContext,
): OpenWindow[] {
  const windows = planDays(plan, days, holidays).flatMap((day) => windowsOn(plan, day, { zone, dice }))
  return apart(windows)
}

/**
 * In order of opening. Where clocks skip an hour, 01:30–02:15 and 02:00–03:00 open at the same instant, and a plan has one round an
 * instant: the longer one follows a millisecond later, so that none is lost.
 */
function apart(windows: readonly OpenWindow[]): OpenWindow[] {
  let last = Number.NEGATIVE_INFINITY
  return windows
    .toSorted((a, b) => a.opensAt - b.opensAt || a.closesAt - b.closesAt)
    .map(({ opensAt, closesAt }) => {
      last = Math.max(opensAt, last + 1)
      return { opensAt: last, closesAt }
    })
}

/**
 * The windows on a civil day of the plan, earliest first. Planned in the estate's zone: 22:00–06:00
 * is nine hours long on the night clocks go back, seven when they go forward (field-notes "Reports and rounds").
 * A window that lies wholly within the hour the clocks skip does not happen that day.
 */
export function windowsOn(
  { windows, randomStart }: Pick<PlanTimes, 'windows' | 'randomStart'>,
  day: CivilDate,
  { zone, dice }: Pick<WindowContext, 'zone' | 'dice'>,
): OpenWindow[] {
  return windows
    .map(({ startsAt, endsAt }) => {
      const whole = {
        opensAt: instantOf(day, startsAt, zone),
        closesAt: instantOf(endsAt <= startsAt ? addDays(day, 1) : day, endsAt, zone),
      }
      return randomStart === null ? whole : somewhereIn(whole, randomStart * MINUTE_MS, dice(`${day} ${startsAt}`))
    })
    .filter(({ opensAt, closesAt }) => opensAt < closesAt)
    .sort((a, b) => a.opensAt - b.opensAt)
}

/** The first instant of a civil day in a zone (not always 00:00). */
export function startOfDay(day: CivilDate, zone: Zone): Instant {
  return Temporal.PlainDate.from(day).toZonedDateTime(zone).epochMilliseconds
}

/** A stretch that starts on a whole minute within the window, and ends within it. */
function somewhereIn({ opensAt, closesAt }: OpenWindow, lastsMs: number, dice: number): OpenWindow {
  const spareMinutes = Math.floor((closesAt - opensAt - lastsMs) / MINUTE_MS)
  if (spareMinutes <= 0) return { opensAt, closesAt }
  const start = opensAt + Math.floor(dice * (spareMinutes + 1)) * MINUTE_MS
  return { opensAt: start, closesAt: start + lastsMs }
}

/**
 * A time that happens twice means the first. One that the clocks skip means the moment they do: Temporal's own answer, an
 * hour on, would let 01:30–02:15 close before it opens.
 */
export function instantOf(day: CivilDate, time: string, zone: Zone): Instant {
  const wall = Temporal.PlainDate.from(day).toPlainDateTime(Temporal.PlainTime.from(time))
  const before = wall.toZonedDateTime(zone, { disambiguation: 'earlier' })
  const skipped = before.toPlainDateTime().equals(wall) ? undefined : before.getTimeZoneTransition('next')
  return (skipped ?? before).epochMilliseconds
}
