/** What people are told about findings, how they want to be told, and every single delivery until it has gone out. */
import { type Kysely, type Migration, sql } from 'kysely'

export const notifications: Migration = {
  // biome-ignore lint/suspicious/noExplicitAny: a migration sees the tables as they were then, not as the schema says now
  async up(db: Kysely<any>) {
    await db.schema
      .createTable('notifications')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('person_id', 'text', (c) => c.notNull().references('people.id'))
      .addColumn('estate_id', 'text', (c) => c.notNull().references('estates.id'))
      .addColumn('finding_id', 'text', (c) => c.notNull().references('findings.id'))
      .addColumn('key', 'text', (c) => c.notNull())
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('trigger', 'text')
      .addColumn('by_id', 'text', (c) => c.references('people.id'))
      .addColumn('by_name', 'text')
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addColumn('read_at', 'bigint')
      // However often an event or a rung comes by, each hears of it once.
      .addUniqueConstraint('notifications_once', ['person_id', 'finding_id', 'key'])
      .execute()
    await db.schema.createIndex('notifications_by_person').on('notifications').columns(['person_id', 'at']).execute()
    await db.schema
      .createIndex('notifications_unread')
      .on('notifications')
      .columns(['person_id', 'finding_id'])
      .where(sql<boolean>`read_at is null`)
      .execute()
    await addWays(db)
    await addDeliveries(db)
  },
}

// biome-ignore lint/suspicious/noExplicitAny: as above
type Db = Kysely<any>

async function addWays(db: Db): Promise<void> {
  await db.schema
    .createTable('notification_settings')
    .addColumn('person_id', 'text', (c) => c.primaryKey().references('people.id'))
    .addColumn('push', 'integer', (c) => c.notNull().check(sql`push in (0, 1)`))
    .addColumn('mail', 'integer', (c) => c.notNull().check(sql`mail in (0, 1)`))
    .addColumn('address', 'text')
    .addColumn('quiet_from', 'text')
    .addColumn('quiet_to', 'text')
    .addColumn('language', 'text', (c) => c.check(sql`language in ('zh-Hant', 'zh-Hans', 'en')`))
    .addCheckConstraint('notification_settings_quiet', sql`(quiet_from is null) = (quiet_to is null)`)
    .execute()
  await db.schema
    .createTable('push_subscriptions')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('person_id', 'text', (c) => c.notNull().references('people.id'))
    .addColumn('endpoint', 'text', (c) => c.notNull().unique())
    .addColumn('p256dh', 'text', (c) => c.notNull())
    .addColumn('auth', 'text', (c) => c.notNull())
    .addColumn('label', 'text', (c) => c.notNull())
    .addColumn('added_at', 'bigint', (c) => c.notNull())
    .addColumn('last_sent_at', 'bigint')
    .execute()
  await db.schema.createIndex('push_subscriptions_by_person').on('push_subscriptions').column('person_id').execute()
  await db.schema
    .createTable('vapid_keys')
    // There is one of an installation: browsers subscribe with it.
    .addColumn('id', 'integer', (c) => c.primaryKey().check(sql`id = 1`))
    .addColumn('public_key', 'text', (c) => c.notNull())
    .addColumn('sealed_private', 'text', (c) => c.notNull())
    .addColumn('made_at', 'bigint', (c) => c.notNull())
    .execute()
}

async function addDeliveries(db: Db): Promise<void> {
  await db.schema
    .createTable('notification_deliveries')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('notification_id', 'text', (c) => c.notNull().references('notifications.id'))
    .addColumn('channel', 'text', (c) => c.notNull().check(sql`channel in ('push', 'mail')`))
    .addColumn('target', 'text', (c) => c.notNull())
    .addColumn('message_id', 'text')
    .addColumn('due_at', 'bigint', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull().check(sql`state in ('waiting', 'sent', 'failed', 'given-up')`))
    .addColumn('attempts', 'integer', (c) => c.notNull())
    .addColumn('next_try_at', 'bigint')
    .addColumn('trouble', 'text')
    .addColumn('sent_at', 'bigint')
    .addUniqueConstraint('notification_deliveries_once', ['notification_id', 'channel', 'target'])
    .addCheckConstraint('deliveries_next_try', sql`(state in ('waiting', 'failed')) = (next_try_at is not null)`)
    .addCheckConstraint('deliveries_sent_at', sql`(state = 'sent') = (sent_at is not null)`)
    .execute()
  await db.schema
    .createIndex('notification_deliveries_to_send')
    .on('notification_deliveries')
    .columns(['next_try_at'])
    .where(sql<boolean>`next_try_at is not null`)
    .execute()
}
