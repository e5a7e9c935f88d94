/**
 * Times (design.md §3 "Times"): epoch milliseconds UTC in storage and on the wire; civil days only where a person plans
 * or reads, in the estate's IANA zone. The core has no clock: `now` always comes in as an argument.
 */
import * as v from 'valibot'

/** Epoch milliseconds, UTC. */
export const Instant = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(8_640_000_000_000))
export type Instant = v.InferOutput<typeof Instant>

/** A civil day in the estate's zone, `2026-03-02`, from 1970 to 2199: all of it within {@link Instant}. */
export const CivilDate = v.pipe(
  v.string(),
  v.regex(/^(19[7-9]\d|2[01]\d\d)-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/),
  v.check(isDay, 'a day of the calendar'),
)
export type CivilDate = v.InferOutput<typeof CivilDate>

/** A civil time of day, `07:30`. */
export const CivilTime = v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/))
export type CivilTime = v.InferOutput<typeof CivilTime>

/** An IANA time zone that this runtime knows. */
export const Zone = v.pipe(v.string(), v.maxLength(64), v.check(isZone, 'an IANA time zone'))
export type Zone = v.InferOutput<typeof Zone>

export const MINUTE_MS = 60_000
export const HOUR_MS = 60 * MINUTE_MS
export const DAY_MS = 24 * HOUR_MS

/** The civil day an instant falls on in a zone. */
export function civilDateOf(at: Instant, zone: Zone): CivilDate {
  let days = daysIn.get(zone)
  if (!days) {
    days = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' })
    daysIn.set(zone, days)
  }
  return days.format(at)
}

/** Making one takes a phone a thousand times as long as using it. There are no more zones than estates have. */
const daysIn = new Map<Zone, Intl.DateTimeFormat>()

/** The minute of the civil day at an instant in a zone, from 0 to 1439. */
export function minuteOfDay(at: Instant, zone: Zone): number {
  let minutes = minutesIn.get(zone)
  if (!minutes) {
    minutes = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
    minutesIn.set(zone, minutes)
  }
  const [hour, minute] = minutes.format(at).split(':')
  return Number(hour) * 60 + Number(minute)
}
const minutesIn = new Map<Zone, Intl.DateTimeFormat>()

/** How many whole days, of 24 hours each, have passed since an instant. */
export function daysSince(at: Instant, now: Instant): number {
  return Math.max(0, Math.floor((now - at) / DAY_MS))
}

/** The civil days from one to another, both included. */
export function daysFrom(from: CivilDate, to: CivilDate): CivilDate[] {
  const days: CivilDate[] = []
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day)
  return days
}

/** The civil day `days` after (or before) another; pure calendar arithmetic, no zone involved. */
export function addDays(date: CivilDate, days: number): CivilDate {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)
}

/** `2026-02-30` has the shape of a day but is none; engines disagree on whether it parses. */
function isDay(date: string): boolean {
  const midnight = Date.parse(`${date}T00:00:00Z`)
  return !Number.isNaN(midnight) && new Date(midnight).toISOString().startsWith(date)
}

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}
