/**
 * A round rolled up: all that reports need to know of its cells, without its visits. It says nothing that depends on the clock,
 * and is the same whenever it is made; reports are computed from rollups only (report.ts), so that it makes no difference
 * whether one was kept or has just been made from the raw rows.
 */
import type { CellCounts } from './coverage.ts'
import type { CheckpointId, Uuid } from './ids.ts'
import type { Instant } from './time.ts'

/** One cell of a round, settled so far. */
export type SettledCell = {
  readonly checkpoint: CheckpointId
  readonly excused: boolean
  readonly cover: {
    readonly visit: Uuid
    readonly person: Uuid
    readonly occurredAt: Instant
    readonly state: 'done' | 'doubtful' | 'late'
  } | null
}

/** Each array has one entry a cell, in walking order. */
export type Rollup = {
  readonly checkpoints: readonly CheckpointId[]
  /** {@link CELL_CODES}, one a cell. */
  readonly states: string
  /** When its cover happened, in milliseconds since the round opened; {@link NOBODY} for uncovered ones. */
  readonly afterMs: readonly number[]
  /** Who covered it, as an index into `walkers`; {@link NOBODY} for uncovered ones. */
  readonly by: readonly number[]
  readonly walkers: readonly Uuid[]
  /** The visits behind the doubtful cells, in walking order. */
  readonly doubtful: readonly Uuid[]
}

/** `.` is not covered, `-` neither that nor in service. */
export const CELL_CODES = { done: 'd', doubtful: '?', late: 'l', uncovered: '.', excused: '-' } as const
export const NOBODY = -1

/** @param cells of the round that opens at `opensAt`, in walking order */
export function rollUp({ opensAt }: { readonly opensAt: Instant }, cells: readonly SettledCell[]): Rollup {
  const walkers: Uuid[] = []
  const indexOf = new Map<Uuid, number>()
  const numberOf = (person: Uuid) => {
    const known = indexOf.get(person)
    if (known !== undefined) return known
    indexOf.set(person, walkers.length)
    return walkers.push(person) - 1
  }
  return {
    checkpoints: cells.map(({ checkpoint }) => checkpoint),
    states: cells.map(codeOf).join(''),
    afterMs: cells.map(({ cover }) => (cover ? cover.occurredAt - opensAt : NOBODY)),
    by: cells.map(({ cover }) => (cover ? numberOf(cover.person) : NOBODY)),
    walkers,
    doubtful: cells.flatMap(({ cover }) => (cover?.state === 'doubtful' ? [cover.visit] : [])),
  }
}

function codeOf({ cover, excused }: SettledCell): string {
  if (cover) return CELL_CODES[cover.state]
  return excused ? CELL_CODES.excused : CELL_CODES.uncovered
}

/** How many cells of it are what; none of them awaited, which only the moment knows. */
export function countsIn({ states }: Pick<Rollup, 'states'>): CellCounts {
  const counts = { expected: states.length, done: 0, doubtful: 0, late: 0, excused: 0, awaited: 0 }
  for (const code of states) {
    if (code === CELL_CODES.done) counts.done++
    else if (code === CELL_CODES.doubtful) counts.doubtful++
    else if (code === CELL_CODES.late) counts.late++
    else if (code === CELL_CODES.excused) counts.excused++
  }
  return counts
}

/** The spots that nobody has covered though they are in service, in walking order. */
export function uncoveredIn({ states, checkpoints }: Pick<Rollup, 'states' | 'checkpoints'>): CheckpointId[] {
  return checkpoints.filter((_, i) => states[i] === CELL_CODES.uncovered)
}

/** A rollup as it is kept: about 10 KB for 300 cells, and read ten times as fast as their rows. */
export function textOf({ checkpoints, states, afterMs, by, walkers, doubtful }: Rollup): string {
  return JSON.stringify([checkpoints.join(''), states, afterMs, by, walkers, doubtful])
}

/**
 * The inverse of {@link textOf}.
 * @param known lists of checkpoints by their text, filled as they are read: most rounds of a plan expect the same, and share one
 */
export function readRollup(text: string, known: Map<string, readonly CheckpointId[]> = new Map()): Rollup {
  const [ids, states, afterMs, by, walkers, doubtful] = JSON.parse(text) as [
    string,
    string,
    number[],
    number[],
    Uuid[],
    Uuid[],
  ]
  const checkpoints = known.get(ids) ?? Array.from(states, (_, i) => ids.slice(i * ID_LENGTH, (i + 1) * ID_LENGTH))
  known.set(ids, checkpoints)
  return { checkpoints, states, afterMs, by, walkers, doubtful }
}

/** Of a checkpoint's id (ids.ts). */
const ID_LENGTH = 10
