/**
 * Dates, times and numbers as each language writes them (look.md "Words"): the same on screen, on paper and in mails. An instant
 * needs the zone it is read in; a civil day has none. A day is written with its year, unless that goes without saying: records
 * are kept for two (policy 11), and nobody shall take one year's visit for the other's.
 */
import type { Language } from './language.ts'
import { LOCALES } from './locale.ts'
import type { CivilDate, Instant, Zone } from './time.ts'

/** `21:05` */
export function timeOfDay(at: Instant, zone: Zone, language: Language): string {
  return format(at, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }, zone, language)
}

/** The year in which an instant lies by the clocks of a zone. */
export function yearOf(at: Instant, zone: Zone): number {
  return Number(format(at, { year: 'numeric' }, zone, 'en'))
}

/** `3月2日 星期一`, `Mon 2 March`. @param year which goes without saying */
export function dayOf(at: Instant, zone: Zone, language: Language, year: number): string {
  return format(at, { ...yearUnless(yearOf(at, zone) === year), ...WEEKDAY }, zone, language)
}

/** `3月2日 21:05`. @param year which goes without saying */
export function dayAndTime(at: Instant, zone: Zone, language: Language, year: number): string {
  const options = { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
  return format(at, { ...yearUnless(yearOf(at, zone) === year), ...options }, zone, language)
}

/** `3月2日 21:05:30`, where half a minute matters. @param year which goes without saying */
export function exactTime(at: Instant, zone: Zone, language: Language, year: number): string {
  const clock = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const
  const day = { ...yearUnless(yearOf(at, zone) === year), month: 'short', day: 'numeric' } as const
  return format(at, { ...day, ...clock }, zone, language)
}

/** `21:00–23:30`, the hours of a window. */
export function timeRange(from: Instant, to: Instant, zone: Zone, language: Language): string {
  return `${timeOfDay(from, zone, language)}–${timeOfDay(to, zone, language)}`
}

/** `2026年3月2日`, `2 March 2026` */
export function civilDay(day: CivilDate, language: Language): string {
  return format(midnight(day), { year: 'numeric', month: 'long', day: 'numeric' }, 'UTC', language)
}

/** `3月2日`, `2 Mar`. @param year which goes without saying */
export function shortDay(day: CivilDate, language: Language, year: number): string {
  const options = { ...yearUnless(isIn(day, year)), month: 'short', day: 'numeric' } as const
  return format(midnight(day), options, 'UTC', language)
}

/** `2026年3月`, `March 2026`: the month a civil day lies in. */
export function civilMonth(day: CivilDate, language: Language): string {
  return format(midnight(day), { year: 'numeric', month: 'long' }, 'UTC', language)
}

/** `3月2日 星期一`, `Mon 2 March`, for a civil day. @param year which goes without saying */
export function civilWeekday(day: CivilDate, language: Language, year: number): string {
  return format(midnight(day), { ...yearUnless(isIn(day, year)), ...WEEKDAY }, 'UTC', language)
}

const WEEKDAY = { month: 'long', day: 'numeric', weekday: 'short' } as const

function isIn(day: CivilDate, year: number): boolean {
  return Number(day.slice(0, 4)) === year
}

function yearUnless(goesWithoutSaying: boolean): { readonly year?: 'numeric' } {
  return goesWithoutSaying ? {} : { year: 'numeric' }
}

/** `週一`, `Mon`. @param weekday ISO: 1 Monday … 7 Sunday */
export function weekdayName(weekday: number, language: Language): string {
  // The year 2024 began on a Monday.
  return format(Date.UTC(2024, 0, weekday), { weekday: 'short' }, 'UTC', language)
}

export function decimal(value: number, language: Language, digits = 0): string {
  const key = `${language} ${digits}`
  let numbers = numbersOf.get(key)
  if (!numbers) {
    numbers = new Intl.NumberFormat(LOCALES[language], { minimumFractionDigits: digits, maximumFractionDigits: digits })
    numbersOf.set(key, numbers)
  }
  return numbers.format(value)
}
const numbersOf = new Map<string, Intl.NumberFormat>()

/** `98.4%`. @param share 0 to 1; rounded down, so that 100 % means all */
export function percent(share: number, language: Language): string {
  // Of 0.29 × 1000 a computer makes 289.99….
  const permille = Math.floor(share * 1000 + 1e-9)
  return `${decimal(permille / 10, language, permille % 10 === 0 ? 0 : 1)}%`
}

/** `3 日前`, `3 days ago`; the larger of days, hours and minutes that is not nothing. */
export function ago(at: Instant, now: Instant, language: Language): string {
  const minutes = Math.max(0, Math.floor((now - at) / 60_000))
  // `yesterday` would be the day before by the calendar; these are days of 24 hours.
  const inNumbers = new Intl.RelativeTimeFormat(LOCALES[language], { numeric: 'always' })
  if (minutes >= 1440) return inNumbers.format(-Math.floor(minutes / 1440), 'day')
  const relative = new Intl.RelativeTimeFormat(LOCALES[language], { numeric: 'auto' })
  if (minutes >= 60) return relative.format(-Math.floor(minutes / 60), 'hour')
  return relative.format(-minutes, 'minute')
}

/** `2 日`, `5 hours`, `3 minutes`: of a length of time, in the largest unit of which it has two; never less than a minute. */
export function span(ms: number, language: Language): string {
  const minutes = Math.max(1, Math.round(Math.abs(ms) / 60_000))
  const unit = minutes >= 2 * 1440 ? 'day' : minutes >= 2 * 60 ? 'hour' : 'minute'
  const count = Math.round(minutes / { day: 1440, hour: 60, minute: 1 }[unit])
  return unitText(count, unit, language)
}

/**
 * `28 小時 15 分鐘`, `5 days 2 hours`: a length of time that is held against another, so finely that their difference, written the
 * same way, adds up: to the minute below two days, then to the hour.
 */
export function spanInFull(ms: number, language: Language): string {
  const minutes = Math.max(1, Math.round(Math.abs(ms) / 60_000))
  const isLong = minutes >= 2 * 1440
  const [of, large, small] = isLong ? ([24, 'day', 'hour'] as const) : ([60, 'hour', 'minute'] as const)
  const count = isLong ? Math.round(minutes / 60) : minutes
  const parts = [
    [Math.floor(count / of), large],
    [count % of, small],
  ] as const
  return parts
    .filter(([number]) => number > 0)
    .map(([number, unit]) => unitText(number, unit, language))
    .join(' ')
}

function unitText(count: number, unit: 'day' | 'hour' | 'minute', language: Language): string {
  return new Intl.NumberFormat(LOCALES[language], { style: 'unit', unit, unitDisplay: 'long' }).format(count)
}

function midnight(day: CivilDate): Instant {
  return Date.parse(`${day}T00:00:00Z`)
}

const formatters = new Map<string, Intl.DateTimeFormat>()

/** Making a formatter costs a hundred times what using it does. */
function format(at: Instant, options: Intl.DateTimeFormatOptions, zone: Zone, language: Language): string {
  const locale = LOCALES[language]
  const key = JSON.stringify([locale, zone, options])
  let formatter = formatters.get(key)
  if (!formatter) {
    formatter = new Intl.DateTimeFormat(locale, { ...options, timeZone: zone })
    formatters.set(key, formatter)
  }
  return formatter.format(at)
}
