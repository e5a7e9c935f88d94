/** Webhooks are told beside the other jobs: at once when something has happened, and again when it is time for another attempt. */
import { DAY_MS, HOUR_MS } from '../../checkpoints/time.ts'
import type { Context } from '../context.ts'
import { sendDueDeliveries } from '../services/send-webhooks.ts'
import { lastWords, logged } from './often.ts'

/** The second attempt is due five seconds after the first. */
const EVERY_MS = 5000
/** Nobody asks for longer what became of a call. */
const KEPT_MS = 30 * DAY_MS

/** Sends what is due now, whenever there is more, and every few seconds. @returns a stop that waits for calls under way */
export function runWebhookJob(context: Context): () => Promise<void> {
  const send = () => void run(context)
  const stopListening = context.outgoing.listen(send)
  const sending = setInterval(send, EVERY_MS)
  const dropping = setInterval(() => void drop(context), HOUR_MS)
  send()
  void drop(context)
  return async () => {
    stopListening()
    clearInterval(sending)
    clearInterval(dropping)
    await lastWords(context.outgoing.settled())
  }
}

/** Once. */
export function run(context: Context): Promise<void> {
  return logged(context, { job: 'webhooks' }, () => sendDueDeliveries(context))
}

/** What became of calls long ago. */
export function drop(context: Context): Promise<void> {
  const before = context.now() - KEPT_MS
  return logged(context, { job: 'webhooks' }, () =>
    context.database.write((stores) => stores.webhookDeliveries.dropBefore(before)),
  )
}
