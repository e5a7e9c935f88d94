/** What is asked of findings and of what was told every few seconds, without looking all of them through. */
import { type Kysely, type Migration, sql } from 'kysely'

export const whatRings: Migration = {
  // biome-ignore lint/suspicious/noExplicitAny: a migration sees the tables as they were then, not as the schema says now
  async up(db: Kysely<any>) {
    await db.schema
      .createIndex('findings_ringing')
      .on('findings')
      .columns(['alarmed_at'])
      .where(sql<boolean>`alarmed_at is not null`)
      .execute()
    await db.schema
      .createIndex('findings_open')
      .on('findings')
      // With the day it was closed, which is none: or the index of all numbers would be taken, with thousands that are closed.
      .columns(['estate_id', 'closed_at', 'number', 'version'])
      .where(sql<boolean>`closed_at is null`)
      .execute()
    await db.schema.createIndex('notifications_by_time').on('notifications').column('at').execute()
  },
}
