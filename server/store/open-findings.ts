/** What phones are told to be wrong at their spots: the last word of their visits, unless its finding has come to an end since. */
import type { Kysely } from 'kysely'
import { FINDING_STATES, type FindingState } from '../../checkpoints/finding.ts'
import type { OpenFinding } from '../../checkpoints/wire/estate.ts'
import type { Schema } from './schema.ts'

export async function openFindingsOf(db: Kysely<Schema>, estate: string): Promise<OpenFinding[]> {
  const rows = await db
    .selectFrom('last_words as w')
    .innerJoin('checkpoints as c', 'c.id', 'w.checkpoint_id')
    .innerJoin('sightings as s', (join) => join.onRef('s.visit_id', '=', 'w.visit_id').onRef('s.item', '=', 'w.item'))
    // Sightings of before there were findings became none if they were over then.
    .leftJoin('findings as f', (join) => join.onRef('f.visit_id', '=', 'w.visit_id').onRef('f.item', '=', 'w.item'))
    .select(['w.checkpoint_id', 'w.item', 's.cause', 's.severity', 's.note', 'w.said_at'])
    .select(['f.id', 'f.state', 'f.severity as severity_now', 'f.merged_into'])
    .where('c.estate_id', '=', estate)
    .where('c.state', '=', 'active')
    .where('w.open', '=', 1)
    .orderBy('w.checkpoint_id')
    .orderBy('w.item')
    .execute()
  const ends = await endsOf(
    db,
    rows.flatMap(({ merged_into }) => merged_into ?? []),
  )
  return rows.flatMap((row): OpenFinding[] => {
    const { checkpoint_id: checkpoint, item, cause, note, said_at: at } = row
    const end = row.merged_into === null ? undefined : ends.get(row.merged_into)
    const state = end?.state ?? row.state
    const severity = end?.severity ?? row.severity_now ?? row.severity
    return state !== null && !FINDING_STATES[state].open ? [] : [{ checkpoint, item, cause, severity, note, at }]
  })
}

type End = Pick<Schema['findings'], 'severity'> & { readonly state: FindingState }

/** What has become of findings into which others were merged: they may have been merged themselves. */
async function endsOf(db: Kysely<Schema>, ids: readonly string[]): Promise<Map<string, End>> {
  const found = new Map<string, Pick<Schema['findings'], 'state' | 'severity' | 'merged_into'>>()
  let wanted = [...new Set(ids)]
  while (wanted.length > 0) {
    const query = db.selectFrom('findings').select(['id', 'state', 'severity', 'merged_into']).where('id', 'in', wanted)
    for (const { id, ...end } of await query.execute()) found.set(id, end)
    const further = [...found.values()].flatMap(({ merged_into }) => merged_into ?? [])
    wanted = [...new Set(further)].filter((id) => !found.has(id))
  }
  const endOf = (id: string): End | undefined => {
    const end = found.get(id)
    return end?.merged_into ? endOf(end.merged_into) : end
  }
  return new Map(
    ids.flatMap((id) => {
      const end = endOf(id)
      return end ? [[id, end] as const] : []
    }),
  )
}
