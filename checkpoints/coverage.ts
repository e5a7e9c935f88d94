/** What supervisors read: which expected checkpoints were visited. One definition, used by every number in the product. */
import * as v from 'valibot'
import type { Words } from './language.ts'
import { phaseOf, type Round } from './round.ts'
import type { Instant } from './time.ts'

/**
 * `late`: within the grace, after the window. `missed`: only once window and grace are over; before that it is `pending`.
 * `awaiting`: a phone has told of a visit that covers it, and has not brought it up yet. `excused`: out of service, and nobody
 * came all the same.
 */
export const CELL_STATES = ['done', 'doubtful', 'late', 'pending', 'awaiting', 'missed', 'excused'] as const
export const CellState = v.picklist(CELL_STATES)
export type CellState = v.InferOutput<typeof CellState>

/** The same words on board, paper and mail. */
// biome-ignore format: hand-aligned table
export const STATE_NAMES: Readonly<Record<CellState, Words>> = {
  done:     { 'zh-Hant': '已巡',     'zh-Hans': '已巡',     en: 'Visited' },
  doubtful: { 'zh-Hant': '到場存疑', 'zh-Hans': '到场存疑', en: 'Doubtful' },
  late:     { 'zh-Hant': '遲巡',     'zh-Hans': '迟巡',     en: 'Late' },
  pending:  { 'zh-Hant': '未巡',     'zh-Hans': '未巡',     en: 'To visit' },
  awaiting: { 'zh-Hant': '待上傳',   'zh-Hans': '待上传',   en: 'Awaiting sync' },
  missed:   { 'zh-Hant': '漏巡',     'zh-Hans': '漏巡',     en: 'Missed' },
  excused:  { 'zh-Hant': '免巡',     'zh-Hans': '免巡',     en: 'Excused' },
}

/** The visit that covers a cell, as far as coverage cares. */
export type Cover = { readonly occurredAt: Instant; readonly outcome: 'verified' | 'doubtful' }

type Window = Pick<Round, 'opensAt' | 'closesAt' | 'graceMs'>

/** How a covered cell counts, for good: it does not depend on the clock. Doubt is shown before lateness. */
export function coveredState(round: Pick<Round, 'closesAt'>, cover: Cover): 'done' | 'doubtful' | 'late' {
  if (cover.outcome === 'doubtful') return 'doubtful'
  return cover.occurredAt > round.closesAt ? 'late' : 'done'
}

/** How an uncovered cell counts now. */
export function uncoveredState(
  round: Window,
  now: Instant,
  { excused = false, awaited = false }: { readonly excused?: boolean; readonly awaited?: boolean } = {},
): 'pending' | 'awaiting' | 'missed' | 'excused' {
  if (excused) return 'excused'
  if (awaited) return 'awaiting'
  return phaseOf(round, now) === 'closed' ? 'missed' : 'pending'
}

export type Tally = Readonly<Record<CellState, number>>

export const NO_CELLS: Tally = { done: 0, doubtful: 0, late: 0, pending: 0, awaiting: 0, missed: 0, excused: 0 }

/** How many cells of a round are covered in which way, and what is known of the others. It does not depend on the clock. */
export type CellCounts = Readonly<Record<'expected' | 'done' | 'doubtful' | 'late' | 'excused' | 'awaited', number>>

/**
 * The tally of one round.
 * @param cells `excused`: uncovered and out of service; `awaited`: uncovered, in service, and told of by a phone
 */
export function tallyOf(round: Window, cells: CellCounts, now: Instant): Tally {
  const { expected, done, doubtful, late, excused, awaited } = cells
  const uncovered = expected - done - doubtful - late - excused - awaited
  return { ...NO_CELLS, done, doubtful, late, excused, awaiting: awaited, [uncoveredState(round, now)]: uncovered }
}

export function addTallies(a: Tally, b: Tally): Tally {
  return {
    done: a.done + b.done,
    doubtful: a.doubtful + b.doubtful,
    late: a.late + b.late,
    pending: a.pending + b.pending,
    awaiting: a.awaiting + b.awaiting,
    missed: a.missed + b.missed,
    excused: a.excused + b.excused,
  }
}

/** Cells that somebody has been to. */
export function visitedIn({ done, late, doubtful }: Tally): number {
  return done + late + doubtful
}

/**
 * Compliance: visited cells (done, late, doubtful) out of those and the missed, from 0 to 1.
 * null while nothing is due yet. Neither excused cells nor out-of-plan visits shift it, nor what a phone is known to hold.
 */
export function complianceOf(tally: Tally): number | null {
  const visited = visitedIn(tally)
  return visited + tally.missed === 0 ? null : visited / (visited + tally.missed)
}
