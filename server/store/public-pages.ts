/** What estates allow on the page that strangers see. */
import type { Kysely } from 'kysely'
import type { PublicPage } from '../../checkpoints/public-page.ts'
import type { PublicPageRecord } from '../../checkpoints/wire/resident-report.ts'
import type { Schema } from './schema.ts'

export function publicPagesOn(db: Kysely<Schema>) {
  return {
    /** Undefined: the estate has never said anything about it. */
    async of(estate: string): Promise<PublicPageRecord | undefined> {
      const row = await db
        .selectFrom('public_pages')
        .innerJoin('people', 'people.id', 'updated_by')
        .select(['shows_last_patrol', 'takes_reports', 'updated_at', 'name'])
        .where('estate_id', '=', estate)
        .executeTakeFirst()
      return (
        row && {
          showsLastPatrol: row.shows_last_patrol === 1,
          takesReports: row.takes_reports === 1,
          updated: { at: row.updated_at, by: row.name },
        }
      )
    },

    /** @param by a person's id */
    async set(estate: string, page: PublicPage, { by, at }: { readonly by: string; readonly at: number }) {
      const row = {
        shows_last_patrol: page.showsLastPatrol ? 1 : 0,
        takes_reports: page.takesReports ? 1 : 0,
        updated_at: at,
        updated_by: by,
      }
      await db
        .insertInto('public_pages')
        .values({ estate_id: estate, ...row })
        .onConflict((conflict) => conflict.column('estate_id').doUpdateSet(row))
        .execute()
    },
  }
}
