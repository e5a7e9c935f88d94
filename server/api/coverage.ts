/** Rounds and what covers them. */
import { Hono } from 'hono'
import { Coverage, CoverageQuery, Period, RoundVisits } from '../../checkpoints/wire/coverage.ts'
import { Rounds } from '../../checkpoints/wire/estate.ts'
import type { Context } from '../context.ts'
import { coverageOf, daysOf, roundVisits } from '../services/coverage.ts'
import { roundsBetween } from '../services/rounds.ts'
import { answer, describe, type Env, longAnswer, problem, takes } from './route.ts'

export function coverageApi(context: Context) {
  return new Hono<Env>()
    .get(
      '/api/estates/:estate/rounds',
      describe({
        summary: 'Rounds that open in a period, with the state of every cell',
        description: '`from` and `to` are civil days of the estate, both included; left out: today.',
        answers: { 200: Rounds },
        problems: ['body-invalid'],
      }),
      takes('query', Period),
      async (c) => {
        const now = context.now()
        const days = daysOf(c.req.valid('query'), c.var.estate.zone, now)
        if (!days.ok) return problem(c, days.problem)
        const { start, end } = days.value
        return c.json({ now, rounds: await roundsBetween(context, c.var.estate, start, end) })
      },
    )
    .get(
      '/api/estates/:estate/rounds/:round',
      describe({
        summary: 'One round: its cells and the visits that count for it',
        answers: { 200: RoundVisits },
        problems: ['not-found'],
      }),
      async (c) => answer(c, await roundVisits(context, c.var.estate, c.req.param('round'))),
    )
    .get(
      '/api/estates/:estate/coverage',
      describe({
        summary: 'Coverage of a period: tallies, gaps one by one, out-of-plan visits apart',
        description: '`from` and `to` are civil days of the estate, both included; left out: today.',
        answers: { 200: Coverage },
        problems: ['body-invalid'],
      }),
      takes('query', CoverageQuery),
      async (c) => longAnswer(c, await coverageOf(context, c.var.estate, c.req.valid('query'))),
    )
}
