/** Holidays brought in many at once: lines that were pasted, or an iCalendar file. Pure. */
import { is } from 'valibot'
import type { Holiday } from '../../checkpoints/holiday.ts'
import type { Language } from '../../checkpoints/language.ts'
import { CivilDate } from '../../checkpoints/time.ts'

export type ReadHolidays = {
  readonly holidays: readonly Holiday[]
  /** Lines that say no day, as they stand. */
  readonly unread: readonly string[]
}

/** `2026-12-25 聖誕節`, one a line; slashes and full-width digits do as well. Empty lines are nobody's mistake. */
export function readLines(text: string, language: Language): ReadHolidays {
  const holidays: Holiday[] = []
  const unread: string[] = []
  for (const line of text.split(/\r?\n/)) {
    if (line.trim() === '') continue
    const holiday = holidayIn(line, language)
    if (holiday) holidays.push(holiday)
    else unread.push(line)
  }
  return { holidays, unread }
}

function holidayIn(line: string, language: Language): Holiday | undefined {
  const [, year, month, day, rest] =
    /^\s*(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?[\s,:，：]+(.+)$/.exec(line.normalize('NFKC')) ?? []
  const on = `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`
  const name = rest?.trim().slice(0, 120)
  return is(CivilDate, on) && name ? { on, names: { [language]: name } } : undefined
}

/**
 * The whole-day events of an iCalendar file (RFC 5545 §3.6.1), as governments publish their holidays: `DTSTART;VALUE=DATE` and
 * `SUMMARY` of each. Folded lines are unfolded (§3.1); of an event of several days each is one.
 */
export function readCalendarFile(text: string, language: Language): ReadHolidays {
  const lines = text.replace(/\r?\n[ \t]/g, '').split(/\r?\n/)
  const holidays: Holiday[] = []
  const unread: string[] = []
  let event: Record<string, string> | undefined
  for (const line of lines) {
    if (line === 'BEGIN:VEVENT') event = {}
    else if (line === 'END:VEVENT' && event) {
      const days = daysOf(event)
      const name = (event.SUMMARY ?? '')
        .replace(/\\([,;\\])/g, '$1')
        .replace(/\\n/gi, ' ')
        .trim()
        .slice(0, 120)
      if (days.length > 0 && name) holidays.push(...days.map((on) => ({ on, names: { [language]: name } })))
      else unread.push(Object.values(event).join(' '))
      event = undefined
    } else if (event) {
      const [, property, value] = /^(DTSTART|DTEND|SUMMARY)(?:;[^:]*)?:(.*)$/.exec(line) ?? []
      if (property !== undefined && value !== undefined) event[property] = value
    }
  }
  return { holidays, unread }
}

const MOST_DAYS = 31

/** DTEND is the first day after it; left out, it is one day. */
function daysOf(event: Readonly<Record<string, string>>): CivilDate[] {
  const [from, until] = [civil(event.DTSTART), civil(event.DTEND)]
  if (from === undefined) return []
  const days = [from]
  for (let day = next(from); until !== undefined && day < until && days.length < MOST_DAYS; day = next(day))
    days.push(day)
  return days
}

function civil(value: string | undefined): CivilDate | undefined {
  const day = value?.replace(/^(\d{4})(\d\d)(\d\d)(T.*)?$/, '$1-$2-$3')
  return is(CivilDate, day) ? day : undefined
}

function next(day: CivilDate): CivilDate {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
}

/** A list with others in it: a day that is there already takes the new name, in its language. In order of time. */
export function withHolidays(all: readonly Holiday[], added: readonly Holiday[]): Holiday[] {
  const byDay = new Map(all.map((holiday) => [holiday.on, holiday]))
  for (const { on, names } of added) byDay.set(on, { on, names: { ...byDay.get(on)?.names, ...names } })
  return [...byDay.values()].sort((a, b) => (a.on < b.on ? -1 : 1))
}
