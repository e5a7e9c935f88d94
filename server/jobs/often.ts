/** A job that runs now and again and again, never twice at the same time. */

/** One that is under way when the server stops gets so long. */
const LAST_WORDS_MS = 5000

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
    const patience = new Promise((resolve) => setTimeout(resolve, LAST_WORDS_MS).unref())
    await Promise.race([running, patience])
  }
}
