/**
 * Checklists by estate, spots' own items, outages and units; plans by recurrence and rule, teams, holidays, hand-overs; readings
 * and findings, which are also taken out of the visits that are there.
 */
import { type Kysely, type Migration, sql } from 'kysely'

export const wholePolicy: Migration = {
  // biome-ignore lint/suspicious/noExplicitAny: a migration sees the tables as they were then, not as the schema says now
  async up(db: Kysely<any>) {
    await growPlaces(db)
    await growPlans(db)
    await growRounds(db)
    await addChecklists(db)
    await addRecords(db)
    await takeOutOfVisits(db)
  },
}

// biome-ignore lint/suspicious/noExplicitAny: as above
type Db = Kysely<any>

async function growPlaces(db: Db): Promise<void> {
  await db.schema
    .alterTable('places')
    .addColumn('occupancy', 'text', (c) => c.check(sql`occupancy in ('occupied', 'vacant', 'fit-out')`))
    .execute()
  await db.schema.alterTable('checkpoints').addColumn('focus_json', 'text').execute()
  await db.schema.alterTable('checkpoints').addColumn('extras_version', 'integer').execute()
  await db.schema
    .createTable('outages')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('checkpoint_id', 'text', (c) => c.notNull().references('checkpoints.id'))
    .addColumn('from_on', 'text', (c) => c.notNull())
    .addColumn('until_on', 'text')
    .addColumn('reason', 'text', (c) => c.notNull())
    .addColumn('declared_by', 'text', (c) => c.notNull().references('people.id'))
    .addColumn('declared_at', 'bigint', (c) => c.notNull())
    .execute()
  await db.schema.createIndex('outages_by_spot').on('outages').columns(['checkpoint_id']).execute()
}

/** Weekdays become a recurrence that starts on the day before the plan was written: none of its days is lost. */
async function growPlans(db: Db): Promise<void> {
  const add = () => db.schema.alterTable('plans')
  await add()
    .addColumn('recurrence', 'text', (c) => c.notNull().defaultTo(''))
    .execute()
  await add()
    .addColumn('holidays', 'text', (c) =>
      c.notNull().defaultTo('as-usual').check(sql`holidays in ('as-usual', 'skip', 'only')`),
    )
    .execute()
  await add().addColumn('random_start', 'integer').execute()
  await add()
    .addColumn('walking_order', 'text', (c) =>
      c.notNull().defaultTo('free').check(sql`walking_order in ('free', 'advised', 'strict')`),
    )
    .execute()
  await add()
    .addColumn('min_gap_seconds', 'integer', (c) => c.notNull().defaultTo(0))
    .execute()
  await add()
    .addColumn('rules_json', 'text', (c) => c.notNull().defaultTo('[]'))
    .execute()
  await add().addColumn('team_id', 'text').execute()
  await add()
    .addColumn('origin', 'text', (c) => c.notNull().defaultTo('standing').check(sql`origin in ('standing', 'ad-hoc')`))
    .execute()
  const plans = await db.selectFrom('plans').select(['id', 'weekdays_json', 'created_at']).execute()
  for (const { id, weekdays_json, created_at } of plans) {
    const days = (JSON.parse(weekdays_json) as number[]).sort().map((day) => WEEKDAYS[day - 1])
    const start = new Date(Number(created_at) - 86_400_000).toISOString().slice(0, 10).replaceAll('-', '')
    const recurrence = `DTSTART;VALUE=DATE:${start}\nRRULE:FREQ=WEEKLY;BYDAY=${days.join(',')}`
    await db.updateTable('plans').set({ recurrence }).where('id', '=', id).execute()
  }
  await db.schema.alterTable('plans').dropColumn('weekdays_json').execute()
  await db.schema
    .createTable('teams')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('estate_id', 'text', (c) => c.notNull().references('estates.id'))
    .addColumn('names_json', 'text', (c) => c.notNull())
    .addColumn('members_json', 'text', (c) => c.notNull())
    .addColumn('places_json', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .execute()
  await db.schema
    .createTable('holidays')
    .addColumn('estate_id', 'text', (c) => c.notNull().references('estates.id'))
    .addColumn('held_on', 'text', (c) => c.notNull())
    .addColumn('names_json', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('holidays_pk', ['estate_id', 'held_on'])
    .execute()
}

const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']

async function growRounds(db: Db): Promise<void> {
  await db.schema
    .alterTable('rounds')
    .addColumn('walking_order', 'text', (c) =>
      c.notNull().defaultTo('free').check(sql`walking_order in ('free', 'advised', 'strict')`),
    )
    .execute()
  await db.schema
    .alterTable('rounds')
    .addColumn('min_gap_ms', 'bigint', (c) => c.notNull().defaultTo(0))
    .execute()
  await db.schema.alterTable('expectations').addColumn('extras_version', 'integer').execute()
  await db.schema
    .alterTable('expectations')
    .addColumn('excused', 'integer', (c) => c.notNull().defaultTo(0).check(sql`excused in (0, 1)`))
    .execute()
  await db.schema
    .createTable('handovers')
    .addColumn('round_id', 'text', (c) => c.notNull())
    .addColumn('estate_id', 'text', (c) => c.notNull().references('estates.id'))
    .addColumn('handed_at', 'bigint', (c) => c.notNull())
    .addColumn('handed_by', 'text', (c) => c.notNull().references('people.id'))
    .addColumn('from_json', 'text', (c) => c.notNull())
    .addColumn('to_json', 'text', (c) => c.notNull())
    .addColumn('reason', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('handovers_pk', ['round_id', 'handed_at'])
    .execute()
  await db.schema.createIndex('handovers_by_estate').on('handovers').columns(['estate_id']).execute()
}

async function addChecklists(db: Db): Promise<void> {
  await db.schema
    .createTable('checklists')
    .addColumn('estate_id', 'text', (c) => c.notNull().references('estates.id'))
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('version', 'integer', (c) => c.notNull().check(sql`version >= 1`))
    .addColumn('shipped_release', 'integer')
    .addColumn('items_json', 'text', (c) => c.notNull())
    .addColumn('published_at', 'bigint', (c) => c.notNull())
    .addColumn('published_by', 'text', (c) => c.references('people.id'))
    .addColumn('used', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('withdrawn_at', 'bigint')
    .addPrimaryKeyConstraint('checklists_pk', ['estate_id', 'kind', 'version'])
    .execute()
  await db.schema
    .createTable('checkpoint_extras')
    .addColumn('checkpoint_id', 'text', (c) => c.notNull().references('checkpoints.id'))
    .addColumn('version', 'integer', (c) => c.notNull().check(sql`version >= 1`))
    .addColumn('items_json', 'text', (c) => c.notNull())
    .addColumn('published_at', 'bigint', (c) => c.notNull())
    .addColumn('published_by', 'text', (c) => c.notNull().references('people.id'))
    .addPrimaryKeyConstraint('checkpoint_extras_pk', ['checkpoint_id', 'version'])
    .execute()
}

async function addRecords(db: Db): Promise<void> {
  await db.schema
    .createTable('readings')
    .addColumn('visit_id', 'text', (c) => c.notNull().references('visits.id'))
    .addColumn('item', 'text', (c) => c.notNull())
    .addColumn('checkpoint_id', 'text', (c) => c.notNull().references('checkpoints.id'))
    .addColumn('value', 'double precision', (c) => c.notNull())
    .addColumn('occurred_at', 'bigint', (c) => c.notNull())
    .addColumn('remark', 'text', (c) => c.check(sql`remark in ('runs-backwards', 'replaced', 'confirmed')`))
    .addPrimaryKeyConstraint('readings_pk', ['visit_id', 'item'])
    .execute()
  const byMeter = ['checkpoint_id', 'item', 'occurred_at']
  await db.schema.createIndex('readings_by_meter').on('readings').columns(byMeter).execute()
  await db.schema
    .createTable('meters')
    .addColumn('checkpoint_id', 'text', (c) => c.notNull().references('checkpoints.id'))
    .addColumn('item', 'text', (c) => c.notNull())
    .addColumn('value', 'double precision', (c) => c.notNull())
    .addColumn('read_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('meters_pk', ['checkpoint_id', 'item'])
    .execute()
  await db.schema
    .createTable('findings')
    .addColumn('visit_id', 'text', (c) => c.notNull().references('visits.id'))
    .addColumn('item', 'text', (c) => c.notNull())
    .addColumn('estate_id', 'text', (c) => c.notNull().references('estates.id'))
    .addColumn('checkpoint_id', 'text', (c) => c.notNull().references('checkpoints.id'))
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('checklist_version', 'integer', (c) => c.notNull())
    .addColumn('extras_version', 'integer')
    .addColumn('cause', 'text', (c) => c.notNull().check(sql`cause in ('defect', 'meter-backwards', 'meter-vacant')`))
    .addColumn('severity', 'text', (c) => c.notNull().check(sql`severity in ('minor', 'normal', 'major', 'emergency')`))
    .addColumn('settled', 'integer', (c) => c.notNull().check(sql`settled in (0, 1)`))
    .addColumn('note', 'text', (c) => c.notNull())
    .addColumn('occurred_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('findings_pk', ['visit_id', 'item'])
    .execute()
  const bySpot = ['checkpoint_id', 'occurred_at']
  await db.schema.createIndex('findings_by_spot').on('findings').columns(bySpot).execute()
}

type OldClaims = {
  readonly checklist: { readonly kind: string; readonly version: number }
  readonly answers: readonly {
    readonly item: string
    readonly result: string
    readonly value?: number
    readonly note?: string
  }[]
}

/** Visits of the first format: their readings had no remarks, their defects no severity. */
async function takeOutOfVisits(db: Db): Promise<void> {
  const columns = ['id', 'estate_id', 'checkpoint_id', 'occurred_at', 'jws'] as const
  for (let after = ''; ; ) {
    const visits = await db
      .selectFrom('visits')
      .select(columns)
      .where('id', '>', after)
      .orderBy('id')
      .limit(1000)
      .execute()
    const last = visits.at(-1)
    if (!last) return
    after = last.id
    for (const { id: visit_id, estate_id, checkpoint_id, occurred_at, jws } of visits) {
      const { checklist, answers } = claimsOf(jws)
      for (const { item, result, value, note = '' } of answers) {
        const about = { visit_id, item, checkpoint_id, occurred_at }
        if (result === 'reading') await addReading(db, { ...about, value, remark: null })
        if (result !== 'defect') continue
        const versions = { kind: checklist.kind, checklist_version: checklist.version, extras_version: null }
        const severity = item === 'no-gas-or-burning-smell' ? 'emergency' : 'normal'
        const worth = { cause: 'defect', severity, settled: 0, note }
        await db
          .insertInto('findings')
          .values({ ...about, estate_id, ...versions, ...worth })
          .execute()
      }
    }
  }
}

type OldReading = {
  readonly visit_id: string
  readonly checkpoint_id: string
  readonly item: string
  readonly value: number | undefined
  readonly occurred_at: number
  readonly remark: null
}

async function addReading(db: Db, reading: OldReading): Promise<void> {
  await db.insertInto('readings').values(reading).execute()
  const { checkpoint_id, item, value, occurred_at: read_at } = reading
  await db
    .insertInto('meters')
    .values({ checkpoint_id, item, value, read_at })
    .onConflict((conflict) =>
      conflict
        .columns(['checkpoint_id', 'item'])
        .doUpdateSet({ value, read_at })
        .where('meters.read_at', '<=', read_at),
    )
    .execute()
}

function claimsOf(jws: string): OldClaims {
  return JSON.parse(Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString('utf8'))
}
