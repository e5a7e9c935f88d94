/** What somebody is told about findings, and how: his own, on whichever estate it happened. */
import { Hono } from 'hono'
import { NotificationSettings } from '../../checkpoints/notification.ts'
import {
  Inbox,
  InboxQuery,
  MarkRead,
  NotificationRecord,
  NotificationTest,
  PushTarget,
} from '../../checkpoints/wire/notification.ts'
import type { Context } from '../context.ts'
import { inboxOf, markRead } from '../services/inbox.ts'
import {
  addBrowser,
  changeSettings,
  notificationRecord,
  removeBrowser,
  testDesk,
} from '../services/notification-settings.ts'
import { answer, answerDone, atMost, describe, type Env, takes } from './route.ts'

const JSON_MAX_BYTES = 64 * 1024

export function notificationsApi(context: Context) {
  const { test } = testDesk(context)
  return new Hono<Env>()
    .get(
      '/api/inbox',
      describe({
        summary: 'What you were told, the newest first, and the emergencies that ring',
        description:
          '`most`: how many of them; 0 for whoever only counts. `alarms`: where you may take them in hand. `waiting`: the findings of `estate` that wait for you.',
        answers: { 200: Inbox },
        problems: ['body-invalid'],
      }),
      takes('query', InboxQuery),
      async (c) => c.json(await inboxOf(context, c.var.person.id, c.req.valid('query'))),
    )
    .put(
      '/api/inbox/read',
      describe({
        summary: 'Mark what you have read',
        description: 'Without `ids`: all of it. `read` false: these are to stand there as new again.',
        answers: { 200: Inbox },
        problems: ['body-invalid', 'too-large'],
      }),
      atMost(JSON_MAX_BYTES),
      takes('json', MarkRead),
      async (c) => c.json(await markRead(context, c.var.person.id, c.req.valid('json'))),
    )
    .get(
      '/api/notification-settings',
      describe({
        summary: 'How you want to be told, and your browsers that are',
        description: '`channels`: which ways this server has. `vapidKey`: what a browser subscribes with (RFC 8292).',
        answers: { 200: NotificationRecord },
      }),
      async (c) => c.json(await notificationRecord(context, c.var.person.id)),
    )
    .put(
      '/api/notification-settings',
      describe({
        summary: 'Choose how you want to be told',
        description:
          'Emergencies and new major problems do not wait for quiet hours to end; emergencies come by every way there is to you, chosen or not. What was still to go out by a way that is no longer wanted never does.',
        answers: { 200: NotificationRecord },
        problems: ['body-invalid', 'too-large'],
      }),
      atMost(JSON_MAX_BYTES),
      takes('json', NotificationSettings),
      async (c) => answer(c, await changeSettings(context, c.var.person.id, c.req.valid('json'))),
    )
    .put(
      '/api/push-subscriptions',
      describe({
        summary: 'Have a browser told (RFC 8030)',
        description: 'As `PushSubscription.toJSON()` gives it. A browser has one owner: whoever did so last.',
        answers: { 200: NotificationRecord },
        problems: ['body-invalid', 'too-large'],
      }),
      atMost(JSON_MAX_BYTES),
      takes('json', PushTarget),
      async (c) => c.json(await addBrowser(context, c.var.person.id, c.req.valid('json'))),
    )
    .delete(
      '/api/push-subscriptions/:id',
      describe({ summary: 'Have a browser told no more', answers: { 204: null }, problems: ['not-found'] }),
      async (c) => answerDone(c, await removeBrowser(context, c.var.person.id, c.req.param('id'))),
    )
    .post(
      '/api/notification-settings/test',
      describe({
        summary: 'Send yourself a test by every way that is on',
        description: 'Ten times an hour. The answer waits until the other sides have taken it, or not.',
        answers: { 200: NotificationTest },
        problems: ['mail-throttled'],
      }),
      async (c) => answer(c, await test(c.var.person)),
    )
}
