/** An estate's places, checkpoints, checklists, plans, staff and devices; its pack for phones. */
import { Hono } from 'hono'
import * as v from 'valibot'
import { shippedChecklist } from '../../checkpoints/checklists/shipped.ts'
import { Kind } from '../../checkpoints/checkpoint.ts'
import { CheckpointId, Uuid } from '../../checkpoints/ids.ts'
import { Place } from '../../checkpoints/place.ts'
import { Plan, PlanDraft } from '../../checkpoints/plan.ts'
import {
  AddCheckpoint,
  AddPlace,
  ChangeCheckpoint,
  ChangePlan,
  ChecklistOnWire,
  Checkpoints,
  Devices,
  ListedCheckpoint,
  Pack,
  Places,
  Plans,
} from '../../checkpoints/wire/estate.ts'
import { problemOf } from '../../checkpoints/wire/problem.ts'
import { AddStaff, ChangeStaff, Staff, StaffChanged } from '../../checkpoints/wire/session.ts'
import type { Context } from '../context.ts'
import { addCheckpoint, changeCheckpoint, listCheckpoints, reissueTag } from '../services/checkpoints.ts'
import { revokeDevice } from '../services/devices.ts'
import { packOf } from '../services/pack.ts'
import { addPlace } from '../services/places.ts'
import { addPlan, changePlan } from '../services/plans.ts'
import { addStaff, changeStaff } from '../services/staff.ts'
import { answer, atMost, describe, type Env, problem, takes } from './route.ts'

const JSON_MAX_BYTES = 128 * 1024

const CheckpointPath = v.object({ estate: v.string(), checkpoint: CheckpointId })
const PlanPath = v.object({ estate: v.string(), plan: Uuid })
const PersonPath = v.object({ estate: v.string(), person: Uuid })
const DevicePath = v.object({ estate: v.string(), device: Uuid })
const ChecklistPath = v.object({
  estate: v.string(),
  kind: Kind,
  version: v.pipe(v.string(), v.regex(/^\d{1,6}$/), v.transform(Number)),
})

export function estatesApi(context: Context) {
  const { read } = context.database
  return new Hono<Env>()
    .get(
      '/api/estates/:estate/pack',
      describe({ summary: 'What a phone carries to work a day without signal', answers: { 200: Pack } }),
      async (c) => c.json(await packOf(context, c.var.estate)),
    )
    .get(
      '/api/estates/:estate/places',
      describe({ summary: 'The tree of places', answers: { 200: Places } }),
      async (c) => c.json({ places: await read.places.of(c.var.estate.id) }),
    )
    .post(
      '/api/estates/:estate/places',
      describe({ summary: 'Add a place', answers: { 201: Place }, problems: ['body-invalid', 'place-unknown'] }),
      atMost(JSON_MAX_BYTES),
      takes('json', AddPlace),
      async (c) => answer(c, await addPlace(context, c.var.estate.id, c.req.valid('json')), 201),
    )
    .get(
      '/api/estates/:estate/checkpoints',
      describe({
        summary: 'All checkpoints in walking order',
        description: 'Admins also get each tag’s URL: whoever has it can print a copy of the label.',
        answers: { 200: Checkpoints },
      }),
      async (c) => {
        const withTags = c.var.roles.includes('admin')
        return c.json({ checkpoints: await listCheckpoints(context, c.var.estate.id, { withTags }) })
      },
    )
    .post(
      '/api/estates/:estate/checkpoints',
      describe({
        summary: 'Add a checkpoint and sign its tag',
        answers: { 201: ListedCheckpoint },
        problems: ['body-invalid', 'code-taken', 'place-unknown'],
      }),
      atMost(JSON_MAX_BYTES),
      takes('json', AddCheckpoint),
      async (c) => answer(c, await addCheckpoint(context, c.var.estate.id, c.req.valid('json')), 201),
    )
    .patch(
      '/api/estates/:estate/checkpoints/:checkpoint',
      describe({
        summary: 'Change, retire or restore a checkpoint',
        answers: { 200: ListedCheckpoint },
        problems: ['body-invalid', 'not-found', 'code-taken', 'place-unknown'],
      }),
      atMost(JSON_MAX_BYTES),
      takes('param', CheckpointPath),
      takes('json', ChangeCheckpoint),
      async (c) => {
        const { checkpoint } = c.req.valid('param')
        return answer(c, await changeCheckpoint(context, c.var.estate.id, checkpoint, c.req.valid('json')))
      },
    )
    .post(
      '/api/estates/:estate/checkpoints/:checkpoint/tag',
      describe({
        summary: 'Reissue a tag',
        description: 'Raises the revision; every label printed before stops counting.',
        answers: { 201: ListedCheckpoint },
        problems: ['not-found', 'revisions-used-up'],
      }),
      takes('param', CheckpointPath),
      async (c) => answer(c, await reissueTag(context, c.var.estate.id, c.req.valid('param').checkpoint), 201),
    )
    .get(
      '/api/estates/:estate/checklists/:kind/:version',
      describe({
        summary: 'One version of a checklist; it never changes',
        answers: { 200: ChecklistOnWire },
        problems: ['body-invalid', 'not-found'],
      }),
      takes('param', ChecklistPath),
      (c) => {
        const { kind, version } = c.req.valid('param')
        const checklist = shippedChecklist(kind, version)
        return checklist ? c.json(checklist) : problem(c, problemOf('not-found'))
      },
    )
    .get('/api/estates/:estate/plans', describe({ summary: 'Patrol plans', answers: { 200: Plans } }), async (c) =>
      c.json({ plans: (await read.plans.of(c.var.estate.id)).map(({ plan }) => plan) }),
    )
    .post(
      '/api/estates/:estate/plans',
      describe({
        summary: 'Add a patrol plan',
        description: 'Its first round is the window that is open now, if any.',
        answers: { 201: Plan },
        problems: ['body-invalid', 'checkpoint-unknown', 'person-unknown'],
      }),
      atMost(JSON_MAX_BYTES),
      takes('json', PlanDraft),
      async (c) => answer(c, await addPlan(context, c.var.estate.id, c.req.valid('json')), 201),
    )
    .patch(
      '/api/estates/:estate/plans/:plan',
      describe({
        summary: 'Change, suspend or resume a plan',
        description: 'Rounds that have opened stay as they are.',
        answers: { 200: Plan },
        problems: ['body-invalid', 'not-found', 'checkpoint-unknown', 'person-unknown'],
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
      '/api/estates/:estate/staff',
      describe({ summary: 'Staff and their roles', answers: { 200: Staff } }),
      async (c) => c.json({ staff: await read.people.staffOf(c.var.estate.id) }),
    )
    .post(
      '/api/estates/:estate/staff',
      describe({
        summary: 'Add a person',
        description: 'Answers a one-time invitation token with which he sets his own password.',
        answers: { 201: StaffChanged },
        problems: ['body-invalid', 'username-taken'],
      }),
      atMost(JSON_MAX_BYTES),
      takes('json', AddStaff),
      async (c) => answer(c, await addStaff(context, c.var.estate.id, c.req.valid('json')), 201),
    )
    .patch(
      '/api/estates/:estate/staff/:person',
      describe({
        summary: 'Change roles, or send a new password link',
        answers: { 200: StaffChanged },
        problems: ['body-invalid', 'not-found', 'last-admin'],
      }),
      atMost(JSON_MAX_BYTES),
      takes('param', PersonPath),
      takes('json', ChangeStaff),
      async (c) => {
        const { person } = c.req.valid('param')
        return answer(c, await changeStaff(context, c.var.estate.id, person, c.req.valid('json')))
      },
    )
    .get(
      '/api/estates/:estate/devices',
      describe({ summary: 'Phones of the staff', answers: { 200: Devices } }),
      async (c) => c.json({ devices: await read.devices.of(c.var.estate.id) }),
    )
    .delete(
      '/api/estates/:estate/devices/:device',
      describe({
        summary: 'Revoke a phone',
        description: 'Its visits are refused from now on; what it filed before stays.',
        answers: { 204: null },
        problems: ['not-found'],
      }),
      takes('param', DevicePath),
      async (c) => {
        const outcome = await revokeDevice(context, c.var.estate.id, c.req.valid('param').device)
        return outcome.ok ? c.body(null, 204) : problem(c, outcome.problem)
      },
    )
}
