import { describe, expect, it } from 'vitest'
import type { Webhook, WebhookDelivery } from '../../../checkpoints/wire/webhook.ts'
import {
  changeOfWebhook,
  draftOfWebhook,
  fieldsOfWebhook,
  NEW_WEBHOOK,
  TOPICS_TO_ASK,
  webhookFaults,
  webhookMark,
} from '../../../client/models/webhooks.ts'
import { uuid } from '../../support/builders.ts'

const webhook: Webhook = {
  ...{ id: uuid(1), url: 'https://hooks.example.org/a', label: 'Work orders', topics: ['finding.closed'] },
  ...{ state: 'active', createdAt: 1, by: 'Lee', deliveries: [] },
}
const delivery = (state: WebhookDelivery['state'], attempts = 1): WebhookDelivery => ({
  ...{ id: uuid(2), topic: 'finding.closed', madeAt: 1, state, attempts, nextTryAt: null },
  ...{ trouble: null, status: null, sentAt: null },
})

describe('a webhook that is filled in', () => {
  it('comes back as it was when nothing is changed, and its address is then not sent again', () => {
    const { url, label, topics } = webhook
    expect(draftOfWebhook(fieldsOfWebhook(webhook))).toEqual({ url, label, topics })
    expect(changeOfWebhook(webhook, fieldsOfWebhook(webhook))).toEqual({ label, topics })
    const moved = { ...fieldsOfWebhook(webhook), url: 'https://hooks.example.org/b ' }
    expect(changeOfWebhook(webhook, moved)).toEqual({ url: 'https://hooks.example.org/b', label, topics })
  })

  it('is told everything, whatever was ticked before', () => {
    expect(draftOfWebhook({ ...fieldsOfWebhook(webhook), everything: true }).topics).toEqual([])
    expect(fieldsOfWebhook({ ...webhook, topics: [] }).everything).toBe(true)
  })

  it('needs a name, an address that begins with https:// and holds no password, and a topic', () => {
    expect(webhookFaults(NEW_WEBHOOK)).toEqual({ label: 'no-label', url: 'bad-address' })
    const fields = { ...fieldsOfWebhook(webhook), label: ' ', topics: [] }
    expect(webhookFaults(fields)).toEqual({ label: 'no-label', topics: 'no-topic' })
    for (const url of ['http://a.example.org', 'https://', 'hooks.example.org', 'https://me:x@example.org/'])
      expect(webhookFaults({ ...fields, url, label: 'x', everything: true })).toEqual({ url: 'bad-address' })
    expect(webhookFaults(fieldsOfWebhook(webhook))).toEqual({})
  })

  it('cannot ask for tests: they come when somebody presses the button', () => {
    expect(TOPICS_TO_ASK).not.toContain('webhook.test')
    expect(TOPICS_TO_ASK).toHaveLength(13)
  })
})

describe('the mark of a webhook', () => {
  it('says how the last call went that has been tried, unless nothing is sent at all', () => {
    const mark = (given: Partial<Webhook>) => webhookMark({ ...webhook, ...given })
    expect(mark({})).toBe('pending')
    expect(mark({ deliveries: [delivery('waiting', 0), delivery('sent')] })).toBe('done')
    expect(mark({ deliveries: [delivery('failed'), delivery('sent')] })).toBe('late')
    expect(mark({ deliveries: [delivery('given-up')] })).toBe('missed')
    expect(mark({ state: 'paused', deliveries: [delivery('sent')] })).toBe('excused')
    expect(mark({ state: 'disabled', deliveries: [delivery('sent')] })).toBe('missed')
  })
})
