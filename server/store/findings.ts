/** Findings: all that was ever done about them, and how that has left them. */
import { type Kysely, sql } from 'kysely'
import { type Finding, type KeptAct, type KeptEvent, OPEN_STATES } from '../../checkpoints/finding.ts'
import type { Suspicion } from '../../checkpoints/presence.ts'
import type { CivilDate } from '../../checkpoints/time.ts'
import { type FindingFilter, filtered, STORED } from './finding-filter.ts'
import type { Schema } from './schema.ts'

export type StoredFinding = {
  readonly estate: string
  /** Counts the findings of the estate. */
  readonly number: number
  readonly finding: Finding
}

/** What the proof of being on the spot was worth. */
export type EventPresence =
  | { readonly outcome: 'verified' }
  | { readonly outcome: 'doubtful'; readonly reasons: readonly Suspicion[] }

export type StoredEvent = KeptEvent & {
  readonly finding: string
  readonly receivedAt: number
  /** Who he says he is, without an account. */
  readonly contractor: string | null
  /** The phone that signed it. */
  readonly device: string | null
  readonly basis: number
  /** Of the event as it was sent; empty: the server made it of something else. */
  readonly sha256: string
  readonly jws: string | null
  readonly presence: EventPresence | null
}

export function findingsOn(db: Kysely<Schema>) {
  return {
    /** Keeps a finding with its first event. @returns its number */
    async begin(estate: string, finding: Finding, event: StoredEvent): Promise<number> {
      const last = await db
        .selectFrom('findings')
        .select((e) => e.fn.max('number').as('number'))
        .where('estate_id', '=', estate)
        .executeTakeFirst()
      const number = Number(last?.number ?? 0) + 1
      const { id, checkpoint, source, reportedAt, note } = finding
      await db
        .insertInto('findings')
        .values({
          ...{ id, estate_id: estate, number, checkpoint_id: checkpoint, reported_at: reportedAt, note },
          visit_id: source.by === 'visit' ? source.visit : null,
          item: source.by === 'visit' ? source.item : null,
          resident_report_id: source.by === 'resident' ? source.report : null,
          ...columnsOf(finding),
        })
        .execute()
      await addEvent(db, event)
      return number
    },

    /** Keeps a further event, and how it leaves the finding. */
    async add(finding: Finding, event: StoredEvent): Promise<void> {
      await addEvent(db, event)
      await db.updateTable('findings').set(columnsOf(finding)).where('id', '=', finding.id).execute()
    },

    /** Keeps which photos its events name: whoever may see the finding may see them. */
    async addPhotos(finding: string, sha256s: readonly string[]): Promise<void> {
      if (sha256s.length === 0) return
      const rows = sha256s.map((sha256) => ({ sha256, finding_id: finding }))
      await db
        .insertInto('finding_photos')
        .values(rows)
        .onConflict((conflict) => conflict.columns(['sha256', 'finding_id']).doNothing())
        .execute()
    },

    async byId(id: string): Promise<StoredFinding | undefined> {
      const row = await db.selectFrom('findings').select(STORED).where('id', '=', id).executeTakeFirst()
      return row && storedOf(row)
    },

    async byIds(ids: readonly string[]): Promise<Map<string, StoredFinding>> {
      if (ids.length === 0) return new Map()
      const rows = await db.selectFrom('findings').select(STORED).where('id', 'in', ids).execute()
      return new Map(rows.map((row) => [row.finding_id, storedOf(row)]))
    },

    /** All of a finding, in order of arrival. */
    async events(finding: string): Promise<StoredEvent[]> {
      const query = db.selectFrom('finding_events').selectAll().where('finding_id', '=', finding)
      return (await query.orderBy('sequence').execute()).map(eventOf)
    },

    async event(id: string): Promise<StoredEvent | undefined> {
      const row = await db.selectFrom('finding_events').selectAll().where('id', '=', id).executeTakeFirst()
      return row && eventOf(row)
    },

    /** The departments and contractors to whom any finding of an estate has ever gone. */
    async everGivenTo(estate: string): Promise<Set<string>> {
      const rows = await db
        .selectFrom('finding_events')
        .innerJoin('findings', 'findings.id', 'finding_id')
        .select(
          sql<string | null>`coalesce(act_json ->> '$.route.department', act_json ->> '$.route.contractor')`.as('id'),
        )
        .where('estate_id', '=', estate)
        .where('kind', '=', 'triage')
        .distinct()
        .execute()
      return new Set(rows.flatMap(({ id }) => id ?? []))
    },

    /** The last time that each of these was fixed. */
    async lastFixes(findings: readonly string[]): Promise<Map<string, StoredEvent>> {
      if (findings.length === 0) return new Map()
      const rows = await db
        .selectFrom('finding_events')
        .selectAll()
        .where('finding_id', 'in', findings)
        .where('kind', '=', 'fix')
        .where('standing', '=', 'applied')
        .orderBy('sequence')
        .execute()
      return new Map(rows.map((row) => [row.finding_id, eventOf(row)]))
    },

    /** Open ones first, the worst before the others, then what is due first; those that are over newest first. */
    async list(estate: string, filter: FindingFilter, most: number): Promise<StoredFinding[]> {
      const rows = await filtered(db, estate, filter)
        .orderBy(sql`case when state in (${sql.join(OPEN_STATES)}) then 0 else 1 end`)
        .orderBy(
          sql`case when state not in (${sql.join(OPEN_STATES)}) then 0 when severity = 'emergency' then 0 when severity = 'major' then 1 when severity = 'normal' then 2 else 3 end`,
        )
        .orderBy(sql`case when state in (${sql.join(OPEN_STATES)}) and due_on is not null then due_on else '9999' end`)
        .orderBy('reported_at', 'desc')
        .orderBy('number', 'desc')
        .limit(most)
        .execute()
      return rows.map(storedOf)
    },

    /** Of those reported in [from, until) the ones that somebody was given, in order of their numbers. */
    async givenBetween(estate: string, from: number, until: number): Promise<StoredFinding[]> {
      const query = filtered(db, estate, { from, until }).where('route', 'is not', null).orderBy('number')
      return (await query.execute()).map(storedOf)
    },

    /** What is still to be done on an estate; nothing else rings. */
    async openOf(estate: string): Promise<StoredFinding[]> {
      const query = db.selectFrom('findings').select(STORED).where('estate_id', '=', estate)
      return (await query.where('closed_at', 'is', null).orderBy('number').execute()).map(storedOf)
    },

    /** Of each estate with something to be done a text that is another one whenever something has happened to any of it. */
    async openSums(): Promise<Map<string, string>> {
      const rows = await db
        .selectFrom('findings')
        .select((e) => ['estate_id', e.fn.countAll().as('open'), e.fn.sum('version').as('versions')])
        .select(sql`sum(number * version)`.as('weighed'))
        .where('closed_at', 'is', null)
        .groupBy('estate_id')
        .execute()
      return new Map(
        rows.map(({ estate_id, open, versions, weighed }) => [estate_id, `${open} ${versions} ${weighed}`]),
      )
    },

    /** Others at the same spot and item, or of the same category where one has no item; the newest first. */
    async likes({ id, checkpoint, source, category }: Finding, most: number): Promise<StoredFinding[]> {
      const item = source.by === 'visit' ? source.item : null
      const rows = await db
        .selectFrom('findings')
        .select(STORED)
        .where('checkpoint_id', '=', checkpoint)
        .where('id', '!=', id)
        .where((e) => {
          const sameCategory = category === null ? e('category', 'is', null) : e('category', '=', category)
          if (item === null) return sameCategory
          return e.or([e('item', '=', item), e.and([e('item', 'is', null), sameCategory])])
        })
        .orderBy('reported_at', 'desc')
        .orderBy('number', 'desc')
        .limit(most)
        .execute()
      return rows.map(storedOf)
    },

    /** What has been merged into it. */
    async mergedInto(id: string): Promise<StoredFinding[]> {
      const query = db.selectFrom('findings').select(STORED).where('merged_into', '=', id)
      return (await query.orderBy('number').execute()).map(storedOf)
    },

    /** The findings that began with what visits saw wrong at a spot, by visit and item: see {@link sightingKey}. */
    async ofSightings(checkpoint: string): Promise<Map<string, string>> {
      const rows = await db
        .selectFrom('findings')
        .select(['id', 'visit_id', 'item'])
        .where('checkpoint_id', '=', checkpoint)
        .where('visit_id', 'is not', null)
        .execute()
      return new Map(rows.map(({ id, visit_id, item }) => [sightingKey(visit_id ?? '', item ?? ''), id]))
    },

    async ofReport(report: string): Promise<StoredFinding | undefined> {
      const query = db.selectFrom('findings').select(STORED).where('resident_report_id', '=', report).orderBy('number')
      const row = await query.executeTakeFirst()
      return row && storedOf(row)
    },

    /** The estates that have a finding whose events name the photo. */
    async estatesOfPhoto(sha256: string): Promise<string[]> {
      const rows = await db
        .selectFrom('finding_photos')
        .innerJoin('findings', 'findings.id', 'finding_id')
        .select('estate_id')
        .distinct()
        .where('sha256', '=', sha256)
        .execute()
      return rows.map((row) => row.estate_id)
    },
  }
}

export function sightingKey(visit: string, item: string): string {
  return `${visit} ${item}`
}

function storedOf({
  estate_id,
  number,
  finding_json,
}: Pick<Schema['findings'], 'estate_id' | 'number' | 'finding_json'>) {
  return { estate: estate_id, number, finding: JSON.parse(finding_json) as Finding }
}

function columnsOf(finding: Finding) {
  const { severity, category, state, version, route, dueOn, closedAt, mergedInto, alarmedAt } = finding
  return {
    ...{ severity, category, state, version },
    route: route?.kind ?? null,
    assignee_id: route?.assignee ?? null,
    department_id: route?.kind === 'department' ? route.department : null,
    contractor_id: route?.kind === 'repair' ? route.contractor : null,
    due_on: dueOn as CivilDate | null,
    closed_at: closedAt,
    merged_into: mergedInto,
    alarmed_at: alarmedAt,
    finding_json: JSON.stringify(finding),
  }
}

async function addEvent(db: Kysely<Schema>, event: StoredEvent): Promise<void> {
  const { id, finding, sequence, at, receivedAt, by, contractor, device, basis, standing, act, sha256, jws } = event
  const { presence } = event
  await db
    .insertInto('finding_events')
    .values({
      ...{ id, finding_id: finding, sequence, at, received_at: receivedAt, person_id: by, contractor_name: contractor },
      ...{ device_id: device, basis, standing, kind: act.kind, act_json: JSON.stringify(act), sha256, jws },
      presence: presence?.outcome ?? null,
      presence_json: presence?.outcome === 'doubtful' ? JSON.stringify(presence.reasons) : null,
    })
    .execute()
}

function eventOf(row: Schema['finding_events']): StoredEvent {
  const { id, sequence, at, standing, basis, sha256, jws, presence } = row
  return {
    ...{ id, sequence, at, standing, basis, sha256, jws },
    finding: row.finding_id,
    receivedAt: row.received_at,
    by: row.person_id,
    contractor: row.contractor_name,
    device: row.device_id,
    act: JSON.parse(row.act_json) as KeptAct,
    presence:
      presence === 'doubtful'
        ? { outcome: presence, reasons: JSON.parse(row.presence_json ?? '[]') }
        : presence && { outcome: presence },
  }
}
