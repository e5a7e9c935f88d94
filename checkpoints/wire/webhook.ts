/** Addresses outside that are told of what happens on an estate, by the Standard Webhooks specification. */
import * as v from 'valibot'
import { Uuid } from '../ids.ts'
import { Instant } from '../time.ts'

export const MOST_WEBHOOKS = 20

/** What is told. `finding.<act>` for each event of a finding that counts. */
// biome-ignore format: hand-aligned table
export const WebhookTopic = v.picklist([
  'finding.reported', 'finding.settled', 'finding.routed', 'finding.extended', 'finding.fixed', 'finding.verified',
  'finding.sent-back', 'finding.closed', 'finding.dismissed', 'finding.merged', 'finding.reopened', 'finding.changed',
  'finding.escalated', 'webhook.test',
])
export type WebhookTopic = v.InferOutput<typeof WebhookTopic>

/** Without a name and password in it: those would stand in every log on the way. */
const Address = v.pipe(v.string(), v.trim(), v.maxLength(1000), v.regex(/^https:\/\/[^\s/@?#]+([/?]\S*)?$/), v.url())

export const WebhookDraft = v.strictObject({
  url: Address,
  label: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(80)),
  /** Empty: everything. */
  topics: v.pipe(v.array(WebhookTopic), v.maxLength(20)),
})
export type WebhookDraft = v.InferOutput<typeof WebhookDraft>
export const ChangeWebhook = v.strictObject({
  ...v.partial(WebhookDraft).entries,
  state: v.optional(v.picklist(['active', 'paused'])),
})
export type ChangeWebhook = v.InferOutput<typeof ChangeWebhook>

/**
 * - `refused`: answered, but not with a 2xx
 * - `unreachable`: no such name, nobody there, or the connection broke
 * - `certificate`: whoever is there could not prove that he is whom the address names
 * - `internal-address`: it leads, or one of its addresses does, to where not everybody could go
 * - `redirected`: sent on to another address, which is never followed
 */
export const WebhookTrouble = v.picklist([
  'refused',
  'unreachable',
  'certificate',
  'timed-out',
  'internal-address',
  'redirected',
  'too-long',
  'unexpected',
])
export type WebhookTrouble = v.InferOutput<typeof WebhookTrouble>

export const WebhookDelivery = v.strictObject({
  id: Uuid,
  topic: WebhookTopic,
  madeAt: Instant,
  state: v.picklist(['waiting', 'sent', 'failed', 'given-up']),
  attempts: v.number(),
  nextTryAt: v.nullable(Instant),
  trouble: v.nullable(WebhookTrouble),
  /** The HTTP status of the last answer; null: there was none. */
  status: v.nullable(v.number()),
  sentAt: v.nullable(Instant),
})
export type WebhookDelivery = v.InferOutput<typeof WebhookDelivery>

export const Webhook = v.strictObject({
  id: Uuid,
  url: v.string(),
  label: v.string(),
  topics: v.array(WebhookTopic),
  /** `disabled`: by the server, after days without a single answer. */
  state: v.picklist(['active', 'paused', 'disabled']),
  createdAt: Instant,
  by: v.string(),
  /** The newest 50, the newest first. */
  deliveries: v.array(WebhookDelivery),
})
export type Webhook = v.InferOutput<typeof Webhook>
export const Webhooks = v.strictObject({ now: Instant, webhooks: v.array(Webhook) })
export type Webhooks = v.InferOutput<typeof Webhooks>

/** Shown once: `whsec_…`. */
export const WebhookAdded = v.strictObject({ webhook: Webhook, secret: v.string() })
export type WebhookAdded = v.InferOutput<typeof WebhookAdded>
