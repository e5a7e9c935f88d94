/** What a link opens: the report of its estate, its days and its cells, naming nobody. */
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { daysOfShare, shareState } from '../../checkpoints/share.ts'
import { civilDateOf } from '../../checkpoints/time.ts'
import type { SharedReport } from '../../checkpoints/wire/share.ts'
import { type Context, sha256Of } from '../context.ts'
import { ONE_OPENING_MS, type StoredShare } from '../store/shares.ts'
import { done, type Outcome, refused } from './outcome.ts'
import { reportOf } from './report.ts'
import { secondsToWait } from './throttle.ts'
import { withoutNames } from './without-names.ts'

export type Bearer = {
  /** What the request brought, if anything. */
  readonly token: string | undefined
  /** The client's network address, for throttling. */
  readonly address: string
  /** What it costs of {@link SHARED_POINTS}. */
  readonly points: number
}

export type SharedReports = { readonly open: (bearer: Bearer) => Promise<Outcome<SharedReport>> }

const TOKEN = /^[\w-]{43}$/

/**
 * What one address may ask for in a quarter of an hour: points, and tokens that open nothing. A whole committee may sit behind
 * one; a file keeps the server busy for as long as many reports do.
 */
export const SHARED_POINTS = 300
export const FILE_POINTS = 6
export const WRONG_TOKENS = 20

export function sharedReports(context: Context): SharedReports {
  const perAddress = new RateLimiterMemory({ points: SHARED_POINTS, duration: 15 * 60 })
  const wrongTokens = new RateLimiterMemory({ points: WRONG_TOKENS, duration: 15 * 60 })
  return {
    async open({ token, address, points }) {
      const retryAfter = await secondsToWait([
        [perAddress, address, points],
        [wrongTokens, address],
      ])
      if (retryAfter > 0) {
        context.log('warn', 'shared report throttled', { address })
        return refused('share-throttled', { retryAfter })
      }
      const share = await shareOf(context, token)
      if (!share.ok) {
        context.log('warn', 'shared report refused', { address, code: share.problem.code })
        return share
      }
      await wrongTokens.reward(address, 1)
      return sharedReport(context, share.value)
    },
  }
}

async function shareOf(context: Context, token: string | undefined): Promise<Outcome<StoredShare>> {
  if (token === undefined || !TOKEN.test(token)) return refused('not-found')
  const share = await context.database.read.shares.byToken(sha256Of(token))
  if (!share) return refused('not-found')
  const state = shareState(share, context.now())
  return state === 'open' ? done(share) : refused(`share-${state}`)
}

async function sharedReport(context: Context, share: StoredShare): Promise<Outcome<SharedReport>> {
  const { label, period, filter, expiresAt } = share
  const now = context.now()
  const estate = await context.database.read.estates.byId(share.estate)
  if (!estate) return refused('not-found')
  const days = daysOfShare(period, civilDateOf(now, estate.zone))
  const report = await reportOf(context, estate, { ...days, ...filter })
  if (!report.ok) return report
  if (share.lastOpenedAt === null || now - share.lastOpenedAt >= ONE_OPENING_MS) {
    await context.database.write((stores) => stores.shares.noteOpening(share.id, now))
    context.log('info', 'shared report opened', { share: share.id, estate: estate.id })
  }
  return done({ label, period, expiresAt, report: withoutNames(report.value) })
}
