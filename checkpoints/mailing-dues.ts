/**
 * When a mailing is due, and which days it speaks of. Apart from mailing.ts, because the client never needs the calendar library.
 */
import type { MailingDraft, MailingKind, MailingRhythm } from './mailing.ts'
import { instantOf } from './plan-window.ts'
import { addDays, type CivilDate, civilDateOf, DAY_MS, daysFrom, type Instant, type Zone } from './time.ts'

/** What decides when a mailing is due. */
export type MailingTimes = Pick<MailingDraft, 'rhythm' | 'at'>

/** An occasion to send a mailing: the day it is due on by the calendar, and the moment. */
export type Due = { readonly on: CivilDate; readonly at: Instant }

/** Civil days, both included. */
export type MailPeriod = { readonly from: CivilDate; readonly to: CivilDate }

/** Longer than the longest time between two occasions. */
const LONGEST_WAIT_DAYS = 32

/** Every occasion after one moment and up to another, in order of their days. */
export function duesBetween(times: MailingTimes, zone: Zone, after: Instant, until: Instant): Due[] {
  // A day's margin on both sides: where clocks skip a time, the moment may lie on the next day.
  return daysFrom(addDays(civilDateOf(after, zone), -1), civilDateOf(until, zone))
    .filter((day) => isDueOn(times.rhythm, day))
    .map((on) => ({ on, at: instantOf(on, times.at, zone) }))
    .filter(({ at }) => at > after && at <= until)
}

/** The next occasion after a moment. */
export function dueAfter(times: MailingTimes, zone: Zone, after: Instant): Due {
  const [next] = duesBetween(times, zone, after, after + LONGEST_WAIT_DAYS * DAY_MS)
  if (!next) throw new Error('a mailing is due at least once a month')
  return next
}

/** Daily: the day before; weekly: the seven days before; monthly: the month before. Whatever it is, it is over. */
export function periodOf(rhythm: Pick<MailingRhythm, 'kind'>, dueOn: CivilDate): MailPeriod {
  const yesterday = addDays(dueOn, -1)
  if (rhythm.kind === 'daily') return { from: yesterday, to: yesterday }
  if (rhythm.kind === 'weekly') return { from: addDays(dueOn, -7), to: yesterday }
  const lastOfMonth = addDays(firstOfMonth(dueOn), -1)
  return { from: firstOfMonth(lastOfMonth), to: lastOfMonth }
}

/** The period that the mailing would speak of if it were sent on a day: of a weekly one the last that ended on its weekday. */
export function newestPeriod(rhythm: MailingRhythm, today: CivilDate): MailPeriod {
  const [last] = daysFrom(addDays(today, -LONGEST_WAIT_DAYS), today)
    .filter((day) => isDueOn(rhythm, day))
    .reverse()
  return periodOf(rhythm, last ?? today)
}

/**
 * Of occasions that have passed while nobody sent anything, those that are still worth it. Of daily ones the last: a brief of
 * four days ago is no brief, and its days are in the next week's mail. Weekly and monthly ones all: people keep them.
 */
export function worthSending(kind: MailingKind, dues: readonly Due[]): readonly Due[] {
  return kind === 'daily' ? dues.slice(-1) : dues
}

function isDueOn(rhythm: MailingRhythm, day: CivilDate): boolean {
  if (rhythm.kind === 'monthly') return day === firstOfMonth(day)
  return rhythm.kind === 'daily' || isoWeekday(day) === rhythm.weekday
}

function firstOfMonth(day: CivilDate): CivilDate {
  return `${day.slice(0, 8)}01`
}

function isoWeekday(day: CivilDate): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7
}
