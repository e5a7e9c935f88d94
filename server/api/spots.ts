/** Places, and what concerns single checkpoints. */
import { Hono } from 'hono'
import * as v from 'valibot'
import { CheckpointId } from '../../checkpoints/ids.ts'
import { Place } from '../../checkpoints/place.ts'
import { PublishExtras } from '../../checkpoints/wire/checklist.ts'
import { ListedCheckpoint } from '../../checkpoints/wire/estate.ts'
import { AddPlace, Places } from '../../checkpoints/wire/spot.ts'
import type { Context } from '../context.ts'
import { publishExtras } from '../services/extras.ts'
import { addPlace } from '../services/places.ts'
import { answer, atMost, describe, type Env, takes } from './route.ts'

const JSON_MAX_BYTES = 128 * 1024
const CheckpointPath = v.object({ estate: v.string(), checkpoint: CheckpointId })

export function spotsApi(context: Context) {
  return new Hono<Env>()
    .get(
      '/api/estates/:estate/places',
      describe({ summary: 'The tree of places', answers: { 200: Places } }),
      async (c) => c.json({ places: await context.database.read.places.of(c.var.estate.id) }),
    )
    .post(
      '/api/estates/:estate/places',
      describe({ summary: 'Add a place', answers: { 201: Place }, problems: ['body-invalid', 'place-unknown'] }),
      atMost(JSON_MAX_BYTES),
      takes('json', AddPlace),
      async (c) => answer(c, await addPlace(context, c.var.estate.id, c.req.valid('json')), 201),
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
}
