/** Who walks a round instead of those its plan names. */
import type { Kysely } from 'kysely'
import type { Schema } from './schema.ts'

export type Handover = {
  readonly round: string
  readonly at: number
  /** By name when read, by id when written. */
  readonly by: string
  readonly from: readonly string[]
  readonly to: readonly string[]
  readonly reason: string
}

export function handoversOn(db: Kysely<Schema>) {
  return {
    async add(estate: string, { round, at, by, from, to, reason }: Handover): Promise<void> {
      await db
        .insertInto('handovers')
        .values({
          round_id: round,
          estate_id: estate,
          handed_at: at,
          handed_by: by,
          from_json: JSON.stringify(from),
          to_json: JSON.stringify(to),
          reason,
        })
        .onConflict((conflict) => conflict.columns(['round_id', 'handed_at']).doNothing())
        .execute()
    },

    /** The last word on every round of an estate that was ever handed over: round → who walks it. */
    async lastWords(estate: string): Promise<Map<string, readonly string[]>> {
      const query = db.selectFrom('handovers').select(['round_id', 'to_json']).where('estate_id', '=', estate)
      const rows = await query.orderBy('handed_at').execute()
      return new Map(rows.map((row) => [row.round_id, JSON.parse(row.to_json)]))
    },

    /** Of one round, the first one first. */
    async of(round: string): Promise<Handover[]> {
      const rows = await db
        .selectFrom('handovers')
        .innerJoin('people', 'people.id', 'handed_by')
        .selectAll('handovers')
        .select('name')
        .where('round_id', '=', round)
        .orderBy('handed_at')
        .execute()
      return rows.map((row) => ({
        round: row.round_id,
        at: row.handed_at,
        by: row.name,
        from: JSON.parse(row.from_json),
        to: JSON.parse(row.to_json),
        reason: row.reason,
      }))
    },
  }
}
