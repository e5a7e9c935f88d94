/** Rungs of the ladders that have been climbed. */
import type { Kysely } from 'kysely'
import { inParts } from './in-parts.ts'
import type { Schema } from './schema.ts'

export function escalationsOn(db: Kysely<Schema>) {
  return {
    /** The rungs of these findings that have been climbed: each as the finding's id and its key. */
    async climbed(findings: readonly string[]): Promise<Set<string>> {
      const climbed = new Set<string>()
      for (const part of inParts(findings)) {
        const query = db.selectFrom('escalations').select(['finding_id', 'key']).where('finding_id', 'in', part)
        for (const { finding_id, key } of await query.execute()) climbed.add(`${finding_id} ${key}`)
      }
      return climbed
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

    /** Those of findings that are over: one that is opened again begins each rung anew. */
    async dropOver(): Promise<void> {
      await db
        .deleteFrom('escalations')
        .where((e) =>
          e.exists(
            e
              .selectFrom('findings as f')
              .select('f.id')
              .whereRef('f.id', '=', 'escalations.finding_id')
              .where('f.closed_at', 'is not', null),
          ),
        )
        .execute()
    },
  }
}
