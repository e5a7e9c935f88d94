/**
 * What goes out about a finding, in its reader's language: what has happened, its number and where. What people have written, and
 * whom a resident may be reached by, stays in the house.
 */
import { type Language, nameIn } from '../../checkpoints/language.ts'
import { LOCALES } from '../../checkpoints/locale.ts'
import { newsName, type PushMessage } from '../../checkpoints/notification.ts'
import { dayAndTime, decimal, yearOf } from '../../checkpoints/writing.ts'
import type { Mail } from '../notify/mail.ts'
import { type MailBody, mailHtml, mailText, onOneLine } from '../notify/mail-body.ts'
import type { StoredDelivery } from '../store/notification-deliveries.ts'
import { NOTIFICATION_WORDS } from '../words/notification.ts'

export function pushMessage(told: StoredDelivery): PushMessage {
  const { kind, estate, finding } = told
  const { news, number, spot } = partsOf(told)
  const body = [`${number} ${spot}`, nameIn(estate.names, told.person.language)].join(' · ')
  return { kind, estate: estate.id, finding: finding.id, title: news, body }
}

export function testMessage(language: Language): PushMessage {
  const { title, body } = NOTIFICATION_WORDS[language].test
  return { kind: 'test', estate: null, finding: null, title, body }
}

/** A mail all but for where it goes. */
export type NotificationMail = Omit<Mail, 'messageId' | 'to'>
type Given = { readonly origin: string; readonly name: string; readonly unsubscribeUrl: string }

/** @param all of one person and estate, at least one, the oldest first */
export function notificationMail(all: readonly StoredDelivery[], given: Given): NotificationMail {
  const [first] = all as readonly [StoredDelivery, ...StoredDelivery[]]
  const { language } = first.person
  const words = NOTIFICATION_WORDS[language]
  const estate = nameIn(first.estate.names, language)
  const { news, number, spot, time } = partsOf(first)
  const isOne = all.length === 1
  const count = decimal(all.length, language)
  const url = isOne ? `${given.origin}/findings/${first.finding.id}` : `${given.origin}/inbox`
  return mailOf(language, given, {
    subject: isOne ? words.subject(estate, news, spot) : words.subjectMany(estate, count),
    title: estate,
    lead: isOne ? words.lead(news, number, spot) : words.leadMany(count),
    isFine: !all.some(({ kind }) => kind === 'emergency' || kind === 'major' || kind === 'escalated'),
    lines: isOne
      ? [words.since(time), ...(first.kind === 'emergency' ? [words.emergency] : [])]
      : all.map((told) => {
          const parts = partsOf(told)
          return words.line(parts.time, parts.news, parts.number, parts.spot)
        }),
    link: { label: isOne ? words.open : words.openMany, url, note: words.openNote },
  })
}

export function testMail(language: Language, given: Given): NotificationMail {
  const { test, openNote } = NOTIFICATION_WORDS[language]
  return mailOf(language, given, {
    ...{ subject: `Waymark: ${test.title}`, title: 'Waymark', lead: test.body, isFine: true, lines: [] },
    link: { label: test.open, url: `${given.origin}/settings/notifications`, note: openNote },
  })
}

type Said = Pick<MailBody, 'title' | 'lead' | 'isFine' | 'lines' | 'link'> & { readonly subject: string }

function mailOf(language: Language, { name, unsubscribeUrl }: Given, { subject, ...said }: Said): NotificationMail {
  const words = NOTIFICATION_WORDS[language]
  const body: MailBody = {
    ...said,
    lang: LOCALES[language],
    sections: [],
    footer: [words.why(name)],
    unsubscribe: { label: words.unsubscribe, url: unsubscribeUrl },
  }
  return {
    ...{ subject: onOneLine(subject), text: mailText(body), html: mailHtml(body), language: body.lang },
    ...{ unsubscribeUrl, attachments: [] },
  }
}

function partsOf({ kind, trigger, finding, spot, at, estate, person: { language } }: StoredDelivery) {
  return {
    news: newsName(kind, trigger, language),
    number: NOTIFICATION_WORDS[language].number(String(finding.number)),
    spot: [...spot.place, spot.names].map((names) => nameIn(names, language)).join(' '),
    // A mail is of its day.
    time: dayAndTime(at, estate.zone, language, yearOf(at, estate.zone)),
  }
}
