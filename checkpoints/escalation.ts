/** When nothing happens: who hears of a finding, and when (policy 9.2, 9.3, 4.5). Each rung is climbed once, whatever restarts in between. */
import { type Finding, isOpenFinding } from './finding.ts'
import type { LadderStep, Trigger } from './finding-rules.ts'
import { addDays, type CivilDate, type Instant, MINUTE_MS } from './time.ts'

export type DueStep = {
  readonly step: LadderStep
  /** The same however often it is asked for; another one for each rung, when it begins anew, and for each repetition. */
  readonly key: string
  /** Since when it has been so. */
  readonly since: Instant
}

/**
 * The rungs that are due now. Of one that repeats only the last repetition: after an outage nobody is told twenty times at once.
 * @param startOf when a civil day of the estate begins
 */
export function stepsDue(
  finding: Finding,
  ladder: readonly LadderStep[],
  { now, startOf }: { readonly now: Instant; readonly startOf: (day: CivilDate) => Instant },
): DueStep[] {
  return ladder.flatMap((step): DueStep[] => {
    const since = sinceWhen(finding, step.when, startOf)
    if (since === undefined) return []
    const first = since + step.afterMinutes * MINUTE_MS
    if (now < first) return []
    const nth = repetitions(step, first, now)
    const rung = [step.when, step.afterMinutes, ...step.to.toSorted()]
    return [{ step, since, key: [...rung, ...anewSince(finding, step.when, since), nth].join(' ') }]
  })
}

/**
 * When the next rung comes due, if nothing happens until then: before that nobody need look again.
 * @returns Infinity: none ever
 */
export function nextStepAt(
  finding: Finding,
  ladder: readonly LadderStep[],
  { now, startOf }: { readonly now: Instant; readonly startOf: (day: CivilDate) => Instant },
): Instant {
  const next = ladder.map((step): Instant => {
    const since = sinceWhen(finding, step.when, startOf)
    if (since === undefined) return Number.POSITIVE_INFINITY
    const first = since + step.afterMinutes * MINUTE_MS
    if (now < first) return first
    if (step.repeatMinutes === null) return Number.POSITIVE_INFINITY
    return first + (repetitions(step, first, now) + 1) * step.repeatMinutes * MINUTE_MS
  })
  return Math.min(...next)
}

function repetitions({ repeatMinutes }: LadderStep, first: Instant, now: Instant): number {
  return repeatMinutes === null ? 0 : Math.floor((now - first) / (repeatMinutes * MINUTE_MS))
}

/** What begins a rung anew. A day stays overdue when a fix is sent back, but whoever is to fix it again is told again. */
function anewSince({ stateSince }: Finding, when: Trigger, since: Instant): Instant[] {
  return when === 'due' || when === 'overdue' ? [since, stateSince] : [since]
}

function sinceWhen(finding: Finding, when: Trigger, startOf: (day: CivilDate) => Instant): Instant | undefined {
  const { state, stateSince, dueOn, alarmedAt, extension } = finding
  if (when === 'unacknowledged') return alarmedAt ?? undefined
  if (!isOpenFinding(finding)) return undefined
  switch (when) {
    case 'unanswered':
      return state === 'reported' ? stateSince : undefined
    case 'due':
      return state === 'in-work' && dueOn !== null ? startOf(dueOn) : undefined
    case 'overdue':
      return state === 'in-work' && dueOn !== null ? startOf(addDays(dueOn, 1)) : undefined
    case 'unverified':
      return state === 'fixed' ? stateSince : undefined
    case 'uncalled':
      return state === 'call-back' ? stateSince : undefined
    case 'extension-unanswered':
      return extension?.askedAt
  }
}
