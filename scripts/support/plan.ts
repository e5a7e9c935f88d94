/** Patrol plans for scripts and tests. */
import type { PlanDraft } from '../../checkpoints/plan.ts'
import { recurrenceText } from '../../checkpoints/recurrence.ts'

/** Every day since 2020, or on some ISO weekdays only. */
export function weekly(...weekdays: number[]): string {
  const rule =
    weekdays.length === 0
      ? ({ every: 'day', interval: 1 } as const)
      : ({ every: 'week', interval: 1, weekdays } as const)
  return recurrenceText({ startsOn: '2020-01-06', until: null, rule, also: [], except: [] })
}

/** Every day from 20:00 to 22:00, for anyone, as one likes to walk; `given` says what and what else. */
export function planDraft(given: Partial<PlanDraft>): PlanDraft {
  return {
    names: { en: 'Evening' },
    recurrence: weekly(),
    holidays: 'as-usual',
    windows: [{ startsAt: '20:00', endsAt: '22:00' }],
    randomStart: null,
    graceMinutes: 0,
    order: 'free',
    minGapSeconds: 0,
    checkpoints: [],
    rules: [],
    assignees: [],
    team: null,
    focus: '',
    ...given,
  }
}
