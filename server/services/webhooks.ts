/** Addresses outside that are told of what happens: set up, changed, tried out, and what became of the last calls. */
import { RateLimiterMemory } from 'rate-limiter-flexible'
import type { Person } from '../../checkpoints/people.ts'
import { DAY_MS } from '../../checkpoints/time.ts'
import type { Estate } from '../../checkpoints/wire/session.ts'
import {
  type ChangeWebhook,
  MOST_WEBHOOKS,
  type Webhook,
  type WebhookAdded,
  type WebhookDelivery,
  type WebhookDraft,
  type Webhooks,
} from '../../checkpoints/wire/webhook.ts'
import type { Context } from '../context.ts'
import { waitFor } from '../patience.ts'
import type { StoredDelivery } from '../store/webhook-deliveries.ts'
import type { NamedWebhook } from '../store/webhooks.ts'
import { payloadOf } from './make-webhook-deliveries.ts'
import { done, type Outcome, refused } from './outcome.ts'
import { sendDelivery } from './send-webhooks.ts'
import { secondsToWait } from './throttle.ts'
import { newWebhookSecret, sealWebhookSecret } from './webhook-secret.ts'

const DELIVERIES_SHOWN = 50

export async function webhooksOf(context: Context, estate: Estate): Promise<Webhooks> {
  const stored = await context.database.read.webhooks.of(estate.id)
  return { now: context.now(), webhooks: await Promise.all(stored.map((webhook) => listed(context, webhook))) }
}

type By = { readonly estate: Estate; readonly person: Person }

/** Its secret is in the answer and nowhere else. */
export async function addWebhook(
  context: Context,
  { estate, person }: By,
  draft: WebhookDraft,
): Promise<Outcome<WebhookAdded>> {
  if (await leadsInside(context, draft.url)) return refused('address-internal')
  const [id, secret] = [context.newId(), newWebhookSecret()]
  const sealedSecret = await sealWebhookSecret(context, id, secret)
  const now = context.now()
  const refusal = await context.database.write(async ({ webhooks }) => {
    if ((await webhooks.of(estate.id)).length >= MOST_WEBHOOKS) return refused('webhooks-too-many')
    await webhooks.add({ id, estate: estate.id, ...draft, sealedSecret, person: person.id, now })
    return undefined
  })
  if (refusal) return refusal
  context.log('info', 'webhook added', { estate: estate.id, webhook: id, person: person.id })
  return withSecret(context, estate, id, secret)
}

/** What waits while it is paused is given up; one that goes on begins with a clean slate. */
export async function changeWebhook(
  context: Context,
  { estate, person }: By,
  { id, change }: { readonly id: string; readonly change: ChangeWebhook },
): Promise<Outcome<Webhook>> {
  if (change.url !== undefined && (await leadsInside(context, change.url))) return refused('address-internal')
  const refusal = await context.database.write(async ({ webhooks, webhookDeliveries }) => {
    const before = await webhooks.byId(id)
    if (before?.estate !== estate.id) return refused('not-found')
    const { url = before.url, label = before.label, topics = before.topics, state = before.state } = change
    const isAnew = url !== before.url || (state === 'active' && before.state !== 'active')
    const failingSince = isAnew ? null : before.failingSince
    await webhooks.change(id, { url, label, topics, state, failingSince })
    if (state === 'paused') await webhookDeliveries.giveUp(id)
    return undefined
  })
  if (refusal) return refusal
  context.log('info', 'webhook changed', { estate: estate.id, webhook: id, person: person.id })
  return listedById(context, estate, id)
}

/** All that is known of its calls goes with it. */
export async function removeWebhook(context: Context, { estate, person }: By, id: string): Promise<Outcome<object>> {
  const refusal = await context.database.write(async ({ webhooks }) => {
    if ((await webhooks.byId(id))?.estate !== estate.id) return refused('not-found')
    await webhooks.remove(id)
    return undefined
  })
  if (refusal) return refusal
  context.log('info', 'webhook removed', { estate: estate.id, webhook: id, person: person.id })
  return done({})
}

/** A receiver has a day to learn the new one. */
const FORMER_SIGNS_MS = DAY_MS

/** From now on the new secret signs, and for a day the one before along with it. */
export async function changeSecret(
  context: Context,
  { estate, person }: By,
  id: string,
): Promise<Outcome<WebhookAdded>> {
  const secret = newWebhookSecret()
  const sealedSecret = await sealWebhookSecret(context, id, secret)
  const refusal = await context.database.write(async ({ webhooks }) => {
    const before = await webhooks.byId(id)
    if (before?.estate !== estate.id) return refused('not-found')
    const former = { sealedSecret: before.sealedSecret, until: context.now() + FORMER_SIGNS_MS }
    await webhooks.changeSecret(id, { sealedSecret, former })
    return undefined
  })
  if (refusal) return refusal
  context.log('info', 'webhook secret changed', { estate: estate.id, webhook: id, person: person.id })
  return withSecret(context, estate, id, secret)
}

export type WebhookDesk = {
  readonly test: (estate: Estate, id: string) => Promise<Outcome<WebhookDelivery>>
  readonly redeliver: (estate: Estate, id: string, delivery: string) => Promise<Outcome<WebhookDelivery>>
}

/** Somebody presses the button and waits: he hears how it went, unless the receiver takes longer than this. */
const WAIT_MS = 8000

/** Thirty times an hour for an estate: this is no way to make a stranger's server busy. */
export function webhookDesk(context: Context): WebhookDesk {
  const perEstate = new RateLimiterMemory({ points: 30, duration: 60 * 60 })
  const { read, write } = context.database

  async function sendNow(webhook: string, id: string): Promise<Outcome<WebhookDelivery>> {
    const sent = sendDelivery(context, webhook, id).catch((error: unknown) =>
      context.log('error', 'webhook not called', { webhook, error: String(error) }),
    )
    await waitFor(sent, WAIT_MS)
    const delivery = await read.webhookDeliveries.byId(id)
    return delivery ? done(deliveryOnWire(delivery)) : refused('not-found')
  }

  async function waitSeconds(estate: Estate) {
    const retryAfter = await secondsToWait([[perEstate, estate.id]])
    return retryAfter > 0 ? refused('too-many-requests', { retryAfter }) : undefined
  }

  return {
    /** Also while it is paused or disabled: that is how one finds out whether it works again. */
    async test(estate, id) {
      const webhook = await read.webhooks.byId(id)
      if (webhook?.estate !== estate.id) return refused('not-found')
      const busy = await waitSeconds(estate)
      if (busy) return busy
      const [delivery, now] = [context.newId(), context.now()]
      const data = { estate: { id: estate.id, code: estate.code }, webhook: { id, label: webhook.label } }
      const payload = payloadOf('webhook.test', now, data)
      await write((stores) =>
        stores.webhookDeliveries.make([{ id: delivery, webhook: id, topic: 'webhook.test', payload }], now),
      )
      return sendNow(id, delivery)
    },

    /** The same call under the same id, whatever became of it: who has taken it already does nothing. */
    async redeliver(estate, id, delivery) {
      const webhook = await read.webhooks.byId(id)
      const known = await read.webhookDeliveries.byId(delivery)
      if (webhook?.estate !== estate.id || known?.webhook !== id) return refused('not-found')
      const busy = await waitSeconds(estate)
      if (busy) return busy
      await write((stores) => stores.webhookDeliveries.again(delivery, context.now()))
      return sendNow(id, delivery)
    },
  }
}

/** Of a name that tells nothing yet, it is looked at again whenever it is called. */
async function leadsInside(context: Context, url: string): Promise<boolean> {
  return (await context.publicLook(url, LOOK_MS)) === 'internal-address'
}
const LOOK_MS = 5000

async function withSecret(
  context: Context,
  estate: Estate,
  id: string,
  secret: string,
): Promise<Outcome<WebhookAdded>> {
  const webhook = await listedById(context, estate, id)
  return webhook.ok ? done({ webhook: webhook.value, secret }) : webhook
}

async function listedById(context: Context, estate: Estate, id: string): Promise<Outcome<Webhook>> {
  const stored = await context.database.read.webhooks.byId(id)
  return stored?.estate === estate.id ? done(await listed(context, stored)) : refused('not-found')
}

async function listed(context: Context, stored: NamedWebhook): Promise<Webhook> {
  const { id, url, label, topics, state, createdAt, by } = stored
  const deliveries = await context.database.read.webhookDeliveries.lastOf(id, DELIVERIES_SHOWN)
  return { id, url, label, topics, state, createdAt, by, deliveries: deliveries.map(deliveryOnWire) }
}

function deliveryOnWire({ webhook: _, payload: __, ...delivery }: StoredDelivery): WebhookDelivery {
  return delivery
}
