/** Single mails, from the moment they are due until they have gone out or been given up. */
import type { Kysely, Selectable } from 'kysely'
import type { MailTrouble } from '../../checkpoints/mailing.ts'
import type { MailPeriod } from '../../checkpoints/mailing-dues.ts'
import type { ListedMail } from '../../checkpoints/wire/mailing.ts'
import type { Schema } from './schema.ts'

export type StoredMail = ListedMail & {
  readonly mailing: string
  readonly messageId: string
  readonly madeAt: number
}

export type NewMail = MailPeriod & {
  readonly id: string
  readonly mailing: string
  readonly address: string
  readonly messageId: string
  readonly dueAt: number
  readonly asked: boolean
}

export type FailedMail = {
  readonly attempts: number
  readonly trouble: MailTrouble
  readonly answer: string
  /** null: it is given up. */
  readonly nextTryAt: number | null
}

export function mailsOn(db: Kysely<Schema>) {
  return {
    /** Keeps mails to send; of a mailing's period and address there is one, however often it is made. */
    async make(mails: readonly NewMail[], now: number): Promise<void> {
      if (mails.length === 0) return
      const rows = mails.map(({ id, mailing, address, messageId, dueAt, asked, from, to }) => ({
        ...{ id, mailing_id: mailing, address, message_id: messageId, from_on: from, to_on: to, due_at: dueAt },
        ...{ asked: asked ? 1 : 0, made_at: now, state: 'waiting' as const, attempts: 0, next_try_at: now },
      }))
      await db
        .insertInto('mails')
        .values(rows)
        .onConflict((conflict) => conflict.doNothing())
        .execute()
    },

    /** Those whose time has come; what has never been tried goes first, so that nothing waits behind what always fails. */
    async toSend(now: number, most: number): Promise<StoredMail[]> {
      const query = db.selectFrom('mails').selectAll().where('next_try_at', '<=', now)
      return (await query.orderBy('attempts').orderBy('next_try_at').orderBy('id').limit(most).execute()).map(mailOf)
    },

    /** The last ones of a mailing, the latest first. */
    async lastOf(mailing: string, most: number): Promise<StoredMail[]> {
      const query = db.selectFrom('mails').selectAll().where('mailing_id', '=', mailing)
      return (await query.orderBy('due_at', 'desc').orderBy('address').limit(most).execute()).map(mailOf)
    },

    async noteSent(id: string, attempts: number, now: number): Promise<void> {
      const row = { state: 'sent' as const, sent_at: now, attempts, next_try_at: null, trouble: null, answer: null }
      await db.updateTable('mails').set(row).where('id', '=', id).execute()
    },

    async noteFailed(id: string, { nextTryAt, ...failed }: FailedMail): Promise<void> {
      const state = nextTryAt === null ? 'given-up' : 'failed'
      await db
        .updateTable('mails')
        .set({ state, next_try_at: nextTryAt, ...failed })
        .where('id', '=', id)
        .execute()
    },

    /** A newer mail says it better: those of the mailing that were due before and have not gone out are given up. */
    async overtake(mailing: string, dueAt: number): Promise<void> {
      await db
        .updateTable('mails')
        .set({ state: 'given-up', next_try_at: null, trouble: 'overtaken' })
        .where('mailing_id', '=', mailing)
        .where('asked', '=', 0)
        .where('due_at', '<', dueAt)
        .where('next_try_at', 'is not', null)
        .execute()
    },

    /** What became of them long ago. */
    async dropBefore(mailing: string, dueBefore: number): Promise<void> {
      await db.deleteFrom('mails').where('mailing_id', '=', mailing).where('due_at', '<', dueBefore).execute()
    },

    /** Nobody wants them any more. @param keep the addresses that still get the mailing */
    async dropUnsent(mailing: string, keep: readonly string[]): Promise<void> {
      const unsent = db.deleteFrom('mails').where('mailing_id', '=', mailing).where('next_try_at', 'is not', null)
      await (keep.length === 0 ? unsent : unsent.where('address', 'not in', keep)).execute()
    },
  }
}

function mailOf(row: Selectable<Schema['mails']>): StoredMail {
  return {
    id: row.id,
    mailing: row.mailing_id,
    messageId: row.message_id,
    madeAt: row.made_at,
    from: row.from_on,
    to: row.to_on,
    dueAt: row.due_at,
    asked: row.asked === 1,
    address: row.address,
    state: row.state,
    attempts: row.attempts,
    nextTryAt: row.next_try_at,
    trouble: row.trouble,
    answer: row.answer,
    sentAt: row.sent_at,
  }
}
