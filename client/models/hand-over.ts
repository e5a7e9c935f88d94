/** Handing a round over, or swapping two. */
import type { Uuid } from '../../checkpoints/ids.ts'
import type { Instant } from '../../checkpoints/time.ts'
import type { HandOver } from '../../checkpoints/wire/plan.ts'
import type { CalendarRound } from './calendar.ts'

/** The part of a round that hand-overs are about; both a calendar's and a round page's have it. */
export type HandedRound = Pick<CalendarRound, 'round' | 'names' | 'opensAt' | 'closesAt' | 'graceMs' | 'assignees'>

/**
 * Whether walkers can still come and go: as long as a visit would count. An open round that is anyone's needs nobody to join:
 * whoever is free may walk it.
 */
export function canBeHandedOver(round: HandedRound, now: Instant): boolean {
  const { closesAt, graceMs, assignees } = round
  return now <= closesAt + graceMs && !(isJoined(round, now) && assignees.length === 0)
}

/** Before it opens the new walkers take the others' place; an open round they join. */
export function isJoined({ opensAt }: Pick<HandedRound, 'opensAt'>, now: Instant): boolean {
  return opensAt <= now
}

export const REASON_MAX_LENGTH = 200

export type HandOverDraft = {
  readonly how: 'give' | 'swap'
  readonly people: readonly Uuid[]
  /** The round to swap with. */
  readonly other: Uuid | undefined
  readonly reason: string
}

export const NO_HAND_OVER: HandOverDraft = { how: 'give', people: [], other: undefined, reason: '' }

export type HandOverFault = 'nobody' | 'no-round'

export function handOverFaults({
  how,
  people,
  other,
}: HandOverDraft): Partial<Record<keyof HandOverDraft, HandOverFault>> {
  if (how === 'give') return people.length === 0 ? { people: 'nobody' } : {}
  return other === undefined ? { other: 'no-round' } : {}
}

/** What the API takes; the draft must be without faults. A swap exchanges the walkers of two rounds. */
export function handOverBody(round: HandedRound, draft: HandOverDraft, others: readonly HandedRound[]): HandOver {
  const reason = draft.reason.trim()
  if (draft.how === 'give') return { rounds: [{ round: round.round, assignees: [...draft.people] }], reason }
  const other = others.find((one) => one.round === draft.other)
  if (!other) throw new Error('a swap needs the other round')
  return {
    rounds: [
      { round: round.round, assignees: [...other.assignees] },
      { round: other.round, assignees: [...round.assignees] },
    ],
    reason,
  }
}

/** The rounds to swap with: not open yet, walked by somebody in particular, and by somebody else. */
export function swappable<R extends HandedRound>(round: HandedRound, rounds: readonly R[], now: Instant): R[] {
  if (round.assignees.length === 0 || isJoined(round, now)) return []
  const own = [...round.assignees].sort().join()
  return rounds
    .filter(
      (other) =>
        other.round !== round.round &&
        !isJoined(other, now) &&
        other.assignees.length > 0 &&
        [...other.assignees].sort().join() !== own,
    )
    .sort((a, b) => a.opensAt - b.opensAt)
}

/** What a person has to walk at the same time already. */
export function clashesOf<R extends HandedRound>(
  person: Uuid,
  { round, opensAt, closesAt }: HandedRound,
  rounds: readonly R[],
): R[] {
  return rounds.filter(
    (other) =>
      other.round !== round && other.assignees.includes(person) && other.opensAt < closesAt && opensAt < other.closesAt,
  )
}

/** Who would have two rounds at once after two have been swapped, and which the second one is. */
export function clashesOfSwap<R extends HandedRound>(
  round: HandedRound,
  other: HandedRound,
  rounds: readonly R[],
): { readonly person: Uuid; readonly clash: R }[] {
  const swapped = new Set([round.round, other.round])
  const others = rounds.filter((one) => !swapped.has(one.round))
  const clashOf = (at: HandedRound) => (person: Uuid) => {
    const [clash] = clashesOf(person, at, others)
    return clash ? [{ person, clash }] : []
  }
  return [...other.assignees.flatMap(clashOf(round)), ...round.assignees.flatMap(clashOf(other))]
}
