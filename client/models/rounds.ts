/** Rounds as the walker sees them: which are his, how far he is, where to go next. Pure; the screens give it the signals. */

import { type CellState, coveredState } from '../../checkpoints/coverage.ts'
import type { CheckpointId, Uuid } from '../../checkpoints/ids.ts'
import { phaseOf, type Round } from '../../checkpoints/round.ts'
import { HOUR_MS, type Instant } from '../../checkpoints/time.ts'
import type { RoundProgress } from '../../checkpoints/wire/estate.ts'
import type { OutboxItem } from '../local/outbox.ts'

/** `awaiting`: filed on this phone, not yet on the server. */
export type SpotState = CellState | 'awaiting'

/** A round with what this phone has added to it since the pack was made. */
export type Progress = {
  readonly round: RoundProgress
  /** In the order of `expected`. */
  readonly states: readonly SpotState[]
  readonly covered: number
  /** The next spot to walk to; undefined when there is none left. */
  readonly next: CheckpointId | undefined
}

export type Day = {
  /** Open, or over but still within its grace: the ones closing first come first. */
  readonly due: readonly Progress[]
  /** Opening in the hours ahead. */
  readonly upcoming: readonly Progress[]
  /** Closed in the hours behind, the latest first. */
  readonly past: readonly Progress[]
}

/** What still is today for somebody who works at night as well: no civil day, which ends in the middle of his shift. */
const AROUND_MS = 16 * HOUR_MS

/** The rounds a person may walk. Empty assignees mean anyone. */
export function isFor(round: Pick<Round, 'assignees'>, person: Uuid): boolean {
  return round.assignees.length === 0 || round.assignees.includes(person)
}

/** Sorts a person's rounds around now. */
export function dayOf(
  rounds: readonly RoundProgress[],
  items: readonly OutboxItem[],
  { person, now }: { readonly person: Uuid; readonly now: Instant },
): Day {
  const mine = rounds.filter((round) => isFor(round, person)).map((round) => progressOf(round, items))
  const inPhase = (...phases: string[]) =>
    mine.filter(
      ({ round }) =>
        phases.includes(phaseOf(round, now)) && round.opensAt <= now + AROUND_MS && round.closesAt >= now - AROUND_MS,
    )
  return {
    due: inPhase('open', 'grace').sort((a, b) => a.round.closesAt - b.round.closesAt),
    upcoming: inPhase('upcoming').sort((a, b) => a.round.opensAt - b.round.opensAt),
    past: inPhase('closed').sort((a, b) => b.round.closesAt - a.round.closesAt),
  }
}

/** Adds this phone's visits to what the server knew. Walking order goes on from the last spot visited, then starts over. */
export function progressOf(round: RoundProgress, items: readonly OutboxItem[]): Progress {
  const visits = items.filter((item) => item.state !== 'refused' && countsFor(round, item))
  const states = round.expected.map(({ checkpoint }, i) => {
    const known = round.states[i] ?? 'pending'
    if (known !== 'pending' && known !== 'missed') return known
    const mine = visits.filter((item) => item.checkpoint === checkpoint)
    return mine.map((item) => stateFrom(item, round)).sort((a, b) => WORTH.indexOf(a) - WORTH.indexOf(b))[0] ?? known
  })
  const isOpen = (i: number) => states[i] === 'pending' || states[i] === 'missed'
  const last = visits.at(-1)?.checkpoint
  const from = round.expected.findIndex(({ checkpoint }) => checkpoint === last) + 1
  const order = round.expected.map((_, i) => (from + i) % round.expected.length)
  const next = order.find(isOpen)
  return {
    round,
    states,
    covered: states.filter((_, i) => !isOpen(i)).length,
    next: next === undefined ? undefined : round.expected[next]?.checkpoint,
  }
}

/**
 * The round a visit is meant for, which it may name only if there is no choice to make: with two open at once the server
 * settles it (checkpoints/round.ts).
 */
export function roundFor(
  checkpoint: CheckpointId,
  rounds: readonly RoundProgress[],
  { person, now }: { readonly person: Uuid; readonly now: Instant },
): RoundProgress | undefined {
  const fitting = rounds.filter(
    (round) =>
      isFor(round, person) &&
      ['open', 'grace'].includes(phaseOf(round, now)) &&
      round.expected.some((expected) => expected.checkpoint === checkpoint),
  )
  return fitting.length === 1 ? fitting[0] : undefined
}

const WORTH: readonly SpotState[] = ['done', 'late', 'doubtful', 'awaiting']

function countsFor(round: RoundProgress, { round: named, scannedAt }: OutboxItem): boolean {
  if (named !== null) return named === round.id
  return scannedAt >= round.opensAt && scannedAt <= round.closesAt + round.graceMs
}

function stateFrom(item: OutboxItem, round: RoundProgress): SpotState {
  if (item.state !== 'on-server') return 'awaiting'
  return coveredState(round, { occurredAt: item.receipt.occurredAt, outcome: item.receipt.verdict.outcome })
}
