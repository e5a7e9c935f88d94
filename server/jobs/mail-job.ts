/** Mails go out beside the other jobs: a mail server that hangs must not keep a round from opening. */
import { MINUTE_MS } from '../../checkpoints/time.ts'
import type { Context } from '../context.ts'
import { makeDueMails, sendWaiting } from '../services/send-mails.ts'
import { logged, often } from './often.ts'

/** Makes and sends what is due now, and again every minute. @returns a stop that waits for a mail under way */
export function runMailJob(context: Context): () => Promise<void> {
  return often(MINUTE_MS, () => run(context))
}

/** Once. */
export function run(context: Context): Promise<void> {
  return logged(context, { job: 'mail' }, async () => {
    await makeDueMails(context)
    await sendWaiting(context)
  })
}
