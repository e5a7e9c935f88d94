/** Sends what people are told of findings. An alarm must not wait for a minute to be over, so it looks every few seconds. */
import type { Context } from '../context.ts'
import { deliverWaiting } from '../services/deliver-notifications.ts'
import { often } from './often.ts'

const EVERY_MS = 3000

export function runDeliveryJob(context: Context): () => Promise<void> {
  return often(EVERY_MS, () => run(context))
}

/** Once; nothing that goes wrong here stops the next. */
export async function run(context: Context): Promise<void> {
  try {
    await deliverWaiting(context)
  } catch (error) {
    context.log('error', 'job failed', { job: 'delivery', error: String(error) })
  }
}
