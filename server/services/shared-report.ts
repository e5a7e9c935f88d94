/** What a link opens: the report of its estate, its days and its cells, naming nobody. */
import { daysOfShare, shareState } from '../../checkpoints/share.ts'
import { type CivilDate, civilDateOf, daysFrom } from '../../checkpoints/time.ts'
import type { Estate } from '../../checkpoints/wire/session.ts'
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
/** And so do many months: each quarter that has begun costs as much. */
const DAYS_OF_QUARTER = 92

export function sharedReports(context: Context): SharedReports {
  const limits = { points: SHARED_POINTS, tooMany: 'share-throttled', opens: 'shared report' } as const
  const openLink = linkBearers(context, limits)
  return {
    async open(bearer, points) {
      const find = (tokenSha256: string) => shareOf(context, tokenSha256)
      const share = await openLink(bearer, points, find, ({ days: { from, to } }) =>
        Math.ceil(daysFrom(from, to).length / DAYS_OF_QUARTER),
      )
      return share.ok ? sharedReport(context, share.value) : share
    },
  }
}

/** What a link opens today. */
type Shared = {
  readonly share: StoredShare
  readonly estate: Estate
  readonly days: { readonly from: CivilDate; readonly to: CivilDate }
}

async function shareOf({ database: { read }, now }: Context, tokenSha256: string): Promise<Outcome<Shared>> {
  const share = await read.shares.byToken(tokenSha256)
  const estate = share && (await read.estates.byId(share.estate))
  if (!share || !estate) return refused('not-found')
  const state = shareState(share, now())
  if (state !== 'open') return refused(`share-${state}`)
  return done({ share, estate, days: daysOfShare(share.period, civilDateOf(now(), estate.zone)) })
}

async function sharedReport(context: Context, { share, estate, days }: Shared): Promise<Outcome<SharedReport>> {
  const { label, period, filter, expiresAt } = share
  const now = context.now()
  const report = await reportOf(context, estate, { ...days, ...filter })
  if (!report.ok) return report
  if (share.lastOpenedAt === null || now - share.lastOpenedAt >= ONE_OPENING_MS) {
    await context.database.write((stores) => stores.shares.noteOpening(share.id, now))
    context.log('info', 'shared report opened', { share: share.id, estate: estate.id })
  }
  return done({ label, period, expiresAt, report: withoutNames(report.value) })
}
