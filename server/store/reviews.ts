/** What the desk says: of doubtful visits, and of alerts. Nothing that was said is ever changed; the last word counts. */
import type { Kysely } from 'kysely'
import type { Acknowledgement, AlertKind } from '../../checkpoints/alert.ts'
import type { Review } from '../../checkpoints/review.ts'
import { builtOnce } from './built-once.ts'
import { inParts } from './in-parts.ts'
import type { Schema } from './schema.ts'

/** `by` is a person's id when written, his name when read. */
export type SaidOfRound = Acknowledgement & { readonly round: string; readonly kind: AlertKind }

export function reviewsOn(db: Kysely<Schema>) {
  return {
    /** Writes a review; the visit remembers its decision. */
    async add(visit: string, { decision, reason, by, at }: Review): Promise<void> {
      const last = await db
        .selectFrom('reviews')
        .select((e) => e.fn.max<number | null>('said_at').as('at'))
        .where('visit_id', '=', visit)
        .executeTakeFirst()
      const said_at = afterLast(at, last?.at)
      await db.insertInto('reviews').values({ visit_id: visit, said_at, person_id: by, decision, reason }).execute()
      await db.updateTable('visits').set({ decision }).where('id', '=', visit).execute()
    },

    /** Of one visit, the last one first. */
    async of(visit: string): Promise<Review[]> {
      const rows = await db
        .selectFrom('reviews')
        .innerJoin('people', 'people.id', 'person_id')
        .select(['decision', 'reason', 'name', 'said_at'])
        .where('visit_id', '=', visit)
        .orderBy('said_at', 'desc')
        .execute()
      return rows.map(({ decision, reason, name: by, said_at: at }) => ({ decision, reason, by, at }))
    },

    async acknowledge({ round, kind, reason, by, at, spots }: SaidOfRound): Promise<void> {
      const last = await db
        .selectFrom('acknowledgements')
        .select((e) => e.fn.max<number | null>('said_at').as('at'))
        .where('round_id', '=', round)
        .where('kind', '=', kind)
        .executeTakeFirst()
      const said_at = afterLast(at, last?.at)
      await db
        .insertInto('acknowledgements')
        .values({ round_id: round, kind, said_at, person_id: by, spots, reason })
        .execute()
    },

    /** What was said of alerts about rounds, in order of saying. */
    async acknowledgements(rounds: readonly string[]): Promise<SaidOfRound[]> {
      const said: SaidOfRound[] = []
      for (const part of inParts(rounds)) {
        const { rows } = await acknowledgements(db, { rounds: part })
        for (const { round_id: round, said_at: at, name: by, ...rest } of rows) said.push({ round, at, by, ...rest })
      }
      return said
    },
  }
}

const acknowledgements = builtOnce((db, { rounds }: { readonly rounds: readonly string[] }) =>
  db
    .selectFrom('acknowledgements')
    .innerJoin('people', 'people.id', 'person_id')
    .select(['round_id', 'kind', 'said_at', 'name', 'spots', 'reason'])
    .where('round_id', 'in', rounds)
    .orderBy('said_at'),
)

/** Two words of one millisecond: the second comes after the first. */
function afterLast(at: number, last: number | null | undefined): number {
  return last == null ? at : Math.max(at, Number(last) + 1)
}
