/** An estate's checkpoints, staff and devices; its pack for phones. */
import { Hono } from 'hono'
import * as v from 'valibot'
import { CheckpointId, Uuid } from '../../checkpoints/ids.ts'
import {
  AddCheckpoint,
  ChangeCheckpoint,
  Checkpoints,
  Devices,
  ListedCheckpoint,
  RevokeDevice,
} from '../../checkpoints/wire/estate.ts'
import { HaveParts, PackDelta } from '../../checkpoints/wire/pack-delta.ts'
import { deltaOf } from '../../checkpoints/wire/pack-parts.ts'
import { AddStaff, ChangeStaff, Staff, StaffChanged } from '../../checkpoints/wire/session.ts'
import { type Context, sha256Of } from '../context.ts'
import { addCheckpoint, changeCheckpoint, listCheckpoints, reissueTag } from '../services/checkpoints.ts'
import { listDevices, revokeDevice } from '../services/devices.ts'
import { packOf } from '../services/pack.ts'
import { addStaff, changeStaff } from '../services/staff.ts'
import { answer, answerDone, atMost, describe, type Env, takes } from './route.ts'

const JSON_MAX_BYTES = 128 * 1024

const CheckpointPath = v.object({ estate: v.string(), checkpoint: CheckpointId })
const PersonPath = v.object({ estate: v.string(), person: Uuid })
const DevicePath = v.object({ estate: v.string(), device: Uuid })

export function estatesApi(context: Context) {
  const { read } = context.database
  return new Hono<Env>()
    .get(
      '/api/estates/:estate/pack',
      describe({
        summary: 'What a phone carries to work for a week without signal',
        description:
          'Whole, or with `have` — dot-separated digests of parts, each the first 16 hex digits of the SHA-256 of its JSON — with the digest alone in the place of every part that the phone has.',
        answers: { 200: PackDelta },
      }),
      takes('query', HaveParts),
      async (c) => {
        const have = new Set(c.req.valid('query').have?.split('.'))
        const pack = await packOf(context, c.var.estate)
        return c.json(deltaOf(pack, have, (part) => sha256Of(JSON.stringify(part)).slice(0, 16)))
      },
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
      describe({
        summary: 'Phones of the staff',
        description: 'With the numbers of visits that have not arrived though later ones have.',
        answers: { 200: Devices },
      }),
      async (c) => c.json({ devices: await listDevices(context, c.var.estate.id) }),
    )
    .put(
      '/api/estates/:estate/devices/:device/revocation',
      describe({
        summary: 'Revoke a phone',
        description:
          'What it files from now on is refused. What it filed before stays, and is still taken when it comes, marked ' +
          'doubtful. Nothing changes the second time.',
        answers: { 204: null },
        problems: ['body-invalid', 'not-found'],
      }),
      atMost(JSON_MAX_BYTES),
      takes('param', DevicePath),
      takes('json', RevokeDevice),
      async (c) => {
        const { reason } = c.req.valid('json')
        const by = c.var.person
        return answerDone(c, await revokeDevice(context, c.var.estate.id, c.req.valid('param').device, { by, reason }))
      },
    )
}
