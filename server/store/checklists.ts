/** The checklists of an estate and what single spots are asked beyond them, version by version. */
import type { Kysely } from 'kysely'
import type { Checklist, Extras, Item } from '../../checkpoints/checklist.ts'
import type { Kind } from '../../checkpoints/checkpoint.ts'
import { builtOnce } from './built-once.ts'
import type { Schema } from './schema.ts'

export type StoredChecklist = Checklist & {
  /** null: the estate's own wording. */
  readonly shippedRelease: number | null
  readonly publishedAt: number
  readonly publishedBy: string | null
  readonly used: boolean
  /** When it was taken back; null: not. */
  readonly withdrawnAt: number | null
}
export type ChecklistHead = Omit<StoredChecklist, 'items' | 'publishedBy'> & {
  /** By name. */
  readonly publishedBy: string | null
  readonly items: number
}

export function checklistsOn(db: Kysely<Schema>) {
  return {
    async add(estate: string, checklist: Omit<StoredChecklist, 'used' | 'withdrawnAt'>): Promise<void> {
      const { kind, version, items, shippedRelease, publishedAt, publishedBy } = checklist
      await db
        .insertInto('checklists')
        .values({
          estate_id: estate,
          kind,
          version,
          items_json: JSON.stringify(items),
          shipped_release: shippedRelease,
          published_at: publishedAt,
          published_by: publishedBy,
          used: 0,
          withdrawn_at: null,
        })
        .execute()
    },

    /** Its number is never given to another: what a visit says it was filed under stays true. */
    async withdraw(
      estate: string,
      { kind, version }: Pick<StoredChecklist, 'kind' | 'version'>,
      now: number,
    ): Promise<void> {
      await db
        .updateTable('checklists')
        .set({ withdrawn_at: now })
        .where('estate_id', '=', estate)
        .where('kind', '=', kind)
        .where('version', '=', version)
        .execute()
    },

    async version(estate: string, kind: Kind, version: number): Promise<StoredChecklist | undefined> {
      const [row] = (await byVersion(db, { estate, kind, version })).rows
      return row && checklistOf(row)
    },

    /** The newest version of every kind that has not been taken back. */
    async newest(estate: string): Promise<StoredChecklist[]> {
      const rows = await db
        .selectFrom('checklists')
        .selectAll()
        .where('estate_id', '=', estate)
        .where((e) =>
          e(
            'version',
            '=',
            e
              .selectFrom('checklists as newer')
              .select((f) => f.fn.max('newer.version').as('version'))
              .whereRef('newer.estate_id', '=', 'checklists.estate_id')
              .whereRef('newer.kind', '=', 'checklists.kind')
              .where('newer.withdrawn_at', 'is', null),
          ),
        )
        .execute()
      return rows.map(checklistOf)
    },

    /** Every version without its items, the newest first; also those taken back. */
    async heads(estate: string): Promise<ChecklistHead[]> {
      const rows = await db
        .selectFrom('checklists')
        .leftJoin('people', 'people.id', 'published_by')
        .selectAll('checklists')
        .select('name')
        .where('estate_id', '=', estate)
        .orderBy('kind')
        .orderBy('version', 'desc')
        .execute()
      return rows.map((row) => ({
        ...checklistOf(row),
        publishedBy: row.name,
        items: JSON.parse(row.items_json).length,
      }))
    },

    /** Whether a round that opened in [from, to] expects it. */
    async isExpected(
      estate: string,
      { kind, version }: Pick<StoredChecklist, 'kind' | 'version'>,
      from: number,
      to: number,
    ): Promise<boolean> {
      const row = await db
        .selectFrom('checkpoints')
        .innerJoin('expectations', 'checkpoint_id', 'checkpoints.id')
        .select('round_id')
        .where('estate_id', '=', estate)
        .where('kind', '=', kind)
        .where('opens_at', '>=', from)
        .where('opens_at', '<=', to)
        .where('checklist_version', '=', version)
        .limit(1)
        .executeTakeFirst()
      return row !== undefined
    },

    /** Once a visit has been filed under it, a version is not taken back. */
    async markUsed(estate: string, kind: Kind, version: number): Promise<void> {
      await db
        .updateTable('checklists')
        .set({ used: 1 })
        .where('estate_id', '=', estate)
        .where('kind', '=', kind)
        .where('version', '=', version)
        .execute()
    },

    /** Publishes the next version of a spot's own items. @returns its number */
    async addExtras(
      checkpoint: string,
      items: readonly Item[],
      { by, now }: { readonly by: string; readonly now: number },
    ): Promise<number> {
      const last = await db
        .selectFrom('checkpoint_extras')
        .select((e) => e.fn.max('version').as('version'))
        .where('checkpoint_id', '=', checkpoint)
        .executeTakeFirst()
      const version = Number(last?.version ?? 0) + 1
      await db
        .insertInto('checkpoint_extras')
        .values({
          checkpoint_id: checkpoint,
          version,
          items_json: JSON.stringify(items),
          published_at: now,
          published_by: by,
        })
        .execute()
      await db.updateTable('checkpoints').set({ extras_version: version }).where('id', '=', checkpoint).execute()
      return version
    },

    async extras(checkpoint: string, version: number): Promise<Extras | undefined> {
      const [row] = (await extrasByVersion(db, { checkpoint, version })).rows
      return row && { version: row.version, items: JSON.parse(row.items_json) }
    },

    /** The newest own items of every spot of an estate that has any. */
    async newestExtras(estate: string): Promise<(Extras & { readonly checkpoint: string })[]> {
      const rows = await db
        .selectFrom('checkpoints')
        .innerJoin('checkpoint_extras', (join) =>
          join.onRef('checkpoint_id', '=', 'checkpoints.id').onRef('version', '=', 'extras_version'),
        )
        .select(['checkpoint_id', 'version', 'items_json'])
        .where('estate_id', '=', estate)
        .execute()
      return rows.map((row) => ({
        checkpoint: row.checkpoint_id,
        version: row.version,
        items: JSON.parse(row.items_json),
      }))
    },
  }
}

const byVersion = builtOnce((db, { estate, kind, version }: { estate: string; kind: Kind; version: number }) =>
  db
    .selectFrom('checklists')
    .selectAll()
    .where('estate_id', '=', estate)
    .where('kind', '=', kind)
    .where('version', '=', version),
)

const extrasByVersion = builtOnce((db, { checkpoint, version }: { checkpoint: string; version: number }) =>
  db.selectFrom('checkpoint_extras').selectAll().where('checkpoint_id', '=', checkpoint).where('version', '=', version),
)

function checklistOf(row: Schema['checklists']): StoredChecklist {
  return {
    kind: row.kind,
    version: row.version,
    items: JSON.parse(row.items_json),
    shippedRelease: row.shipped_release,
    publishedAt: row.published_at,
    publishedBy: row.published_by,
    used: row.used === 1,
    withdrawnAt: row.withdrawn_at,
  }
}
