/** Sheets of labels that an estate has described itself, and its logo. */
import { type Kysely, type Migration, sql } from 'kysely'

export const labels: Migration = {
  // biome-ignore lint/suspicious/noExplicitAny: a migration sees the tables as they were then, not as the schema says now
  async up(db: Kysely<any>) {
    await db.schema
      .createTable('own_sheets')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('estate_id', 'text', (c) => c.notNull().references('estates.id'))
      .addColumn('name', 'text', (c) => c.notNull().check(sql`length(name) > 0`))
      .addColumn('sheet_json', 'text', (c) => c.notNull())
      .addColumn('changed_at', 'bigint', (c) => c.notNull())
      .addUniqueConstraint('own_sheets_name', ['estate_id', 'name'])
      .execute()
    await db.schema
      .createTable('logos')
      .addColumn('estate_id', 'text', (c) => c.primaryKey().references('estates.id'))
      .addColumn('png_base64', 'text', (c) => c.notNull())
      .addColumn('sha256', 'text', (c) => c.notNull())
      .addColumn('width', 'integer', (c) => c.notNull().check(sql`width > 0`))
      .addColumn('height', 'integer', (c) => c.notNull().check(sql`height > 0`))
      .addColumn('uploaded_at', 'bigint', (c) => c.notNull())
      .execute()
  },
}
