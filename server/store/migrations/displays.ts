/** Displays that sign a fresh code every half minute, and the one-time codes they are paired with. */
import { type Kysely, type Migration, sql } from 'kysely'

export const displays: Migration = {
  // biome-ignore lint/suspicious/noExplicitAny: a migration sees the tables as they were then, not as the schema says now
  async up(db: Kysely<any>) {
    await db.schema
      .createTable('displays')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('checkpoint_id', 'text', (c) => c.notNull().references('checkpoints.id'))
      .addColumn('number', 'integer', (c) => c.notNull().check(sql`number between 1 and 255`))
      .addColumn('public_json', 'text', (c) => c.notNull())
      .addColumn('label', 'text', (c) => c.notNull())
      .addColumn('paired_at', 'bigint', (c) => c.notNull())
      .addColumn('paired_by', 'text', (c) => c.notNull().references('people.id'))
      .addColumn('revoked_at', 'bigint')
      .addColumn('revoked_by', 'text', (c) => c.references('people.id'))
      .addColumn('revoked_reason', 'text', (c) => c.check(sql`length(revoked_reason) > 0`))
      .addColumn('last_seen_at', 'bigint', (c) => c.notNull())
      .addColumn('clock_error_ms', 'bigint', (c) => c.notNull())
      .addUniqueConstraint('displays_by_number', ['checkpoint_id', 'number'])
      .execute()
    await db.schema
      .createTable('display_pairings')
      .addColumn('code_sha256', 'text', (c) => c.primaryKey())
      .addColumn('checkpoint_id', 'text', (c) => c.notNull().references('checkpoints.id'))
      .addColumn('made_by', 'text', (c) => c.notNull().references('people.id'))
      .addColumn('expires_at', 'bigint', (c) => c.notNull())
      .addColumn('display_id', 'text', (c) => c.references('displays.id'))
      .execute()
  },
}
