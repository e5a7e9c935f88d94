/** What is wrong at a spot now, so that phones can carry it: taken out of the findings and visits that are there. */
import { type Kysely, type Migration, sql } from 'kysely'

export const lastWords: Migration = {
  // biome-ignore lint/suspicious/noExplicitAny: a migration sees the tables as they were then, not as the schema says now
  async up(db: Kysely<any>) {
    await db.schema
      .createTable('last_words')
      .addColumn('checkpoint_id', 'text', (c) => c.notNull().references('checkpoints.id'))
      .addColumn('item', 'text', (c) => c.notNull())
      .addColumn('visit_id', 'text', (c) => c.notNull().references('visits.id'))
      .addColumn('said_at', 'bigint', (c) => c.notNull())
      .addColumn('open', 'integer', (c) => c.notNull().check(sql`open in (0, 1)`))
      .addPrimaryKeyConstraint('last_words_pk', ['checkpoint_id', 'item'])
      .execute()
    const spots = await db.selectFrom('findings').select('checkpoint_id').where('settled', '=', 0).distinct().execute()
    for (const { checkpoint_id } of spots) await listenTo(db, checkpoint_id)
  },
}

/** The words of a spot's visits in order of time: the last one about each item stays. */
// biome-ignore lint/suspicious/noExplicitAny: as above
async function listenTo(db: Kysely<any>, checkpoint_id: string): Promise<void> {
  const findings = await db.selectFrom('findings').selectAll().where('checkpoint_id', '=', checkpoint_id).execute()
  const settledBy = new Map(findings.map(({ visit_id, item, settled }) => [`${visit_id} ${item}`, settled === 1]))
  const words = new Map<string, { visit_id: string; said_at: number; open: number }>()
  const visits = db.selectFrom('visits').select(['id', 'occurred_at', 'jws']).where('checkpoint_id', '=', checkpoint_id)
  for await (const { id, occurred_at, jws } of visits.orderBy('occurred_at').orderBy('id').stream()) {
    const claims = JSON.parse(Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString('utf8'))
    for (const { item, result } of claims.answers as readonly { item: string; result: string }[]) {
      if (!['ok', 'defect', 'reading'].includes(result)) continue
      const open = settledBy.get(`${id} ${item}`) === false
      if (open || words.has(item)) words.set(item, { visit_id: id, said_at: occurred_at, open: open ? 1 : 0 })
    }
  }
  for (const [item, word] of words)
    await db
      .insertInto('last_words')
      .values({ checkpoint_id, item, ...word })
      .execute()
}
