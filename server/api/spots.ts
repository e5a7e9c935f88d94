/** Places, and what concerns single checkpoints: their own questions, order, outages, history. */
import { Hono } from 'hono'
import * as v from 'valibot'
import { CheckpointId, Uuid } from '../../checkpoints/ids.ts'
import { Outage } from '../../checkpoints/outage.ts'
import { Place } from '../../checkpoints/place.ts'
import { PublishExtras } from '../../checkpoints/wire/checklist.ts'
import { Checkpoints, ListedCheckpoint } from '../../checkpoints/wire/estate.ts'
import {
  AddOutage,
  AddPlace,
  ChangeOutage,
  ChangePlace,
  OrderCheckpoints,
  Places,
  SetOccupancy,
  SpotHistory,
} from '../../checkpoints/wire/spot.ts'
import type { Context } from '../context.ts'
import { listCheckpoints, orderCheckpoints } from '../services/checkpoints.ts'
import { publishExtras } from '../services/extras.ts'
import { addOutage, changeOutage } from '../services/outages.ts'
import { addPlace, changePlace, removePlace, setOccupancy } from '../services/places.ts'
import { spotHistory } from '../services/spot-history.ts'
import { answer, answerDone, atMost, describe, type Env, problem, takes } from './route.ts'

const JSON_MAX_BYTES = 128 * 1024
const CheckpointPath = v.object({ estate: v.string(), checkpoint: CheckpointId })
const OutagePath = v.object({ ...CheckpointPath.entries, outage: Uuid })
const PlacePath = v.object({ estate: v.string(), place: Uuid })
const PLACE_PROBLEMS = ['body-invalid', 'place-unknown', 'name-taken'] as const

export function spotsApi(context: Context) {
  return placesRoutes(context)
    .put(
      '/api/estates/:estate/checkpoints/order',
      describe({
        summary: 'A new walking order for spots that hang in one place',
        answers: { 200: Checkpoints },
        problems: ['body-invalid', 'checkpoint-unknown'],
      }),
      atMost(JSON_MAX_BYTES),
      takes('json', OrderCheckpoints),
      async (c) => {
        const outcome = await orderCheckpoints(context, c.var.estate.id, c.req.valid('json').checkpoints)
        if (!outcome.ok) return problem(c, outcome.problem)
        return c.json({ checkpoints: await listCheckpoints(context, c.var.estate.id, { withTags: true }) })
      },
    )
    .put(
      '/api/estates/:estate/checkpoints/:checkpoint/extras',
      describe({
        summary: 'What one spot is asked beyond its kind, and its focus note',
        answers: { 200: ListedCheckpoint },
        problems: ['body-invalid', 'not-found', 'checklist-invalid', 'checklist-changed', 'place-unknown'],
      }),
      atMost(JSON_MAX_BYTES),
      takes('param', CheckpointPath),
      takes('json', PublishExtras),
      async (c) => {
        const spot = { checkpoint: c.req.valid('param').checkpoint, by: c.var.person }
        return answer(c, await publishExtras(context, c.var.estate.id, spot, c.req.valid('json')))
      },
    )
    .get(
      '/api/estates/:estate/checkpoints/:checkpoint/history',
      describe({
        summary: 'Visits, findings, meters, outages and tags of one spot',
        answers: { 200: SpotHistory },
        problems: ['body-invalid', 'not-found'],
      }),
      takes('param', CheckpointPath),
      async (c) => answer(c, await spotHistory(context, c.var.estate.id, c.req.valid('param').checkpoint)),
    )
    .post(
      '/api/estates/:estate/checkpoints/:checkpoint/outages',
      describe({
        summary: 'Put a spot out of service',
        description: 'From today at the earliest. Rounds that are not over are excused; what is over stays missed.',
        answers: { 201: Outage },
        problems: ['body-invalid', 'not-found', 'outage-overlaps'],
      }),
      atMost(JSON_MAX_BYTES),
      takes('param', CheckpointPath),
      takes('json', AddOutage),
      async (c) => {
        const spot = { checkpoint: c.req.valid('param').checkpoint, by: c.var.person }
        return answer(c, await addOutage(context, c.var.estate, spot, c.req.valid('json')), 201)
      },
    )
    .patch(
      '/api/estates/:estate/checkpoints/:checkpoint/outages/:outage',
      describe({
        summary: 'End an outage on another day, or take it back',
        answers: { 200: Outage },
        problems: ['body-invalid', 'not-found', 'outage-over', 'outage-overlaps'],
      }),
      atMost(JSON_MAX_BYTES),
      takes('param', OutagePath),
      takes('json', ChangeOutage),
      async (c) => answer(c, await changeOutage(context, c.var.estate, c.req.valid('param'), c.req.valid('json'))),
    )
}

function placesRoutes(context: Context) {
  return new Hono<Env>()
    .get(
      '/api/estates/:estate/places',
      describe({ summary: 'The tree of places', answers: { 200: Places } }),
      async (c) => c.json({ places: await context.database.read.places.of(c.var.estate.id) }),
    )
    .post(
      '/api/estates/:estate/places',
      describe({ summary: 'Add a place', answers: { 201: Place }, problems: PLACE_PROBLEMS }),
      atMost(JSON_MAX_BYTES),
      takes('json', AddPlace),
      async (c) => answer(c, await addPlace(context, c.var.estate.id, c.req.valid('json')), 201),
    )
    .patch(
      '/api/estates/:estate/places/:place',
      describe({
        summary: 'Rename, move or reorder a place',
        answers: { 200: Places },
        problems: [...PLACE_PROBLEMS, 'not-found', 'place-in-itself'],
      }),
      atMost(JSON_MAX_BYTES),
      takes('param', PlacePath),
      takes('json', ChangePlace),
      async (c) =>
        answer(c, await changePlace(context, c.var.estate.id, c.req.valid('param').place, c.req.valid('json'))),
    )
    .delete(
      '/api/estates/:estate/places/:place',
      describe({
        summary: 'Remove an empty place',
        answers: { 204: null },
        problems: ['body-invalid', 'not-found', 'place-in-use'],
      }),
      takes('param', PlacePath),
      async (c) => answerDone(c, await removePlace(context, c.var.estate.id, c.req.valid('param').place)),
    )
    .put(
      '/api/estates/:estate/places/:place/occupancy',
      describe({
        summary: 'How a unit is used; null: it is no unit',
        answers: { 200: Place },
        problems: ['body-invalid', 'not-found'],
      }),
      atMost(JSON_MAX_BYTES),
      takes('param', PlacePath),
      takes('json', SetOccupancy),
      async (c) => {
        const { place } = c.req.valid('param')
        return answer(c, await setOccupancy(context, c.var.estate.id, place, c.req.valid('json').occupancy))
      },
    )
}
