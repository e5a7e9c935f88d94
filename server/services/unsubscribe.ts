/** The link in every mail with which its reader, who may have no account here, takes himself off. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import type { Unsubscribe, Unsubscribed } from '../../checkpoints/wire/mailing.ts'
import type { Context } from '../context.ts'
import { done, type Outcome, refused } from './outcome.ts'
import { secondsToWait } from './throttle.ts'

/** Behind the `#`, so that neither token nor address reaches a server's log. */
export function unsubscribeUrl(context: Context, mailing: string, address: string): string {
  const token = tokenFor(context, mailing, address)
  return `${context.config.origin}/unsubscribe#${new URLSearchParams({ mailing, address, token })}`
}

/** Good for one address of one mailing, for good: a link in an old mail must still work. */
function tokenFor({ secret }: Context, mailing: string, address: string): string {
  return createHmac('sha256', secret).update(`unsubscribe\n${mailing}\n${address}`).digest('base64url')
}

export type UnsubscribeDesk = {
  /** @param from the client's network address, for throttling */
  readonly unsubscribe: (asked: Unsubscribe, from: string) => Promise<Outcome<Unsubscribed>>
}

/** Twenty attempts in a quarter of an hour per network address. */
export function unsubscribeDesk(context: Context): UnsubscribeDesk {
  const perClient = new RateLimiterMemory({ points: 20, duration: 15 * 60 })
  return {
    async unsubscribe({ mailing, address, token }, from) {
      const waitSeconds = await secondsToWait([[perClient, from]])
      if (waitSeconds > 0) return refused('mail-throttled', { retryAfter: waitSeconds })
      const [given, good] = [Buffer.from(token), Buffer.from(tokenFor(context, mailing, address))]
      if (given.length !== good.length || !timingSafeEqual(given, good)) return refused('link-invalid')
      await context.database.write(async ({ mailings, mails, notificationSettings, notificationDeliveries }) => {
        // It may be a person's notifications rather than a mailing (deliver-notifications.ts): no id is both.
        if (await notificationSettings.takeOff(mailing, address))
          return notificationDeliveries.dropUnsent(mailing, 'mail')
        await mailings.takeOff(mailing, address, context.now())
        const left = (await mailings.byId(mailing))?.recipients ?? []
        return mails.dropUnsent(mailing, left)
      })
      context.log('info', 'unsubscribed', { mailing })
      return done({ address })
    },
  }
}
