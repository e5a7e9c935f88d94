/**
 * What presence evidence amounts to (design.md §2 "verdict", §3 "Times"). Evidence marks a visit, it does not throw it away:
 * only a tag that fails its signature, a revoked one the phone had been told of, or a visit that happened after its phone was
 * revoked, is refused.
 */
import * as v from 'valibot'
import { CHAIN_DOUBTS } from './device-chain.ts'
import type { Words } from './language.ts'
import { CLOCK_DOUBTS, type ClockDoubt, isStale, occurrenceOf } from './occurrence.ts'
import { type Instant, MINUTE_MS } from './time.ts'
import type { VisitClaims } from './visit.ts'

/** Questions a verdict asks; none of them is an accusation. */
export const SUSPICIONS = [
  'typed-code',
  'tag-revoked',
  ...CLOCK_DOUBTS,
  'time-unproven',
  'device-revoked',
  'device-unbound',
  ...CHAIN_DOUBTS,
  'chip-unknown',
  'chip-mac-wrong',
  'chip-elsewhere',
  'chip-revoked',
  'chip-replayed',
] as const
export const Suspicion = v.picklist(SUSPICIONS)
export type Suspicion = v.InferOutput<typeof Suspicion>

/** Where there is room for a few words only. */
// biome-ignore format: hand-aligned table
export const SUSPICION_NAMES: Readonly<Record<Suspicion, Words>> = {
  'typed-code':     { 'zh-Hant': '以代碼開啟',     'zh-Hans': '用代码打开',     en: 'opened by code' },
  'tag-revoked':    { 'zh-Hant': '標籤已更換',     'zh-Hans': '标签已更换',     en: 'tag replaced' },
  'display-stale':  { 'zh-Hant': '顯示碼時間不符', 'zh-Hans': '显示码时间不符', en: 'displayed code not of then' },
  'clock-ahead':    { 'zh-Hant': '手機時鐘較快',   'zh-Hans': '手机时钟偏快',   en: 'phone clock ahead' },
  'clock-behind':   { 'zh-Hant': '手機時鐘較慢',   'zh-Hans': '手机时钟偏慢',   en: 'phone clock behind' },
  'time-unproven':  { 'zh-Hant': '時間未能核對',   'zh-Hans': '时间无法核对',   en: 'time not confirmed' },
  'device-revoked': { 'zh-Hant': '手機登記已取消', 'zh-Hans': '手机登记已取消', en: 'phone revoked since' },
  'device-unbound': { 'zh-Hant': '手機未能綁定',   'zh-Hans': '手机未能绑定',   en: 'phone not bound' },
  'number-reused':  { 'zh-Hant': '記錄編號重複',   'zh-Hans': '记录编号重复',   en: 'number used twice' },
  'chain-broken':   { 'zh-Hant': '記錄不連貫',     'zh-Hans': '记录不连贯',     en: 'does not follow on' },
  'chip-unknown':   { 'zh-Hant': '晶片未登記',     'zh-Hans': '芯片未登记',     en: 'chip not known' },
  'chip-mac-wrong': { 'zh-Hant': '晶片核對不符',   'zh-Hans': '芯片核对不符',   en: 'chip proof wrong' },
  'chip-elsewhere': { 'zh-Hant': '晶片屬另一處',   'zh-Hans': '芯片属另一处',   en: 'chip of another spot' },
  'chip-revoked':   { 'zh-Hant': '晶片已停用',     'zh-Hans': '芯片已停用',     en: 'chip withdrawn' },
  'chip-replayed':  { 'zh-Hant': '晶片讀數是舊的', 'zh-Hans': '芯片读数是旧的', en: 'old chip reading' },
}

export const REFUSALS = ['tag-of-other-checkpoint', 'tag-revoked', 'device-revoked'] as const
export type Refusal = (typeof REFUSALS)[number]

export type Verdict =
  | { readonly outcome: 'verified' }
  | { readonly outcome: 'doubtful'; readonly reasons: readonly Suspicion[] }
  | { readonly outcome: 'rejected'; readonly refusal: Refusal }

/** A visit that arrives this soon after its scan needs no other proof of its time. */
export const PROMPT_MS = 15 * MINUTE_MS

/** What came of the proof that a chip gave, once the server had looked at it with the chip's key. */
export type ChipWord =
  /** Not encrypted with the estate's key, or by a chip that is none of its own. */
  | { readonly state: 'unknown' }
  | { readonly state: 'mac-wrong' }
  /** Genuine, of the chip that was taken into use at that spot. Whether it is new depends on what else was read of it. */
  | { readonly state: 'genuine'; readonly checkpoint: string; readonly revokedAt: Instant | null }

export type Presence = {
  readonly claims: Pick<VisitClaims, 'checkpoint' | 'evidence' | 'scannedAt' | 'lastServerTime'>
  /** The tag or display's code that the digits opened to, its signature already checked; null for a typed code. */
  readonly tag: { readonly checkpoint: string } | null
  /** When that revision was revoked by a reissue, or that display, if it was. */
  readonly revokedAt: Instant | null
  /** null: it gave no proof, as plain chips and printed tags give none. */
  readonly chip: ChipWord | null
  readonly device: {
    /** When the phone that signed was taken out of use, if it was. */
    readonly revokedAt: Instant | null
    /** Whether it keeps its key to itself: one that cannot may have been copied. */
    readonly bound: boolean
  }
  readonly receivedAt: Instant
}

/** The verdict once more is to be asked, its reasons in the order of {@link SUSPICIONS} whichever came first. */
export function withDoubts<Judged extends Exclude<Verdict, { outcome: 'rejected' }>>(
  verdict: Judged,
  doubts: readonly Suspicion[],
): Judged | { readonly outcome: 'doubtful'; readonly reasons: Suspicion[] } {
  if (doubts.length === 0) return verdict
  const asked = new Set([...(verdict.outcome === 'doubtful' ? verdict.reasons : []), ...doubts])
  return { outcome: 'doubtful', reasons: SUSPICIONS.filter((suspicion) => asked.has(suspicion)) }
}

/** The verdict with what its phone's clock gives cause to ask, and nothing that it gave cause to ask before. */
export function withClockDoubt<Judged extends Exclude<Verdict, { outcome: 'rejected' }>>(
  verdict: Judged,
  doubt: ClockDoubt | undefined,
): { readonly outcome: 'verified' } | { readonly outcome: 'doubtful'; readonly reasons: Suspicion[] } {
  const asked: readonly Suspicion[] = verdict.outcome === 'doubtful' ? verdict.reasons : []
  const others = asked.filter((reason) => !CLOCK_DOUBTS.some((clock) => clock === reason))
  const reasons = SUSPICIONS.filter((suspicion) => suspicion === doubt || others.includes(suspicion))
  return reasons.length === 0 ? { outcome: 'verified' } : { outcome: 'doubtful', reasons }
}

/**
 * Judges a visit whose device signature has been checked. Pure: the same evidence always gets the same verdict. What is to be
 * asked about its chain and its phone's clock depends on what is around it: {@link withDoubts}, {@link withClockDoubt}.
 */
export function judgePresence({ claims, tag, revokedAt, chip, device, receivedAt }: Presence): Verdict {
  const occurrence = occurrenceOf(claims, receivedAt)
  const { occurredAt } = occurrence
  const isDisplay = claims.evidence.channel === 'display'
  // What was filed before waits in honest outboxes. Its time is the phone's own word, within bounds: it is asked about.
  if (device.revokedAt !== null && occurredAt > device.revokedAt)
    return { outcome: 'rejected', refusal: 'device-revoked' }
  if (tag && tag.checkpoint !== claims.checkpoint) return { outcome: 'rejected', refusal: 'tag-of-other-checkpoint' }
  const revokedBefore = revokedAt !== null && occurredAt > revokedAt
  // A phone that has talked to the server since the reissue knew better; one that has not is believed, and asked.
  if (revokedBefore && (claims.lastServerTime?.at ?? 0) > revokedAt)
    return { outcome: 'rejected', refusal: 'tag-revoked' }
  const reasons: Suspicion[] = []
  if (claims.evidence.channel === 'typed') reasons.push('typed-code')
  // Whoever has a lost display can have it sign for any time before: all of it is asked about that has not come before.
  if (revokedBefore || (isDisplay && revokedAt !== null)) reasons.push('tag-revoked')
  // A display's code names its own time: somebody was before it then.
  const isProven = claims.lastServerTime !== null || (isDisplay && !isStale(claims, occurrence))
  if (!isProven && receivedAt - occurredAt > PROMPT_MS) reasons.push('time-unproven')
  if (device.revokedAt !== null) reasons.push('device-revoked')
  if (!device.bound) reasons.push('device-unbound')
  const chipDoubt = chip && doubtOfChip(chip, claims.checkpoint, occurredAt)
  if (chipDoubt) reasons.push(chipDoubt)
  return reasons.length === 0 ? { outcome: 'verified' } : { outcome: 'doubtful', reasons }
}

/** A phone cannot tell a wrong chip from a right one, so that its visit is asked about, never refused. */
function doubtOfChip(chip: ChipWord, checkpoint: string, occurredAt: Instant): Suspicion | undefined {
  if (chip.state === 'unknown') return 'chip-unknown'
  if (chip.state === 'mac-wrong') return 'chip-mac-wrong'
  if (chip.checkpoint !== checkpoint) return 'chip-elsewhere'
  return chip.revokedAt !== null && occurredAt > chip.revokedAt ? 'chip-revoked' : undefined
}
