/** What a calendar has to warn of, told once however often it comes back. */
import type { Uuid } from '../../checkpoints/ids.ts'
import type { Calendar } from '../../checkpoints/wire/plan.ts'
import type { CalendarRound } from './calendar.ts'

type Conflict = Calendar['conflicts'][number]

export type ConflictGroup = {
  readonly why: Conflict['why']
  /** Who would have to be in two places. */
  readonly person: Uuid | undefined
  /** Each time it happens: the round, or the two, in order of time. */
  readonly cases: readonly (readonly CalendarRound[])[]
}

/**
 * The conflicts of the rounds that are shown, one group for each reason, person and plans: a plan that clashes every night is
 * one thing to mend, not thirty.
 * @param shown a conflict counts if one of its rounds is among them
 * @param rounds everything that is known, so that the other one has a name
 */
export function conflictGroups(
  conflicts: readonly Conflict[],
  shown: readonly CalendarRound[],
  rounds: readonly CalendarRound[],
): ConflictGroup[] {
  const inSight = new Set(shown.map(({ round }) => round))
  const known = new Map(rounds.map((round) => [round.round, round]))
  const groups = new Map<string, ConflictGroup & { readonly cases: CalendarRound[][] }>()
  for (const conflict of conflicts) {
    const ids: readonly Uuid[] = conflict.rounds
    if (!ids.some((id) => inSight.has(id))) continue
    const involved = ids.flatMap((id) => known.get(id) ?? []).sort((a, b) => a.opensAt - b.opensAt)
    const person = conflict.why === 'two-at-once' ? conflict.person : undefined
    const plans = involved.map(({ plan }) => plan).sort()
    const key = [conflict.why, person, ...plans].join('/')
    const group = groups.get(key) ?? { why: conflict.why, person, cases: [] }
    group.cases.push(involved)
    groups.set(key, group)
  }
  return [...groups.values()]
}
