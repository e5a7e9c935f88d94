/** Checkpoints and the tags that stand for them. */
import type { Kysely } from 'kysely'
import type { Checkpoint } from '../../checkpoints/checkpoint.ts'
import type { TagFields } from '../../checkpoints/tag.ts'
import { builtOnce } from './built-once.ts'
import type { Schema } from './schema.ts'

export type StoredTag = TagFields & { readonly digits: string; readonly revokedAt: number | null }

export function checkpointsOn(db: Kysely<Schema>) {
  return {
    async add(estate: string, checkpoint: Checkpoint, now: number): Promise<void> {
      const { names, place, ...columns } = checkpoint
      await db
        .insertInto('checkpoints')
        .values({ ...columns, estate_id: estate, names_json: JSON.stringify(names), place_id: place, created_at: now })
        .execute()
    },

    async change(checkpoint: Checkpoint): Promise<void> {
      const { id, code, names, place, state, revision } = checkpoint
      await db
        .updateTable('checkpoints')
        .set({ code, names_json: JSON.stringify(names), place_id: place, state, revision })
        .where('id', '=', id)
        .execute()
    },

    /** In walking order, retired ones included. */
    async of(estate: string): Promise<Checkpoint[]> {
      const query = db.selectFrom('checkpoints').selectAll().where('estate_id', '=', estate)
      return (await query.orderBy('position').orderBy('id').execute()).map(checkpointOf)
    },

    async byId(id: string): Promise<{ estate: string; checkpoint: Checkpoint } | undefined> {
      const [row] = (await byId(db, { id })).rows
      return row && { estate: row.estate_id, checkpoint: checkpointOf(row) }
    },

    async byCode(estate: string, code: string): Promise<Checkpoint | undefined> {
      const query = db.selectFrom('checkpoints').selectAll().where('estate_id', '=', estate).where('code', '=', code)
      const row = await query.executeTakeFirst()
      return row && checkpointOf(row)
    },

    async nextPosition(estate: string): Promise<number> {
      const row = await db
        .selectFrom('checkpoints')
        .select((e) => e.fn.max('position').as('last'))
        .where('estate_id', '=', estate)
        .executeTakeFirst()
      return row?.last == null ? 0 : Number(row.last) + 1
    },

    async addTag(tag: TagFields & { readonly digits: string }, now: number): Promise<void> {
      const { checkpoint, revision, generation, digits } = tag
      const row = { checkpoint_id: checkpoint, revision, generation, digits, issued_at: now, revoked_at: null }
      await db.insertInto('tags').values(row).execute()
    },

    /** Revokes every revision below the given one that still stands. */
    async revokeTagsBelow(checkpoint: string, revision: number, now: number): Promise<void> {
      await db
        .updateTable('tags')
        .set({ revoked_at: now })
        .where('checkpoint_id', '=', checkpoint)
        .where('revision', '<', revision)
        .where('revoked_at', 'is', null)
        .execute()
    },

    /** By (checkpoint, revision), never by digits: ES256 signatures are malleable. */
    async tag(checkpoint: string, revision: number): Promise<StoredTag | undefined> {
      const [row] = (await tagOfRevision(db, { checkpoint, revision })).rows
      return row && tagOf(row)
    },

    /** The tag in force of every checkpoint of the estate, by checkpoint. */
    async tagsInForce(estate: string): Promise<Map<string, StoredTag>> {
      const rows = await db
        .selectFrom('tags')
        .innerJoin('checkpoints', (join) =>
          join.onRef('checkpoints.id', '=', 'checkpoint_id').onRef('checkpoints.revision', '=', 'tags.revision'),
        )
        .selectAll('tags')
        .where('estate_id', '=', estate)
        .execute()
      return new Map(rows.map((row) => [row.checkpoint_id, tagOf(row)]))
    },
  }
}

const byId = builtOnce((db, { id }: { id: string }) => db.selectFrom('checkpoints').selectAll().where('id', '=', id))

const tagOfRevision = builtOnce((db, { checkpoint, revision }: { checkpoint: string; revision: number }) =>
  db.selectFrom('tags').selectAll().where('checkpoint_id', '=', checkpoint).where('revision', '=', revision),
)

function tagOf(row: Schema['tags']): StoredTag {
  const { checkpoint_id: checkpoint, revision, generation, digits, revoked_at: revokedAt } = row
  return { checkpoint, revision, generation, digits, revokedAt }
}

function checkpointOf(row: Schema['checkpoints']): Checkpoint {
  const { id, code, kind, position, state, revision } = row
  return { id, code, kind, position, state, revision, names: JSON.parse(row.names_json), place: row.place_id }
}
