/** Reports by e-mail: who gets them, and every single mail until it has gone out. */
import { type Kysely, type Migration, sql } from 'kysely'

export const mailings: Migration = {
  // biome-ignore lint/suspicious/noExplicitAny: a migration sees the tables as they were then, not as the schema says now
  async up(db: Kysely<any>) {
    await db.schema
      .createTable('mailings')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('estate_id', 'text', (c) => c.notNull().references('estates.id'))
      .addColumn('kind', 'text', (c) => c.notNull().check(sql`kind in ('daily', 'weekly', 'monthly')`))
      .addColumn('weekday', 'integer', (c) => c.check(sql`weekday between 1 and 7`))
      .addColumn('at_time', 'text', (c) => c.notNull())
      .addColumn('language', 'text', (c) => c.notNull().check(sql`language in ('zh-Hant', 'zh-Hans', 'en')`))
      .addColumn('state', 'text', (c) => c.notNull().check(sql`state in ('active', 'paused')`))
      .addColumn('made_until', 'bigint', (c) => c.notNull())
      .addColumn('created_by', 'text', (c) => c.notNull().references('people.id'))
      .addColumn('created_at', 'bigint', (c) => c.notNull())
      .addCheckConstraint('mailings_weekday', sql`(kind = 'weekly') = (weekday is not null)`)
      .execute()
    await db.schema.createIndex('mailings_by_estate').on('mailings').columns(['estate_id']).execute()
    await db.schema
      .createTable('mailing_recipients')
      .addColumn('mailing_id', 'text', (c) => c.notNull().references('mailings.id'))
      .addColumn('address', 'text', (c) => c.notNull())
      .addColumn('off_at', 'bigint')
      .addPrimaryKeyConstraint('mailing_recipients_pk', ['mailing_id', 'address'])
      .execute()
    await addMails(db)
  },
}

// biome-ignore lint/suspicious/noExplicitAny: as above
async function addMails(db: Kysely<any>): Promise<void> {
  await db.schema
    .createTable('mails')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('mailing_id', 'text', (c) => c.notNull().references('mailings.id'))
    .addColumn('address', 'text', (c) => c.notNull())
    .addColumn('from_on', 'text', (c) => c.notNull())
    .addColumn('to_on', 'text', (c) => c.notNull())
    .addColumn('due_at', 'bigint', (c) => c.notNull())
    .addColumn('asked', 'integer', (c) => c.notNull())
    .addColumn('made_at', 'bigint', (c) => c.notNull())
    .addColumn('message_id', 'text', (c) => c.notNull().unique())
    .addColumn('state', 'text', (c) => c.notNull().check(sql`state in ('waiting', 'sent', 'failed', 'given-up')`))
    .addColumn('attempts', 'integer', (c) => c.notNull())
    .addColumn('next_try_at', 'bigint')
    .addColumn('trouble', 'text')
    .addColumn('answer', 'text')
    .addColumn('sent_at', 'bigint')
    .addCheckConstraint('mails_next_try', sql`(state in ('waiting', 'failed')) = (next_try_at is not null)`)
    .addCheckConstraint('mails_sent_at', sql`(state = 'sent') = (sent_at is not null)`)
    .execute()
  // However often the server stops between making and sending, a period is made once for each address.
  await db.schema
    .createIndex('mails_once')
    .on('mails')
    .columns(['mailing_id', 'from_on', 'to_on', 'address'])
    .unique()
    .where(sql<boolean>`asked = 0`)
    .execute()
  await db.schema
    .createIndex('mails_to_send')
    .on('mails')
    .columns(['next_try_at'])
    .where(sql<boolean>`next_try_at is not null`)
    .execute()
  await db.schema.createIndex('mails_by_mailing').on('mails').columns(['mailing_id', 'due_at']).execute()
}
