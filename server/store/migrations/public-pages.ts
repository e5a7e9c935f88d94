/** What estates show to strangers who scan a tag, and the reports these may leave. */
import { type Kysely, type Migration, sql } from 'kysely'

export const publicPages: Migration = {
  // biome-ignore lint/suspicious/noExplicitAny: a migration sees the tables as they were then, not as the schema says now
  async up(db: Kysely<any>) {
    await db.schema
      .createTable('public_pages')
      .addColumn('estate_id', 'text', (c) => c.primaryKey().references('estates.id'))
      .addColumn('shows_last_patrol', 'integer', (c) => c.notNull().check(sql`shows_last_patrol in (0, 1)`))
      .addColumn('takes_reports', 'integer', (c) => c.notNull().check(sql`takes_reports in (0, 1)`))
      .addColumn('updated_at', 'bigint', (c) => c.notNull())
      .addColumn('updated_by', 'text', (c) => c.notNull().references('people.id'))
      .execute()
    await db.schema
      .createTable('resident_reports')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('estate_id', 'text', (c) => c.notNull().references('estates.id'))
      .addColumn('checkpoint_id', 'text', (c) => c.notNull().references('checkpoints.id'))
      .addColumn('token_sha256', 'text', (c) => c.notNull().unique())
      .addColumn('received_at', 'bigint', (c) => c.notNull())
      .addColumn('category', 'text')
      .addColumn('text', 'text', (c) => c.notNull().check(sql`length(text) > 0`))
      .addColumn('contact', 'text', (c) => c.check(sql`length(contact) > 0`))
      .addColumn('photo_sha256', 'text', (c) => c.check(sql`length(photo_sha256) = 64`))
      .addColumn('state', 'text', (c) =>
        c.notNull().check(sql`state in ('received', 'looked-at', 'solved', 'not-ours')`),
      )
      .addColumn('answer', 'text', (c) => c.notNull())
      .addColumn('called_back', 'integer', (c) => c.check(sql`called_back in (0, 1)`))
      .addColumn('updated_at', 'bigint')
      .addColumn('updated_by', 'text', (c) => c.references('people.id'))
      // Who reported it is forgotten with the closing.
      .addCheckConstraint('resident_reports_forgets', sql`contact is null or state in ('received', 'looked-at')`)
      .execute()
    await db.schema
      .createIndex('resident_reports_by_estate')
      .on('resident_reports')
      .columns(['estate_id', 'received_at'])
      .execute()
  },
}
