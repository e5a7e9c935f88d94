/** Rounds rolled up for reports, what the desk makes of doubtful visits and alerts, and what phones say they hold. */
import { type Kysely, type Migration, sql } from 'kysely'

export const coverageRolledUp: Migration = {
  // biome-ignore lint/suspicious/noExplicitAny: a migration sees the tables as they were then, not as the schema says now
  async up(db: Kysely<any>) {
    await addRollups(db)
    await addReviews(db)
    await db.schema
      .createTable('acknowledgements')
      .addColumn('round_id', 'text', (c) => c.notNull().references('rounds.id'))
      .addColumn('kind', 'text', (c) => c.notNull().check(sql`kind in ('closing', 'missed')`))
      .addColumn('said_at', 'bigint', (c) => c.notNull())
      .addColumn('person_id', 'text', (c) => c.notNull().references('people.id'))
      .addColumn('spots', 'integer', (c) => c.notNull())
      .addColumn('reason', 'text', (c) => c.notNull().check(sql`length(reason) > 0`))
      .addPrimaryKeyConstraint('acknowledgements_pk', ['round_id', 'kind', 'said_at'])
      .execute()
    await db.schema
      .createTable('announcements')
      .addColumn('visit_id', 'text', (c) => c.primaryKey())
      .addColumn('device_id', 'text', (c) => c.notNull().references('devices.id'))
      .addColumn('person_id', 'text', (c) => c.notNull().references('people.id'))
      .addColumn('checkpoint_id', 'text', (c) => c.notNull().references('checkpoints.id'))
      .addColumn('occurred_at', 'bigint', (c) => c.notNull())
      .addColumn('announced_at', 'bigint', (c) => c.notNull())
      .execute()
    await db.schema.createIndex('announcements_by_device').on('announcements').columns(['device_id']).execute()
    await db.schema
      .createIndex('readings_with_remark')
      .on('readings')
      .columns(['occurred_at'])
      .where(sql<boolean>`remark is not null`)
      .execute()
  },
}

// biome-ignore lint/suspicious/noExplicitAny: as above
async function addRollups(db: Kysely<any>): Promise<void> {
  const count = 'integer'
  await db.schema
    .createTable('rollups')
    .addColumn('round_id', 'text', (c) => c.primaryKey().references('rounds.id'))
    .addColumn('estate_id', 'text', (c) => c.notNull().references('estates.id'))
    .addColumn('opens_at', 'bigint', (c) => c.notNull())
    .addColumn('expected', count, (c) => c.notNull())
    .addColumn('done', count, (c) => c.notNull())
    .addColumn('doubtful', count, (c) => c.notNull())
    .addColumn('late', count, (c) => c.notNull())
    .addColumn('excused', count, (c) => c.notNull())
    .addColumn('cells', 'text', (c) => c.notNull())
    .execute()
  // With the counts, so that summing up a hundred estates never touches the cells.
  const counts = ['expected', 'done', 'doubtful', 'late', 'excused']
  await db.schema
    .createIndex('rollups_by_time')
    .on('rollups')
    .columns(['estate_id', 'opens_at', 'round_id', ...counts])
    .execute()
}

// biome-ignore lint/suspicious/noExplicitAny: as above
async function addReviews(db: Kysely<any>): Promise<void> {
  const decided = sql`decision in ('accepted', 'voided')`
  await db.schema
    .createTable('reviews')
    .addColumn('visit_id', 'text', (c) => c.notNull().references('visits.id'))
    .addColumn('said_at', 'bigint', (c) => c.notNull())
    .addColumn('person_id', 'text', (c) => c.notNull().references('people.id'))
    .addColumn('decision', 'text', (c) => c.notNull().check(decided))
    .addColumn('reason', 'text', (c) => c.notNull().check(sql`length(reason) > 0`))
    .addPrimaryKeyConstraint('reviews_pk', ['visit_id', 'said_at'])
    .execute()
  // The last review's decision, where every settling reads it.
  await db.schema
    .alterTable('visits')
    .addColumn('decision', 'text', (c) => c.check(decided))
    .execute()
}
