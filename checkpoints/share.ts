/**
 * A share opens the coverage report of one estate to whoever holds its link, without an account, until it runs out or is taken
 * back: what an owners' committee reads. What it shows is settled when it is made; no request can widen it.
 */
import * as v from 'valibot'
import { Kind } from './checkpoint.ts'
import { Uuid } from './ids.ts'
import { REPORT_MOST_DAYS } from './report-period.ts'
import { addDays, CivilDate, DAY_MS, type Instant } from './time.ts'

/** Periods that move along with the calendar. */
export const ROLLING_PERIODS = ['this-month', 'last-month', 'last-30-days'] as const
export const RollingPeriod = v.picklist(ROLLING_PERIODS)
export type RollingPeriod = v.InferOutput<typeof RollingPeriod>

/** Civil days that stay, both included; or days that follow from the day on which the link is opened. */
export const SharePeriod = v.union([
  v.pipe(
    v.strictObject({ from: CivilDate, to: CivilDate }),
    v.check(
      ({ from, to }) => from <= to && to < addDays(from, REPORT_MOST_DAYS),
      'at most two years, the first day first',
    ),
  ),
  v.strictObject({ rolling: RollingPeriod }),
])
export type SharePeriod = v.InferOutput<typeof SharePeriod>

/** Which cells are shown. Never one person's: a share names nobody. */
export const ShareFilter = v.strictObject({
  building: v.optional(Uuid),
  kind: v.optional(Kind),
  plan: v.optional(Uuid),
})
export type ShareFilter = v.InferOutput<typeof ShareFilter>

/** What it is for, so that whoever made it knows it again. Its readers see it too. */
export const ShareLabel = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(80))

/** The longest that a share may stay open. */
export const LONGEST_SHARE_MS = 366 * DAY_MS

export type ShareTerm = { readonly expiresAt: Instant; readonly revokedAt: Instant | null }

export const SHARE_STATES = ['open', 'expired', 'taken-back'] as const
export type ShareState = (typeof SHARE_STATES)[number]

/** What was taken back stays so, also when it has run out since. */
export function shareState({ expiresAt, revokedAt }: ShareTerm, now: Instant): ShareState {
  if (revokedAt !== null) return 'taken-back'
  return now < expiresAt ? 'open' : 'expired'
}

/** Whether its link opens anything. */
export function isOpen(share: ShareTerm, now: Instant): boolean {
  return shareState(share, now) === 'open'
}

/** The civil days a share shows. @param today the civil day of the estate on which it is opened */
export function daysOfShare(
  period: SharePeriod,
  today: CivilDate,
): { readonly from: CivilDate; readonly to: CivilDate } {
  if (!('rolling' in period)) return period
  const firstOfMonth = `${today.slice(0, 8)}01`
  if (period.rolling === 'this-month') return { from: firstOfMonth, to: today }
  if (period.rolling === 'last-30-days') return { from: addDays(today, -29), to: today }
  const lastOfMonthBefore = addDays(firstOfMonth, -1)
  return { from: `${lastOfMonthBefore.slice(0, 8)}01`, to: lastOfMonthBefore }
}
