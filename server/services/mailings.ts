/** Who gets reports by e-mail, and what became of the last ones. */
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { type Mailing, type MailingDraft, MailingKind } from '../../checkpoints/mailing.ts'
import { dueAfter, newestPeriod } from '../../checkpoints/mailing-dues.ts'
import type { Person } from '../../checkpoints/people.ts'
import { startOfDay } from '../../checkpoints/plan-window.ts'
import { civilDateOf } from '../../checkpoints/time.ts'
import type { ChangeMailing, ListedMailing, Mailings, SendMailing } from '../../checkpoints/wire/mailing.ts'
import type { Estate } from '../../checkpoints/wire/session.ts'
import type { Context } from '../context.ts'
import { waitFor } from '../patience.ts'
import type { StoredMailing } from '../store/mailings.ts'
import { newMail } from './new-mail.ts'
import { done, type Outcome, refused } from './outcome.ts'
import { sendWaiting } from './send-mails.ts'
import { secondsToWait } from './throttle.ts'

/** Three weeks of a brief to three people. */
const MAILS_SHOWN = 60
/** The most frequent first. */
const KINDS = MailingKind.options

export async function mailingsOf(context: Context, estate: Estate): Promise<Mailings> {
  const stored = (await context.database.read.mailings.of(estate.id)).sort(
    (a, b) => KINDS.indexOf(a.rhythm.kind) - KINDS.indexOf(b.rhythm.kind),
  )
  return {
    now: context.now(),
    delivers: context.mailer?.by ?? 'nowhere',
    mailings: await Promise.all(stored.map((mailing) => listed(context, estate, mailing))),
  }
}

export async function addMailing(
  context: Context,
  { estate, person }: { readonly estate: Estate; readonly person: Person },
  draft: MailingDraft,
): Promise<Outcome<ListedMailing>> {
  const mailing: Mailing = { id: context.newId(), ...draft, state: 'active' }
  const made = { by: person.id, now: context.now() }
  await context.database.write((stores) => stores.mailings.add(estate.id, mailing, made))
  context.log('info', 'mailing set up', { estate: estate.id, mailing: mailing.id, person: person.id })
  return listedById(context, estate, mailing.id)
}

/** What has not gone out yet to somebody who is dropped, or while it is paused, never does. */
export async function changeMailing(
  context: Context,
  estate: Estate,
  id: string,
  change: ChangeMailing,
): Promise<Outcome<ListedMailing>> {
  const refusal = await context.database.write(async ({ mailings, mails }) => {
    const before = await mailings.byId(id)
    if (before?.estate !== estate.id) return refused('not-found')
    if (change.recipients?.some((address) => before.unsubscribed.includes(address))) return refused('mail-unwanted')
    const after: Mailing = { ...before, ...given(change) }
    await mailings.change(after, madeUntil(context, estate, before, change))
    await mails.dropUnsent(id, after.state === 'paused' ? [] : after.recipients)
    return undefined
  })
  return refusal ?? listedById(context, estate, id)
}

/** Its mails go with it. */
export async function removeMailing(context: Context, estate: Estate, id: string): Promise<Outcome<object>> {
  const refusal = await context.database.write(async ({ mailings }) => {
    if ((await mailings.byId(id))?.estate !== estate.id) return refused('not-found')
    await mailings.remove(id)
    return undefined
  })
  return refusal ?? done({})
}

export type SendDesk = {
  readonly sendNow: (estate: Estate, id: string, asked: SendMailing) => Promise<Outcome<ListedMailing>>
}

/** Somebody presses the button and waits: he hears how it went, unless the mail server takes longer than this. */
const WAIT_MS = 8000

/** Ten times an hour per estate: whoever can press a button must not fill a stranger's mailbox with it. */
export function sendDesk(context: Context): SendDesk {
  const perEstate = new RateLimiterMemory({ points: 10, duration: 60 * 60 })
  return {
    async sendNow(estate, id, { address }) {
      const mailing = await context.database.read.mailings.byId(id)
      if (mailing?.estate !== estate.id) return refused('not-found')
      if (!context.mailer) return refused('mail-not-configured')
      // Only to those who get it anyway: this is no way to write to anybody else.
      const to = mailing.recipients.filter((one) => address === undefined || one === address)
      if (to.length === 0) return refused('not-found')
      const waitSeconds = await secondsToWait([[perEstate, estate.id]])
      if (waitSeconds > 0) return refused('mail-throttled', { retryAfter: waitSeconds })
      const now = context.now()
      const period = newestPeriod(mailing.rhythm, civilDateOf(now, estate.zone))
      const mails = to.map((one) => newMail(context, { mailing: id, address: one, ...period, dueAt: now, asked: true }))
      await context.database.write((stores) => stores.mails.make(mails, now))
      const sent = sendWaiting(context).catch((error: unknown) =>
        context.log('error', 'mails failed', { error: String(error) }),
      )
      await waitFor(sent, WAIT_MS)
      return listedById(context, estate, id)
    },
  }
}

async function listedById(context: Context, estate: Estate, id: string): Promise<Outcome<ListedMailing>> {
  const stored = await context.database.read.mailings.byId(id)
  return stored ? done(await listed(context, estate, stored)) : refused('not-found')
}

async function listed(context: Context, { zone }: Estate, stored: StoredMailing): Promise<ListedMailing> {
  const { estate: _, madeUntil: __, ...mailing } = stored
  const mails = await context.database.read.mails.lastOf(mailing.id, MAILS_SHOWN)
  return {
    ...mailing,
    unsubscribed: [...mailing.unsubscribed],
    nextAt: mailing.state === 'active' ? dueAfter(mailing, zone, context.now()).at : null,
    mails: mails.map(({ mailing: _, messageId: __, madeAt: ___, ...mail }) => mail),
  }
}

/** Without what was left out: `undefined` would take the place of what is there. */
function given(change: ChangeMailing): Partial<Mailing> {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
}

/**
 * From when on its mails are still to be made. Another time counts for today as well, so that moving a brief from ten to eight at
 * nine loses none: what has been made of its days already is not made twice. Days before today, and what fell into a pause, are
 * not made up for.
 */
function madeUntil(context: Context, { zone }: Estate, before: StoredMailing, change: ChangeMailing): number {
  const now = context.now()
  if (change.state === 'active' && before.state === 'paused') return now
  if (change.rhythm === undefined && change.at === undefined) return before.madeUntil
  return startOfDay(civilDateOf(now, zone), zone) - 1
}
