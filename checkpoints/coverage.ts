/** What supervisors read: which expected checkpoints were visited. One definition, used by every number in the product. */
import * as v from 'valibot'
import { phaseOf, type Round } from './round.ts'
import type { Instant } from './time.ts'

/**
 * `late`: within the grace, after the window. `missed`: only once window and grace are over; before that it is `pending`.
 * `excused`: out of service, and nobody came all the same.
 */
export const CELL_STATES = ['done', 'doubtful', 'late', 'pending', 'missed', 'excused'] as const
export const CellState = v.picklist(CELL_STATES)
export type CellState = v.InferOutput<typeof CellState>

/** The visit that covers a cell, as far as coverage cares. */
export type Cover = { readonly occurredAt: Instant; readonly outcome: 'verified' | 'doubtful' }

type Window = Pick<Round, 'opensAt' | 'closesAt' | 'graceMs'>

/** How a covered cell counts, for good: it does not depend on the clock. Doubt is shown before lateness. */
export function coveredState(round: Pick<Round, 'closesAt'>, cover: Cover): 'done' | 'doubtful' | 'late' {
  if (cover.outcome === 'doubtful') return 'doubtful'
  return cover.occurredAt > round.closesAt ? 'late' : 'done'
}

/** How an uncovered cell counts now. */
export function uncoveredState(round: Window, now: Instant, excused = false): 'pending' | 'missed' | 'excused' {
  if (excused) return 'excused'
  return phaseOf(round, now) === 'closed' ? 'missed' : 'pending'
}

export type Tally = Readonly<Record<CellState, number>>

export const NO_CELLS: Tally = { done: 0, doubtful: 0, late: 0, pending: 0, missed: 0, excused: 0 }

/** The tally of one round from how many of its cells are covered in which way. */
export function tallyOf(
  round: Window,
  cells: Readonly<Record<'expected' | 'done' | 'doubtful' | 'late' | 'excused', number>>,
  now: Instant,
): Tally {
  const { expected, done, doubtful, late, excused } = cells
  const uncovered = expected - done - doubtful - late - excused
  return { ...NO_CELLS, done, doubtful, late, excused, [uncoveredState(round, now)]: uncovered }
}

export function addTallies(a: Tally, b: Tally): Tally {
  return {
    done: a.done + b.done,
    doubtful: a.doubtful + b.doubtful,
    late: a.late + b.late,
    pending: a.pending + b.pending,
    missed: a.missed + b.missed,
    excused: a.excused + b.excused,
  }
}

/**
 * Compliance: visited cells (done, late, doubtful) out of those and the missed, from 0 to 1.
 * null while nothing is due yet. Neither excused cells nor out-of-plan visits shift it.
 */
export function complianceOf({ done, late, doubtful, missed }: Tally): number | null {
  const visited = done + late + doubtful
  return visited + missed === 0 ? null : visited / (visited + missed)
}
