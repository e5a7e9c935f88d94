/** Counting how often somebody asks. */
import { type RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'

/**
 * Takes a point from each bucket first, so that parallel guesses cannot slip past a check.
 * @returns 0, or for how many seconds nothing is left in one of them
 */
export async function secondsToWait(buckets: readonly (readonly [RateLimiterMemory, string])[]): Promise<number> {
  const results = await Promise.allSettled(buckets.map(([limiter, key]) => limiter.consume(key)))
  const waits = results.flatMap((result) => {
    if (result.status === 'fulfilled') return []
    if (result.reason instanceof RateLimiterRes) return [Math.ceil(result.reason.msBeforeNext / 1000)]
    throw result.reason
  })
  return Math.max(0, ...waits)
}
