/** Problems that strangers report at tags. */
import type { Kysely } from 'kysely'
import type { Category } from '../../checkpoints/checklist.ts'
import { isClosed, ReportState } from '../../checkpoints/resident-report.ts'
import type { ListedReport, ResidentReport } from '../../checkpoints/wire/resident-report.ts'
import type { Schema } from './schema.ts'

export type NewReport = {
  readonly id: string
  readonly estate: string
  readonly checkpoint: string
  readonly tokenSha256: string
  readonly receivedAt: number
  readonly category: Category | null
  readonly text: string
  readonly contact: string | null
  readonly photo: string | null
}

export type StoredReport = ResidentReport & { readonly photo: string | null }

export type ReportChange = {
  readonly state: ReportState
  readonly answer: string
  /** null: erased. */
  readonly contact: string | null
  readonly calledBack: boolean | null
  readonly by: string
  readonly at: number
}

export type ReportHead = {
  readonly estate: string
  readonly state: ReportState
  readonly answer: string
  readonly receivedAt: number
  readonly updatedAt: number | null
}

const CLOSED_STATES = ReportState.options.filter(isClosed)

export function residentReportsOn(db: Kysely<Schema>) {
  return {
    /** @returns false if a report was kept under this token before, which stays as it is */
    async keep(report: NewReport): Promise<boolean> {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('resident_reports')
        .values({
          id: report.id,
          estate_id: report.estate,
          checkpoint_id: report.checkpoint,
          token_sha256: report.tokenSha256,
          received_at: report.receivedAt,
          category: report.category,
          text: report.text,
          contact: report.contact,
          photo_sha256: report.photo,
          state: 'received',
          answer: '',
          called_back: null,
          updated_at: null,
          updated_by: null,
        })
        .onConflict((conflict) => conflict.column('token_sha256').doNothing())
        .executeTakeFirstOrThrow()
      return Number(numInsertedOrUpdatedRows ?? 0) > 0
    },

    async byToken(tokenSha256: string): Promise<ReportHead | undefined> {
      const row = await db
        .selectFrom('resident_reports')
        .select(['estate_id', 'state', 'answer', 'received_at', 'updated_at'])
        .where('token_sha256', '=', tokenSha256)
        .executeTakeFirst()
      if (!row) return undefined
      const { estate_id: estate, received_at: receivedAt, updated_at: updatedAt, ...head } = row
      return { estate, receivedAt, updatedAt, ...head }
    },

    /** All of an estate on which somebody has still to say the last word, the newest first. */
    async openOf(estate: string): Promise<ListedReport[]> {
      const rows = await newestFirst(db, estate).where('resident_reports.state', 'not in', CLOSED_STATES).execute()
      return allListed(db, rows)
    },

    /** Those that are closed, the newest first, `most` of them after so many. */
    async closedOf(
      estate: string,
      { after, most }: { readonly after: number; readonly most: number },
    ): Promise<ListedReport[]> {
      const closed = newestFirst(db, estate).where('resident_reports.state', 'in', CLOSED_STATES)
      return allListed(db, await closed.limit(most).offset(after).execute())
    },

    async countClosed(estate: string): Promise<number> {
      const { count } = await db
        .selectFrom('resident_reports')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .where('estate_id', '=', estate)
        .where('state', 'in', CLOSED_STATES)
        .executeTakeFirstOrThrow()
      return Number(count)
    },

    async byId(estate: string, id: string): Promise<StoredReport | undefined> {
      const row = await reportRows(db)
        .leftJoin('people', 'people.id', 'updated_by')
        .select(['answer', 'called_back', 'updated_at', 'people.name as updater'])
        .where('resident_reports.estate_id', '=', estate)
        .where('resident_reports.id', '=', id)
        .executeTakeFirst()
      return (
        row && {
          ...listed(row, await findingsGoingOn(db, [row])),
          answer: row.answer,
          contact: row.contact,
          photo: row.photo_sha256,
          calledBack: row.called_back === null ? null : row.called_back === 1,
          updated: row.updated_at === null ? null : { at: row.updated_at, by: row.updater ?? '' },
        }
      )
    },

    async change(id: string, { state, answer, contact, calledBack, by, at }: ReportChange): Promise<void> {
      const called_back = calledBack === null ? null : calledBack ? 1 : 0
      await db
        .updateTable('resident_reports')
        .set({ state, answer, contact, called_back, updated_by: by, updated_at: at })
        .where('id', '=', id)
        .execute()
    },
  }
}

function reportRows(db: Kysely<Schema>) {
  return db
    .selectFrom('resident_reports')
    .innerJoin('checkpoints', 'checkpoints.id', 'resident_reports.checkpoint_id')
    .leftJoin('findings', 'findings.resident_report_id', 'resident_reports.id')
    .select(['resident_reports.id', 'resident_reports.state', 'received_at', 'resident_reports.category', 'text'])
    .select(['contact', 'photo_sha256', 'resident_reports.checkpoint_id', 'kind', 'code', 'names_json', 'place_id'])
    .select(['findings.id as finding_id', 'findings.number', 'findings.state as finding_state', 'merged_into'])
}

function newestFirst(db: Kysely<Schema>, estate: string) {
  return reportRows(db)
    .where('resident_reports.estate_id', '=', estate)
    .orderBy('received_at', 'desc')
    .orderBy('resident_reports.id', 'desc')
}

type Row = Awaited<ReturnType<ReturnType<typeof reportRows>['executeTakeFirstOrThrow']>>

type GoingOn = ReadonlyMap<string, NonNullable<ListedReport['finding']>>

/** Of each finding that was merged into another, the one that goes on. */
async function findingsGoingOn(db: Kysely<Schema>, rows: readonly Row[]): Promise<GoingOn> {
  const goingOn = new Map<string, NonNullable<ListedReport['finding']>>()
  let left = rows.flatMap(({ finding_id: id, merged_into: into }) => (id && into ? [{ id, into }] : []))
  while (left.length > 0) {
    const found = await db
      .selectFrom('findings')
      .select(['id', 'number', 'state', 'merged_into'])
      .where('id', 'in', [...new Set(left.map(({ into }) => into))])
      .execute()
    const byId = new Map(found.map((row) => [row.id, row]))
    left = left.flatMap(({ id, into }) => {
      const next = byId.get(into)
      if (!next) return []
      goingOn.set(id, { id: next.id, number: next.number, state: next.state })
      return next.merged_into === null ? [] : [{ id, into: next.merged_into }]
    })
  }
  return goingOn
}

async function allListed(db: Kysely<Schema>, rows: readonly Row[]): Promise<ListedReport[]> {
  const goingOn = await findingsGoingOn(db, rows)
  return rows.map((row) => listed(row, goingOn))
}

function listed(row: Row, goingOn: GoingOn): ListedReport {
  const { id, state, category, text, received_at: receivedAt, checkpoint_id, kind, code, names_json, place_id } = row
  return {
    id,
    checkpoint: { id: checkpoint_id, kind, code, names: JSON.parse(names_json), place: place_id },
    state,
    category,
    text,
    receivedAt,
    hasPhoto: row.photo_sha256 !== null,
    hasContact: row.contact !== null,
    finding: goingOn.get(row.finding_id ?? '') ?? findingOf(row),
  }
}

function findingOf({ finding_id: id, number, finding_state: state }: Row): ListedReport['finding'] {
  return id !== null && number !== null && state !== null ? { id, number, state } : null
}
