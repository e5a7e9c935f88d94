/** Reminds people of findings about which nothing happens. An alarm that nobody hears is repeated on time, so it looks often. */
import type { Context } from '../context.ts'
import { escalate, type Watch } from '../services/escalate.ts'
import { logged, often } from './often.ts'

const EVERY_MS = 20_000

export function runEscalationJob(context: Context): () => Promise<void> {
  const watch: Watch = new Map()
  return often(EVERY_MS, () => run(context, watch))
}

/** Once. */
export function run(context: Context, watch?: Watch): Promise<void> {
  return logged(context, { job: 'escalation' }, () => escalate(context, watch))
}
