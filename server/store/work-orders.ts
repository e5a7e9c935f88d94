/** Repairs that were given out. Of a contractor's link only the hash of its token is stored: a stolen database opens nothing. */
import type { Kysely, Selectable } from 'kysely'
import type { Instant } from '../../checkpoints/time.ts'
import type { Schema } from './schema.ts'

export type StoredWorkOrder = {
  readonly finding: string
  readonly estate: string
  readonly year: number
  /** Counts the orders of the estate in that year. */
  readonly number: number
  readonly issuedAt: Instant
  /** Of its link, which opens nothing from then on; null: it never had one. */
  readonly expiresAt: Instant | null
}

type Issued = { readonly finding: string; readonly estate: string; readonly year: number; readonly at: Instant }

export function workOrdersOn(db: Kysely<Schema>) {
  return {
    /** Gives a finding the next number of its year, unless it has one. Within a transaction: no two get the same. */
    async issue({ finding, estate, year, at }: Issued): Promise<void> {
      const last = await db
        .selectFrom('work_orders')
        .select((e) => e.fn.max('number').as('number'))
        .where('estate_id', '=', estate)
        .where('year', '=', year)
        .executeTakeFirst()
      const number = Number(last?.number ?? 0) + 1
      await db
        .insertInto('work_orders')
        .values({
          finding_id: finding,
          estate_id: estate,
          year,
          number,
          issued_at: at,
          token_sha256: null,
          expires_at: null,
        })
        .onConflict((conflict) => conflict.column('finding_id').doNothing())
        .execute()
    },

    async of(finding: string): Promise<StoredWorkOrder | undefined> {
      const row = await db.selectFrom('work_orders').selectAll().where('finding_id', '=', finding).executeTakeFirst()
      return row && orderOf(row)
    },

    async numbersOf(findings: readonly string[]): Promise<Map<string, Pick<StoredWorkOrder, 'year' | 'number'>>> {
      if (findings.length === 0) return new Map()
      const query = db.selectFrom('work_orders').select(['finding_id', 'year', 'number'])
      const rows = await query.where('finding_id', 'in', findings).execute()
      return new Map(rows.map(({ finding_id, ...order }) => [finding_id, order]))
    },

    async byToken(tokenSha256: string): Promise<StoredWorkOrder | undefined> {
      const query = db.selectFrom('work_orders').selectAll().where('token_sha256', '=', tokenSha256)
      const row = await query.executeTakeFirst()
      return row && orderOf(row)
    },

    /** In the place of an older link, which opens nothing any more. */
    async setLink(finding: string, link: { readonly tokenSha256: string; readonly expiresAt: Instant }): Promise<void> {
      await db
        .updateTable('work_orders')
        .set({ token_sha256: link.tokenSha256, expires_at: link.expiresAt })
        .where('finding_id', '=', finding)
        .execute()
    },

    /** From now on its link opens nothing; whoever tries is told that it has ended, not that there never was one. */
    async endLink(finding: string, at: Instant): Promise<void> {
      await db
        .updateTable('work_orders')
        .set({ expires_at: at })
        .where('finding_id', '=', finding)
        .where('expires_at', '>', at)
        .execute()
    },
  }
}

function orderOf(row: Selectable<Schema['work_orders']>): StoredWorkOrder {
  const { finding_id: finding, estate_id: estate, year, number, issued_at: issuedAt, expires_at: expiresAt } = row
  return { finding, estate, year, number, issuedAt, expiresAt }
}
