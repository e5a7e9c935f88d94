/** Making the mails that are due, and sending those that wait: each once, however often the server stops in between. */
import { retryAt } from '../../checkpoints/mailing.ts'
import { duesBetween, periodOf, worthSending } from '../../checkpoints/mailing-dues.ts'
import { DAY_MS, type Zone } from '../../checkpoints/time.ts'
import type { Report } from '../../checkpoints/wire/report.ts'
import type { Context } from '../context.ts'
import type { Attachment, Delivery, Mail, Mailer } from '../notify/mail.ts'
import { mailHtml, mailText, onOneLine } from '../notify/mail-body.ts'
import type { StoredMailing } from '../store/mailings.ts'
import type { StoredMail } from '../store/mails.ts'
import type { Stores } from '../store/stores.ts'
import { inTurns } from '../turns.ts'
import { groupBy } from './group-by.ts'
import { newMail } from './new-mail.ts'
import { reportOf } from './report.ts'
import { fileOf } from './report-file.ts'
import { type ReportMail, reportMail } from './report-mail.ts'
import { unsubscribeUrl } from './unsubscribe.ts'
import { withoutNames } from './without-names.ts'

/** Makes the mails that have come due since they were last made. */
export async function makeDueMails(context: Context): Promise<void> {
  const { read, write } = context.database
  const mailings = await read.mailings.active()
  const zones = new Map((await read.estates.all()).map(({ id, zone }) => [id, zone]))
  for (const { id, estate, ...mailing } of mailings) {
    const zone = zones.get(estate)
    if (zone === undefined || duesBetween(mailing, zone, mailing.madeUntil, context.now()).length === 0) continue
    await write((stores) => makeDue(context, stores, id, zone))
  }
}

/** Nobody asks for longer what became of a mail; addresses are not kept for nothing. */
const KEPT_MS = 400 * DAY_MS

/** Reads the mailing again: somebody may have changed it since. */
async function makeDue(context: Context, { mailings, mails }: Stores, id: string, zone: Zone): Promise<void> {
  const now = context.now()
  const mailing = await mailings.byId(id)
  if (mailing?.state !== 'active') return
  const dues = duesBetween(mailing, zone, mailing.madeUntil, now)
  // Without a mail server nothing piles up that would all go out on the day there is one.
  const wanted = context.mailer ? worthSending(mailing.rhythm.kind, dues) : []
  const made = wanted.flatMap(({ on, at }) =>
    mailing.recipients.map((address) =>
      newMail(context, { mailing: id, address, ...periodOf(mailing.rhythm, on), dueAt: at, asked: false }),
    ),
  )
  await mails.make(made, now)
  const last = wanted.at(-1)
  if (last && mailing.rhythm.kind === 'daily') await mails.overtake(id, last.at)
  await mails.dropBefore(id, now - KEPT_MS)
  await mailings.setMadeUntil(id, now)
}

const MOST_IN_A_RUN = 200
const AT_ONCE = 4
/** So many attempts in a row without a connection: it is the mail server, not a recipient, and the rest waits for the next run. */
const UNREACHABLE_IN_A_ROW = 3

/**
 * Sends what waits and whose time has come. Between the mail server's word and the note of it the power may fail: then the mail
 * goes out again, under the same Message-ID.
 */
export async function sendWaiting(context: Context): Promise<void> {
  const { mailer, database } = context
  if (!mailer) return
  await mailer.inTurn(async () => {
    const mails = await database.read.mails.toSend(context.now(), MOST_IN_A_RUN)
    const line = { unreachable: 0 }
    for (const batch of groupBy(mails, ({ mailing, from, to }) => `${mailing} ${from} ${to}`).values()) {
      await sendBatch(context, mailer, batch, line)
    }
  })
}

/** What is known of the mail server in this run. */
type Line = { unreachable: number }

/** Mails that say the same to several people: the report is made once. */
async function sendBatch(context: Context, mailer: Mailer, batch: readonly StoredMail[], line: Line): Promise<void> {
  const isOver = () => context.live.closing.aborted || line.unreachable >= UNREACHABLE_IN_A_ROW
  if (isOver()) return
  const composed = await compose(context, batch[0]!).catch((error: unknown) => {
    context.log('error', 'mail not made', { mailing: batch[0]!.mailing, error: String(error) })
    return 'failed' as const
  })
  const inTurn = inTurns(AT_ONCE)
  const send = async (mail: StoredMail) => {
    if (isOver()) return
    // Whoever has taken himself off a moment ago has no mail waiting any more.
    if (composed !== 'failed' && !composed.recipients.includes(mail.address)) return
    const delivery =
      composed === 'failed' ? NOT_MADE : await mailer.send(addressed(context, composed, mail)).catch(unexpected)
    line.unreachable = !delivery.ok && delivery.trouble === 'unreachable' ? line.unreachable + 1 : 0
    await note(context, mail, delivery)
  }
  await Promise.all(batch.map((mail) => inTurn(() => send(mail))))
}

const NOT_MADE = { ok: false, trouble: 'unexpected', answer: '', isFinal: false } as const satisfies Delivery

function unexpected(error: unknown): Delivery {
  return { ...NOT_MADE, answer: String(error).slice(0, 300) }
}

type Composed = ReportMail & {
  readonly recipients: readonly string[]
  readonly attachments: readonly Attachment[]
}

async function compose(context: Context, { mailing: id, from, to }: StoredMail): Promise<Composed> {
  const mailing = await context.database.read.mailings.byId(id)
  const estate = mailing && (await context.database.read.estates.byId(mailing.estate))
  // Removed a moment ago, its mails with it.
  if (!mailing || !estate) throw new Error('the mailing is gone')
  const reported = await reportOf(context, estate, { from, to })
  if (!reported.ok) throw new Error(`no report: ${reported.problem.code}`)
  const { origin } = context.config
  const report = withoutNames(reported.value)
  const attachments = mailing.rhythm.kind === 'monthly' ? await filesOf(context, report, mailing) : null
  return {
    ...reportMail(report, { estate, mailing, origin }, attachments && attachments.length > 0),
    recipients: mailing.recipients,
    attachments: attachments ?? [],
  }
}

/** The same report on paper and as a workbook. A mail without them is better than none: it says so. */
async function filesOf(context: Context, report: Report, { language, id }: StoredMailing): Promise<Attachment[]> {
  try {
    const files = []
    for (const format of ['pdf', 'xlsx'] as const) files.push(await fileOf(report, { format, language }))
    return files.map(({ name, type, bytes }) => ({ filename: name, contentType: type, content: bytes }))
  } catch (error) {
    context.log('error', 'attachments not made', { mailing: id, error: String(error) })
    return []
  }
}

/** One mail for each: addresses are not shown to each other, and the way out is each one's own. */
function addressed(context: Context, { subject, body, unsubscribe, attachments }: Composed, mail: StoredMail): Mail {
  const url = unsubscribeUrl(context, mail.mailing, mail.address)
  const whole = { ...body, unsubscribe: { label: unsubscribe, url } }
  return {
    messageId: mail.messageId,
    to: mail.address,
    subject: onOneLine(subject),
    text: mailText(whole),
    html: mailHtml(whole),
    language: body.lang,
    unsubscribeUrl: url,
    attachments,
  }
}

/** The log never hears an address, nor what the mail server said, which may hold one. */
async function note(context: Context, { id, mailing, madeAt, ...mail }: StoredMail, delivery: Delivery): Promise<void> {
  const now = context.now()
  const attempts = mail.attempts + 1
  if (delivery.ok) {
    await context.database.write(({ mails }) => mails.noteSent(id, attempts, now))
    context.log('info', 'mail sent', { mail: id, mailing })
    return
  }
  const { trouble, answer, isFinal } = delivery
  const nextTryAt = isFinal ? null : retryAt(attempts, { madeAt, now })
  await context.database.write(({ mails }) => mails.noteFailed(id, { attempts, trouble, answer, nextTryAt }))
  context.log('warn', nextTryAt === null ? 'mail given up' : 'mail not sent', { mail: id, mailing, trouble, attempts })
}
