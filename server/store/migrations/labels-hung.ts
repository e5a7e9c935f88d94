/** From the printer to the wall: prints, installations, scans by revision, damaged and blank tags. */
import { type Kysely, type Migration, sql } from 'kysely'
import { parseTag } from '../../../checkpoints/tag.ts'

export const labelsHung: Migration = {
  // biome-ignore lint/suspicious/noExplicitAny: a migration sees the tables as they were then, not as the schema says now
  async up(db: Kysely<any>) {
    await db.schema
      .createTable('label_prints')
      .addColumn('checkpoint_id', 'text', (c) => c.notNull())
      .addColumn('revision', 'integer', (c) => c.notNull())
      .addColumn('sheet', 'text', (c) => c.notNull())
      .addColumn('printed_at', 'bigint', (c) => c.notNull())
      .addColumn('printed_by', 'text', (c) => c.notNull().references('people.id'))
      .addPrimaryKeyConstraint('label_prints_pk', ['checkpoint_id', 'revision', 'printed_at', 'sheet'])
      .addForeignKeyConstraint('label_prints_of', ['checkpoint_id', 'revision'], 'tags', ['checkpoint_id', 'revision'])
      .execute()
    await addInstallations(db)
    await db.schema
      .createTable('damaged_tags')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('checkpoint_id', 'text', (c) => c.notNull().references('checkpoints.id'))
      .addColumn('damage', 'text', (c) => c.notNull().check(sql`damage in ('damaged', 'missing', 'unreadable')`))
      .addColumn('note', 'text', (c) => c.notNull())
      .addColumn('said_at', 'bigint', (c) => c.notNull())
      .addColumn('reported_at', 'bigint', (c) => c.notNull())
      .addColumn('reported_by', 'text', (c) => c.notNull().references('people.id'))
      .addColumn('dismissed_at', 'bigint')
      .addColumn('dismissed_by', 'text', (c) => c.references('people.id'))
      .addColumn('dismissed_reason', 'text', (c) => c.check(sql`length(dismissed_reason) > 0`))
      .execute()
    await db.schema.createIndex('damaged_tags_by_spot').on('damaged_tags').columns(['checkpoint_id']).execute()
    await db.schema
      .createTable('blank_tags')
      .addColumn('checkpoint_id', 'text', (c) => c.primaryKey())
      .addColumn('estate_id', 'text', (c) => c.notNull().references('estates.id'))
      .addColumn('generation', 'integer', (c) => c.notNull())
      .addColumn('digits', 'text', (c) => c.notNull())
      .addColumn('made_at', 'bigint', (c) => c.notNull())
      .addColumn('made_by', 'text', (c) => c.notNull().references('people.id'))
      .addColumn('claimed_at', 'bigint')
      .addColumn('claimed_by', 'text', (c) => c.references('people.id'))
      .addForeignKeyConstraint('blank_tags_key', ['estate_id', 'generation'], 'tag_keys', ['estate_id', 'generation'])
      .execute()
    await db.schema.createIndex('blank_tags_by_time').on('blank_tags').columns(['estate_id', 'made_at']).execute()
    await addScans(db)
  },
}

// biome-ignore lint/suspicious/noExplicitAny: as above
async function addInstallations(db: Kysely<any>): Promise<void> {
  await db.schema
    .createTable('installations')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('checkpoint_id', 'text', (c) => c.notNull())
    .addColumn('revision', 'integer', (c) => c.notNull())
    .addColumn('said_at', 'bigint', (c) => c.notNull())
    .addColumn('installed_at', 'bigint', (c) => c.notNull())
    .addColumn('installed_by', 'text', (c) => c.notNull().references('people.id'))
    .addColumn('photo_sha256', 'text', (c) => c.references('photos.sha256'))
    .addColumn('position_json', 'text')
    .addColumn('replaced', 'text', (c) => c.notNull().check(sql`replaced in ('old', 'blank', 'none')`))
    .addForeignKeyConstraint('installations_of', ['checkpoint_id', 'revision'], 'tags', ['checkpoint_id', 'revision'])
    .execute()
  await db.schema
    .createIndex('installations_by_spot')
    .on('installations')
    .columns(['checkpoint_id', 'revision', 'installed_at'])
    .execute()
  await db.schema.createIndex('installations_by_photo').on('installations').columns(['photo_sha256']).execute()
}

/** Taken out of the visits that are there, a page at a time: there may be years of them. */
// biome-ignore lint/suspicious/noExplicitAny: as above
async function addScans(db: Kysely<any>): Promise<void> {
  await db.schema
    .createTable('tag_scans')
    .addColumn('checkpoint_id', 'text', (c) => c.notNull().references('checkpoints.id'))
    .addColumn('revision', 'integer', (c) => c.notNull())
    .addColumn('visit_id', 'text', (c) => c.references('visits.id'))
    .addColumn('first_at', 'bigint', (c) => c.notNull())
    .addColumn('scanned_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('tag_scans_pk', ['checkpoint_id', 'revision'])
    .execute()
  type Scan = { checkpoint_id: string; revision: number; visit_id: string; first_at: number; scanned_at: number }
  const scans = new Map<string, Scan>()
  for (let after = ''; ; ) {
    const page = db.selectFrom('visits').select(['id', 'checkpoint_id', 'occurred_at', 'jws']).where('id', '>', after)
    const visits = await page.orderBy('id').limit(VISITS_AT_ONCE).execute()
    for (const { id, checkpoint_id, occurred_at, jws } of visits) {
      const revision = revisionIn(jws)
      if (revision === undefined) continue
      const key = `${checkpoint_id} ${revision}`
      const known = scans.get(key) ?? { checkpoint_id, revision, visit_id: id, first_at: occurred_at, scanned_at: 0 }
      const isLast = occurred_at >= known.scanned_at
      scans.set(key, {
        ...known,
        first_at: Math.min(known.first_at, occurred_at),
        ...(isLast && { visit_id: id, scanned_at: occurred_at }),
      })
    }
    if (visits.length < VISITS_AT_ONCE) break
    after = visits.at(-1)?.id
  }
  const rows = [...scans.values()]
  for (let from = 0; from < rows.length; from += VISITS_AT_ONCE) {
    await db
      .insertInto('tag_scans')
      .values(rows.slice(from, from + VISITS_AT_ONCE))
      .execute()
  }
}

const VISITS_AT_ONCE = 1000

/** What a camera read; a chip is no label, and a typed code is no reading. */
function revisionIn(jws: string): number | undefined {
  const { evidence } = JSON.parse(Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString('utf8'))
  return ['camera', 'link'].includes(evidence?.channel) ? parseTag(evidence.digits)?.fields.revision : undefined
}
