/** Hands mails to a mail server, or writes them to a folder where somebody may look at them. */
import { randomBytes } from 'node:crypto'
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createTransport, type SendMailOptions } from 'nodemailer'
import type { MailTrouble } from '../../checkpoints/mailing.ts'
import type { MailConfig } from '../config.ts'
import { inTurns } from '../turns.ts'

export type Attachment = { readonly filename: string; readonly contentType: string; readonly content: Uint8Array }

export type Mail = {
  /** `<…@…>`, the same at every attempt. */
  readonly messageId: string
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html: string
  /** As `Content-Language` has it. */
  readonly language: string
  readonly unsubscribeUrl: string
  readonly attachments: readonly Attachment[]
}

/** @param answer what the other side said, in its own words; it may hold the address, and belongs in no log */
export type Delivery =
  | { readonly ok: true }
  | { readonly ok: false; readonly trouble: MailTrouble; readonly answer: string; readonly isFinal: boolean }

export type Mailer = {
  readonly by: 'smtp' | 'folder'
  readonly send: (mail: Mail) => Promise<Delivery>
  /** Whatever sends goes through here one after the other, so that none is sent by two at the same time. */
  readonly inTurn: <T>(work: () => Promise<T>) => Promise<T>
}

export function mailerOf(config: MailConfig): Mailer | undefined {
  if (config.by === 'nowhere') return undefined
  const send = config.by === 'smtp' ? overSmtp(config.url, config.from) : intoFolder(config.folder, config.from)
  return { by: config.by, send, inTurn: inTurns(1) }
}

/** A mail server that hangs holds up the mails behind it for no longer than this. */
const TIMEOUTS = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000, dnsTimeout: 10_000 }

function overSmtp(url: string, from: string): Mailer['send'] {
  const transport = createTransport({ url, ...TIMEOUTS, ...CLOSED })
  return async (mail) => {
    try {
      await transport.sendMail(messageOf(mail, from))
      return { ok: true }
    } catch (error) {
      return failureOf(error as SmtpError)
    }
  }
}

function intoFolder(folder: string, from: string): Mailer['send'] {
  const transport = createTransport({ streamTransport: true, buffer: true, ...CLOSED })
  return async (mail) => {
    try {
      const { message } = await transport.sendMail(messageOf(mail, from))
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const file = join(folder, `${mail.messageId.replace(/[^\w-]+/g, '_').replace(/^_|_$/g, '')}.eml`)
      // Whoever reads along never sees half a mail.
      const half = `${file}.${randomBytes(4).toString('hex')}`
      await writeFile(half, message as Buffer, { mode: 0o600 })
      await rename(half, file)
      return { ok: true }
    } catch (error) {
      return { ok: false, trouble: 'unexpected', answer: said(error as Error), isFinal: false }
    }
  }
}

/** Nothing in a mail may make this server read one of its files, or fetch an address. */
const CLOSED = { disableFileAccess: true, disableUrlAccess: true }

function messageOf(mail: Mail, from: string): SendMailOptions {
  const { messageId, to, subject, text, html, language, unsubscribeUrl, attachments } = mail
  return {
    ...{ from, messageId, subject, text, html },
    // As a whole, so that nothing in it is read as a second address.
    to: { name: '', address: to },
    list: { unsubscribe: { url: unsubscribeUrl } },
    headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': language },
    attachments: attachments.map(({ content, ...about }) => ({ ...about, content: Buffer.from(content) })),
  }
}

type SmtpError = Error & { readonly code?: string; readonly responseCode?: number; readonly command?: string }

function failureOf(error: SmtpError): Delivery {
  const trouble = troubleOf(error)
  const isFinal = trouble === 'recipient-refused' || trouble === 'message-refused'
  return { ok: false, trouble, answer: said(error), isFinal }
}

const NOT_CONNECTED = ['ECONNECTION', 'ETIMEDOUT', 'ESOCKET', 'EDNS', 'ETLS', 'EPROTOCOL', 'ECONNREFUSED']

/** What the operator has to mend may be mended in an hour; what the recipient's side refuses for good stays refused. */
function troubleOf({ code = '', responseCode = 0, command = '' }: SmtpError): MailTrouble {
  if (code === 'EAUTH' || code === 'ENOAUTH') return 'sign-in-refused'
  if (responseCode >= 400 && responseCode < 500) return 'deferred'
  if (code === 'EENVELOPE' && command === 'MAIL FROM') return 'sender-refused'
  if (code === 'EENVELOPE') return 'recipient-refused'
  if (code === 'EMESSAGE') return 'message-refused'
  return NOT_CONNECTED.includes(code) ? 'unreachable' : 'unexpected'
}

function said({ message }: Error): string {
  return message.replace(/\s+/g, ' ').slice(0, 300)
}
