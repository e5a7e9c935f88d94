/** Chips that cannot be copied: their keys, where they are, and what was read of them. */
import { type Kysely, type Migration, sql } from 'kysely'

export const chipsKnown: Migration = {
  // biome-ignore lint/suspicious/noExplicitAny: a migration sees the tables as they were then, not as the schema says now
  async up(db: Kysely<any>) {
    await db.schema
      .createTable('chip_keys')
      .addColumn('estate_id', 'text', (c) => c.primaryKey().references('estates.id'))
      .addColumn('sealed_master', 'text', (c) => c.notNull())
      .addColumn('created_at', 'bigint', (c) => c.notNull())
      .addColumn('created_by', 'text', (c) => c.notNull().references('people.id'))
      .execute()
    await db.schema
      .createTable('chips')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('estate_id', 'text', (c) => c.notNull().references('estates.id'))
      .addColumn('uid', 'text', (c) => c.notNull().check(sql`length(uid) = 14`))
      .addColumn('checkpoint_id', 'text', (c) => c.notNull().references('checkpoints.id'))
      .addColumn('revision', 'integer', (c) => c.notNull().check(sql`revision between 1 and 255`))
      .addColumn('added_at', 'bigint', (c) => c.notNull())
      .addColumn('added_by', 'text', (c) => c.notNull().references('people.id'))
      .addColumn('revoked_at', 'bigint')
      .addColumn('revoked_by', 'text', (c) => c.references('people.id'))
      .addColumn('revoked_reason', 'text', (c) => c.check(sql`length(revoked_reason) > 0`))
      .execute()
    await db.schema
      .createIndex('chips_in_use')
      .on('chips')
      .columns(['estate_id', 'uid'])
      .unique()
      .where(sql<boolean>`revoked_at is null`)
      .execute()
    await db.schema
      .createTable('chip_readings')
      .addColumn('visit_id', 'text', (c) => c.primaryKey().references('visits.id'))
      .addColumn('chip_id', 'text', (c) => c.notNull().references('chips.id'))
      .addColumn('estate_id', 'text', (c) => c.notNull().references('estates.id'))
      .addColumn('uid', 'text', (c) => c.notNull())
      .addColumn('counter', 'integer', (c) => c.notNull().check(sql`counter between 0 and 16777215`))
      .addColumn('received_at', 'bigint', (c) => c.notNull())
      .execute()
    const readings = db.schema.createIndex('chip_readings_by_counter').on('chip_readings')
    await readings.columns(['estate_id', 'uid', 'counter']).execute()
  },
}
