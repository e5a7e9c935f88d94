/** Rungs of the ladders that have been climbed. */
import type { Kysely } from 'kysely'
import type { Schema } from './schema.ts'

export function escalationsOn(db: Kysely<Schema>) {
  return {
    /** Of these rungs of a finding, those that have been climbed. */
    async climbed(finding: string, keys: readonly string[]): Promise<Set<string>> {
      if (keys.length === 0) return new Set()
      const rows = await db
        .selectFrom('escalations')
        .select('key')
        .where('finding_id', '=', finding)
        .where('key', 'in', keys)
        .execute()
      return new Set(rows.map(({ key }) => key))
    },

    /** @returns false if it had been climbed before: whoever comes first does it */
    async climb(finding: string, key: string, at: number): Promise<boolean> {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('escalations')
        .values({ finding_id: finding, key, at })
        .onConflict((conflict) => conflict.columns(['finding_id', 'key']).doNothing())
        .executeTakeFirstOrThrow()
      return Number(numInsertedOrUpdatedRows ?? 0) > 0
    },
  }
}
