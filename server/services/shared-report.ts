/** What a link opens: the report of its estate, its days and its cells, naming nobody. */
import { daysOfShare, shareState } from '../../checkpoints/share.ts'
import { civilDateOf } from '../../checkpoints/time.ts'
import type { SharedReport } from '../../checkpoints/wire/share.ts'
import type { Context } from '../context.ts'
import { ONE_OPENING_MS, type StoredShare } from '../store/shares.ts'
import { type Bearer, linkBearers } from './link-bearers.ts'
import { done, type Outcome, refused } from './outcome.ts'
import { reportOf } from './report.ts'
import { withoutNames } from './without-names.ts'

export type SharedReports = {
  /** @param points what it costs of {@link SHARED_POINTS} */
  readonly open: (bearer: Bearer, points: number) => Promise<Outcome<SharedReport>>
}

/**
 * What one network may ask for in a quarter of an hour. A whole committee may sit behind one; a file keeps the server busy for as
 * long as many reports do.
 */
export const SHARED_POINTS = 300
export const FILE_POINTS = 6

export function sharedReports(context: Context): SharedReports {
  const limits = { points: SHARED_POINTS, tooMany: 'share-throttled', opens: 'shared report' } as const
  const openLink = linkBearers(context, limits)
  return {
    async open(bearer, points) {
      const share = await openLink(bearer, points, (tokenSha256) => shareOf(context, tokenSha256))
      return share.ok ? sharedReport(context, share.value) : share
    },
  }
}

async function shareOf(context: Context, tokenSha256: string): Promise<Outcome<StoredShare>> {
  const share = await context.database.read.shares.byToken(tokenSha256)
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
