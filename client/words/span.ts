import { LOCALES, language } from './language.ts'

/** `2 日`, `5 hours`, `3 minutes`: of a length of time, in the largest unit of which it has two; never less than a minute. */
export function span(ms: number): string {
  const minutes = Math.max(1, Math.round(Math.abs(ms) / 60_000))
  const unit = minutes >= 2 * 1440 ? 'day' : minutes >= 2 * 60 ? 'hour' : 'minute'
  const count = Math.round(minutes / { day: 1440, hour: 60, minute: 1 }[unit])
  return new Intl.NumberFormat(LOCALES[language.value], { style: 'unit', unit, unitDisplay: 'long' }).format(count)
}
