/** Links that open an estate's report without an account. */
import { type Kysely, type Migration, sql } from 'kysely'

export const shares: Migration = {
  // biome-ignore lint/suspicious/noExplicitAny: a migration sees the tables as they were then, not as the schema says now
  async up(db: Kysely<any>) {
    await db.schema
      .createTable('shares')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('estate_id', 'text', (c) => c.notNull().references('estates.id'))
      .addColumn('token_sha256', 'text', (c) => c.notNull().unique().check(sql`length(token_sha256) = 64`))
      .addColumn('label', 'text', (c) => c.notNull().check(sql`label <> '' and length(label) <= 80`))
      .addColumn('period_json', 'text', (c) => c.notNull())
      .addColumn('filter_json', 'text', (c) => c.notNull())
      .addColumn('created_by', 'text', (c) => c.notNull().references('people.id'))
      .addColumn('created_at', 'bigint', (c) => c.notNull())
      .addColumn('expires_at', 'bigint', (c) => c.notNull())
      .addColumn('revoked_at', 'bigint')
      .addColumn('revoked_by', 'text', (c) => c.references('people.id'))
      .addColumn('opened_count', 'integer', (c) => c.notNull().check(sql`opened_count >= 0`))
      .addColumn('last_opened_at', 'bigint')
      .addCheckConstraint('shares_run_out', sql`expires_at > created_at`)
      .addCheckConstraint('shares_are_taken_back_by_somebody', sql`(revoked_at is null) = (revoked_by is null)`)
      .execute()
    await db.schema.createIndex('shares_by_estate').on('shares').columns(['estate_id', 'created_at']).execute()
  },
}
