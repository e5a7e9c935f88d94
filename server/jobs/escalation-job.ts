/** Reminds people of findings about which nothing happens. An alarm that nobody hears is repeated on time, so it looks often. */
import type { Context } from '../context.ts'
import { escalate, type Watch } from '../services/escalate.ts'
import { often } from './often.ts'

const EVERY_MS = 20_000

export function runEscalationJob(context: Context): () => Promise<void> {
  const watch: Watch = new Map()
  return often(EVERY_MS, () => run(context, watch))
}

/** Once; nothing that goes wrong here stops the next. */
export async function run(context: Context, watch?: Watch): Promise<void> {
  try {
    await escalate(context, watch)
  } catch (error) {
    context.log('error', 'job failed', { job: 'escalation', error: String(error) })
  }
}
