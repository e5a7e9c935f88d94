/** Tags that were signed before there was a spot for them. */
import type { Kysely } from 'kysely'
import { inParts } from './in-parts.ts'
import type { Schema } from './schema.ts'

export type StoredBlank = {
  readonly checkpoint: string
  readonly generation: number
  readonly digits: string
  readonly madeAt: number
  readonly madeBy: string
  readonly claimed: { readonly at: number; readonly by: string } | null
}

type NewBlank = Pick<StoredBlank, 'checkpoint' | 'generation' | 'digits'>

export function blanksOn(db: Kysely<Schema>) {
  return {
    async add(estate: string, blanks: readonly NewBlank[], { by, at }: { by: string; at: number }): Promise<void> {
      const rows = blanks.map(({ checkpoint, generation, digits }) => {
        const made = { made_at: at, made_by: by, claimed_at: null, claimed_by: null }
        return { checkpoint_id: checkpoint, estate_id: estate, generation, digits, ...made }
      })
      for (const part of inParts(rows)) await db.insertInto('blank_tags').values(part).execute()
    },

    /** The newest first; `madeBy` and `claimed.by` are names. */
    async of(estate: string, most: number): Promise<StoredBlank[]> {
      const rows = await blankRows(db).where('b.estate_id', '=', estate).orderBy('b.made_at', 'desc')
      return (await rows.orderBy('b.checkpoint_id').limit(most).execute()).map(blankOf)
    },

    /** Those nobody has claimed, in the order they were made. */
    async unclaimed(estate: string): Promise<StoredBlank[]> {
      const rows = blankRows(db).where('b.estate_id', '=', estate).where('b.claimed_at', 'is', null)
      return (await rows.orderBy('b.made_at').orderBy('b.checkpoint_id').execute()).map(blankOf)
    },

    async byId(estate: string, checkpoint: string): Promise<StoredBlank | undefined> {
      const row = blankRows(db).where('b.estate_id', '=', estate).where('b.checkpoint_id', '=', checkpoint)
      const found = await row.executeTakeFirst()
      return found && blankOf(found)
    },

    async claim(checkpoint: string, { by, at }: { by: string; at: number }): Promise<void> {
      const claimed = { claimed_at: at, claimed_by: by }
      await db.updateTable('blank_tags').set(claimed).where('checkpoint_id', '=', checkpoint).execute()
    },
  }
}

function blankRows(db: Kysely<Schema>) {
  return db
    .selectFrom('blank_tags as b')
    .innerJoin('people as made', 'made.id', 'b.made_by')
    .leftJoin('people as claimed', 'claimed.id', 'b.claimed_by')
    .select(['b.checkpoint_id', 'b.generation', 'b.digits', 'b.made_at', 'b.claimed_at'])
    .select(['made.name as maker', 'claimed.name as claimer'])
}

type BlankRow = Pick<Schema['blank_tags'], 'checkpoint_id' | 'generation' | 'digits' | 'made_at' | 'claimed_at'> & {
  readonly maker: string
  readonly claimer: string | null
}

function blankOf(row: BlankRow): StoredBlank {
  const { checkpoint_id: checkpoint, generation, digits, made_at: madeAt, claimed_at: at, maker, claimer: by } = row
  return {
    checkpoint,
    generation,
    digits,
    madeAt,
    madeBy: maker,
    claimed: at === null || by === null ? null : { at, by },
  }
}
