/**
 * Findings as a workflow. What visits saw wrong is from now on called a sighting; each that nobody had settled becomes a finding, so
 * that nothing which is open today is forgotten.
 */
import { randomBytes } from 'node:crypto'
import { type Kysely, type Migration, sql } from 'kysely'

export const findings: Migration = {
  // biome-ignore lint/suspicious/noExplicitAny: a migration sees the tables as they were then, not as the schema says now
  async up(db: Kysely<any>) {
    await db.schema.alterTable('findings').renameTo('sightings').execute()
    await db.schema.dropIndex('findings_by_spot').execute()
    await db.schema.createIndex('sightings_by_spot').on('sightings').columns(['checkpoint_id', 'occurred_at']).execute()
    await addFindings(db)
    await addSurroundings(db)
    await takeUpSightings(db)
  },
}

// biome-ignore lint/suspicious/noExplicitAny: as above
type Db = Kysely<any>

async function addFindings(db: Db): Promise<void> {
  await db.schema
    .createTable('findings')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('estate_id', 'text', (c) => c.notNull().references('estates.id'))
    .addColumn('number', 'integer', (c) => c.notNull())
    .addColumn('checkpoint_id', 'text', (c) => c.notNull().references('checkpoints.id'))
    .addColumn('visit_id', 'text', (c) => c.references('visits.id'))
    .addColumn('item', 'text')
    .addColumn('resident_report_id', 'text', (c) => c.references('resident_reports.id'))
    .addColumn('reported_at', 'bigint', (c) => c.notNull())
    .addColumn('severity', 'text', (c) => c.notNull().check(sql`severity in ('minor', 'normal', 'major', 'emergency')`))
    .addColumn('category', 'text')
    .addColumn('state', 'text', (c) =>
      c
        .notNull()
        .check(sql`state in ('reported', 'in-work', 'fixed', 'call-back', 'closed', 'settled', 'dismissed', 'merged')`),
    )
    .addColumn('version', 'integer', (c) => c.notNull().check(sql`version > 0`))
    .addColumn('route', 'text', (c) => c.check(sql`route in ('repair', 'department', 'violation')`))
    .addColumn('assignee_id', 'text', (c) => c.references('people.id'))
    .addColumn('department_id', 'text')
    .addColumn('contractor_id', 'text')
    .addColumn('due_on', 'text')
    .addColumn('closed_at', 'bigint')
    .addColumn('merged_into', 'text', (c) => c.references('findings.id'))
    .addColumn('alarmed_at', 'bigint')
    .addColumn('note', 'text', (c) => c.notNull())
    .addColumn('finding_json', 'text', (c) => c.notNull())
    .addUniqueConstraint('findings_number', ['estate_id', 'number'])
    .addUniqueConstraint('findings_of_sighting', ['visit_id', 'item'])
    .execute()
  await db.schema
    .createIndex('findings_by_state')
    .on('findings')
    .columns(['estate_id', 'state', 'reported_at'])
    .execute()
  await db.schema.createIndex('findings_by_spot').on('findings').columns(['checkpoint_id', 'item']).execute()
  await db.schema.createIndex('findings_of_report').on('findings').column('resident_report_id').unique().execute()
  await db.schema.createIndex('findings_merged').on('findings').column('merged_into').execute()
  await db.schema
    .createTable('finding_events')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('finding_id', 'text', (c) => c.notNull().references('findings.id'))
    .addColumn('sequence', 'integer', (c) => c.notNull().check(sql`sequence > 0`))
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('received_at', 'bigint', (c) => c.notNull())
    .addColumn('person_id', 'text', (c) => c.references('people.id'))
    .addColumn('contractor_name', 'text')
    .addColumn('device_id', 'text', (c) => c.references('devices.id'))
    .addColumn('basis', 'integer', (c) => c.notNull())
    .addColumn('standing', 'text', (c) => c.notNull().check(sql`standing in ('applied', 'conflicting')`))
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('act_json', 'text', (c) => c.notNull())
    // What makes two of the same id the same: of the act as sent, or of the signed bytes.
    .addColumn('sha256', 'text', (c) => c.notNull())
    .addColumn('jws', 'text')
    .addColumn('presence', 'text', (c) => c.check(sql`presence in ('verified', 'doubtful')`))
    .addColumn('presence_json', 'text')
    .addUniqueConstraint('finding_events_in_order', ['finding_id', 'sequence'])
    .execute()
  await db.schema
    .createTable('finding_photos')
    .addColumn('sha256', 'text', (c) => c.notNull())
    .addColumn('finding_id', 'text', (c) => c.notNull().references('findings.id'))
    .addPrimaryKeyConstraint('finding_photos_pk', ['sha256', 'finding_id'])
    .execute()
}

async function addSurroundings(db: Db): Promise<void> {
  await db.schema
    .createTable('finding_rules')
    .addColumn('estate_id', 'text', (c) => c.primaryKey().references('estates.id'))
    .addColumn('rules_json', 'text', (c) => c.notNull())
    .addColumn('updated_at', 'bigint', (c) => c.notNull())
    .addColumn('updated_by', 'text', (c) => c.notNull().references('people.id'))
    .execute()
  await db.schema
    .createTable('work_orders')
    .addColumn('finding_id', 'text', (c) => c.primaryKey().references('findings.id'))
    .addColumn('estate_id', 'text', (c) => c.notNull().references('estates.id'))
    .addColumn('year', 'integer', (c) => c.notNull())
    .addColumn('number', 'integer', (c) => c.notNull())
    .addColumn('issued_at', 'bigint', (c) => c.notNull())
    .addColumn('token_sha256', 'text', (c) => c.unique())
    .addColumn('expires_at', 'bigint')
    .addUniqueConstraint('work_orders_number', ['estate_id', 'year', 'number'])
    .execute()
  await db.schema
    .createTable('escalations')
    .addColumn('finding_id', 'text', (c) => c.notNull().references('findings.id'))
    .addColumn('key', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('escalations_pk', ['finding_id', 'key'])
    .execute()
}

const PAGE = 500

/** The last word at a spot that left something to be done. What was settled, or found fine since, is history. */
async function takeUpSightings(db: Db): Promise<void> {
  const now = Date.now()
  const numbers = new Map<string, number>()
  for (let after = { at: -1, visit: '', item: '' }; ; ) {
    const rows = await db
      .selectFrom('last_words as w')
      .innerJoin('sightings as s', (join) => join.onRef('s.visit_id', '=', 'w.visit_id').onRef('s.item', '=', 'w.item'))
      .innerJoin('visits as v', 'v.id', 's.visit_id')
      .select(['s.visit_id', 's.item', 's.estate_id', 's.checkpoint_id', 's.cause', 's.severity', 's.note'])
      .select([
        's.kind',
        's.checklist_version',
        's.extras_version',
        's.occurred_at',
        'v.person_id',
        'v.device_id',
        'v.jws',
      ])
      .where('w.open', '=', 1)
      .where((e) =>
        e.or([
          e('s.occurred_at', '>', after.at),
          e.and([e('s.occurred_at', '=', after.at), e('s.visit_id', '>', after.visit)]),
          e.and([e('s.occurred_at', '=', after.at), e('s.visit_id', '=', after.visit), e('s.item', '>', after.item)]),
        ]),
      )
      .orderBy('s.occurred_at')
      .orderBy('s.visit_id')
      .orderBy('s.item')
      .limit(PAGE)
      .execute()
    for (const row of rows) {
      const number = (numbers.get(row.estate_id) ?? 0) + 1
      numbers.set(row.estate_id, number)
      await takeUp(db, { ...row, number, category: await categoryOf(db, row) } as Sighting, now)
    }
    const last = rows.at(-1)
    if (!last || rows.length < PAGE) return
    after = { at: last.occurred_at, visit: last.visit_id, item: last.item }
  }
}

type Sighting = {
  readonly visit_id: string
  readonly item: string
  readonly estate_id: string
  readonly checkpoint_id: string
  readonly cause: string
  readonly severity: string
  readonly note: string
  readonly occurred_at: number
  readonly person_id: string
  readonly device_id: string
  readonly jws: string
  readonly number: number
  readonly category: string | null
}

async function takeUp(db: Db, sighting: Sighting, now: number): Promise<void> {
  const {
    visit_id,
    item,
    estate_id,
    checkpoint_id,
    cause,
    severity,
    note,
    occurred_at: at,
    number,
    category,
  } = sighting
  const claims = JSON.parse(Buffer.from(sighting.jws.split('.')[1] ?? '', 'base64url').toString('utf8'))
  const answer = claims.answers.find((one: { item: string }) => one.item === item)
  const beginning = {
    checkpoint: checkpoint_id,
    source: { by: 'visit', visit: visit_id, item, cause },
    category,
    severity,
    note,
    photos: answer?.photos ?? [],
    // Nobody was asked for one then.
    signature: null,
    settled: false,
    callBack: false,
  }
  const id = newId(at)
  const finding = {
    id,
    ...beginning,
    reportedAt: at,
    reportedBy: sighting.person_id,
    state: 'reported',
    stateSince: at,
    version: 1,
    route: null,
    dueOn: null,
    extension: null,
    extended: 0,
    fixers: [],
    fixedAt: null,
    sentBack: 0,
    verifiedBy: null,
    calledBack: null,
    closedAt: null,
    mergedInto: null,
    // What was open before there was an alarm does not ring now for the first time.
    alarmedAt: null,
    conflicts: [],
  }
  await db
    .insertInto('findings')
    .values({
      ...{ id, estate_id, number, checkpoint_id, visit_id, item, resident_report_id: null, reported_at: at, severity },
      ...{ category, state: 'reported', version: 1, route: null, assignee_id: null, department_id: null },
      ...{ contractor_id: null, due_on: null, closed_at: null, merged_into: null, alarmed_at: null, note },
      finding_json: JSON.stringify(finding),
    })
    .execute()
  await db
    .insertInto('finding_events')
    .values({
      ...{ id: newId(at), finding_id: id, sequence: 1, at, received_at: now, person_id: sighting.person_id },
      ...{ contractor_name: null, device_id: sighting.device_id, basis: 0, standing: 'applied', kind: 'begin' },
      act_json: JSON.stringify({ kind: 'begin', ...beginning }),
      ...{ sha256: '', jws: null, presence: null, presence_json: null },
    })
    .execute()
  for (const sha256 of new Set(beginning.photos))
    await db.insertInto('finding_photos').values({ sha256, finding_id: id }).execute()
}

type Asked = {
  readonly estate_id: string
  readonly checkpoint_id: string
  readonly kind: string
  readonly checklist_version: number
  readonly extras_version: number | null
  readonly item: string
}

/** What the item was about in the words it was answered in; an estate's own item may have been in its extras. */
async function categoryOf(db: Db, row: unknown): Promise<string | null> {
  const { estate_id, checkpoint_id, kind, checklist_version, extras_version, item } = row as Asked
  const checklist = await db
    .selectFrom('checklists')
    .select('items_json')
    .where('estate_id', '=', estate_id)
    .where('kind', '=', kind)
    .where('version', '=', checklist_version)
    .executeTakeFirst()
  const extras = await db
    .selectFrom('checkpoint_extras')
    .select('items_json')
    .where('checkpoint_id', '=', checkpoint_id)
    .where('version', '=', extras_version ?? -1)
    .executeTakeFirst()
  for (const list of [checklist, extras]) {
    const items: readonly { id: string; category: string }[] = JSON.parse(list?.items_json ?? '[]')
    const found = items.find(({ id }) => id === item)
    if (found) return found.category
  }
  return null
}

/** RFC 9562 §5.7, as checkpoints/ids.ts makes them: a migration stands by itself. */
function newId(at: number): string {
  const bytes = randomBytes(10)
  bytes[0] = (bytes[0]! & 0x0f) | 0x70
  bytes[2] = (bytes[2]! & 0x3f) | 0x80
  const [time, rest] = [at.toString(16).padStart(12, '0'), bytes.toString('hex')]
  return `${time.slice(0, 8)}-${time.slice(8)}-${rest.slice(0, 4)}-${rest.slice(4, 8)}-${rest.slice(8)}`
}
