/** Webhooks are told beside the other jobs: at once when something has happened, and again when it is time for another attempt. */
import { DAY_MS, HOUR_MS } from '../../checkpoints/time.ts'
import type { Context } from '../context.ts'
import { sendDueDeliveries } from '../services/send-webhooks.ts'

/** The second attempt is due five seconds after the first. */
const EVERY_MS = 5000
/** Nobody asks for longer what became of a call. */
const KEPT_MS = 30 * DAY_MS
/** A call that is on its way when the server stops gets so long; if nothing is heard of it by then it is made again. */
const LAST_WORDS_MS = 5000

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
    const patience = new Promise((resolve) => setTimeout(resolve, LAST_WORDS_MS).unref())
    await Promise.race([context.outgoing.settled(), patience])
  }
}

/** Once; nothing that goes wrong here stops the next. */
export async function run(context: Context): Promise<void> {
  await sendDueDeliveries(context).catch((error: unknown) => {
    context.log('error', 'job failed', { job: 'webhooks', error: String(error) })
  })
}

/** What became of calls long ago. */
export async function drop(context: Context): Promise<void> {
  const before = context.now() - KEPT_MS
  await context.database
    .write((stores) => stores.webhookDeliveries.dropBefore(before))
    .catch((error: unknown) => context.log('error', 'job failed', { job: 'webhooks', error: String(error) }))
}
