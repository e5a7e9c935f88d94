/** Addresses outside that are told of what happens, and every single call until it has been taken. */
import { type Kysely, type Migration, sql } from 'kysely'

export const webhooks: Migration = {
  // biome-ignore lint/suspicious/noExplicitAny: a migration sees the tables as they were then, not as the schema says now
  async up(db: Kysely<any>) {
    await db.schema
      .createTable('webhooks')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('estate_id', 'text', (c) => c.notNull().references('estates.id'))
      .addColumn('url', 'text', (c) => c.notNull())
      .addColumn('label', 'text', (c) => c.notNull())
      .addColumn('topics_json', 'text', (c) => c.notNull())
      .addColumn('state', 'text', (c) => c.notNull().check(sql`state in ('active', 'paused', 'disabled')`))
      .addColumn('sealed_secret', 'text', (c) => c.notNull())
      .addColumn('sealed_former', 'text')
      .addColumn('former_until', 'bigint')
      .addColumn('failing_since', 'bigint')
      .addColumn('created_by', 'text', (c) => c.notNull().references('people.id'))
      .addColumn('created_at', 'bigint', (c) => c.notNull())
      .addCheckConstraint('webhooks_former', sql`(sealed_former is null) = (former_until is null)`)
      .execute()
    await db.schema.createIndex('webhooks_by_estate').on('webhooks').columns(['estate_id', 'state']).execute()
    await db.schema
      .createTable('webhook_deliveries')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('webhook_id', 'text', (c) => c.notNull().references('webhooks.id'))
      .addColumn('topic', 'text', (c) => c.notNull())
      .addColumn('payload_json', 'text', (c) => c.notNull())
      .addColumn('made_at', 'bigint', (c) => c.notNull())
      .addColumn('state', 'text', (c) => c.notNull().check(sql`state in ('waiting', 'sent', 'failed', 'given-up')`))
      .addColumn('attempts', 'integer', (c) => c.notNull())
      .addColumn('next_try_at', 'bigint')
      .addColumn('trouble', 'text')
      .addColumn('status', 'integer')
      .addColumn('sent_at', 'bigint')
      .addCheckConstraint('webhook_deliveries_next', sql`(state in ('waiting', 'failed')) = (next_try_at is not null)`)
      .addCheckConstraint('webhook_deliveries_sent', sql`(state = 'sent') = (sent_at is not null)`)
      .execute()
    await db.schema
      .createIndex('webhook_deliveries_to_send')
      .on('webhook_deliveries')
      .columns(['webhook_id', 'next_try_at'])
      .where(sql<boolean>`next_try_at is not null`)
      .execute()
    await db.schema
      .createIndex('webhook_deliveries_made')
      .on('webhook_deliveries')
      .columns(['webhook_id', 'made_at'])
      .execute()
  },
}
