/** The scorecard's period as it stands in the address, and where its numbers lead. */
import * as v from 'valibot'
import { SCORE_MOST_DAYS, type Score } from '../../checkpoints/finding-score.ts'
import type { Names } from '../../checkpoints/language.ts'
import { addDays, CivilDate } from '../../checkpoints/time.ts'
import { type Filter, findingsHref } from './findings.ts'

export const SCORE_PERIODS = ['30', '90', '365'] as const
export type ScorePeriod = (typeof SCORE_PERIODS)[number]

export type ScoreSpan = { readonly from: CivilDate; readonly to: CivilDate }

/** What the address says, else the last 90 days. */
export function spanFrom(query: Readonly<Record<string, string | undefined>>, today: CivilDate): ScoreSpan {
  const to = v.is(CivilDate, query.to) ? query.to : today
  const from = v.is(CivilDate, query.from) && query.from <= to ? query.from : addDays(to, -89)
  return { from, to }
}

/** Undefined: one of the reader's own making. */
export function periodOf({ from, to }: ScoreSpan, today: CivilDate): ScorePeriod | undefined {
  return SCORE_PERIODS.find((days) => to === today && from === addDays(today, 1 - Number(days)))
}

export function spanOf(period: ScorePeriod, today: CivilDate): ScoreSpan {
  return { from: addDays(today, 1 - Number(period)), to: today }
}

/** Longer than the server counts. */
export function isTooLong({ from, to }: ScoreSpan): boolean {
  return to >= addDays(from, SCORE_MOST_DAYS)
}

/** Whose row it is: `house` its own people, `unlisted` a department or contractor that the estate's list has no more. */
export function bearerOf({ who, names }: Pick<Score, 'who' | 'names'>): Names | 'house' | 'unlisted' {
  return names ?? (who === null ? 'house' : 'unlisted')
}

type Counted = 'received' | 'open' | 'overdue' | 'fixed' | 'inTime'

/** The list that a number counts. */
export function listOf({ route, who }: Pick<Score, 'route' | 'who'>, what: Counted, span: ScoreSpan): string {
  const responsible: Filter =
    route === 'repair' ? { contractor: who ?? 'none' } : who === null ? {} : { department: who }
  return findingsHref({ filter: { ...responsible, ...STATES[what], route, ...span } })
}

const STATES: Readonly<Record<Counted, Filter>> = {
  received: { state: 'in-work,fixed,call-back,closed,reported,settled' },
  open: { state: 'reported,in-work,fixed,call-back' },
  overdue: { state: 'in-work', standing: 'overdue' },
  fixed: { state: 'fixed,call-back,closed,settled' },
  inTime: { state: 'fixed,call-back,closed,settled', standing: 'in-time' },
}
