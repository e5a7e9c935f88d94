/** Displays that show a fresh code every half minute: paired, listed and revoked. */
import { Hono } from 'hono'
import * as v from 'valibot'
import { DISPLAY_HEADER } from '../../checkpoints/display-statement.ts'
import { Uuid } from '../../checkpoints/ids.ts'
import {
  DisplayState,
  Displays,
  OfferPairing,
  PairDisplay,
  PairingOffered,
  RevokeDisplay,
} from '../../checkpoints/wire/display.ts'
import type { Context } from '../context.ts'
import { hearDisplay } from '../services/display-codes.ts'
import { listDisplays, offerPairing, pairingDesk, revokeDisplay } from '../services/displays.ts'
import { addressOf } from './address.ts'
import { answer, atMost, describe, type Env, takes } from './route.ts'

const DisplayPath = v.object({ display: Uuid })
const JSON_MAX_BYTES = 4 * 1024

export function displaysApi(context: Context) {
  const desk = pairingDesk(context)
  return new Hono<Env>()
    .post(
      '/api/displays',
      describe({
        summary: 'Pair a display',
        description: 'With the one-time code that an admin has made: the public half of the key that it signs with.',
        answers: { 201: DisplayState },
        problems: ['body-invalid', 'pairing-code-invalid', 'pairing-throttled', 'key-invalid', 'displays-used-up'],
      }),
      atMost(JSON_MAX_BYTES),
      takes('json', PairDisplay),
      async (c) => answer(c, await desk.pair(c.req.valid('json'), addressOf(context, c)), 201),
    )
    .get(
      '/api/display/state',
      describe({
        summary: 'How a display stands',
        description: `For the display alone: \`${DISPLAY_HEADER}\` holds what it has signed a moment ago (docs/api.md).`,
        answers: { 200: DisplayState },
        problems: ['display-unknown', 'display-clock-wrong'],
      }),
      async (c) => answer(c, await hearDisplay(context, c.req.header(DISPLAY_HEADER))),
    )
    .get(
      '/api/estates/:estate/displays',
      describe({ summary: 'The displays that spots have or have had', answers: { 200: Displays } }),
      async (c) => c.json(await listDisplays(context, c.var.estate.id)),
    )
    .post(
      '/api/estates/:estate/displays',
      describe({
        summary: 'Make a code to pair a display with',
        description: 'Good once, and for a quarter of an hour.',
        answers: { 201: PairingOffered },
        problems: ['body-invalid', 'checkpoint-unknown', 'displays-used-up'],
      }),
      takes('json', OfferPairing),
      async (c) => answer(c, await offerPairing(context, c.var.estate.id, c.var.person, c.req.valid('json')), 201),
    )
    .put(
      '/api/estates/:estate/displays/:display/revocation',
      describe({
        summary: 'Revoke a display, with a reason',
        description: 'It shows no more codes once it hears of it; phones refuse them once they do.',
        answers: { 200: Displays },
        problems: ['body-invalid', 'not-found'],
      }),
      takes('param', DisplayPath),
      takes('json', RevokeDisplay),
      async (c) => {
        const revoking = { by: c.var.person, reason: c.req.valid('json').reason }
        return answer(c, await revokeDisplay(context, c.var.estate.id, c.req.valid('param').display, revoking))
      },
    )
}
