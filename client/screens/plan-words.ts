import type { Plan, PlanWindow } from '../../checkpoints/plan.ts'
import { endsNextDay, WEEKDAYS } from '../models/plans.ts'
import { weekdayName } from '../words/language.ts'
import type { OfficeWords } from '../words/office.zh-Hant.ts'

/** `每日`, or the days by name. */
export function weekdaysText({ everyDay, listed }: OfficeWords['plans'], { weekdays }: Pick<Plan, 'weekdays'>): string {
  const days = WEEKDAYS.filter((day) => weekdays.includes(day))
  return days.length === WEEKDAYS.length ? everyDay : days.map(weekdayName).join(listed)
}

/** `22:00–翌日 02:00` */
export function windowText(words: OfficeWords['plans'], window: PlanWindow): string {
  const { startsAt, endsAt } = window
  return `${startsAt}–${endsNextDay(window) ? words.nextDay(endsAt) : endsAt}`
}

export function windowsText(words: OfficeWords['plans'], { windows }: Pick<Plan, 'windows'>): string {
  return windows.map((window) => windowText(words, window)).join(words.listed)
}
