/** Everybody who hears of what happens to a finding: apart from finding-news.ts, which those import who are listed here. */
import type { Context } from '../context.ts'
import type { Stores } from '../store/stores.ts'
import type { Happened, Teller } from './finding-news.ts'
import { makeNotifications } from './make-notifications.ts'
import { makeWebhookDeliveries } from './make-webhook-deliveries.ts'

const TELLERS: readonly Teller[] = [makeNotifications, makeWebhookDeliveries]

export async function tellOf(context: Context, stores: Stores, happened: Happened): Promise<void> {
  for (const tell of TELLERS) await tell(context, stores, happened)
}
