/** Visits that phones say they hold, until they bring them up. */
import type { Kysely } from 'kysely'
import { LONGEST_ROUND_MS } from '../../checkpoints/round.ts'
import type { Announced } from '../../checkpoints/wire/visit.ts'
import { builtOnce } from './built-once.ts'
import { inParts } from './in-parts.ts'
import type { Schema } from './schema.ts'

/** An uncovered cell in service that an announced visit may come to cover. */
export type AwaitedCell = {
  readonly estate: string
  readonly round: string
  readonly checkpoint: string
  readonly assignees: readonly string[]
  readonly person: string
}

export function announcementsOn(db: Kysely<Schema>) {
  return {
    /**
     * Puts what a phone holds now in the place of what it said before. A visit that it has told of already counts from then:
     * telling it again must not put off for ever the day on which its spot is missed.
     * @returns the estates of what it said before
     */
    async replace(device: string, person: string, held: readonly Announced[], now: number): Promise<string[]> {
      const before = await db
        .selectFrom('announcements')
        .innerJoin('checkpoints', 'checkpoints.id', 'checkpoint_id')
        .select(['estate_id', 'visit_id', 'announced_at'])
        .where('device_id', '=', device)
        .execute()
      const first = new Map(before.map(({ visit_id, announced_at }) => [visit_id, announced_at]))
      await db.deleteFrom('announcements').where('device_id', '=', device).execute()
      for (const part of inParts(held)) {
        const rows = part.map(({ visit, checkpoint, occurredAt }) => ({
          visit_id: visit,
          device_id: device,
          person_id: person,
          checkpoint_id: checkpoint,
          occurred_at: occurredAt,
          announced_at: first.get(visit) ?? now,
        }))
        await db
          .insertInto('announcements')
          .values(rows)
          .onConflict((conflict) => conflict.column('visit_id').doNothing())
          .execute()
      }
      return [...new Set(before.map(({ estate_id }) => estate_id))]
    },

    /** Those first told of before an instant. */
    async dropBefore(instant: number): Promise<void> {
      await db.deleteFrom('announcements').where('announced_at', '<', instant).execute()
    },

    /**
     * Uncovered cells in service, in time for visits that were announced after an instant and have not come.
     * @param estates in whose rounds
     */
    async awaited(estates: readonly string[], since: number): Promise<AwaitedCell[]> {
      if (estates.length === 0) return []
      const { rows } = await awaited(db, { estates, since })
      return rows.map((row) => ({
        estate: row.estate_id,
        round: row.round_id,
        checkpoint: row.checkpoint_id,
        assignees: JSON.parse(row.assignees_json),
        person: row.person_id,
      }))
    },
  }
}

const awaited = builtOnce((db, { estates, since }: { readonly estates: readonly string[]; readonly since: number }) =>
  db
    .selectFrom('announcements as a')
    .innerJoin('expectations as e', 'e.checkpoint_id', 'a.checkpoint_id')
    .innerJoin('rounds as r', 'r.id', 'e.round_id')
    .select(['r.estate_id', 'e.round_id', 'e.checkpoint_id', 'r.assignees_json', 'a.person_id'])
    .where('a.announced_at', '>', since)
    .where('r.estate_id', 'in', estates)
    .where((q) =>
      q.and([
        q('e.opens_at', '>=', q('a.occurred_at', '-', LONGEST_ROUND_MS)),
        q('e.opens_at', '<=', q.ref('a.occurred_at')),
        q(q('r.closes_at', '+', q.ref('r.grace_ms')), '>=', q.ref('a.occurred_at')),
        q.not(q.exists(q.selectFrom('visits').select('id').whereRef('visits.id', '=', 'a.visit_id'))),
      ]),
    )
    .where('e.visit_id', 'is', null)
    .where('e.excused', '=', 0),
)
