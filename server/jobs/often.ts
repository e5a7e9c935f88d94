/** A job that runs now and again and again, never twice at the same time. */
import type { Context } from '../context.ts'
import { waitFor } from '../patience.ts'

/** @returns a stop that waits for a run under way, but not for ever */
export function often(everyMs: number, run: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined
  const start = () => {
    // A run that takes long is not run after: the next turn will do.
    running ??= run().finally(() => {
      running = undefined
    })
  }
  start()
  const timer = setInterval(start, everyMs)
  return async () => {
    clearInterval(timer)
    await lastWords(running)
  }
}

/** What is under way when the server stops gets so long; what nothing is heard of by then is done again after the next start. */
const LAST_WORDS_MS = 5000

export function lastWords(running: Promise<void> | undefined): Promise<void> {
  return waitFor(running, LAST_WORDS_MS)
}

/** Nothing that goes wrong in a run stops the next. */
export async function logged(context: Context, about: JobName, run: () => Promise<void>): Promise<void> {
  await run().catch((error: unknown) => context.log('error', 'job failed', { ...about, error: String(error) }))
}

type JobName = { readonly job: string; readonly channel?: string }
