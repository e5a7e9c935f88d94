/**
 * Lets at most so many pieces of work run at once; the others wait in the order they came. Between them the event loop
 * gets to everybody else: thousands of visits that arrive together would otherwise keep it from answering anything for
 * seconds, since the database answers without ever leaving the turn.
 */
export function inTurns(most: number): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0
  const waiting: (() => void)[] = []
  return async (work) => {
    if (running < most) running++
    else await new Promise<void>((start) => waiting.push(start))
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      // It takes over the place that becomes free.
      if (next) setImmediate(next)
      else running--
    }
  }
}
