/** A webhook while it is being filled in, and how its calls went. Pure. */
import * as v from 'valibot'
import type { MarkState } from '../../checkpoints/mark.ts'
import {
  type ChangeWebhook,
  type Webhook,
  type WebhookDelivery,
  WebhookDraft,
  WebhookTopic,
} from '../../checkpoints/wire/webhook.ts'

/** What can be asked for: a test comes only when somebody presses its button. */
export const TOPICS_TO_ASK: readonly WebhookTopic[] = WebhookTopic.options.filter((topic) => topic !== 'webhook.test')

export type WebhookFields = {
  readonly url: string
  readonly label: string
  /** Everything, also what there may be one day. */
  readonly everything: boolean
  /** Kept while everything is chosen. */
  readonly topics: readonly WebhookTopic[]
}

export type WebhookFault = 'no-label' | 'bad-address' | 'no-topic'

export const NEW_WEBHOOK: WebhookFields = { url: '', label: '', everything: true, topics: [] }

export function fieldsOfWebhook({ url, label, topics }: Webhook): WebhookFields {
  return { url, label, everything: topics.length === 0, topics }
}

/** The fields must be without faults. */
export function draftOfWebhook({ url, label, everything, topics }: WebhookFields): WebhookDraft {
  return { url: url.trim(), label: label.trim(), topics: everything ? [] : [...topics] }
}

/** Only what is different: an address that stays is not looked at again. */
export function changeOfWebhook(before: Webhook, fields: WebhookFields): ChangeWebhook {
  const { url, label, topics } = draftOfWebhook(fields)
  return { ...(url !== before.url && { url }), label, topics }
}

export function webhookFaults({
  url,
  label,
  everything,
  topics,
}: WebhookFields): Partial<Record<keyof WebhookFields, WebhookFault>> {
  return {
    ...(label.trim() === '' && { label: 'no-label' }),
    ...(!v.is(WebhookDraft.entries.url, url) && { url: 'bad-address' }),
    ...(!everything && topics.length === 0 && { topics: 'no-topic' }),
  }
}

// biome-ignore format: hand-aligned table
const MARKS: Readonly<Record<WebhookDelivery['state'], MarkState>> = {
  waiting:    'pending',
  sent:       'done',
  failed:     'late',
  'given-up': 'missed',
}

export function deliveryMark({ state }: Pick<WebhookDelivery, 'state'>): MarkState {
  return MARKS[state]
}

/** Of the whole webhook, by how the last call went that has been tried. */
export function webhookMark({ state, deliveries }: Webhook): MarkState {
  if (state === 'disabled') return 'missed'
  if (state === 'paused') return 'excused'
  const tried = deliveries.find(({ attempts }) => attempts > 0)
  return tried ? deliveryMark(tried) : 'pending'
}
