/** Spots out of service. */
import type { Kysely } from 'kysely'
import type { Outage } from '../../checkpoints/outage.ts'
import type { Schema } from './schema.ts'

export type StoredOutage = Outage & { readonly checkpoint: string; readonly by: string; readonly declaredAt: number }

export function outagesOn(db: Kysely<Schema>) {
  return {
    async add(outage: Omit<StoredOutage, 'by'> & { readonly person: string }): Promise<void> {
      const { id, checkpoint, from, until, reason, person, declaredAt } = outage
      await db
        .insertInto('outages')
        .values({
          id,
          checkpoint_id: checkpoint,
          from_on: from,
          until_on: until,
          reason,
          declared_by: person,
          declared_at: declaredAt,
        })
        .execute()
    },

    async change({ id, until, reason }: Pick<Outage, 'id' | 'until' | 'reason'>): Promise<void> {
      await db.updateTable('outages').set({ until_on: until, reason }).where('id', '=', id).execute()
    },

    async remove(id: string): Promise<void> {
      await db.deleteFrom('outages').where('id', '=', id).execute()
    },

    /** Of one spot, the latest first. */
    async of(checkpoint: string): Promise<StoredOutage[]> {
      const rows = await outageRows(db).where('checkpoint_id', '=', checkpoint).execute()
      return rows.map(outageOf)
    },

    /** Of all spots of an estate that are not over before a civil day, by when they begin. */
    async since(estate: string, day: string): Promise<StoredOutage[]> {
      const rows = await outageRows(db)
        .innerJoin('checkpoints', 'checkpoints.id', 'checkpoint_id')
        .where('estate_id', '=', estate)
        .where((e) => e.or([e('until_on', 'is', null), e('until_on', '>=', day)]))
        .execute()
      return rows.map(outageOf).reverse()
    },
  }
}

function outageRows(db: Kysely<Schema>) {
  return db
    .selectFrom('outages')
    .innerJoin('people', 'people.id', 'declared_by')
    .select(['outages.id', 'checkpoint_id', 'from_on', 'until_on', 'reason', 'declared_at', 'name'])
    .orderBy('from_on', 'desc')
}

function outageOf(row: Omit<Schema['outages'], 'declared_by'> & { readonly name: string }): StoredOutage {
  return {
    id: row.id,
    checkpoint: row.checkpoint_id,
    from: row.from_on,
    until: row.until_on,
    reason: row.reason,
    by: row.name,
    declaredAt: row.declared_at,
  }
}
