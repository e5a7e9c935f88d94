/** The keys of tags come and go: one signs, others are still good, some were revoked. */
import { type Kysely, type Migration, sql } from 'kysely'

export const keysTurned: Migration = {
  // biome-ignore lint/suspicious/noExplicitAny: a migration sees the tables as they were then, not as the schema says now
  async up(db: Kysely<any>) {
    const keys = db.schema.alterTable('tag_keys')
    await keys.addColumn('created_by', 'text', (c) => c.references('people.id')).execute()
    await keys.addColumn('revoked_at', 'bigint').execute()
    await keys.addColumn('revoked_by', 'text', (c) => c.references('people.id')).execute()
    await keys.addColumn('revoked_reason', 'text', (c) => c.check(sql`length(revoked_reason) > 0`)).execute()
    await db.schema.createIndex('tags_by_generation').on('tags').columns(['generation', 'checkpoint_id']).execute()
  },
}
