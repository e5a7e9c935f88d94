/** How somebody wants to be told, the browsers by which he is, and whether that works. */
import { RateLimiterMemory } from 'rate-limiter-flexible'
import type { Uuid } from '../../checkpoints/ids.ts'
import type { NotificationSettings } from '../../checkpoints/notification.ts'
import type { Person } from '../../checkpoints/people.ts'
import {
  MOST_BROWSERS,
  type NotificationRecord,
  type NotificationTest,
  type PushTarget,
} from '../../checkpoints/wire/notification.ts'
import type { Context } from '../context.ts'
import { type PushDelivery, sendPush } from '../notify/web-push.ts'
import type { PushSubscription } from '../store/notification-settings.ts'
import { messageIdOf } from './new-mail.ts'
import { testMail, testMessage } from './notification-texts.ts'
import { done, type Outcome, refused } from './outcome.ts'
import { secondsToWait } from './throttle.ts'
import { unsubscribeUrl } from './unsubscribe.ts'
import { pushSender } from './vapid-keys.ts'

export async function notificationRecord(context: Context, person: Uuid): Promise<NotificationRecord> {
  const { read } = context.database
  const sender = await pushSender(context)
  return {
    settings: await read.notificationSettings.of(person),
    channels: [...(sender ? (['push'] as const) : []), ...(context.mailer ? (['mail'] as const) : [])],
    vapidKey: sender?.publicKey ?? null,
    browsers: (await read.pushSubscriptions.of(person)).map(({ id, label, addedAt, lastSentAt }) => ({
      ...{ id, label, addedAt, lastSentAt },
    })),
  }
}

/** What was still to go out by a way he no longer wants never does. */
export async function changeSettings(
  context: Context,
  person: Uuid,
  settings: NotificationSettings,
): Promise<Outcome<NotificationRecord>> {
  if (settings.mail && settings.address === null) return refused('body-invalid', { where: ['address'] })
  await context.database.write(async ({ notificationSettings, notificationDeliveries }) => {
    const before = await notificationSettings.of(person)
    await notificationSettings.keep(person, settings)
    if (!settings.mail || settings.address !== before.address) await notificationDeliveries.dropUnsent(person, 'mail')
    if (!settings.push) await notificationDeliveries.dropUnsent(person, 'push')
  })
  return done(await notificationRecord(context, person))
}

export async function addBrowser(
  context: Context,
  person: Uuid,
  { endpoint, keys, label }: PushTarget,
): Promise<NotificationRecord> {
  const now = context.now()
  await context.database.write(async ({ pushSubscriptions }) => {
    await pushSubscriptions.keep({ id: context.newId(), person, endpoint, keys, label, addedAt: now })
    const all = await pushSubscriptions.of(person)
    for (const { id } of all.slice(0, Math.max(0, all.length - MOST_BROWSERS))) await pushSubscriptions.remove(id)
  })
  return notificationRecord(context, person)
}

export async function removeBrowser(context: Context, person: Uuid, id: string): Promise<Outcome<object>> {
  return context.database.write(async ({ pushSubscriptions }) => {
    if ((await pushSubscriptions.byId(id))?.person !== person) return refused('not-found')
    await pushSubscriptions.remove(id)
    return done({})
  })
}

/** What became of a message to a browser. One that is gone is told no more. */
export async function noteBrowser(context: Context, id: string, delivery: PushDelivery): Promise<void> {
  await context.database.write(async ({ pushSubscriptions }) => {
    if (delivery.ok) await pushSubscriptions.noteSent(id, context.now())
    else if (delivery.trouble === 'gone') await pushSubscriptions.remove(id)
  })
}

export type TestDesk = { readonly test: (person: Person) => Promise<Outcome<NotificationTest>> }

/** Ten times an hour for a person: an address may be a stranger's, and a push service nobody's to play with. */
export function testDesk(context: Context): TestDesk {
  const perPerson = new RateLimiterMemory({ points: 10, duration: 60 * 60 })
  return {
    async test(person) {
      const waitSeconds = await secondsToWait([[perPerson, person.id]])
      if (waitSeconds > 0) return refused('mail-throttled', { retryAfter: waitSeconds })
      const { read } = context.database
      const settings = await read.notificationSettings.of(person.id)
      const { push, mail, address } = settings
      const reader = { ...person, language: settings.language ?? person.language }
      const browsers = push ? await read.pushSubscriptions.of(person.id) : []
      return done({
        mail: mail && address !== null ? await mailTest(context, reader, address) : null,
        browsers: await Promise.all(
          browsers.map(async (browser) => ({ id: browser.id, taken: await pushTest(context, reader, browser) })),
        ),
      })
    },
  }
}

async function mailTest(context: Context, { id, name, language }: Person, address: string): Promise<boolean> {
  const { mailer, config } = context
  if (!mailer) return false
  const { origin } = config
  const mail = testMail(language, { origin, name, unsubscribeUrl: unsubscribeUrl(context, id, address) })
  return (await mailer.send({ ...mail, messageId: messageIdOf(context, context.newId()), to: address })).ok
}

async function pushTest(context: Context, { language }: Person, browser: PushSubscription): Promise<boolean> {
  const sender = await pushSender(context)
  if (!sender) return false
  const text = JSON.stringify(testMessage(language))
  const { endpoint, keys } = browser
  const sent = await sendPush(
    context.publicFetch,
    { endpoint, keys, text, ttlSeconds: 60, urgent: true, topic: 'test' },
    sender,
    context.now(),
  )
  await noteBrowser(context, browser.id, sent)
  return sent.ok
}
