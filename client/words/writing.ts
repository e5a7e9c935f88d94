/**
 * Dates and numbers in the reader's language (checkpoints/writing.ts); the year of this very day goes without saying. A civil day
 * has no zone: it is held against the reader's own day.
 */
import type { CivilDate, Instant, Zone } from '../../checkpoints/time.ts'
import * as writing from '../../checkpoints/writing.ts'
import { wallNow, yearHere } from '../device/clock.ts'
import { language } from './language.ts'

const thisYear = (zone: Zone) => writing.yearOf(wallNow(), zone)

export const timeOfDay = (at: Instant, zone: Zone) => writing.timeOfDay(at, zone, language.value)
export const dayOf = (at: Instant, zone: Zone) => writing.dayOf(at, zone, language.value, thisYear(zone))
export const dayAndTime = (at: Instant, zone: Zone) => writing.dayAndTime(at, zone, language.value, thisYear(zone))
export const exactTime = (at: Instant, zone: Zone) => writing.exactTime(at, zone, language.value, thisYear(zone))
export const timeRange = (from: Instant, to: Instant, zone: Zone) => writing.timeRange(from, to, zone, language.value)
export const civilDay = (day: CivilDate) => writing.civilDay(day, language.value)
export const shortDay = (day: CivilDate) => writing.shortDay(day, language.value, yearHere())
export const civilMonth = (day: CivilDate) => writing.civilMonth(day, language.value)
export const civilWeekday = (day: CivilDate) => writing.civilWeekday(day, language.value, yearHere())
export const weekdayName = (weekday: number) => writing.weekdayName(weekday, language.value)
export const decimal = (value: number, digits?: number) => writing.decimal(value, language.value, digits)
export const percent = (share: number) => writing.percent(share, language.value)
export const ago = (at: Instant, now: Instant) => writing.ago(at, now, language.value)
export const span = (ms: number) => writing.span(ms, language.value)
export const spanInFull = (ms: number) => writing.spanInFull(ms, language.value)
