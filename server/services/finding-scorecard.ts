/** How those who are responsible for findings have done (checkpoints/finding-score.ts), for a period. */
import { everyPartner } from '../../checkpoints/finding-rules.ts'
import { SCORE_MOST_DAYS, scorecardOf } from '../../checkpoints/finding-score.ts'
import { startOfDay } from '../../checkpoints/plan-window.ts'
import { addDays, civilDateOf } from '../../checkpoints/time.ts'
import type { Scorecard, ScorecardQuery } from '../../checkpoints/wire/finding.ts'
import type { Estate } from '../../checkpoints/wire/session.ts'
import type { Context } from '../context.ts'
import { findingRulesOf } from './finding-rules.ts'
import { done, type Outcome, refused } from './outcome.ts'

/** A quarter, about. */
const USUAL_DAYS = 90

export async function findingScorecard(
  context: Context,
  { id, zone }: Estate,
  query: ScorecardQuery,
): Promise<Outcome<Scorecard>> {
  const now = context.now()
  const to = query.to ?? civilDateOf(now, zone)
  const from = query.from ?? addDays(to, 1 - USUAL_DAYS)
  if (to < from || to >= addDays(from, SCORE_MOST_DAYS)) return refused('body-invalid', { where: ['to'] })
  const { read } = context.database
  const [found, rules] = await Promise.all([
    read.findings.givenBetween(id, startOfDay(from, zone), startOfDay(addDays(to, 1), zone)),
    findingRulesOf(read, id),
  ])
  const findings = found.map(({ finding }) => finding)
  return done({ now, from, to, scores: scorecardOf(findings, { from, to, zone, now, ...everyPartner(rules) }) })
}
