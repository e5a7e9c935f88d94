/** Checkpoints and the tags that stand for them. */
import type { Kysely } from 'kysely'
import type { Checkpoint } from '../../checkpoints/checkpoint.ts'
import type { TagFields } from '../../checkpoints/tag.ts'
import { builtOnce } from './built-once.ts'
import { inParts } from './in-parts.ts'
import type { Schema } from './schema.ts'

export type StoredTag = TagFields & { readonly digits: string; readonly revokedAt: number | null }

/** With the newest version of its own items; null: it has never had any. */
export type StoredCheckpoint = Checkpoint & { readonly extras: number | null }

export function checkpointsOn(db: Kysely<Schema>) {
  return {
    async add(estate: string, checkpoint: Checkpoint, now: number): Promise<void> {
      const { id, kind, position } = checkpoint
      await db
        .insertInto('checkpoints')
        .values({
          ...columnsOf(checkpoint),
          id,
          kind,
          position,
          estate_id: estate,
          extras_version: null,
          created_at: now,
        })
        .execute()
    },

    /** New ones, none of which has been asked anything of its own. */
    async addMany(estate: string, checkpoints: readonly Checkpoint[], now: number): Promise<void> {
      const rows = checkpoints.map((checkpoint) => {
        const { id, kind, position } = checkpoint
        return {
          ...columnsOf(checkpoint),
          id,
          kind,
          position,
          estate_id: estate,
          extras_version: null,
          created_at: now,
        }
      })
      for (const part of inParts(rows)) await db.insertInto('checkpoints').values(part).execute()
    },

    async change(checkpoint: Checkpoint): Promise<void> {
      await db.updateTable('checkpoints').set(columnsOf(checkpoint)).where('id', '=', checkpoint.id).execute()
    },

    /** Writes new places in the walking order, one by one: a page of spots, never thousands. */
    async setPositions(positions: ReadonlyMap<string, number>): Promise<void> {
      for (const [id, position] of positions) {
        await db.updateTable('checkpoints').set({ position }).where('id', '=', id).execute()
      }
    },

    /** In walking order, retired ones included. */
    async of(estate: string): Promise<StoredCheckpoint[]> {
      const query = db.selectFrom('checkpoints').selectAll().where('estate_id', '=', estate)
      return (await query.orderBy('position').orderBy('id').execute()).map(checkpointOf)
    },

    async byId(id: string): Promise<{ estate: string; checkpoint: StoredCheckpoint } | undefined> {
      const [row] = (await byId(db, { id })).rows
      return row && { estate: row.estate_id, checkpoint: checkpointOf(row) }
    },

    async byIds(ids: readonly string[]): Promise<Map<string, { estate: string; checkpoint: StoredCheckpoint }>> {
      const rows = await db.selectFrom('checkpoints').selectAll().where('id', 'in', ids).execute()
      return new Map(rows.map((row) => [row.id, { estate: row.estate_id, checkpoint: checkpointOf(row) }]))
    },

    async byCode(estate: string, code: string): Promise<StoredCheckpoint | undefined> {
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

    async addTags(tags: readonly (TagFields & { readonly digits: string })[], now: number): Promise<void> {
      const rows = tags.map(({ checkpoint, revision, generation, digits }) => {
        return { checkpoint_id: checkpoint, revision, generation, digits, issued_at: now, revoked_at: null }
      })
      for (const part of inParts(rows)) await db.insertInto('tags').values(part).execute()
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

    /** Revokes every tag that a key of an estate has signed and that still stands. */
    async revokeTagsOf(estate: string, generation: number, now: number): Promise<void> {
      await db
        .updateTable('tags')
        .set({ revoked_at: now })
        .where('generation', '=', generation)
        .where('revoked_at', 'is', null)
        .where('checkpoint_id', 'in', (e) => e.selectFrom('checkpoints').select('id').where('estate_id', '=', estate))
        .execute()
    },

    /** By (checkpoint, revision), never by digits: ES256 signatures are malleable. */
    async tag(checkpoint: string, revision: number): Promise<StoredTag | undefined> {
      const [row] = (await tagOfRevision(db, { checkpoint, revision })).rows
      return row && tagOf(row)
    },

    /** Every revision that the checkpoints have had. */
    async tagsOfMany(checkpoints: readonly string[]): Promise<StoredTag[]> {
      const rows = await db.selectFrom('tags').selectAll().where('checkpoint_id', 'in', checkpoints).execute()
      return rows.map(tagOf)
    },

    /** Every revision a checkpoint has had, the newest first. */
    async tagsOf(checkpoint: string): Promise<{ revision: number; issuedAt: number; revokedAt: number | null }[]> {
      const rows = await db
        .selectFrom('tags')
        .select(['revision', 'issued_at', 'revoked_at'])
        .where('checkpoint_id', '=', checkpoint)
        .orderBy('revision', 'desc')
        .execute()
      return rows.map((row) => ({ revision: row.revision, issuedAt: row.issued_at, revokedAt: row.revoked_at }))
    },

    /** When the newest tag of every checkpoint of the estate was issued, by checkpoint. */
    async issuedAtOf(estate: string): Promise<Map<string, number>> {
      const rows = await db
        .selectFrom('tags')
        .innerJoin('checkpoints', (join) =>
          join.onRef('checkpoints.id', '=', 'checkpoint_id').onRef('checkpoints.revision', '=', 'tags.revision'),
        )
        .select(['checkpoint_id', 'issued_at'])
        .where('estate_id', '=', estate)
        .execute()
      return new Map(rows.map((row) => [row.checkpoint_id, row.issued_at]))
    },

    /** The newest tag of every checkpoint of the estate, by checkpoint; one whose key was revoked is in force no more. */
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

function checkpointOf(row: Schema['checkpoints']): StoredCheckpoint {
  const { id, code, kind, position, state, revision, names_json, place_id: place, extras_version: extras } = row
  const focus = row.focus_json === null ? null : JSON.parse(row.focus_json)
  return { id, code, kind, position, state, revision, names: JSON.parse(names_json), place, focus, extras }
}

function columnsOf({ code, names, place, state, revision, focus }: Checkpoint) {
  const focus_json = focus === null ? null : JSON.stringify(focus)
  return { code, names_json: JSON.stringify(names), place_id: place, state, revision, focus_json }
}
