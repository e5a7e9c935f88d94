/** Making those wait who ask too often. */
import { type RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'

export type Bucket = readonly [limiter: RateLimiterMemory, key: string, points?: number]

/** Takes its points from each bucket first, so that parallel guesses cannot slip past a check. 0: nobody has to wait. */
export async function secondsToWait(buckets: readonly Bucket[]): Promise<number> {
  const results = await Promise.allSettled(buckets.map(([limiter, key, points = 1]) => limiter.consume(key, points)))
  const waits = results.flatMap((result) => {
    if (result.status === 'fulfilled') return []
    if (result.reason instanceof RateLimiterRes) return [Math.ceil(result.reason.msBeforeNext / 1000)]
    throw result.reason
  })
  return Math.max(0, ...waits)
}
