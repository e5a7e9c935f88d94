/** A day's board asks when the visits of its rounds happened and how many defects they found: an index answers, not their long rows. */
import type { Kysely, Migration } from 'kysely'

export const visitsOfRounds: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.dropIndex('visits_by_round').execute()
    const columns = ['round_id', 'id', 'occurred_at', 'defects']
    await db.schema.createIndex('visits_by_round').on('visits').columns(columns).execute()
  },
}
