/**
 * Whoever holds a link needs no account. How often is counted per network: what is asked for, and apart from it the tokens that open
 * nothing, so that guessing ends long before it could lead anywhere.
 */
import { RateLimiterMemory } from 'rate-limiter-flexible'
import type { ProblemCode } from '../../checkpoints/wire/problem.ts'
import { type Context, sha256Of } from '../context.ts'
import { type Outcome, refused } from './outcome.ts'
import { networkOf, secondsToWait } from './throttle.ts'

export type Bearer = {
  /** What the request brought, if anything. */
  readonly token: string | undefined
  /** The client's network address. */
  readonly address: string
}

export type Limits = {
  /** What one network may ask for in a quarter of an hour. */
  readonly points: number
  readonly tooMany: ProblemCode
  /** What the link opens, as the log calls it. */
  readonly opens: string
}

/**
 * @param points what it costs
 * @param open what a token that could be one opens, by its hash: only that is stored
 * @param times as often that cost counts for what has been opened
 */
export type OpenLink = <T>(
  bearer: Bearer,
  points: number,
  open: (tokenSha256: string) => Promise<Outcome<T>>,
  times?: (opened: T) => number,
) => Promise<Outcome<T>>

/** Of tokens that open nothing, in a quarter of an hour. */
export const WRONG_TOKENS = 20
const DURATION_SECONDS = 15 * 60
/** As {@link Context.newToken} makes them. */
const TOKEN = /^[\w-]{43}$/

export function linkBearers(context: Context, { points: most, tooMany, opens }: Limits): OpenLink {
  const perNetwork = new RateLimiterMemory({ points: most, duration: DURATION_SECONDS })
  const wrongTokens = new RateLimiterMemory({ points: WRONG_TOKENS, duration: DURATION_SECONDS })
  return async ({ token, address }, points, open, times) => {
    const network = networkOf(address)
    const retryAfter = await secondsToWait([
      [perNetwork, network, points],
      [wrongTokens, network],
    ])
    if (retryAfter > 0) {
      context.log('warn', `${opens} throttled`, { address })
      return refused(tooMany, { retryAfter })
    }
    const opened = token !== undefined && TOKEN.test(token) ? await open(sha256Of(token)) : refused('not-found')
    if (opened.ok) {
      await wrongTokens.reward(network, 1)
      const more = points * ((times?.(opened.value) ?? 1) - 1)
      if (more > 0) await perNetwork.penalty(network, more)
    } else context.log('warn', `${opens} refused`, { address, code: opened.problem.code })
    return opened
  }
}
