/** What webhooks are told: each call from the moment it is made until it has been taken or given up. */
import type { Kysely, Selectable } from 'kysely'
import type { WebhookDelivery, WebhookTopic, WebhookTrouble } from '../../checkpoints/wire/webhook.ts'
import type { Schema } from './schema.ts'

export type StoredDelivery = WebhookDelivery & {
  readonly webhook: string
  /** The body as it is sent, byte for byte. */
  readonly payload: string
}

export type NewDelivery = {
  readonly id: string
  readonly webhook: string
  readonly topic: WebhookTopic
  readonly payload: string
}

export type FailedDelivery = {
  readonly attempts: number
  readonly trouble: WebhookTrouble
  readonly status: number | null
  /** null: it is given up. */
  readonly nextTryAt: number | null
}

export function webhookDeliveriesOn(db: Kysely<Schema>) {
  return {
    async make(deliveries: readonly NewDelivery[], now: number): Promise<void> {
      if (deliveries.length === 0) return
      const rows = deliveries.map(({ id, webhook, topic, payload }) => ({
        ...{ id, webhook_id: webhook, topic, payload_json: payload, made_at: now, state: 'waiting' as const },
        ...{ attempts: 0, next_try_at: now },
      }))
      await db.insertInto('webhook_deliveries').values(rows).execute()
    },

    async byId(id: string): Promise<StoredDelivery | undefined> {
      const row = await db.selectFrom('webhook_deliveries').selectAll().where('id', '=', id).executeTakeFirst()
      return row && deliveryOf(row)
    },

    /** The webhooks for which something's time has come. */
    async due(now: number): Promise<string[]> {
      const query = db.selectFrom('webhook_deliveries').select('webhook_id').distinct()
      return (await query.where('next_try_at', '<=', now).execute()).map(({ webhook_id }) => webhook_id)
    },

    /** Those of a webhook whose time has come; what has never been tried goes first, so that nothing waits behind what always fails. */
    async toSend(webhook: string, now: number, most: number): Promise<string[]> {
      const query = db.selectFrom('webhook_deliveries').select('id').where('webhook_id', '=', webhook)
      const due = query.where('next_try_at', '<=', now).orderBy('attempts').orderBy('made_at').orderBy('id')
      return (await due.limit(most).execute()).map(({ id }) => id)
    },

    /** The last ones of a webhook, the latest first. */
    async lastOf(webhook: string, most: number): Promise<StoredDelivery[]> {
      const query = db.selectFrom('webhook_deliveries').selectAll().where('webhook_id', '=', webhook)
      const last = query.orderBy('made_at', 'desc').orderBy('id', 'desc').limit(most)
      return (await last.execute()).map(deliveryOf)
    },

    /** Once more, from the beginning, whatever became of it. */
    async again(id: string, now: number): Promise<void> {
      const row = { state: 'waiting' as const, attempts: 0, next_try_at: now, sent_at: null }
      await db.updateTable('webhook_deliveries').set(row).where('id', '=', id).execute()
    },

    async noteSent(id: string, { attempts, status }: Pick<FailedDelivery, 'attempts' | 'status'>, now: number) {
      const row = { state: 'sent' as const, sent_at: now, attempts, status, next_try_at: null, trouble: null }
      await db.updateTable('webhook_deliveries').set(row).where('id', '=', id).execute()
    },

    async noteFailed(id: string, { nextTryAt, ...failed }: FailedDelivery): Promise<void> {
      const state = nextTryAt === null ? ('given-up' as const) : ('failed' as const)
      const row = { state, next_try_at: nextTryAt, sent_at: null, ...failed }
      await db.updateTable('webhook_deliveries').set(row).where('id', '=', id).execute()
    },

    /** What waits for one that is told nothing any more. */
    async giveUp(webhook: string): Promise<void> {
      await db
        .updateTable('webhook_deliveries')
        .set({ state: 'given-up', next_try_at: null })
        .where('webhook_id', '=', webhook)
        .where('next_try_at', 'is not', null)
        .execute()
    },

    /** What became of them long ago. */
    async dropBefore(madeBefore: number): Promise<void> {
      await db.deleteFrom('webhook_deliveries').where('made_at', '<', madeBefore).execute()
    },
  }
}

function deliveryOf(row: Selectable<Schema['webhook_deliveries']>): StoredDelivery {
  return {
    id: row.id,
    webhook: row.webhook_id,
    topic: row.topic,
    payload: row.payload_json,
    madeAt: row.made_at,
    state: row.state,
    attempts: row.attempts,
    nextTryAt: row.next_try_at,
    trouble: row.trouble,
    status: row.status,
    sentAt: row.sent_at,
  }
}
