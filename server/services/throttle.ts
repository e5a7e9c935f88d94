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

/** Whoever has an address of IPv6 has 2^64 of them: the network counts. */
export function networkOf(address: string): string {
  if (!address.includes(':') || address.includes('.')) return address.replace(/^::ffff:/i, '')
  const [head = '', tail] = address.split('::')
  const groups = head === '' ? [] : head.split(':')
  const rest = tail ? tail.split(':') : []
  const filled = tail === undefined ? groups : [...groups, ...Array(8 - groups.length - rest.length).fill('0'), ...rest]
  return filled.slice(0, 4).join(':')
}
