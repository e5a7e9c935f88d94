/** Mails go out beside the other jobs: a mail server that hangs must not keep a round from opening. */
import { MINUTE_MS } from '../../checkpoints/time.ts'
import type { Context } from '../context.ts'
import { makeDueMails, sendWaiting } from '../services/send-mails.ts'

/** A mail that is on its way when the server stops gets so long; if nothing is heard of it by then it goes out again. */
const LAST_WORDS_MS = 5000

/** Makes and sends what is due now, and again every minute. @returns a stop that waits for a mail under way */
export function runMailJob(context: Context): () => Promise<void> {
  let running = run(context)
  const timer = setInterval(() => {
    running = running.then(() => run(context))
  }, MINUTE_MS)
  return async () => {
    clearInterval(timer)
    const patience = new Promise((resolve) => setTimeout(resolve, LAST_WORDS_MS).unref())
    await Promise.race([running, patience])
  }
}

/** Once; nothing that goes wrong here stops the next. */
export async function run(context: Context): Promise<void> {
  try {
    await makeDueMails(context)
    await sendWaiting(context)
  } catch (error) {
    context.log('error', 'job failed', { job: 'mail', error: String(error) })
  }
}
