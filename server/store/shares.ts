/** Links that open a report. Only hashes of their tokens are stored: a stolen database opens nothing. */
import type { Kysely, Selectable } from 'kysely'
import type { ShareFilter, SharePeriod } from '../../checkpoints/share.ts'
import { HOUR_MS, type Instant } from '../../checkpoints/time.ts'
import type { Schema } from './schema.ts'

export type StoredShare = {
  readonly id: string
  readonly estate: string
  readonly label: string
  readonly period: SharePeriod
  readonly filter: ShareFilter
  readonly createdAt: Instant
  readonly expiresAt: Instant
  readonly revokedAt: Instant | null
  readonly openedCount: number
  readonly lastOpenedAt: Instant | null
}

/** With the names of those who made it and took it back. */
export type NamedShare = StoredShare & { readonly createdBy: string; readonly revokedBy: string | null }

/** Openings within so long of the last one counted are the same reader turning the page. */
export const ONE_OPENING_MS = HOUR_MS

export function sharesOn(db: Kysely<Schema>) {
  return {
    async add(share: StoredShare, { tokenSha256, person }: { tokenSha256: string; person: string }): Promise<void> {
      const { id, estate, label, period, filter, createdAt, expiresAt } = share
      await db
        .insertInto('shares')
        .values({
          id,
          estate_id: estate,
          token_sha256: tokenSha256,
          label,
          period_json: JSON.stringify(period),
          filter_json: JSON.stringify(filter),
          created_by: person,
          created_at: createdAt,
          expires_at: expiresAt,
          revoked_at: null,
          revoked_by: null,
          opened_count: 0,
          last_opened_at: null,
        })
        .execute()
    },

    /** Of an estate, the latest first. */
    async of(estate: string): Promise<NamedShare[]> {
      const rows = await db
        .selectFrom('shares')
        .innerJoin('people as maker', 'maker.id', 'created_by')
        .leftJoin('people as taker', 'taker.id', 'revoked_by')
        .selectAll('shares')
        .select(['maker.name as maker_name', 'taker.name as taker_name'])
        .where('estate_id', '=', estate)
        .orderBy('shares.created_at', 'desc')
        .orderBy('shares.id', 'desc')
        .execute()
      return rows.map((row) => ({ ...shareOf(row), createdBy: row.maker_name, revokedBy: row.taker_name }))
    },

    async byToken(tokenSha256: string): Promise<StoredShare | undefined> {
      const row = await db.selectFrom('shares').selectAll().where('token_sha256', '=', tokenSha256).executeTakeFirst()
      return row && shareOf(row)
    },

    /** The first to take it back stays the one who did. @returns whether the estate has such a share */
    async takeBack(estate: string, id: string, { person, at }: { person: string; at: Instant }): Promise<boolean> {
      const own = await db
        .selectFrom('shares')
        .select('id')
        .where('id', '=', id)
        .where('estate_id', '=', estate)
        .executeTakeFirst()
      if (!own) return false
      await db
        .updateTable('shares')
        .set({ revoked_at: at, revoked_by: person })
        .where('id', '=', id)
        .where('revoked_at', 'is', null)
        .execute()
      return true
    },

    /** Counts an opening, unless one was counted less than {@link ONE_OPENING_MS} ago. */
    async noteOpening(id: string, now: Instant): Promise<void> {
      await db
        .updateTable('shares')
        .set((e) => ({ opened_count: e('opened_count', '+', 1), last_opened_at: now }))
        .where('id', '=', id)
        .where((e) => e.or([e('last_opened_at', 'is', null), e('last_opened_at', '<=', now - ONE_OPENING_MS)]))
        .execute()
    },
  }
}

function shareOf(row: Selectable<Schema['shares']>): StoredShare {
  return {
    id: row.id,
    estate: row.estate_id,
    label: row.label,
    period: JSON.parse(row.period_json),
    filter: JSON.parse(row.filter_json),
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    revokedAt: row.revoked_at,
    openedCount: row.opened_count,
    lastOpenedAt: row.last_opened_at,
  }
}
