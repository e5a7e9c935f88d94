/** Departments and contractors that are on the lists no more, by name: what has gone to them is still read. */
import type { Kysely, Migration } from 'kysely'

export const formerPartners: Migration = {
  // biome-ignore lint/suspicious/noExplicitAny: a migration sees the tables as they were then, not as the schema says now
  async up(db: Kysely<any>) {
    await db.schema
      .alterTable('finding_rules')
      .addColumn('former_json', 'text', (column) => column.notNull().defaultTo('{"departments":[],"contractors":[]}'))
      .execute()
  },
}
