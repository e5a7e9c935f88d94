/** Reports that go out by e-mail: to whom, how often, and what becomes of one that does not arrive. */
import * as v from 'valibot'
import type { Uuid } from './ids.ts'
import { Language, type Words } from './language.ts'
import { CivilTime, DAY_MS, HOUR_MS, type Instant, MINUTE_MS } from './time.ts'

/** An address as it stands in a message: without a name, and in small letters, so that one person is not two. */
export const MailAddress = v.pipe(v.string(), v.trim(), v.toLowerCase(), v.maxLength(254), v.email())
export const MOST_RECIPIENTS = 20

export const MailingKind = v.picklist(['daily', 'weekly', 'monthly'])
export type MailingKind = v.InferOutput<typeof MailingKind>

/** The same words on the screen and in the mail. */
// biome-ignore format: hand-aligned table
export const MAILING_NAMES: Readonly<Record<MailingKind, Words>> = {
  daily:   { 'zh-Hant': '每日簡報', 'zh-Hans': '每日简报', en: 'Daily brief' },
  weekly:  { 'zh-Hant': '每週報告', 'zh-Hans': '每周报告', en: 'Weekly report' },
  monthly: { 'zh-Hant': '每月報告', 'zh-Hans': '每月报告', en: 'Monthly report' },
}

/** `weekday`: ISO, 1 Monday … 7 Sunday. A monthly one goes out on the 1st. */
export const MailingRhythm = v.variant('kind', [
  v.strictObject({ kind: v.literal('daily') }),
  v.strictObject({ kind: v.literal('weekly'), weekday: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(7)) }),
  v.strictObject({ kind: v.literal('monthly') }),
])
export type MailingRhythm = v.InferOutput<typeof MailingRhythm>

const Recipients = v.pipe(
  v.array(MailAddress),
  v.minLength(1),
  v.maxLength(MOST_RECIPIENTS),
  v.check((addresses) => new Set(addresses).size === addresses.length, 'each address once'),
)

export const MailingDraft = v.strictObject({
  rhythm: MailingRhythm,
  /** In the estate's zone. */
  at: CivilTime,
  recipients: Recipients,
  language: Language,
})
export type MailingDraft = v.InferOutput<typeof MailingDraft>

export const MailingState = v.picklist(['active', 'paused'])
export type MailingState = v.InferOutput<typeof MailingState>

export type Mailing = MailingDraft & { readonly id: Uuid; readonly state: MailingState }

/** `failed`: it will be tried again; `given-up`: it will not. */
export const MailState = v.picklist(['waiting', 'sent', 'failed', 'given-up'])
export type MailState = v.InferOutput<typeof MailState>

/** Why a mail did not go out. */
export const MailTrouble = v.picklist([
  'unreachable',
  'sign-in-refused',
  'sender-refused',
  'recipient-refused',
  'message-refused',
  'deferred',
  'overtaken',
  'unexpected',
])
export type MailTrouble = v.InferOutput<typeof MailTrouble>

const RETRY_MINUTES = [1, 5, 15, 60]
export const GIVE_UP_AFTER_MS = DAY_MS

/**
 * When to try again: after 1, 5, 15, 60 minutes, then hourly, until a day has passed.
 * @param attempts those that have failed, at least one
 * @returns null: it is given up
 */
export function retryAt(
  attempts: number,
  { madeAt, now }: { readonly madeAt: Instant; readonly now: Instant },
): Instant | null {
  const minutes = RETRY_MINUTES[attempts - 1]
  const next = now + (minutes === undefined ? HOUR_MS : minutes * MINUTE_MS)
  return next - madeAt > GIVE_UP_AFTER_MS ? null : next
}
