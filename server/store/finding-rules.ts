/** What estates have settled about their findings. */
import type { Kysely } from 'kysely'
import type { FindingRulesRecord } from '../../checkpoints/wire/finding.ts'
import type { Schema } from './schema.ts'

export function findingRulesOn(db: Kysely<Schema>) {
  return {
    /** @returns undefined if the estate has settled nothing */
    async of(estate: string): Promise<FindingRulesRecord | undefined> {
      const row = await db
        .selectFrom('finding_rules')
        .innerJoin('people', 'people.id', 'updated_by')
        .select(['rules_json', 'former_json', 'updated_at', 'name'])
        .where('estate_id', '=', estate)
        .executeTakeFirst()
      return (
        row && {
          rules: JSON.parse(row.rules_json),
          former: JSON.parse(row.former_json),
          updated: { at: row.updated_at, by: row.name },
        }
      )
    },

    /** When each estate has settled them the last time. */
    async changes(): Promise<Map<string, number>> {
      const rows = await db.selectFrom('finding_rules').select(['estate_id', 'updated_at']).execute()
      return new Map(rows.map((row) => [row.estate_id, row.updated_at]))
    },

    async set(
      estate: string,
      { rules, former }: Pick<FindingRulesRecord, 'rules' | 'former'>,
      { by, at }: { readonly by: string; readonly at: number },
    ) {
      const row = {
        ...{ rules_json: JSON.stringify(rules), former_json: JSON.stringify(former) },
        ...{ updated_at: at, updated_by: by },
      }
      await db
        .insertInto('finding_rules')
        .values({ estate_id: estate, ...row })
        .onConflict((conflict) => conflict.column('estate_id').doUpdateSet(row))
        .execute()
    },
  }
}
