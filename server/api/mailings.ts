/** Reports by e-mail, and the way out of them. */
import { Hono } from 'hono'
import { MailingDraft } from '../../checkpoints/mailing.ts'
import {
  ChangeMailing,
  ListedMailing,
  Mailings,
  SendMailing,
  Unsubscribe,
  Unsubscribed,
} from '../../checkpoints/wire/mailing.ts'
import type { Context } from '../context.ts'
import { addMailing, changeMailing, mailingsOf, removeMailing, sendDesk } from '../services/mailings.ts'
import { unsubscribeDesk } from '../services/unsubscribe.ts'
import { addressOf } from './address.ts'
import { answer, answerDone, atMost, describe, type Env, takes } from './route.ts'

const JSON_MAX_BYTES = 64 * 1024

export function mailingsApi(context: Context) {
  const { sendNow } = sendDesk(context)
  const { unsubscribe } = unsubscribeDesk(context)
  return new Hono<Env>()
    .get(
      '/api/estates/:estate/mailings',
      describe({
        summary: 'Reports by e-mail: who gets them, and what became of the last ones',
        description: '`delivers` says whether this server can send any.',
        answers: { 200: Mailings },
      }),
      async (c) => c.json(await mailingsOf(context, c.var.estate)),
    )
    .post(
      '/api/estates/:estate/mailings',
      describe({
        summary: 'Set up a report by e-mail',
        description: 'Daily: the day before; weekly: the seven days before; monthly, on the 1st: the month before.',
        answers: { 201: ListedMailing },
        problems: ['body-invalid', 'too-large'],
      }),
      atMost(JSON_MAX_BYTES),
      takes('json', MailingDraft),
      async (c) => answer(c, await addMailing(context, c.var, c.req.valid('json')), 201),
    )
    .patch(
      '/api/estates/:estate/mailings/:mailing',
      describe({
        summary: 'Change, pause or resume one',
        description: 'What has not gone out yet to an address that is dropped, or while it is paused, never does.',
        answers: { 200: ListedMailing },
        problems: ['body-invalid', 'not-found', 'mail-unwanted', 'too-large'],
      }),
      atMost(JSON_MAX_BYTES),
      takes('json', ChangeMailing),
      async (c) => answer(c, await changeMailing(context, c.var.estate, c.req.param('mailing'), c.req.valid('json'))),
    )
    .delete(
      '/api/estates/:estate/mailings/:mailing',
      describe({
        summary: 'Remove one, with what is known of its mails',
        answers: { 204: null },
        problems: ['not-found'],
      }),
      async (c) => answerDone(c, await removeMailing(context, c.var.estate, c.req.param('mailing'))),
    )
    .post(
      '/api/estates/:estate/mailings/:mailing/test',
      describe({
        summary: 'Send the newest period now, to one recipient or to all',
        description:
          'Beside what goes out by itself. Ten times an hour for an estate. The answer waits for the mail server, but for seconds only.',
        answers: { 200: ListedMailing },
        problems: ['body-invalid', 'not-found', 'mail-not-configured', 'mail-throttled', 'too-large'],
      }),
      atMost(JSON_MAX_BYTES),
      takes('json', SendMailing),
      async (c) => answer(c, await sendNow(c.var.estate, c.req.param('mailing'), c.req.valid('json'))),
    )
    .post(
      '/api/unsubscribe',
      describe({
        summary: 'Take an address off one mailing',
        description: 'With what stands behind the `#` of the link in each of its mails.',
        answers: { 200: Unsubscribed },
        problems: ['body-invalid', 'link-invalid', 'mail-throttled', 'too-large'],
      }),
      atMost(JSON_MAX_BYTES),
      takes('json', Unsubscribe),
      async (c) => answer(c, await unsubscribe(c.req.valid('json'), addressOf(context, c))),
    )
}
