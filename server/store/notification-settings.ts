/** How people want to be told, and the browsers by which they are. */
import type { Kysely, Selectable } from 'kysely'
import { DEFAULT_SETTINGS, type NotificationSettings } from '../../checkpoints/notification.ts'
import type { Pushed, PushTarget } from '../../checkpoints/wire/notification.ts'
import type { Schema } from './schema.ts'

export type PushSubscription = Pushed & Pick<PushTarget, 'endpoint' | 'keys'> & { readonly person: string }
export type StoredVapidKey = { readonly publicKey: string; readonly sealedPrivate: string }

export function notificationSettingsOn(db: Kysely<Schema>) {
  return {
    async of(person: string): Promise<NotificationSettings> {
      const row = await db
        .selectFrom('notification_settings')
        .selectAll()
        .where('person_id', '=', person)
        .executeTakeFirst()
      return row ? settingsOf(row) : DEFAULT_SETTINGS
    },

    async keep(person: string, { push, mail, address, quiet, language }: NotificationSettings): Promise<void> {
      const chosen = {
        ...{ push: push ? 1 : 0, mail: mail ? 1 : 0, address },
        ...{ quiet_from: quiet?.from ?? null, quiet_to: quiet?.to ?? null, language },
      }
      await db
        .insertInto('notification_settings')
        .values({ person_id: person, ...chosen })
        .onConflict((conflict) => conflict.column('person_id').doUpdateSet(chosen))
        .execute()
    },

    /** Whoever reads the mails at this address wants none of them, not even in an emergency. @returns false if they do not go there */
    async takeOff(person: string, address: string): Promise<boolean> {
      const { numUpdatedRows } = await db
        .updateTable('notification_settings')
        .set({ mail: 0, address: null })
        .where('person_id', '=', person)
        .where('address', '=', address)
        .executeTakeFirstOrThrow()
      return Number(numUpdatedRows) > 0
    },

    async vapidKey(): Promise<StoredVapidKey | undefined> {
      const row = await db.selectFrom('vapid_keys').selectAll().executeTakeFirst()
      return row && { publicKey: row.public_key, sealedPrivate: row.sealed_private }
    },

    /** Whichever was first stays. */
    async addVapidKey({ publicKey, sealedPrivate }: StoredVapidKey, now: number): Promise<void> {
      await db
        .insertInto('vapid_keys')
        .values({ id: 1, public_key: publicKey, sealed_private: sealedPrivate, made_at: now })
        .onConflict((conflict) => conflict.column('id').doNothing())
        .execute()
    },
  }
}

export function pushSubscriptionsOn(db: Kysely<Schema>) {
  return {
    /** A browser has one owner: whoever subscribes with it last. */
    async keep({ endpoint, keys, label, ...one }: Omit<PushSubscription, 'lastSentAt'>): Promise<void> {
      const told = { person_id: one.person, p256dh: keys.p256dh, auth: keys.auth, label }
      await db
        .insertInto('push_subscriptions')
        .values({ id: one.id, endpoint, ...told, added_at: one.addedAt, last_sent_at: null })
        .onConflict((conflict) => conflict.column('endpoint').doUpdateSet(told))
        .execute()
    },

    async of(person: string): Promise<PushSubscription[]> {
      const own = db.selectFrom('push_subscriptions').selectAll().where('person_id', '=', person)
      return (await own.orderBy('added_at').orderBy('id').execute()).map(subscriptionOf)
    },

    async byId(id: string): Promise<PushSubscription | undefined> {
      const row = await db.selectFrom('push_subscriptions').selectAll().where('id', '=', id).executeTakeFirst()
      return row && subscriptionOf(row)
    },

    /** With what was still to go to it. */
    async remove(id: string): Promise<void> {
      await db
        .deleteFrom('notification_deliveries')
        .where('channel', '=', 'push')
        .where('target', '=', id)
        .where('next_try_at', 'is not', null)
        .execute()
      await db.deleteFrom('push_subscriptions').where('id', '=', id).execute()
    },

    async noteSent(id: string, now: number): Promise<void> {
      await db.updateTable('push_subscriptions').set({ last_sent_at: now }).where('id', '=', id).execute()
    },
  }
}

function settingsOf(row: Selectable<Schema['notification_settings']>): NotificationSettings {
  const { push, mail, address, quiet_from: from, quiet_to: to, language } = row
  const quiet = from === null || to === null ? null : { from, to }
  return { push: push === 1, mail: mail === 1, address, quiet, language }
}

function subscriptionOf(row: Selectable<Schema['push_subscriptions']>): PushSubscription {
  return {
    id: row.id,
    person: row.person_id,
    endpoint: row.endpoint,
    keys: { p256dh: row.p256dh, auth: row.auth },
    label: row.label,
    addedAt: row.added_at,
    lastSentAt: row.last_sent_at,
  }
}
