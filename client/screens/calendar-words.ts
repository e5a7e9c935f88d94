import { nameIn } from '../../checkpoints/language.ts'
import type { Instant, Zone } from '../../checkpoints/time.ts'
import { type CalendarRound, isUnforeseen } from '../models/calendar.ts'
import type { CalendarWords } from '../words/calendar.zh-Hant.ts'
import { language } from '../words/language.ts'
import { decimal, timeRange } from '../words/writing.ts'
import type { ViewProps } from './calendar.tsx'
import { namesOfPeople } from './use-people.ts'

/** The hours of a round; of one that starts at random, nothing before it has. */
export function hoursText(words: CalendarWords, round: CalendarRound, zone: Zone, now: Instant): string {
  return isUnforeseen(round, now) ? words.random : timeRange(round.opensAt, round.closesAt, zone)
}

/** By name where they may be read, else how many; nobody in particular means any assistant. */
export function walkersText(
  words: CalendarWords,
  { assignees }: Pick<CalendarRound, 'assignees'>,
  staff: ViewProps['staff'],
): string {
  if (assignees.length === 0) return words.anyone
  return namesOfPeople(staff, assignees, words.and) ?? words.people(decimal(assignees.length))
}

export function nameOf({ names }: Pick<CalendarRound, 'names'>): string {
  return nameIn(names, language.value)
}

/** The name of the holiday a day is, if it is one. */
export function holidayOn(holidays: ViewProps['holidays'], day: string): string | undefined {
  const holiday = holidays.find(({ on }) => on === day)
  return holiday && nameIn(holiday.names, language.value)
}
