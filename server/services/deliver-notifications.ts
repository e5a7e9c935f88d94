/** Sending what people are told beyond the inbox: to their browsers and by e-mail, each once, however often the server stops in between. */
import { retryAt } from '../../checkpoints/mailing.ts'
import type { Channel } from '../../checkpoints/notification.ts'
import { MINUTE_MS } from '../../checkpoints/time.ts'
import { type Context, sha256Of } from '../context.ts'
import type { Delivery, Mailer } from '../notify/mail.ts'
import { type PushDelivery, type Sender, sendPush } from '../notify/web-push.ts'
import type { StoredDelivery } from '../store/notification-deliveries.ts'
import { inTurns } from '../turns.ts'
import { groupBy } from './group-by.ts'
import { messageIdOf } from './new-mail.ts'
import { noteBrowser } from './notification-settings.ts'
import { notificationMail, pushMessage } from './notification-texts.ts'
import { unsubscribeUrl } from './unsubscribe.ts'
import { pushSender } from './vapid-keys.ts'

const MOST_IN_A_RUN = 200
const AT_ONCE = 4
/** Longer than a push service or a mail server is waited for. */
const IN_HAND_MS = 2 * MINUTE_MS

/** Sends what waits to go by one way and whose time has come; what nobody needs any more is given up first. */
export async function deliverWaiting(context: Context, channel: Channel): Promise<void> {
  const { read, write } = context.database
  const now = context.now()
  if (!(await read.notificationDeliveries.anyToSend(channel, now))) return
  const overtaken = await read.notificationDeliveries.overtaken(now)
  if (overtaken.length > 0) await write(({ notificationDeliveries }) => notificationDeliveries.giveUp(overtaken))
  await (channel === 'push' ? pushWaiting(context) : mailWaiting(context))
}

async function pushWaiting(context: Context): Promise<void> {
  const waiting = await context.database.read.notificationDeliveries.toSend('push', context.now(), MOST_IN_A_RUN)
  if (waiting.length === 0) return
  const sender = await pushSender(context)
  // Its key is lost, and will be: what waited would be looked at for good.
  if (!sender) return note(context, waiting, { ok: false, trouble: 'unexpected', isFinal: true })
  const inTurn = inTurns(AT_ONCE)
  await Promise.all(waiting.map((told) => inTurn(() => pushOne(context, sender, told))))
}

/** A repetition follows an alarm; what has happened is worth knowing for a day. */
const TTL_SECONDS = { urgent: 10 * 60, other: 24 * 60 * 60 }

async function pushOne(context: Context, sender: Sender, told: StoredDelivery): Promise<void> {
  if (context.live.closing.aborted) return
  // Each when its turn comes: what is still in line when the server stops must not wait until a claim runs out.
  const now = context.now()
  const claimed = await context.database.write(({ notificationDeliveries }) =>
    notificationDeliveries.claim([told.id], now, now + IN_HAND_MS),
  )
  if (!claimed.has(told.id)) return
  const subscription = await context.database.read.pushSubscriptions.byId(told.target)
  // Removed a moment ago, or it is somebody else's browser now.
  if (subscription?.person !== told.person.id) return note(context, [told], GONE)
  const urgent = told.kind === 'emergency'
  const delivery = await sendPush(
    context.publicFetch,
    {
      endpoint: subscription.endpoint,
      keys: subscription.keys,
      text: JSON.stringify(pushMessage(told)),
      ttlSeconds: urgent ? TTL_SECONDS.urgent : TTL_SECONDS.other,
      urgent,
      topic: topicOf(told),
    },
    sender,
    context.now(),
  ).catch((): PushDelivery => ({ ok: false, trouble: 'unexpected', isFinal: false }))
  await note(context, [told], delivery)
  await noteBrowser(context, subscription.id, delivery)
}

/** What says the same once more takes the place of what has not arrived; news of another kind must not take an alarm's. */
function topicOf({ kind, trigger, finding }: StoredDelivery): string {
  return sha256Of([finding.id, kind, kind === 'emergency' ? '' : trigger].join(' ')).slice(0, MOST_IN_A_TOPIC)
}
const MOST_IN_A_TOPIC = 32

const GONE = { ok: false, trouble: 'gone', isFinal: true } as const satisfies PushDelivery

/** So many mails in a row without a connection: it is the mail server, and the rest waits. */
const UNREACHABLE_IN_A_ROW = 3

async function mailWaiting(context: Context): Promise<void> {
  const { mailer, database } = context
  if (!mailer) return
  const now = context.now()
  const waiting = await database.read.notificationDeliveries.toSend('mail', now, MOST_IN_A_RUN)
  let unreachable = 0
  for (const together of groupBy(waiting, bundleOf).values()) {
    if (context.live.closing.aborted || unreachable >= UNREACHABLE_IN_A_ROW) return
    const mail = await takeInHand(context, together)
    if (!mail) continue
    const delivery = await mailOne(context, mailer, mail).catch(unexpected)
    unreachable = !delivery.ok && delivery.trouble === 'unreachable' ? unreachable + 1 : 0
    await note(context, mail.all, delivery)
  }
}

/** What waits for one reader goes out together, but an emergency by itself; what was sent together once is so again. */
function bundleOf({ id, messageId, kind, target, person, estate }: StoredDelivery): string {
  return messageId ?? (kind === 'emergency' ? id : `${person.id} ${estate.id} ${target}`)
}

type InHand = { readonly messageId: string; readonly all: readonly StoredDelivery[] }

async function takeInHand(context: Context, together: readonly StoredDelivery[]): Promise<InHand | undefined> {
  const now = context.now()
  const ids = together.map(({ id }) => id)
  const messageId = together[0]?.messageId ?? messageIdOf(context, context.newId())
  const claimed = await context.database.write(async ({ notificationDeliveries }) => {
    const ours = await notificationDeliveries.claim(ids, now, now + IN_HAND_MS)
    if (ours.size > 0) await notificationDeliveries.bundle([...ours], messageId)
    return ours
  })
  const all = together.filter(({ id }) => claimed.has(id)).sort((a, b) => a.at - b.at)
  return all.length > 0 ? { messageId, all } : undefined
}

async function mailOne(context: Context, mailer: Mailer, { messageId, all }: InHand): Promise<Delivery> {
  const { target: address, person } = all[0]!
  const known = await context.database.read.people.byId(person.id)
  const mail = notificationMail(all, {
    origin: context.config.origin,
    name: known?.name ?? '',
    unsubscribeUrl: unsubscribeUrl(context, person.id, address),
  })
  return mailer.send({ ...mail, messageId, to: address })
}

function unexpected(): Delivery {
  return { ok: false, trouble: 'unexpected', answer: '', isFinal: false }
}

/** The log hears neither an address nor what it was about. */
async function note(
  context: Context,
  all: readonly StoredDelivery[],
  delivery: Delivery | PushDelivery,
): Promise<void> {
  const { write } = context.database
  const [now, ids] = [context.now(), all.map(({ id }) => id)]
  const { channel, attempts: before, dueAt } = all[0]!
  const attempts = before + 1
  if (delivery.ok) {
    await write(({ notificationDeliveries }) => notificationDeliveries.noteSent(ids, attempts, now))
    return
  }
  const { trouble, isFinal } = delivery
  const nextTryAt = isFinal ? null : retryAt(attempts, { madeAt: dueAt, now })
  await write(({ notificationDeliveries }) => notificationDeliveries.noteFailed(ids, { attempts, trouble, nextTryAt }))
  context.log('warn', nextTryAt === null ? 'notification given up' : 'notification not sent', {
    ...{ deliveries: ids.join(' '), channel, trouble, attempts },
  })
}
