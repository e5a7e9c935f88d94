/** What people are told about findings: their inboxes. */
import type { Kysely } from 'kysely'
import type { Trigger } from '../../checkpoints/finding-rules.ts'
import type { NewsKind } from '../../checkpoints/notification.ts'
import type { Alarm, Notification } from '../../checkpoints/wire/notification.ts'
import { pathsTo } from './places.ts'
import type { Schema } from './schema.ts'

export type NewNotification = {
  readonly id: string
  readonly person: string
  readonly estate: string
  readonly finding: string
  /** What it tells of: an event's id, or a rung's key. */
  readonly key: string
  readonly kind: NewsKind
  readonly trigger: Trigger | null
  readonly by: { readonly person: string } | { readonly name: string } | null
  readonly at: number
}

export function notificationsOn(db: Kysely<Schema>) {
  /** Somebody who has left an estate hears no more of it. */
  const his = (person: string) =>
    db
      .selectFrom('notifications as n')
      .where('n.person_id', '=', person)
      .where((e) =>
        e.exists(
          e
            .selectFrom('staff_roles as s')
            .select('s.role')
            .whereRef('s.person_id', '=', 'n.person_id')
            .whereRef('s.estate_id', '=', 'n.estate_id'),
        ),
      )

  return {
    /** @returns false if he has been told of it before */
    async add({ by, ...one }: NewNotification): Promise<boolean> {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('notifications')
        .values({
          ...{ id: one.id, person_id: one.person, estate_id: one.estate, finding_id: one.finding, key: one.key },
          ...{ kind: one.kind, trigger: one.trigger, at: one.at, read_at: null },
          by_id: by && 'person' in by ? by.person : null,
          by_name: by && 'name' in by ? by.name : null,
        })
        .onConflict((conflict) => conflict.columns(['person_id', 'finding_id', 'key']).doNothing())
        .executeTakeFirstOrThrow()
      return Number(numInsertedOrUpdatedRows ?? 0) > 0
    },

    /** Of a person, the newest first. */
    async of(person: string, most: number): Promise<Notification[]> {
      if (most === 0) return []
      const rows = await his(person)
        .innerJoin('findings as f', 'f.id', 'n.finding_id')
        .innerJoin('estates as e', 'e.id', 'n.estate_id')
        .innerJoin('checkpoints as c', 'c.id', 'f.checkpoint_id')
        .leftJoin('people as p', 'p.id', 'n.by_id')
        .select(['n.id', 'n.kind', 'n.trigger', 'n.at', 'n.read_at', 'n.by_name', 'p.name'])
        .select(['e.id as estate', 'e.names_json as estate_names', 'f.id as finding', 'f.number', 'f.finding_json'])
        .select(['c.names_json as spot_names', 'c.code', 'c.place_id'])
        .orderBy('n.at', 'desc')
        .orderBy('n.id', 'desc')
        .limit(most)
        .execute()
      const paths = await pathsTo(
        db,
        rows.map((row) => row.place_id),
      )
      return rows.map((row) => ({
        id: row.id,
        kind: row.kind,
        estate: { id: row.estate, names: JSON.parse(row.estate_names) },
        finding: { id: row.finding, number: row.number, note: JSON.parse(row.finding_json).note },
        spot: { names: JSON.parse(row.spot_names), code: row.code, place: paths.get(row.place_id) ?? [] },
        when: row.trigger,
        by: row.name ?? row.by_name,
        at: row.at,
        readAt: row.read_at,
      }))
    },

    async unreadOf(person: string): Promise<number> {
      const { count } = await his(person)
        .select((e) => e.fn.countAll<number>().as('count'))
        .where('n.read_at', 'is', null)
        .executeTakeFirstOrThrow()
      return Number(count)
    },

    /** @param ids undefined: all of them @param at null: as if he had not read them */
    async markRead(person: string, ids: readonly string[] | undefined, at: number | null): Promise<void> {
      if (ids?.length === 0) return
      const own = db.updateTable('notifications').set({ read_at: at }).where('person_id', '=', person)
      const some = ids === undefined ? own : own.where('id', 'in', ids)
      await (at === null ? some : some.where('read_at', 'is', null)).execute()
    },

    /** A repetition says it again: the one before is no longer news. */
    async supersede(
      person: string,
      finding: string,
      { kind, trigger }: Pick<NewNotification, 'kind' | 'trigger'>,
      now: number,
    ): Promise<void> {
      const earlier = db
        .updateTable('notifications')
        .set({ read_at: now })
        .where('person_id', '=', person)
        .where('finding_id', '=', finding)
        .where('kind', '=', kind)
        .where('read_at', 'is', null)
      // What is overdue is no longer due today.
      const said: readonly (Trigger | null)[] = trigger === 'overdue' ? ['due', 'overdue'] : [trigger]
      // An alarm begins with an event and goes on as a rung: it is the same alarm.
      await (kind === 'emergency' ? earlier : earlier.where('trigger', 'in', said)).execute()
    },

    /** Who has been told of a finding's alarm since then. */
    async alarmedSince(finding: string, since: number): Promise<Set<string>> {
      const rows = await db
        .selectFrom('notifications')
        .select('person_id')
        .where('finding_id', '=', finding)
        .where('kind', '=', 'emergency')
        .where('at', '>=', since)
        .execute()
      return new Set(rows.map(({ person_id }) => person_id))
    },

    /** Emergencies that ring where he holds one of the roles, the oldest first. */
    async alarmsFor(person: string, roles: readonly Schema['staff_roles']['role'][]): Promise<Alarm[]> {
      const rows = await db
        .selectFrom('findings as f')
        .innerJoin('estates as e', 'e.id', 'f.estate_id')
        .innerJoin('checkpoints as c', 'c.id', 'f.checkpoint_id')
        .select(['f.id', 'f.number', 'f.version', 'f.alarmed_at', 'f.finding_json'])
        .select(['e.id as estate', 'e.names_json as estate_names', 'e.zone'])
        .select(['c.names_json as spot_names', 'c.code', 'c.place_id'])
        .where('f.alarmed_at', 'is not', null)
        .where((e) =>
          e.exists(
            e
              .selectFrom('staff_roles as s')
              .select('s.role')
              .where('s.person_id', '=', person)
              .whereRef('s.estate_id', '=', 'f.estate_id')
              .where('s.role', 'in', roles),
          ),
        )
        .orderBy('f.alarmed_at')
        .execute()
      const paths = await pathsTo(
        db,
        rows.map((row) => row.place_id),
      )
      return rows.map((row) => ({
        estate: { id: row.estate, names: JSON.parse(row.estate_names), zone: row.zone },
        finding: { id: row.id, number: row.number, note: JSON.parse(row.finding_json).note },
        spot: { names: JSON.parse(row.spot_names), code: row.code, place: paths.get(row.place_id) ?? [] },
        version: row.version,
        since: row.alarmed_at ?? 0,
      }))
    },

    /** With what is known of how they went out. */
    async dropBefore(at: number): Promise<void> {
      const old = db.selectFrom('notifications').select('id').where('at', '<', at)
      await db.deleteFrom('notification_deliveries').where('notification_id', 'in', old).execute()
      await db.deleteFrom('notifications').where('at', '<', at).execute()
    },
  }
}
