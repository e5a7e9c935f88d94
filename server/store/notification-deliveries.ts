/** Notifications on their way, one by one, until they have gone out or been given up. */
import type { Kysely } from 'kysely'
import type { Trigger } from '../../checkpoints/finding-rules.ts'
import type { Language, Names } from '../../checkpoints/language.ts'
import type { Channel, DeliveryTrouble, NewsKind } from '../../checkpoints/notification.ts'
import { inParts } from './in-parts.ts'
import { pathsTo } from './places.ts'
import type { Schema } from './schema.ts'

export type NewDelivery = {
  readonly id: string
  readonly notification: string
  readonly channel: Channel
  /** An address, or the id of a browser's subscription. */
  readonly target: string
  readonly dueAt: number
}

/** With what it says, and to whom. */
export type StoredDelivery = {
  readonly id: string
  readonly channel: Channel
  readonly target: string
  readonly messageId: string | null
  readonly dueAt: number
  readonly attempts: number
  readonly notification: string
  readonly kind: NewsKind
  readonly trigger: Trigger | null
  readonly at: number
  readonly person: { readonly id: string; readonly language: Language }
  readonly estate: { readonly id: string; readonly names: Names; readonly zone: string }
  readonly finding: { readonly id: string; readonly number: number }
  /** `place`: from the building down. */
  readonly spot: { readonly names: Names; readonly code: string; readonly place: readonly Names[] }
}

export type FailedDelivery = {
  readonly attempts: number
  readonly trouble: DeliveryTrouble
  /** null: it is given up. */
  readonly nextTryAt: number | null
}

export function notificationDeliveriesOn(db: Kysely<Schema>) {
  return {
    async add(deliveries: readonly NewDelivery[]): Promise<void> {
      if (deliveries.length === 0) return
      const rows = deliveries.map(({ id, notification, channel, target, dueAt }) => ({
        ...{ id, notification_id: notification, channel, target, message_id: null, due_at: dueAt },
        ...{ state: 'waiting' as const, attempts: 0, next_try_at: dueAt, trouble: null, sent_at: null },
      }))
      await db
        .insertInto('notification_deliveries')
        .values(rows)
        .onConflict((conflict) => conflict.columns(['notification_id', 'channel', 'target']).doNothing())
        .execute()
    },

    async anyToSend(channel: Channel, now: number): Promise<boolean> {
      const due = db.selectFrom('notification_deliveries').select('id').where('next_try_at', '<=', now)
      return (await due.where('channel', '=', channel).limit(1).executeTakeFirst()) !== undefined
    },

    /** Those whose time has come, the most urgent first. */
    async toSend(channel: Channel, now: number, most: number): Promise<StoredDelivery[]> {
      const rows = await db
        .selectFrom('notification_deliveries as d')
        .innerJoin('notifications as n', 'n.id', 'd.notification_id')
        .innerJoin('people as p', 'p.id', 'n.person_id')
        .leftJoin('notification_settings as w', 'w.person_id', 'n.person_id')
        .innerJoin('estates as e', 'e.id', 'n.estate_id')
        .innerJoin('findings as f', 'f.id', 'n.finding_id')
        .innerJoin('checkpoints as c', 'c.id', 'f.checkpoint_id')
        .select(['d.id', 'd.channel', 'd.target', 'd.message_id', 'd.due_at', 'd.attempts', 'd.notification_id'])
        .select(['n.kind', 'n.trigger', 'n.at', 'p.id as person', 'p.language', 'w.language as wanted'])
        .select(['e.id as estate', 'e.names_json as estate_names', 'e.zone', 'f.id as finding', 'f.number'])
        .select(['c.names_json as spot_names', 'c.code', 'c.place_id'])
        .where('d.channel', '=', channel)
        .where('d.next_try_at', '<=', now)
        .orderBy((e) => e.case().when('n.kind', '=', 'emergency').then(0).else(1).end())
        .orderBy('d.next_try_at')
        .orderBy('d.id')
        .limit(most)
        .execute()
      const paths = await pathsTo(
        db,
        rows.map((row) => row.place_id),
      )
      return rows.map((row) => ({
        ...{ id: row.id, channel: row.channel, target: row.target, messageId: row.message_id, dueAt: row.due_at },
        ...{ attempts: row.attempts, notification: row.notification_id, kind: row.kind, trigger: row.trigger },
        at: row.at,
        person: { id: row.person, language: row.wanted ?? row.language },
        estate: { id: row.estate, names: JSON.parse(row.estate_names), zone: row.zone },
        finding: { id: row.finding, number: row.number },
        spot: { names: JSON.parse(row.spot_names), code: row.code, place: paths.get(row.place_id) ?? [] },
      }))
    },

    /**
     * Of those whose time has come, what nobody needs any more: he has read it in the meantime, has left the estate, or the alarm is
     * over. A mail that may have gone out already goes on as it is.
     */
    async overtaken(now: number): Promise<string[]> {
      const rows = await db
        .selectFrom('notification_deliveries as d')
        .innerJoin('notifications as n', 'n.id', 'd.notification_id')
        .innerJoin('findings as f', 'f.id', 'n.finding_id')
        .select('d.id')
        .where('d.next_try_at', '<=', now)
        .where('d.message_id', 'is', null)
        .where((e) =>
          e.or([
            e('n.read_at', 'is not', null),
            e.and([e('n.kind', '=', 'emergency'), e('f.alarmed_at', 'is', null)]),
            e.not(
              e.exists(
                e
                  .selectFrom('staff_roles as s')
                  .select('s.role')
                  .whereRef('s.person_id', '=', 'n.person_id')
                  .whereRef('s.estate_id', '=', 'n.estate_id'),
              ),
            ),
          ]),
        )
        .execute()
      return rows.map(({ id }) => id)
    },

    async giveUp(ids: readonly string[]): Promise<void> {
      for (const part of inParts(ids)) {
        await db
          .updateTable('notification_deliveries')
          .set({ state: 'given-up', next_try_at: null, trouble: 'overtaken' })
          .where('id', 'in', part)
          .execute()
      }
    },

    /**
     * Takes them in hand, so that nobody else sends them at the same time. Whoever does not say within that time what became of them
     * has been stopped, and they are taken again.
     * @returns those that nobody else had taken
     */
    async claim(ids: readonly string[], now: number, until: number): Promise<Set<string>> {
      if (ids.length === 0) return new Set()
      const rows = await db
        .updateTable('notification_deliveries')
        .set({ next_try_at: until })
        .where('id', 'in', ids)
        .where('next_try_at', '<=', now)
        .returning('id')
        .execute()
      return new Set(rows.map(({ id }) => id))
    },

    /** From now on they go out together, as this mail. */
    async bundle(ids: readonly string[], messageId: string): Promise<void> {
      await db
        .updateTable('notification_deliveries')
        .set({ message_id: messageId })
        .where('id', 'in', ids)
        .where('message_id', 'is', null)
        .execute()
    },

    async noteSent(ids: readonly string[], attempts: number, now: number): Promise<void> {
      await db
        .updateTable('notification_deliveries')
        .set({ state: 'sent', sent_at: now, attempts, next_try_at: null, trouble: null })
        .where('id', 'in', ids)
        .execute()
    },

    async noteFailed(ids: readonly string[], { attempts, trouble, nextTryAt }: FailedDelivery): Promise<void> {
      const state = nextTryAt === null ? 'given-up' : 'failed'
      await db
        .updateTable('notification_deliveries')
        .set({ state, attempts, trouble, next_try_at: nextTryAt })
        .where('id', 'in', ids)
        .execute()
    },

    /** He is told no more by this way, or not at this address. */
    async dropUnsent(person: string, channel: Channel): Promise<void> {
      const his = db.selectFrom('notifications').select('id').where('person_id', '=', person)
      await db
        .deleteFrom('notification_deliveries')
        .where('channel', '=', channel)
        .where('next_try_at', 'is not', null)
        .where('notification_id', 'in', his)
        .execute()
    },
  }
}
