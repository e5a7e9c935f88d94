/** Rounds as the walker sees them: which are his, how far he is, where to go next. Pure; the screens give it the signals. */

import { type CellState, coveredState } from '../../checkpoints/coverage.ts'
import type { CheckpointId, Uuid } from '../../checkpoints/ids.ts'
import { phaseOf, type Round } from '../../checkpoints/round.ts'
import {
  addDays,
  type CivilDate,
  civilDateOf,
  HOUR_MS,
  type Instant,
  MINUTE_MS,
  type Zone,
} from '../../checkpoints/time.ts'
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
  /** Spots that are not out of service. */
  readonly asked: number
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

/**
 * Adds this phone's visits to what the server knew. In a free round the way goes on from the last spot visited, then starts over;
 * otherwise the first spot of the order that is still open comes next. What is out of service never does.
 */
export function progressOf(round: RoundProgress, items: readonly OutboxItem[]): Progress {
  const visits = items.filter((item) => item.state !== 'refused' && countsFor(round, item))
  const states = round.expected.map(({ checkpoint }, i) => {
    // A pack of an older version of the app, or a round that has grown: nothing is known yet.
    const known = round.states[i] ?? 'pending'
    if (known !== 'pending' && known !== 'missed' && known !== 'excused') return known
    const mine = visits.filter((item) => item.checkpoint === checkpoint)
    return mine.map((item) => stateFrom(item, round)).sort((a, b) => WORTH.indexOf(a) - WORTH.indexOf(b))[0] ?? known
  })
  const isOpen = (i: number) => states[i] === 'pending' || states[i] === 'missed'
  const last = visits.at(-1)?.checkpoint
  const isFree = (round.order ?? 'free') === 'free'
  const from = isFree ? round.expected.findIndex(({ checkpoint }) => checkpoint === last) + 1 : 0
  const order = round.expected.map((_, i) => (from + i) % round.expected.length)
  const next = order.find(isOpen)
  return {
    round,
    states,
    covered: states.filter((state, i) => !isOpen(i) && state !== 'excused').length,
    asked: states.filter((state) => state !== 'excused').length,
    next: next === undefined ? undefined : round.expected[next]?.checkpoint,
  }
}

/** A civil day ahead and a person's rounds that open on it. */
export type DayAhead = { readonly day: CivilDate; readonly rounds: readonly Progress[] }

const DAYS_AHEAD = 7

/** The week after today, day by day, also those on which he has nothing to walk. Without signal it is what the pack foresaw. */
export function weekAhead(
  rounds: readonly RoundProgress[],
  items: readonly OutboxItem[],
  { person, now, zone }: { readonly person: Uuid; readonly now: Instant; readonly zone: Zone },
): DayAhead[] {
  const today = civilDateOf(now, zone)
  return Array.from({ length: DAYS_AHEAD }, (_, i) => {
    const day = addDays(today, i + 1)
    const own = rounds.filter((round) => isFor(round, person) && civilDateOf(round.opensAt, zone) === day)
    const inOrder = own.sort((a, b) => a.opensAt - b.opensAt)
    return { day, rounds: inOrder.map((round) => progressOf(round, items)) }
  })
}

/** Whole minutes until a round's window ends, or its grace once that is over; 0: it is over. */
export function minutesLeft(round: Pick<Round, 'closesAt' | 'graceMs'>, now: Instant): number {
  const end = now <= round.closesAt ? round.closesAt : round.closesAt + round.graceMs
  return Math.max(0, Math.ceil((end - now) / MINUTE_MS))
}

/** The spots of a round that lie in one place, in walking order; places in the order in which they are reached. */
export type Leg = {
  readonly place: Uuid | undefined
  readonly spots: readonly { readonly checkpoint: CheckpointId; readonly state: SpotState; readonly number: number }[]
}

/** @param placeOf where a spot hangs; undefined if this phone does not know it */
export function legsOf(
  { round, states }: Pick<Progress, 'round' | 'states'>,
  placeOf: (checkpoint: CheckpointId) => Uuid | undefined,
): Leg[] {
  const legs: { place: Uuid | undefined; spots: Leg['spots'][number][] }[] = []
  for (const [i, { checkpoint }] of round.expected.entries()) {
    const place = placeOf(checkpoint)
    const last = legs.at(-1)
    const leg = last && last.place === place ? last : { place, spots: [] }
    if (leg !== last) legs.push(leg)
    leg.spots.push({ checkpoint, state: states[i] ?? 'pending', number: i + 1 })
  }
  return legs
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
