/** From a plan's civil times to instants. Apart from plan.ts, because phones never need the calendar library. */
import { Temporal } from 'temporal-polyfill'
import type { PlanDraft } from './plan.ts'
import { addDays, type CivilDate, type Instant, type Zone } from './time.ts'

export type OpenWindow = { readonly opensAt: Instant; readonly closesAt: Instant }

/**
 * The windows of a plan that open on a civil day of the estate, earliest first. Planned in the estate's zone: 22:00–06:00
 * is nine hours long on the night clocks go back, seven when they go forward (field-notes "Reports and rounds").
 * A window that lies wholly within the hour the clocks skip does not happen that day.
 */
export function windowsOn(plan: Pick<PlanDraft, 'weekdays' | 'windows'>, day: CivilDate, zone: Zone): OpenWindow[] {
  if (!plan.weekdays.includes(Temporal.PlainDate.from(day).dayOfWeek)) return []
  return plan.windows
    .map(({ startsAt, endsAt }) => ({
      opensAt: instantOf(day, startsAt, zone),
      closesAt: instantOf(endsAt <= startsAt ? addDays(day, 1) : day, endsAt, zone),
    }))
    .filter(({ opensAt, closesAt }) => opensAt < closesAt)
    .sort((a, b) => a.opensAt - b.opensAt)
}

/** The first instant of a civil day in a zone (not always 00:00). */
export function startOfDay(day: CivilDate, zone: Zone): Instant {
  return Temporal.PlainDate.from(day).toZonedDateTime(zone).epochMilliseconds
}

/**
 * A time that happens twice means the first. One that the clocks skip means the moment they do: Temporal's own answer, an
 * hour on, would let 01:30–02:15 close before it opens.
 */
function instantOf(day: CivilDate, time: string, zone: Zone): Instant {
  const wall = Temporal.PlainDate.from(day).toPlainDateTime(Temporal.PlainTime.from(time))
  const before = wall.toZonedDateTime(zone, { disambiguation: 'earlier' })
  const skipped = before.toPlainDateTime().equals(wall) ? undefined : before.getTimeZoneTransition('next')
  return (skipped ?? before).epochMilliseconds
}
