/**
 * What webhooks are told of findings: made in the transaction that keeps what has happened, so that it is told exactly if it has.
 * What leaves the house names nobody and says nothing that anybody wrote: no people, no residents, no notes, no photos. Who needs
 * more follows the link, and signs in.
 */
import { type Finding, isSolved, type KeptEvent } from '../../checkpoints/finding.ts'
import type { LadderStep } from '../../checkpoints/finding-rules.ts'
import type { Instant } from '../../checkpoints/time.ts'
import type { WebhookTopic } from '../../checkpoints/wire/webhook.ts'
import type { Context } from '../context.ts'
import type { Stores } from '../store/stores.ts'
import type { Happened } from './finding-news.ts'

/** In the transaction that keeps the event. */
export async function makeWebhookDeliveries(context: Context, stores: Stores, happened: Happened): Promise<void> {
  const { event } = happened
  const about = { event: { id: event.id, kind: event.act.kind, at: event.at } }
  await tell(context, stores, happened, { topics: topicsOf(happened.finding, event), at: event.at, about })
}

/** When nothing has happened for too long: in the transaction that notes the rung as climbed. */
export async function makeEscalationDeliveries(
  context: Context,
  stores: Stores,
  told: Pick<Happened, 'estate' | 'number' | 'finding'> & { readonly step: LadderStep; readonly since: Instant },
): Promise<void> {
  const { when, afterMinutes } = told.step
  const about = { escalation: { when, afterMinutes, since: told.since } }
  await tell(context, stores, told, { topics: ['finding.escalated'], at: context.now(), about })
}

/** What an event that has just been kept is told as. What changes nothing about the finding is not told: comments, conflicts. */
function topicsOf(finding: Finding, { act, standing }: Pick<KeptEvent, 'act' | 'standing'>): WebhookTopic[] {
  if (standing === 'conflicting') return []
  const closed: WebhookTopic[] = isSolved(finding) ? ['finding.closed'] : []
  switch (act.kind) {
    case 'begin':
      return [act.settled ? 'finding.settled' : 'finding.reported']
    case 'settle':
      return ['finding.settled']
    case 'triage':
      return ['finding.routed']
    case 'answer-extension':
      return [act.approved ? 'finding.extended' : 'finding.changed']
    case 'fix':
      return ['finding.fixed']
    case 'verify':
      return [act.passed ? 'finding.verified' : 'finding.sent-back', ...closed]
    case 'call-back':
      if (act.outcome === 'not-satisfied') return ['finding.sent-back']
      return act.outcome === 'not-reached' ? ['finding.changed'] : closed
    case 'owe-call-back':
      return closed
    case 'ask-extension':
    case 'reclassify':
    case 'acknowledge':
      return ['finding.changed']
    case 'merge':
      return ['finding.merged']
    case 'dismiss':
      return ['finding.dismissed']
    case 'reopen':
      return ['finding.reopened']
    case 'comment':
    case 'resolve':
      return []
    default:
      return act satisfies never
  }
}

type Telling = {
  readonly topics: readonly WebhookTopic[]
  readonly at: Instant
  /** What is said beside the finding itself. */
  readonly about: object
}

async function tell(
  context: Context,
  stores: Stores,
  happened: Pick<Happened, 'estate' | 'number' | 'finding'>,
  { topics, at, about }: Telling,
): Promise<void> {
  if (topics.length === 0) return
  const listening = await stores.webhooks.listening(happened.estate)
  const told = topics.flatMap((topic) =>
    listening
      .filter((webhook) => webhook.topics.length === 0 || webhook.topics.includes(topic))
      .map(({ id }) => ({ topic, webhook: id })),
  )
  if (told.length === 0) return
  const data = { ...(await dataOf(context, stores, happened)), ...about }
  const deliveries = told.map(({ topic, webhook }) => ({
    ...{ id: context.newId(), webhook, topic },
    payload: payloadOf(topic, at, data),
  }))
  await stores.webhookDeliveries.make(deliveries, context.now())
  context.outgoing.ring()
}

/** The body of a call (Standard Webhooks 1.0.0 "Payload structure"). */
export function payloadOf(type: WebhookTopic, at: Instant, data: object): string {
  return JSON.stringify({ type, timestamp: new Date(at).toISOString(), data })
}

async function dataOf(
  context: Context,
  stores: Stores,
  { estate: id, number, finding }: Pick<Happened, 'estate' | 'number' | 'finding'>,
) {
  const estate = await stores.estates.byId(id)
  const spot = (await stores.checkpoints.byId(finding.checkpoint))?.checkpoint
  return {
    estate: { id, code: estate?.code ?? '' },
    finding: {
      id: finding.id,
      number,
      version: finding.version,
      state: finding.state,
      stateSince: finding.stateSince,
      severity: finding.severity,
      category: finding.category,
      route: finding.route?.kind ?? null,
      dueOn: finding.dueOn,
      extended: finding.extended,
      sentBack: finding.sentBack,
      reportedAt: finding.reportedAt,
      fixedAt: finding.fixedAt,
      closedAt: finding.closedAt,
      alarmedAt: finding.alarmedAt,
      mergedInto: finding.mergedInto,
      checkpoint: { id: finding.checkpoint, code: spot?.code ?? '', names: spot?.names ?? {} },
      url: `${context.config.origin}/findings/${finding.id}`,
    },
  }
}
