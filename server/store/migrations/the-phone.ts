/**
 * Chains of visits by phone: what each names as the one before, which numbers have arrived, and what is missing; why a phone was
 * revoked, and whether it keeps its key to itself.
 */
import { type Kysely, type Migration, sql } from 'kysely'

export const thePhone: Migration = {
  // biome-ignore lint/suspicious/noExplicitAny: a migration sees the tables as they were then, not as the schema says now
  async up(db: Kysely<any>) {
    await growVisits(db)
    await growDevices(db)
    await countArrivals(db)
  },
}

// biome-ignore lint/suspicious/noExplicitAny: as above
type Db = Kysely<any>

async function growVisits(db: Db): Promise<void> {
  await db.schema.alterTable('visits').addColumn('previous', 'text').execute()
  await ofEach(db, 'visits', 'id', async (id, { previous = null }) => {
    if (previous !== null) await db.updateTable('visits').set({ previous }).where('id', '=', id).execute()
  })
  const refused = () => db.schema.alterTable('refused_visits')
  await refused()
    .addColumn('device_id', 'text', (c) => c.notNull().defaultTo(''))
    .execute()
  await refused()
    .addColumn('sequence', 'bigint', (c) => c.notNull().defaultTo(0))
    .execute()
  await refused().addColumn('previous', 'text').execute()
  await ofEach(db, 'refused_visits', 'sha256', async (sha256, claims) => {
    const { device: device_id = '', sequence = 0, previous = null } = claims
    const about = { device_id, sequence, previous }
    await db.updateTable('refused_visits').set(about).where('sha256', '=', sha256).execute()
  })
  const byNumber = ['device_id', 'sequence']
  // With the times of the visits: fifty are asked for theirs whenever one arrives, and their rows are long.
  const withTimes = [...byNumber, 'received_at', 'occurred_at', 'not_before']
  await db.schema.createIndex('visits_by_number').on('visits').columns(withTimes).execute()
  await db.schema.createIndex('refused_visits_by_number').on('refused_visits').columns(byNumber).execute()
}

async function growDevices(db: Db): Promise<void> {
  const devices = () => db.schema.alterTable('devices')
  await devices()
    .addColumn('revoked_by', 'text', (c) => c.references('people.id'))
    .execute()
  await devices().addColumn('revoked_reason', 'text').execute()
  await devices()
    .addColumn('bound', 'integer', (c) => c.notNull().defaultTo(1).check(sql`bound in (0, 1)`))
    .execute()
  await devices()
    .addColumn('last_sequence', 'bigint', (c) => c.notNull().defaultTo(0))
    .execute()
  await devices().addColumn('last_sha256', 'text').execute()
  await devices()
    .addColumn('holes_json', 'text', (c) => c.notNull().defaultTo('[]'))
    .execute()
  await devices().addColumn('forked_at', 'bigint').execute()
  await devices().addColumn('last_visit_at', 'bigint').execute()
}

type Arrived = { readonly sequence: number; readonly sha256: string; readonly received_at: number }
type OldHole = { readonly from: number; readonly to: number; readonly since: number }

/** From the last number down, so that the first arrival of anything later is known when a hole is met. */
async function countArrivals(db: Db): Promise<void> {
  for (const { id } of await db.selectFrom('devices').select('id').execute()) {
    const of = (table: 'visits' | 'refused_visits') =>
      db.selectFrom(table).select(['sequence', 'sha256', 'received_at']).where('device_id', '=', id)
    const arrived: Arrived[] = await of('visits').unionAll(of('refused_visits')).execute()
    if (arrived.length === 0) continue
    const downwards = arrived.sort((a, b) => Number(b.sequence) - Number(a.sequence))
    const holes: OldHole[] = []
    let since = Number.POSITIVE_INFINITY
    for (const [i, { sequence, received_at }] of downwards.entries()) {
      since = Math.min(since, Number(received_at))
      const [from, to] = [Number(downwards[i + 1]?.sequence ?? 0) + 1, Number(sequence) - 1]
      if (from <= to) holes.unshift({ from, to, since })
    }
    const last_visit_at = arrived.reduce((latest, { received_at }) => Math.max(latest, Number(received_at)), 0)
    const [last, before] = downwards
    const last_sha256 = last?.sequence === before?.sequence ? null : last?.sha256
    const numbering = { last_sequence: Number(last?.sequence), last_sha256, holes_json: JSON.stringify(holes) }
    await db
      .updateTable('devices')
      .set({ ...numbering, last_visit_at })
      .where('id', '=', id)
      .execute()
  }
  // Served nothing but looking up what is kept with the phone now.
  await db.schema.dropIndex('visits_by_device').execute()
}

async function ofEach(
  db: Db,
  table: 'visits' | 'refused_visits',
  key: 'id' | 'sha256',
  work: (value: string, claims: OldClaims) => Promise<void>,
): Promise<void> {
  for (let after = ''; ; ) {
    const page = db.selectFrom(table).select([key, 'jws']).where(key, '>', after).orderBy(key).limit(1000)
    const rows = await page.execute()
    const last = rows.at(-1)
    if (!last) return
    after = last[key]
    for (const row of rows) await work(row[key], claimsOf(row.jws))
  }
}

type OldClaims = { readonly device?: string; readonly sequence?: number; readonly previous?: string | null }

function claimsOf(jws: string): OldClaims {
  return JSON.parse(Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString('utf8'))
}
