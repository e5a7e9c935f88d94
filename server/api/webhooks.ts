/** Addresses outside that are told of what happens, for the estate's admin. */
import { Hono } from 'hono'
import {
  ChangeWebhook,
  Webhook,
  WebhookAdded,
  WebhookDelivery,
  WebhookDraft,
  Webhooks,
} from '../../checkpoints/wire/webhook.ts'
import type { Context } from '../context.ts'
import {
  addWebhook,
  changeSecret,
  changeWebhook,
  removeWebhook,
  webhookDesk,
  webhooksOf,
} from '../services/webhooks.ts'
import { answer, answerDone, atMost, describe, type Env, takes } from './route.ts'

const JSON_MAX_BYTES = 64 * 1024

export function webhooksApi(context: Context) {
  const { test, redeliver } = webhookDesk(context)
  return new Hono<Env>()
    .get(
      '/api/estates/:estate/webhooks',
      describe({ summary: 'Webhooks, and what became of their last calls', answers: { 200: Webhooks } }),
      async (c) => c.json(await webhooksOf(context, c.var.estate)),
    )
    .post(
      '/api/estates/:estate/webhooks',
      describe({
        summary: 'Tell an address outside of what happens',
        description: 'By the Standard Webhooks specification. The secret is in this answer and nowhere else.',
        answers: { 201: WebhookAdded },
        problems: ['body-invalid', 'address-internal', 'webhooks-too-many', 'too-large'],
      }),
      atMost(JSON_MAX_BYTES),
      takes('json', WebhookDraft),
      async (c) => answer(c, await addWebhook(context, c.var, c.req.valid('json')), 201),
    )
    .patch(
      '/api/estates/:estate/webhooks/:webhook',
      describe({
        summary: 'Change, pause or resume one',
        description: 'What waits while it is paused is not made up for.',
        answers: { 200: Webhook },
        problems: ['body-invalid', 'not-found', 'address-internal', 'too-large'],
      }),
      atMost(JSON_MAX_BYTES),
      takes('json', ChangeWebhook),
      async (c) => {
        const asked = { id: c.req.param('webhook'), change: c.req.valid('json') }
        return answer(c, await changeWebhook(context, c.var, asked))
      },
    )
    .delete(
      '/api/estates/:estate/webhooks/:webhook',
      describe({
        summary: 'Remove one, with what is known of its calls',
        answers: { 204: null },
        problems: ['not-found'],
      }),
      async (c) => answerDone(c, await removeWebhook(context, c.var, c.req.param('webhook'))),
    )
    .post(
      '/api/estates/:estate/webhooks/:webhook/secret',
      describe({
        summary: 'Sign with a new secret from now on',
        description: 'For 24 hours the one before signs along. The new one is in this answer and nowhere else.',
        answers: { 201: WebhookAdded },
        problems: ['not-found'],
      }),
      async (c) => answer(c, await changeSecret(context, c.var, c.req.param('webhook')), 201),
    )
    .post(
      '/api/estates/:estate/webhooks/:webhook/test',
      describe({
        summary: 'Call it now with `webhook.test`, once',
        description: 'The answer waits for the receiver, but for seconds only.',
        answers: { 200: WebhookDelivery },
        problems: ['not-found', 'too-many-requests'],
      }),
      async (c) => answer(c, await test(c.var.estate, c.req.param('webhook'))),
    )
    .post(
      '/api/estates/:estate/webhooks/:webhook/deliveries/:delivery',
      describe({
        summary: 'Make one call again, under the same id',
        description: 'The answer waits for the receiver, but for seconds only.',
        answers: { 200: WebhookDelivery },
        problems: ['not-found', 'too-many-requests'],
      }),
      async (c) => answer(c, await redeliver(c.var.estate, c.req.param('webhook'), c.req.param('delivery'))),
    )
}
