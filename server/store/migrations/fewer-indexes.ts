/** An index that no question asks any more, and every visit that arrives had to keep up. */
import type { Kysely, Migration } from 'kysely'

export const fewerIndexes: Migration = {
  // biome-ignore lint/suspicious/noExplicitAny: a migration sees the tables as they were then, not as the schema says now
  async up(db: Kysely<any>) {
    // Cells are counted with their excuses, which are not in it: the primary key finds them as fast.
    await db.schema.dropIndex('expectations_by_state').execute()
  },
}
