/** Places, and what concerns single checkpoints. */
import { Hono } from 'hono'
import { Place } from '../../checkpoints/place.ts'
import { AddPlace, Places } from '../../checkpoints/wire/spot.ts'
import type { Context } from '../context.ts'
import { addPlace } from '../services/places.ts'
import { answer, atMost, describe, type Env, takes } from './route.ts'

const JSON_MAX_BYTES = 128 * 1024

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
}
