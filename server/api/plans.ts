/** Plans, teams, holidays, the calendar, and rounds that go another way than their plan says. */
import { Hono } from 'hono'
import * as v from 'valibot'
import { Uuid } from '../../checkpoints/ids.ts'
import { Plan, PlanDraft } from '../../checkpoints/plan.ts'
import { Team, TeamDraft } from '../../checkpoints/team.ts'
import {
  AdHocRound,
  Calendar,
  CalendarQuery,
  CalendarRounds,
  ChangePlan,
  ChangeTeam,
  HandOver,
  Holidays,
  PlanPreview,
  Plans,
  PreviewPlan,
  Teams,
} from '../../checkpoints/wire/plan.ts'
import type { Context } from '../context.ts'
import { calendarOf, previewOf } from '../services/calendar.ts'
import { handOver, startAdHoc } from '../services/hand-over.ts'
import { addPlan, changePlan, standingPlans } from '../services/plans.ts'
import { addTeam, changeTeam, removeTeam, setHolidays } from '../services/teams.ts'
import { answer, answerDone, atMost, describe, type Env, takes } from './route.ts'

const JSON_MAX_BYTES = 256 * 1024
const PlanPath = v.object({ estate: v.string(), plan: Uuid })
const TeamPath = v.object({ estate: v.string(), team: Uuid })
const PLAN_PROBLEMS = [
  'body-invalid',
  'checkpoint-unknown',
  'place-unknown',
  'person-unknown',
  'team-unknown',
  'name-taken',
  'plan-empty',
  'recurrence-empty',
] as const

export function plansApi(context: Context) {
  const { read } = context.database
  return new Hono<Env>()
    .get('/api/estates/:estate/plans', describe({ summary: 'Patrol plans', answers: { 200: Plans } }), async (c) =>
      c.json({ plans: await standingPlans(read, c.var.estate.id) }),
    )
    .post(
      '/api/estates/:estate/plans',
      describe({
        summary: 'Add a patrol plan',
        description: 'Its first round is the window that is open now, if any.',
        answers: { 201: Plan },
        problems: PLAN_PROBLEMS,
      }),
      atMost(JSON_MAX_BYTES),
      takes('json', PlanDraft),
      async (c) => answer(c, await addPlan(context, c.var.estate.id, c.req.valid('json')), 201),
    )
    .post(
      '/api/estates/:estate/plans/preview',
      describe({
        summary: 'What a new or changed plan would change, and from when',
        description: 'Nothing is written. Random starts are shown as their whole window.',
        answers: { 200: PlanPreview },
        problems: [...PLAN_PROBLEMS, 'not-found'],
      }),
      atMost(JSON_MAX_BYTES),
      takes('json', PreviewPlan),
      async (c) => answer(c, await previewOf(context, c.var.estate, c.req.valid('json'))),
    )
    .patch(
      '/api/estates/:estate/plans/:plan',
      describe({
        summary: 'Change, suspend or resume a plan',
        description: 'Rounds that have opened stay as they are.',
        answers: { 200: Plan },
        problems: [...PLAN_PROBLEMS, 'not-found'],
      }),
      atMost(JSON_MAX_BYTES),
      takes('param', PlanPath),
      takes('json', ChangePlan),
      async (c) => {
        const { plan } = c.req.valid('param')
        return answer(c, await changePlan(context, c.var.estate.id, plan, c.req.valid('json')))
      },
    )
    .get(
      '/api/estates/:estate/calendar',
      describe({
        summary: 'What was, is and will be walked; conflicts, and spots in no plan',
        description: '`from` and `to` are civil days of the estate, both included, 62 at most.',
        answers: { 200: Calendar },
        problems: ['body-invalid'],
      }),
      takes('query', CalendarQuery),
      async (c) => answer(c, await calendarOf(context, c.var.estate, c.req.valid('query'))),
    )
    .post(
      '/api/estates/:estate/rounds',
      describe({
        summary: 'Open a round now that no plan brings',
        answers: { 201: CalendarRounds },
        problems: ['body-invalid', 'person-unknown', 'plan-empty'],
      }),
      atMost(JSON_MAX_BYTES),
      takes('json', AdHocRound),
      async (c) => answer(c, await startAdHoc(context, c.var.estate, c.req.valid('json')), 201),
    )
    .put(
      '/api/estates/:estate/rounds/assignees',
      describe({
        summary: 'Hand a round over, or swap two',
        description: 'Before it opens the new walkers take the others’ place; an open round they join. All or none.',
        answers: { 200: CalendarRounds },
        problems: ['body-invalid', 'not-found', 'person-unknown', 'round-closed'],
      }),
      atMost(JSON_MAX_BYTES),
      takes('json', HandOver),
      async (c) => answer(c, await handOver(context, c.var.estate, c.var.person, c.req.valid('json'))),
    )
    .get(
      '/api/estates/:estate/teams',
      describe({ summary: 'Teams and their areas of responsibility', answers: { 200: Teams } }),
      async (c) => c.json({ teams: await read.teams.of(c.var.estate.id) }),
    )
    .post(
      '/api/estates/:estate/teams',
      describe({
        summary: 'Add a team',
        answers: { 201: Team },
        problems: ['body-invalid', 'person-unknown', 'place-unknown', 'name-taken'],
      }),
      atMost(JSON_MAX_BYTES),
      takes('json', TeamDraft),
      async (c) => answer(c, await addTeam(context, c.var.estate.id, c.req.valid('json')), 201),
    )
    .patch(
      '/api/estates/:estate/teams/:team',
      describe({
        summary: 'Change a team',
        description: 'New members walk the rounds that have not opened yet.',
        answers: { 200: Team },
        problems: ['body-invalid', 'not-found', 'person-unknown', 'place-unknown', 'name-taken'],
      }),
      atMost(JSON_MAX_BYTES),
      takes('param', TeamPath),
      takes('json', ChangeTeam),
      async (c) => {
        const { team } = c.req.valid('param')
        return answer(c, await changeTeam(context, c.var.estate.id, team, c.req.valid('json')))
      },
    )
    .delete(
      '/api/estates/:estate/teams/:team',
      describe({
        summary: 'Dissolve a team that no plan names',
        answers: { 204: null },
        problems: ['not-found', 'team-in-use'],
      }),
      takes('param', TeamPath),
      async (c) => answerDone(c, await removeTeam(context, c.var.estate.id, c.req.valid('param').team)),
    )
    .get(
      '/api/estates/:estate/holidays',
      describe({ summary: 'Holidays of the estate', answers: { 200: Holidays } }),
      async (c) => c.json({ holidays: await read.teams.holidays(c.var.estate.id) }),
    )
    .put(
      '/api/estates/:estate/holidays',
      describe({
        summary: 'Write the holidays anew',
        description: 'The whole list. Plans that care about holidays get new rounds from now on.',
        answers: { 200: Holidays },
        problems: ['body-invalid'],
      }),
      atMost(JSON_MAX_BYTES),
      takes('json', Holidays),
      async (c) => c.json({ holidays: await setHolidays(context, c.var.estate.id, c.req.valid('json').holidays) }),
    )
}
