/** Links that open a report without an account: a new one while it is being filled in. Pure. */
import { is } from 'valibot'
import type { Kind } from '../../checkpoints/checkpoint.ts'
import type { Uuid } from '../../checkpoints/ids.ts'
import { type RollingPeriod, type ShareFilter, SharePeriod } from '../../checkpoints/share.ts'
import { addDays, CivilDate } from '../../checkpoints/time.ts'
import type { AddShare, Share } from '../../checkpoints/wire/share.ts'

export const LABEL_MAX_LENGTH = 80

/** How many days from today it stays open; or until a day of one's own. */
export const TERMS_OFFERED = ['7', '30', '90', '365', 'own'] as const
export type TermOffered = (typeof TERMS_OFFERED)[number]
const MOST_DAYS_AHEAD = 365

export type ShareDraft = {
  readonly label: string
  readonly period: RollingPeriod | 'fixed'
  /** Of a fixed period. */
  readonly from: string
  readonly to: string
  /** Empty: all of them. */
  readonly building: Uuid | ''
  readonly kind: Kind | ''
  readonly plan: Uuid | ''
  readonly term: TermOffered
  /** With a day of one's own. */
  readonly lastOn: string
}

/** The month that is complete, for the time until the next one is: what committees ask for. */
export const NEW_SHARE: ShareDraft = {
  ...{ label: '', period: 'last-month', from: '', to: '', building: '', kind: '', plan: '' },
  ...{ term: '30', lastOn: '' },
}

export type ShareFault = 'label' | 'from' | 'to' | 'lastOn'

export function shareFaults(draft: ShareDraft, today: CivilDate): Partial<Record<keyof ShareDraft, ShareFault>> {
  const { label, period, from, to } = draft
  const lastOn = lastDayOf(draft, today)
  const isFixed = period === 'fixed'
  return {
    ...(label.trim() === '' && { label: 'label' }),
    ...(isFixed && !is(CivilDate, from) && { from: 'from' }),
    ...(isFixed && is(CivilDate, from) && !is(SharePeriod, { from, to }) && { to: 'to' }),
    ...((!is(CivilDate, lastOn) || lastOn < today || lastOn > addDays(today, MOST_DAYS_AHEAD)) && { lastOn: 'lastOn' }),
  }
}

/** The last day on which it opens anything; as typed, where the day is one's own. */
export function lastDayOf({ term, lastOn }: Pick<ShareDraft, 'term' | 'lastOn'>, today: CivilDate): string {
  return term === 'own' ? lastOn : addDays(today, Number(term))
}

/** @param draft without faults */
export function addedShare(draft: ShareDraft, today: CivilDate): AddShare {
  const { label, period, from, to, building, kind, plan } = draft
  const filter: ShareFilter = { ...(building && { building }), ...(kind && { kind }), ...(plan && { plan }) }
  return {
    label: label.trim(),
    period: period === 'fixed' ? { from, to } : { rolling: period },
    filter,
    lastOn: lastDayOf(draft, today),
  }
}

/** The link to hand over. Its token stands behind the `#`, where no server log sees it. */
export function shareLink(origin: string, token: string): string {
  return `${origin}/shared#${token}`
}

/** The token of a link; undefined where its address was cut short, or never held one. */
export function tokenOfShare(hash: string): string | undefined {
  return /^#([\w-]{43})$/.exec(hash)?.[1]
}

export function openAndOver(shares: readonly Share[]): { readonly open: Share[]; readonly over: Share[] } {
  return {
    open: shares.filter(({ state }) => state === 'open'),
    over: shares.filter(({ state }) => state !== 'open'),
  }
}
