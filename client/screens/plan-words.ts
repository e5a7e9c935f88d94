import type { Plan, PlanWindow } from '../../checkpoints/plan.ts'
import { readRecurrence } from '../../checkpoints/recurrence.ts'
import { civilDateOf, type Zone } from '../../checkpoints/time.ts'
import { endsNextDay } from '../models/plans.ts'
import { now } from '../models/server-time.ts'
import type { OfficeWords } from '../words/office.zh-Hant.ts'
import type { PlanWords } from '../words/plan.zh-Hant.ts'
import { recurrenceSentence } from './plan-recurrence.tsx'

/** `逢週一、週三`: on which days a plan is walked. */
export function daysText(
  words: PlanWords,
  { recurrence, holidays }: Pick<Plan, 'recurrence' | 'holidays'>,
  zone: Zone,
): string {
  const read = readRecurrence(recurrence)
  return read.ok ? recurrenceSentence(words, read.value, holidays, civilDateOf(now.value, zone)) : recurrence
}

/** `22:00–翌日 02:00` */
export function windowText(words: OfficeWords['plans'], window: PlanWindow): string {
  const { startsAt, endsAt } = window
  return `${startsAt}–${endsNextDay(window) ? words.nextDay(endsAt) : endsAt}`
}

export function windowsText(words: OfficeWords['plans'], { windows }: Pick<Plan, 'windows'>): string {
  return windows.map((window) => windowText(words, window)).join(words.listed)
}
