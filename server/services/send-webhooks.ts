/**
 * Telling webhooks what waits for them. Between the receiver's word and the note of it the power may fail: then the same call goes
 * out again under the same id, as the specification wants it (at least once).
 */
import type { Instant } from '../../checkpoints/time.ts'
import type { WebhookTrouble } from '../../checkpoints/wire/webhook.ts'
import type { Context } from '../context.ts'
import type { PublicAnswer } from '../notify/public-fetch.ts'
import type { Stores } from '../store/stores.ts'
import type { StoredDelivery } from '../store/webhook-deliveries.ts'
import type { StoredWebhook } from '../store/webhooks.ts'
import { DISABLED_AFTER_MS, retryAfterMs, retryAt } from './webhook-retries.ts'
import { signedHeaders, signingSecrets } from './webhook-secret.ts'

const BATCH = 20

/** Sends what is due now; resolves when all of it has been tried. */
export async function sendDueDeliveries(context: Context): Promise<void> {
  const webhooks = await context.database.read.webhookDeliveries.due(context.now())
  await Promise.all(webhooks.map((webhook) => drain(context, webhook)))
}

/** Each webhook by itself: one that hangs holds up its own calls only. */
async function drain(context: Context, webhook: string): Promise<void> {
  while (!context.live.closing.aborted) {
    const due = await context.database.read.webhookDeliveries.toSend(webhook, context.now(), BATCH)
    if (due.length === 0) return
    await Promise.all(due.map((id) => sendDelivery(context, webhook, id)))
  }
}

/** Tries one now, or waits for the attempt that is under way. */
export function sendDelivery(context: Context, webhook: string, id: string): Promise<void> {
  return context.outgoing.once(webhook, id, () => attempt(context, id))
}

async function attempt(context: Context, id: string): Promise<void> {
  const { read, write } = context.database
  const delivery = await read.webhookDeliveries.byId(id)
  const webhook = delivery && (await read.webhooks.byId(delivery.webhook))
  // Sent, removed or put off since somebody saw it waiting.
  if (!webhook || delivery.nextTryAt === null || delivery.nextTryAt > context.now()) return
  if (context.live.closing.aborted) return
  const answer = await call(context, webhook, delivery)
  await write((stores) => note(context, stores, id, answer))
}

/** What a receiver that answers late is worth: the specification advises 15 to 30 seconds. */
const TIMEOUT_MS = 20_000
const ANSWER_MOST_BYTES = 64 * 1024

async function call(context: Context, webhook: StoredWebhook, { id, payload }: StoredDelivery): Promise<Called> {
  try {
    const secrets = await signingSecrets(context, webhook)
    const signed = signedHeaders({ id, at: context.now(), body: payload }, secrets)
    const headers = { 'Content-Type': 'application/json', 'User-Agent': 'Waymark', ...signed }
    const limits = { timeoutMs: TIMEOUT_MS, mostBytes: ANSWER_MOST_BYTES }
    return calledOf(await context.publicFetch(webhook.url, { method: 'POST', headers, body: payload, ...limits }))
  } catch (error) {
    context.log('error', 'webhook not called', { webhook: webhook.id, error: String(error) })
    return { trouble: 'unexpected', status: null, retryAfterMs: 0 }
  }
}

type Called = {
  /** null: it was taken. */
  readonly trouble: WebhookTrouble | null
  readonly status: number | null
  readonly retryAfterMs: number
}

function calledOf(answer: PublicAnswer): Called {
  const nothing = { status: null, retryAfterMs: 0 }
  switch (answer.outcome) {
    case 'answered': {
      const { status, headers } = answer
      return { trouble: isTaken(status) ? null : 'refused', status, retryAfterMs: retryAfterMs(headers['retry-after']) }
    }
    // Whoever has said yes has taken it, however much he says besides.
    case 'too-long':
      return { ...nothing, trouble: isTaken(answer.status) ? null : 'too-long', status: answer.status }
    case 'redirected':
      return { ...nothing, trouble: 'redirected', status: answer.status }
    case 'address-invalid':
      return { ...nothing, trouble: 'unexpected' }
    default:
      return { ...nothing, trouble: answer.outcome }
  }
}

function isTaken(status: number): boolean {
  return status >= 200 && status < 300
}

/** Of whom nothing is to be heard again. */
const GONE = 410

/** Reads both again: somebody may have changed, paused or removed them while the receiver thought. */
async function note(context: Context, stores: Stores, id: string, called: Called): Promise<void> {
  const delivery = await stores.webhookDeliveries.byId(id)
  const webhook = delivery && (await stores.webhooks.byId(delivery.webhook))
  if (!webhook) return
  const { trouble, status } = called
  const [now, attempts] = [context.now(), delivery.attempts + 1]
  const facts = { delivery: id, webhook: webhook.id, status, attempts }
  if (trouble === null) {
    await stores.webhookDeliveries.noteSent(id, { attempts, status }, now)
    await stores.webhooks.setFailingSince(webhook.id, null)
    context.log('info', 'webhook told', facts)
    return
  }
  const again = webhook.state === 'active' && delivery.topic !== 'webhook.test'
  const nextTryAt = again ? retryAt({ id, attempts, now, retryAfterMs: called.retryAfterMs }) : null
  await stores.webhookDeliveries.noteFailed(id, { attempts, trouble, status, nextTryAt })
  context.log('warn', nextTryAt === null ? 'webhook given up on' : 'webhook not told', { ...facts, trouble })
  if (delivery.topic !== 'webhook.test') await noteFailing(context, stores, webhook, { now, status, nextTryAt })
}

type Failure = { readonly now: Instant; readonly status: number | null; readonly nextTryAt: Instant | null }

/** @param failure the attempt that has just failed */
async function noteFailing(context: Context, stores: Stores, webhook: StoredWebhook, failure: Failure): Promise<void> {
  const { now, status, nextTryAt } = failure
  const since = webhook.failingSince ?? now
  if (webhook.failingSince === null) await stores.webhooks.setFailingSince(webhook.id, since)
  const isOver = status === GONE || (nextTryAt === null && now - since >= DISABLED_AFTER_MS)
  if (!isOver || webhook.state !== 'active') return
  await stores.webhooks.disable(webhook.id)
  await stores.webhookDeliveries.giveUp(webhook.id)
  const why = status === GONE ? 'gone' : 'failing'
  context.log('error', 'webhook disabled', { estate: webhook.estate, webhook: webhook.id, why, since })
}
