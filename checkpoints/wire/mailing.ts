/** Reports by e-mail: who gets them, and what became of the last ones. */
import * as v from 'valibot'
import { Uuid } from '../ids.ts'
import { MailAddress, MailingDraft, MailingState, MailState, MailTrouble } from '../mailing.ts'
import { CivilDate, Instant } from '../time.ts'

const Count = v.pipe(v.number(), v.integer(), v.minValue(0))

/** One mail to one address. */
export const ListedMail = v.strictObject({
  id: Uuid,
  /** The days it speaks of. */
  from: CivilDate,
  to: CivilDate,
  dueAt: Instant,
  /** Somebody asked for it, out of turn. */
  asked: v.boolean(),
  address: v.string(),
  state: MailState,
  attempts: Count,
  /** When it will be tried again; null: it will not. */
  nextTryAt: v.nullable(Instant),
  trouble: v.nullable(MailTrouble),
  /** What the mail server said, in its own words. */
  answer: v.nullable(v.string()),
  sentAt: v.nullable(Instant),
})
export type ListedMail = v.InferOutput<typeof ListedMail>

export const ListedMailing = v.strictObject({
  ...MailingDraft.entries,
  /** Empty when everybody has taken himself off. */
  recipients: v.array(v.string()),
  id: Uuid,
  state: MailingState,
  /** Who have taken themselves off. */
  unsubscribed: v.array(v.string()),
  /** The name of whoever set it up: each mail says it. */
  createdBy: v.string(),
  /** When the next is due; null: not while it is paused. */
  nextAt: v.nullable(Instant),
  /** The latest first. */
  mails: v.array(ListedMail),
})
export type ListedMailing = v.InferOutput<typeof ListedMailing>

export const Mailings = v.strictObject({
  now: Instant,
  /** `nowhere`: this server has no mail server, and nothing is sent; `folder`: mails are written to a folder of the server. */
  delivers: v.picklist(['smtp', 'folder', 'nowhere']),
  mailings: v.array(ListedMailing),
})
export type Mailings = v.InferOutput<typeof Mailings>

/** What is left out stays. */
export const ChangeMailing = v.strictObject({
  rhythm: v.optional(MailingDraft.entries.rhythm),
  at: v.optional(MailingDraft.entries.at),
  recipients: v.optional(MailingDraft.entries.recipients),
  language: v.optional(MailingDraft.entries.language),
  state: v.optional(MailingState),
})
export type ChangeMailing = v.InferOutput<typeof ChangeMailing>

/** To one of its recipients, or to all of them. */
export const SendMailing = v.strictObject({ address: v.optional(MailAddress) })
export type SendMailing = v.InferOutput<typeof SendMailing>

/** What stands behind the `#` of the link in every mail. */
export const Unsubscribe = v.strictObject({
  mailing: Uuid,
  address: MailAddress,
  token: v.pipe(v.string(), v.regex(/^[\w-]{43}$/)),
})
export type Unsubscribe = v.InferOutput<typeof Unsubscribe>

export const Unsubscribed = v.strictObject({ address: v.string() })
export type Unsubscribed = v.InferOutput<typeof Unsubscribed>
