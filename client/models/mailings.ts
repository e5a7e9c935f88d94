/** A report by e-mail while it is being filled in, and what became of the last ones. Pure. */
import * as v from 'valibot'
import type { Language } from '../../checkpoints/language.ts'
import { MailAddress, type MailingDraft, type MailingKind, MOST_RECIPIENTS } from '../../checkpoints/mailing.ts'
import type { CivilDate, Instant } from '../../checkpoints/time.ts'
import type { ListedMail, ListedMailing } from '../../checkpoints/wire/mailing.ts'

export type MailingFields = {
  readonly kind: MailingKind
  /** ISO; kept while another kind is looked at. */
  readonly weekday: number
  readonly at: string
  /** As typed or pasted: by lines, commas or blanks. */
  readonly recipients: string
  readonly language: Language
}

export type MailingFault = 'time' | 'no-address' | 'bad-address' | 'too-many-addresses'

/** A brief before the morning's first walk round the desk. */
export function newMailing(language: Language): MailingFields {
  return { kind: 'daily', weekday: 1, at: '08:00', recipients: '', language }
}

export function fieldsOfMailing({ rhythm, at, recipients, language }: ListedMailing): MailingFields {
  const weekday = rhythm.kind === 'weekly' ? rhythm.weekday : 1
  return { kind: rhythm.kind, weekday, at, recipients: recipients.join('\n'), language }
}

/** The fields must be without faults. */
export function draftOfMailing({ kind, weekday, at, recipients, language }: MailingFields): MailingDraft {
  const rhythm = kind === 'weekly' ? { kind, weekday } : { kind }
  return { rhythm, at, recipients: addressesIn(recipients), language }
}

/** Each once, in small letters, in the order they stand. */
export function addressesIn(text: string): string[] {
  const parts = text.split(/[\s,;，；、]+/).filter((part) => part !== '')
  return [...new Set(parts.map((part) => part.toLowerCase()))]
}

/** The first that is no address. */
export function badAddress(text: string): string | undefined {
  return addressesIn(text).find((address) => !v.is(MailAddress, address))
}

export function mailingFaults({ at, recipients }: MailingFields): { at?: MailingFault; recipients?: MailingFault } {
  const fault = recipientsFault(recipients)
  return { ...(at === '' && { at: 'time' }), ...(fault && { recipients: fault }) }
}

function recipientsFault(text: string): MailingFault | undefined {
  const addresses = addressesIn(text)
  if (addresses.length === 0) return 'no-address'
  if (badAddress(text) !== undefined) return 'bad-address'
  return addresses.length > MOST_RECIPIENTS ? 'too-many-addresses' : undefined
}

/** The mails of one occasion: they say the same to several people. */
export type Sending = {
  readonly key: string
  readonly from: CivilDate
  readonly to: CivilDate
  readonly dueAt: Instant
  /** Somebody asked for it. */
  readonly asked: boolean
  /** How many have gone out, and when the last of them did. */
  readonly sent: number
  readonly sentAt: Instant | null
  readonly waiting: number
  /** Those that did not go out, whether they will be tried again or not. */
  readonly troubled: readonly ListedMail[]
}

/** The latest first, as the mails come. */
export function sendingsOf(mails: readonly ListedMail[]): Sending[] {
  const groups = new Map<string, ListedMail[]>()
  for (const mail of mails) {
    const key = `${mail.dueAt} ${mail.asked} ${mail.from} ${mail.to}`
    groups.set(key, [...(groups.get(key) ?? []), mail])
  }
  return [...groups].map(([key, all]) => {
    const { from, to, dueAt, asked } = all[0]!
    const sent = all.filter(({ state }) => state === 'sent')
    return {
      ...{ key, from, to, dueAt, asked },
      sent: sent.length,
      sentAt: sent.length === 0 ? null : Math.max(...sent.map(({ sentAt }) => sentAt ?? 0)),
      waiting: all.filter(({ state }) => state === 'waiting').length,
      troubled: all.filter(({ state }) => state === 'failed' || state === 'given-up'),
    }
  })
}

/** What stands behind the `#` of the link in a mail; undefined: some of it is missing. */
export function unsubscribeLink(hash: string): { mailing: string; address: string; token: string } | undefined {
  const given = new URLSearchParams(hash.replace(/^#/, ''))
  const [mailing, address, token] = ['mailing', 'address', 'token'].map((name) => given.get(name) ?? '')
  return mailing && address && token ? { mailing, address, token } : undefined
}
