/** The checklists of an estate, version by version. */
import { Hono } from 'hono'
import * as v from 'valibot'
import { Checklist } from '../../checkpoints/checklist.ts'
import { Kind } from '../../checkpoints/checkpoint.ts'
import { Checklists, ChecklistVersion, PublishChecklist } from '../../checkpoints/wire/checklist.ts'
import { problemOf } from '../../checkpoints/wire/problem.ts'
import type { Context } from '../context.ts'
import { listChecklists, publishChecklist, withdrawChecklist } from '../services/publish-checklist.ts'
import { answerDone, atMost, describe, type Env, problem, takes } from './route.ts'

const JSON_MAX_BYTES = 256 * 1024
const KindPath = v.object({ estate: v.string(), kind: Kind })
const VersionPath = v.object({
  ...KindPath.entries,
  version: v.pipe(v.string(), v.regex(/^\d{1,6}$/), v.transform(Number)),
})

export function checklistsApi(context: Context) {
  return new Hono<Env>()
    .get(
      '/api/estates/:estate/checklists',
      describe({ summary: 'The versions of every kind’s checklist, the newest first', answers: { 200: Checklists } }),
      async (c) => c.json(await listChecklists(context, c.var.estate.id)),
    )
    .get(
      '/api/estates/:estate/checklists/:kind/:version',
      describe({
        summary: 'One version of a checklist; it never changes',
        answers: { 200: Checklist },
        problems: ['body-invalid', 'not-found'],
      }),
      takes('param', VersionPath),
      async (c) => {
        const { kind, version } = c.req.valid('param')
        const kept = await context.database.read.checklists.version(c.var.estate.id, kind, version)
        return kept ? c.json({ kind, version, items: kept.items }) : problem(c, problemOf('not-found'))
      },
    )
    .post(
      '/api/estates/:estate/checklists/:kind',
      describe({
        summary: 'Publish a new version of a checklist',
        description:
          'Rounds that have opened and forms that are open keep theirs. 200 with the newest version if nothing differs from it.',
        answers: { 201: ChecklistVersion, 200: ChecklistVersion },
        problems: ['body-invalid', 'checklist-changed', 'checklist-invalid'],
      }),
      atMost(JSON_MAX_BYTES),
      takes('param', KindPath),
      takes('json', PublishChecklist),
      async (c) => {
        const published = { kind: c.req.valid('param').kind, by: c.var.person }
        const outcome = await publishChecklist(context, c.var.estate.id, published, c.req.valid('json'))
        if (!outcome.ok) return problem(c, outcome.problem)
        return c.json(outcome.value.version, outcome.value.isNew ? 201 : 200)
      },
    )
    .delete(
      '/api/estates/:estate/checklists/:kind/:version',
      describe({
        summary: 'Take back the newest own version',
        description: 'As long as neither a visit nor a round that has opened names it.',
        answers: { 204: null },
        problems: ['body-invalid', 'not-found', 'checklist-in-use'],
      }),
      takes('param', VersionPath),
      async (c) => answerDone(c, await withdrawChecklist(context, c.var.estate.id, c.req.valid('param'))),
    )
}
