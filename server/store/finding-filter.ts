/** Looking findings through by the columns that are kept for it. */
import { type Kysely, sql } from 'kysely'
import type { Severity } from '../../checkpoints/answer.ts'
import type { Category } from '../../checkpoints/checklist.ts'
import type { Kind } from '../../checkpoints/checkpoint.ts'
import type { FindingState } from '../../checkpoints/finding.ts'
import type { RouteKind } from '../../checkpoints/finding-act.ts'
import type { Schema } from './schema.ts'

export type FindingFilter = {
  readonly state?: readonly FindingState[] | undefined
  readonly severity?: readonly Severity[] | undefined
  readonly category?: readonly Category[] | undefined
  readonly route?: readonly RouteKind[] | undefined
  readonly department?: string | undefined
  /** 'none': repairs of the house's own people. */
  readonly contractor?: string | undefined
  readonly assignee?: string | undefined
  /** Of spots that hang in one of these. */
  readonly places?: readonly string[] | undefined
  readonly checkpoint?: string | undefined
  /** Only those that have, or had, a day by which to be solved. */
  readonly isDue?: boolean
  /** In its words, or at one of the spots, or its number, or about one of the items. */
  readonly text?: Searched | undefined
  /** Reported in [from, until). */
  readonly from?: number | undefined
  readonly until?: number | undefined
}

export type Searched = {
  readonly words: string
  readonly spots: readonly string[]
  /** Items of all spots of a kind, or of a spot of its own. */
  readonly items: readonly (({ readonly kind: Kind } | { readonly checkpoint: string }) & {
    readonly ids: readonly string[]
  })[]
}

/** Of a row, what a finding is made of. */
export const STORED = ['id as finding_id', 'estate_id', 'number', 'finding_json'] as const

export function filtered(db: Kysely<Schema>, estate: string, filter: FindingFilter) {
  const { state, severity, category, route, department, contractor, assignee, places, checkpoint, text } = filter
  const { from, until } = filter
  let query = db.selectFrom('findings').select(STORED).where('estate_id', '=', estate)
  if (state) query = query.where('state', 'in', state)
  if (severity) query = query.where('severity', 'in', severity)
  if (category) query = query.where('category', 'in', category)
  if (route) query = query.where('route', 'in', route)
  if (department !== undefined) query = query.where('department_id', '=', department)
  if (contractor === 'none') query = query.where('route', '=', 'repair').where('contractor_id', 'is', null)
  else if (contractor !== undefined) query = query.where('contractor_id', '=', contractor)
  if (assignee !== undefined) query = query.where('assignee_id', '=', assignee)
  if (checkpoint !== undefined) query = query.where('checkpoint_id', '=', checkpoint)
  if (filter.isDue) query = query.where('due_on', 'is not', null)
  if (from !== undefined) query = query.where('reported_at', '>=', from)
  if (until !== undefined) query = query.where('reported_at', '<', until)
  if (places)
    query = query.where('checkpoint_id', 'in', (e) =>
      e.selectFrom('checkpoints').select('id').where('place_id', 'in', places),
    )
  if (!text) return query
  const pattern = `%${text.words.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`
  return query.where((e) =>
    e.or([
      e(sql`lower(note)`, 'like', sql`${pattern} escape '\\'`),
      ...(/^#?\d{1,9}$/.test(text.words) ? [e('number', '=', Number(text.words.replace('#', '')))] : []),
      ...(text.spots.length > 0 ? [e('checkpoint_id', 'in', text.spots)] : []),
      ...text.items.map((one) => {
        const of = e.selectFrom('checkpoints').select('id').where('estate_id', '=', estate)
        const where = 'kind' in one ? of.where('kind', '=', one.kind) : of.where('id', '=', one.checkpoint)
        return e.and([e('item', 'in', one.ids), e('checkpoint_id', 'in', where)])
      }),
    ]),
  )
}
