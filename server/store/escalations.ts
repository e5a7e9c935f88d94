/** Rungs of the ladders that have been climbed. */
import type { Kysely } from 'kysely'
import type { Finding } from '../../checkpoints/finding.ts'
import { DEFAULT_RULES, type FindingRules } from '../../checkpoints/finding-rules.ts'
import type { Schema } from './schema.ts'

export type Climbing = { readonly estate: string; readonly number: number; readonly finding: Finding }

const OPEN = ['reported', 'in-work', 'fixed', 'call-back'] as const

export function escalationsOn(db: Kysely<Schema>) {
  const findings = () => db.selectFrom('findings').select(['estate_id', 'number', 'finding_json'])
  const climbing = (row: { estate_id: string; number: number; finding_json: string }): Climbing => ({
    estate: row.estate_id,
    number: row.number,
    finding: JSON.parse(row.finding_json),
  })

  return {
    async rules(estate: string): Promise<FindingRules> {
      const row = await db
        .selectFrom('finding_rules')
        .select('rules_json')
        .where('estate_id', '=', estate)
        .executeTakeFirst()
      return row ? JSON.parse(row.rules_json) : DEFAULT_RULES
    },

    /** Findings of an estate that somebody may have to be reminded of. */
    async candidates(estate: string): Promise<Climbing[]> {
      const rows = await findings()
        .where('estate_id', '=', estate)
        .where((e) => e.or([e('state', 'in', OPEN), e('alarmed_at', 'is not', null)]))
        .orderBy('reported_at')
        .execute()
      return rows.map(climbing)
    },

    async finding(id: string): Promise<Climbing | undefined> {
      const row = await findings().where('id', '=', id).executeTakeFirst()
      return row && climbing(row)
    },

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
