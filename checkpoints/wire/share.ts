/** Links that open an estate's report without an account. */
import * as v from 'valibot'
import { Uuid } from '../ids.ts'
import { Language } from '../language.ts'
import { SHARE_STATES, ShareFilter, ShareLabel, SharePeriod } from '../share.ts'
import { CivilDate, Instant } from '../time.ts'
import { Report } from './report.ts'

export const AddShare = v.strictObject({
  label: ShareLabel,
  period: SharePeriod,
  filter: ShareFilter,
  /** The last civil day of the estate on which it opens anything: today, or up to 365 days later. */
  lastOn: CivilDate,
})
export type AddShare = v.InferOutput<typeof AddShare>

export const Share = v.strictObject({
  id: Uuid,
  label: ShareLabel,
  period: SharePeriod,
  filter: ShareFilter,
  state: v.picklist(SHARE_STATES),
  createdAt: Instant,
  createdBy: v.string(),
  expiresAt: Instant,
  revokedAt: v.nullable(Instant),
  revokedBy: v.nullable(v.string()),
  /** Within an hour counted once. */
  openedCount: v.pipe(v.number(), v.integer(), v.minValue(0)),
  lastOpenedAt: v.nullable(Instant),
})
export type Share = v.InferOutput<typeof Share>

/** Those that open something first, then the latest. */
export const Shares = v.strictObject({ now: Instant, shares: v.array(Share) })
export type Shares = v.InferOutput<typeof Shares>

/** The only answer that ever holds the token: `<origin>/shared#<token>` is the link. */
export const ShareAdded = v.strictObject({ share: Share, token: v.string() })
export type ShareAdded = v.InferOutput<typeof ShareAdded>

/** A report that names nobody: see services/shared-report.ts for what is left out. */
export const SharedReport = v.strictObject({
  label: ShareLabel,
  period: SharePeriod,
  expiresAt: Instant,
  report: Report,
})
export type SharedReport = v.InferOutput<typeof SharedReport>

export const SharedFileQuery = v.object({
  format: v.picklist(['pdf', 'xlsx', 'csv']),
  language: v.optional(Language, 'zh-Hant'),
})
export type SharedFileQuery = v.InferOutput<typeof SharedFileQuery>
