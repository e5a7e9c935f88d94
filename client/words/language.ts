/** The reader's language and, from it, how dates and numbers are written (look.md "Words"). */
import { effect, signal } from '@preact/signals'
import type { Language } from '../../checkpoints/language.ts'
import type { CivilDate, Instant, Zone } from '../../checkpoints/time.ts'

/** Each language in its own words, in the order the switch shows them. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  'zh-Hant': '繁體中文',
  'zh-Hans': '简体中文',
  en: 'English',
}

// biome-ignore format: hand-aligned table
export const LOCALES: Readonly<Record<Language, string>> = { 'zh-Hant': 'zh-Hant-HK', 'zh-Hans': 'zh-Hans-CN', en: 'en-GB' }

const KEPT_AS = 'language'
const kept = localStorage.getItem(KEPT_AS)

/** The language of the page: what this phone was set to, else the nearest to what its browser asks for. */
export const language = signal<Language>(isLanguage(kept) ? kept : preferredLanguage(navigator.languages))

effect(() => {
  document.documentElement.lang = LOCALES[language.value]
})

/** Changes the language and remembers it on this phone. */
export function setLanguage(chosen: Language): void {
  localStorage.setItem(KEPT_AS, chosen)
  language.value = chosen
}

/** Takes over a person's own language at sign-in, unless this phone was set to one by hand. */
export function suggestLanguage(suggested: Language): void {
  if (!isLanguage(localStorage.getItem(KEPT_AS))) language.value = suggested
}

/** The first of a browser's languages that we speak. A bare `zh` is mainland Chinese; with none of ours, Traditional. */
export function preferredLanguage(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    if (/^zh\b.*\b(Hant|HK|TW|MO)\b/i.test(tag) || /^yue\b/i.test(tag)) return 'zh-Hant'
    if (/^zh\b/i.test(tag)) return 'zh-Hans'
    if (/^en\b/i.test(tag)) return 'en'
  }
  return 'zh-Hant'
}

/** `21:05` */
export function timeOfDay(at: Instant, zone: Zone): string {
  return format(at, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }, zone)
}

/** `3月2日 星期一`, `Mon 2 March` */
export function dayOf(at: Instant, zone: Zone): string {
  return format(at, { month: 'long', day: 'numeric', weekday: 'short' }, zone)
}

/** `2026年3月2日`, for a civil day, which has no zone of its own. */
export function civilDay(day: CivilDate): string {
  return format(Date.parse(`${day}T00:00:00Z`), { year: 'numeric', month: 'long', day: 'numeric' }, 'UTC')
}

/** `2026年3月`, `March 2026`: the month a civil day lies in. */
export function civilMonth(day: CivilDate): string {
  return format(Date.parse(`${day}T00:00:00Z`), { year: 'numeric', month: 'long' }, 'UTC')
}

/** `3月2日 星期一`, `Mon 2 March`, for a civil day. */
export function civilWeekday(day: CivilDate): string {
  return format(Date.parse(`${day}T00:00:00Z`), { month: 'long', day: 'numeric', weekday: 'short' }, 'UTC')
}

/** `週一`, `Mon`. @param weekday ISO: 1 Monday … 7 Sunday */
export function weekdayName(weekday: number): string {
  // The year 2024 began on a Monday.
  return format(Date.UTC(2024, 0, weekday), { weekday: 'short' }, 'UTC')
}

/** `3月2日 21:05` */
export function dayAndTime(at: Instant, zone: Zone): string {
  const options = { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
  return format(at, options, zone)
}

/** `21:00–23:30`, the hours of a window. */
export function timeRange(from: Instant, to: Instant, zone: Zone): string {
  return `${timeOfDay(from, zone)}–${timeOfDay(to, zone)}`
}

export function decimal(value: number, digits = 0): string {
  const options = { minimumFractionDigits: digits, maximumFractionDigits: digits }
  return new Intl.NumberFormat(LOCALES[language.value], options).format(value)
}

/** @param share 0 to 1; rounded down, so that 100 % means all */
export function percent(share: number): string {
  return `${decimal(Math.floor(share * 100))}%`
}

/** `3 日前`, `3 days ago`; the larger of days, hours and minutes that is not nothing. */
export function ago(at: Instant, now: Instant): string {
  const minutes = Math.max(0, Math.floor((now - at) / 60_000))
  const relative = new Intl.RelativeTimeFormat(LOCALES[language.value], { numeric: 'auto' })
  if (minutes >= 1440) return relative.format(-Math.floor(minutes / 1440), 'day')
  if (minutes >= 60) return relative.format(-Math.floor(minutes / 60), 'hour')
  return relative.format(-minutes, 'minute')
}

function isLanguage(kept: string | null): kept is Language {
  return kept !== null && Object.hasOwn(LOCALES, kept)
}

const formatters = new Map<string, Intl.DateTimeFormat>()

/** Making a formatter costs a hundred times what using it does. */
function format(at: Instant, options: Intl.DateTimeFormatOptions, zone: Zone): string {
  const locale = LOCALES[language.value]
  const key = JSON.stringify([locale, zone, options])
  let formatter = formatters.get(key)
  if (!formatter) {
    formatter = new Intl.DateTimeFormat(locale, { ...options, timeZone: zone })
    formatters.set(key, formatter)
  }
  return formatter.format(at)
}
