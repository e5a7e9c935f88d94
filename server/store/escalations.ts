/** Rungs of the ladders that have been climbed. */
import type { Kysely } from 'kysely'
import { inParts } from './in-parts.ts'
import type { Schema } from './schema.ts'

type Rungs = { readonly id: string; readonly keys: readonly string[] }

export function escalationsOn(db: Kysely<Schema>) {
  return {
    /** Of these rungs of findings, those that have been climbed: each as the finding's id and its key. */
    async climbed(asked: readonly Rungs[]): Promise<Set<string>> {
      const climbed = new Set<string>()
      for (const part of inParts(asked.filter(({ keys }) => keys.length > 0))) {
        const rows = await db
          .selectFrom('escalations')
          .select(['finding_id', 'key'])
          .where(
            'finding_id',
            'in',
            part.map(({ id }) => id),
          )
          .where('key', 'in', [...new Set(part.flatMap(({ keys }) => keys))])
          .execute()
        for (const { finding_id, key } of rows) climbed.add(`${finding_id} ${key}`)
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
  }
}
