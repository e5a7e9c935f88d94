/** An estate's own label sheets and its logo. */
import type { Kysely } from 'kysely'
import type { OwnSheet } from '../../checkpoints/own-sheet.ts'
import type { LogoFacts } from '../../checkpoints/wire/labels.ts'
import type { Schema } from './schema.ts'

export type StoredLogo = LogoFacts & { readonly png: Uint8Array<ArrayBuffer> }

export function labelSettingsOn(db: Kysely<Schema>) {
  return {
    /** By name. */
    async sheetsOf(estate: string): Promise<OwnSheet[]> {
      const rows = await db
        .selectFrom('own_sheets')
        .selectAll()
        .where('estate_id', '=', estate)
        .orderBy('name')
        .execute()
      return rows.map(({ id, name, sheet_json }) => ({ ...JSON.parse(sheet_json), id, name }))
    },

    /** Adds a sheet, or writes it anew. */
    async keepSheet(estate: string, { id, name, ...sheet }: OwnSheet, now: number): Promise<void> {
      const changed = { name, sheet_json: JSON.stringify(sheet), changed_at: now }
      await db
        .insertInto('own_sheets')
        .values({ id, estate_id: estate, ...changed })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(changed))
        .execute()
    },

    async removeSheet(id: string): Promise<void> {
      await db.deleteFrom('own_sheets').where('id', '=', id).execute()
    },

    async logoOf(estate: string): Promise<StoredLogo | undefined> {
      const row = await db.selectFrom('logos').selectAll().where('estate_id', '=', estate).executeTakeFirst()
      if (!row) return undefined
      const { sha256, width, height } = row
      return { sha256, width, height, png: new Uint8Array(Buffer.from(row.png_base64, 'base64')) }
    },

    /** What is known of the logo without its bytes. */
    async logoFactsOf(estate: string): Promise<LogoFacts | null> {
      const facts = db.selectFrom('logos').select(['sha256', 'width', 'height'])
      return (await facts.where('estate_id', '=', estate).executeTakeFirst()) ?? null
    },

    async keepLogo(estate: string, { png, ...facts }: StoredLogo, now: number): Promise<void> {
      const row = { ...facts, png_base64: Buffer.from(png).toString('base64'), uploaded_at: now }
      await db
        .insertInto('logos')
        .values({ estate_id: estate, ...row })
        .onConflict((conflict) => conflict.column('estate_id').doUpdateSet(row))
        .execute()
    },

    async removeLogo(estate: string): Promise<void> {
      await db.deleteFrom('logos').where('estate_id', '=', estate).execute()
    },
  }
}
