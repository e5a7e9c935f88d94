/** The parts of a report beside each other, and beside what they were in another period. Pure. */
import { NO_CELLS, type Tally } from '../../checkpoints/coverage.ts'

export type Part = { readonly tally: Tally; readonly compliance: number | null }

export type PartRow<Key> = Part & {
  readonly key: Key
  /** The same part in the other period; undefined: there is no other, or nothing was due of the part. */
  readonly before: Part | undefined
  /** In thousandths, as people read both figures; null where one is missing. */
  readonly change: number | null
}

/** Each part with what it was; those that were only then stand last, so that nothing disappears. */
export function partRows<Key>(
  now: readonly (Part & { readonly key: Key })[],
  before: readonly (Part & { readonly key: Key })[] = [],
): PartRow<Key>[] {
  const earlier = new Map(before.map((part) => [part.key, part]))
  const known = new Set(now.map(({ key }) => key))
  const gone = before
    .filter(({ key }) => !known.has(key))
    .map(({ key }) => ({ key, tally: NO_CELLS, compliance: null }))
  return [...now, ...gone].map(({ key, tally, compliance }) => {
    const then = earlier.get(key)
    return { key, tally, compliance, before: then, change: changeBetween(compliance, then?.compliance ?? null) }
  })
}

/** Of two shares, in thousandths, from what is shown of them: 98.4 % after 97.2 % is 1.2 points, whatever lies behind. */
export function changeBetween(now: number | null, before: number | null): number | null {
  return now === null || before === null ? null : shown(now) - shown(before)
}

function shown(share: number): number {
  return Math.floor(share * 1000 + 1e-9)
}

export type PartOrder = 'given' | 'compliance' | 'change'

/** The worst first; those with nothing to compare last, and ties as they were given. */
export function inOrder<Key>(rows: readonly PartRow<Key>[], order: PartOrder): readonly PartRow<Key>[] {
  if (order === 'given') return rows
  const of = (row: PartRow<Key>) => row[order] ?? Number.POSITIVE_INFINITY
  return rows.toSorted((a, b) => (of(a) === of(b) ? b.tally.missed - a.tally.missed : of(a) < of(b) ? -1 : 1))
}
