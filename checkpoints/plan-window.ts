/** From a plan's civil times to instants. Apart from plan.ts, because phones never need the calendar library. */
import { Temporal } from 'temporal-polyfill'
import type { PlanDraft } from './plan.ts'
import { addDays, type CivilDate, type Instant, type Zone } from './time.ts'

export type OpenWindow = { readonly opensAt: Instant; readonly closesAt: Instant }

/**
 * The windows of a plan that open on a civil day of the estate, earliest first. Planned in the estate's zone: 22:00–06:00
 * is nine hours long on the night clocks go back, seven when they go forward (field-notes "Reports and rounds").
 */
export function windowsOn(plan: Pick<PlanDraft, 'weekdays' | 'windows'>, day: CivilDate, zone: Zone): OpenWindow[] {
  if (!plan.weekdays.includes(Temporal.PlainDate.from(day).dayOfWeek)) return []
  return plan.windows
    .map(({ startsAt, endsAt }) => ({
      opensAt: instantOf(day, startsAt, zone),
      closesAt: instantOf(endsAt <= startsAt ? addDays(day, 1) : day, endsAt, zone),
    }))
    .sort((a, b) => a.opensAt - b.opensAt)
}

/** The first instant of a civil day in a zone (not always 00:00). */
export function startOfDay(day: CivilDate, zone: Zone): Instant {
  return Temporal.PlainDate.from(day).toZonedDateTime(zone).epochMilliseconds
}

function instantOf(day: CivilDate, time: string, zone: Zone): Instant {
  return Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(time) })
    .epochMilliseconds
}
