/** Findings: what is done about them, lists, one whole, and the rules of an estate. */
import { Hono } from 'hono'
import * as v from 'valibot'
import { Uuid } from '../../checkpoints/ids.ts'
import {
  FINDING_EVENT_MAX_BYTES,
  FindingDetail,
  FindingReceipt,
  FindingRulesRecord,
  Findings,
  FindingsQuery,
  Scorecard,
  ScorecardQuery,
  SendFindingEvent,
  SetFindingRules,
} from '../../checkpoints/wire/finding.ts'
import type { Context } from '../context.ts'
import { findingRulesOf, setFindingRules } from '../services/finding-rules.ts'
import { findingScorecard } from '../services/finding-scorecard.ts'
import { findingDetail, listFindings } from '../services/findings.ts'
import { keepFindingEvent } from '../services/keep-finding-event.ts'
import { done } from '../services/outcome.ts'
import { answer, atMost, describe, type Env, longAnswer, problem, takes } from './route.ts'

const RULES_MAX_BYTES = 256 * 1024
const EventPath = v.object({ id: Uuid })
const FindingPath = v.object({ finding: Uuid })

export function findingsApi(context: Context) {
  return new Hono<Env>()
    .route('/', eventRoutes(context))
    .get(
      '/api/estates/:estate/findings',
      describe({
        summary: 'Findings, those that are open first',
        description: 'Lists in the address are joined by commas. 1,000 at most; `more` says that some were left out.',
        answers: { 200: Findings },
        problems: ['body-invalid'],
      }),
      takes('query', FindingsQuery),
      async (c) => longAnswer(c, done(await listFindings(context, c.var.estate, c.req.valid('query')))),
    )
    .get(
      '/api/estates/:estate/findings/scorecard',
      describe({
        summary: 'How those who are responsible have done with what was reported in a period',
        description: 'Left out: the 90 days until today. 400 at most.',
        answers: { 200: Scorecard },
        problems: ['body-invalid'],
      }),
      takes('query', ScorecardQuery),
      async (c) => answer(c, await findingScorecard(context, c.var.estate, c.req.valid('query'))),
    )
    .get(
      '/api/estates/:estate/findings/:finding',
      describe({
        summary: 'A finding with all that was done about it',
        answers: { 200: FindingDetail },
        problems: ['body-invalid', 'not-found'],
      }),
      takes('param', FindingPath),
      async (c) => answer(c, await findingDetail(context, c.var.estate, c.var.roles, c.req.valid('param').finding)),
    )
    .get(
      '/api/estates/:estate/finding-rules',
      describe({
        summary: 'Departments, contractors, due days and ladders of the estate',
        answers: { 200: FindingRulesRecord },
      }),
      async (c) => c.json(await findingRulesOf(context.database.read, c.var.estate.id)),
    )
    .put(
      '/api/estates/:estate/finding-rules',
      describe({
        summary: 'Write them anew',
        description:
          '`responsible-in-use`: an open finding still names a department or contractor that is left out. `rules-changed`: they are not those of `basis` any more.',
        answers: { 200: FindingRulesRecord },
        problems: ['body-invalid', 'person-unknown', 'responsible-in-use', 'rules-changed', 'too-large'],
      }),
      atMost(RULES_MAX_BYTES),
      takes('json', SetFindingRules),
      async (c) => answer(c, await setFindingRules(context, c.var.estate.id, c.var.person, c.req.valid('json'))),
    )
}

function eventRoutes(context: Context) {
  return new Hono<Env>().put(
    '/api/finding-events/:id',
    describe({
      summary: 'Do something about a finding',
      description:
        'An event as it is, or as a phone has signed it (docs/api.md). 201 the first time, 200 with the same receipt for the same event, 409 for another one under its id. One that came too late to count is kept as `conflicting`.',
      answers: { 201: FindingReceipt, 200: FindingReceipt },
      problems: [
        'body-invalid',
        'word-conflict',
        'finding-unknown',
        'finding-act-refused',
        'finding-event-malformed',
        'finding-event-unsigned',
        'finding-event-forged',
        'finding-event-of-other',
        'device-unknown',
        'device-revoked',
        'photos-missing',
        'checkpoint-unknown',
        'report-unknown',
        'report-taken-up',
        'person-unknown',
        'place-unknown',
        'department-unknown',
        'contractor-unknown',
        'tag-malformed',
        'tag-unknown',
        'tag-forged',
        'tag-of-other-estate',
        'tag-of-other-checkpoint',
        'too-large',
      ],
    }),
    atMost(FINDING_EVENT_MAX_BYTES),
    takes('param', EventPath),
    takes('json', SendFindingEvent),
    async (c) => {
      const { id } = c.req.valid('param')
      const outcome = await keepFindingEvent(context, c.var.person, id, c.req.valid('json'))
      return outcome.ok ? c.json(outcome.value.receipt, outcome.value.first ? 201 : 200) : problem(c, outcome.problem)
    },
  )
}
