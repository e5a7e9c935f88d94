/**
 * A problem that somebody without an account reports at a tag: what he wrote, what the estate made of it, and a contact that is
 * forgotten once it is closed.
 */
import * as v from 'valibot'
import type { Words } from './language.ts'

/** From received to closed, as the resident and the desk read it. */
// biome-ignore format: hand-aligned table
export const REPORT_STATES = {
  received:    { 'zh-Hant': '已收到',       'zh-Hans': '已收到',       en: 'Received' },
  'looked-at': { 'zh-Hant': '跟進中',       'zh-Hans': '处理中',       en: 'Being looked at' },
  solved:      { 'zh-Hant': '已解決',       'zh-Hans': '已解决',       en: 'Solved' },
  'not-ours':  { 'zh-Hant': '非屋苑事務',   'zh-Hans': '不属小区事务', en: 'Not a matter for the estate' },
} as const satisfies Readonly<Record<string, Words>>
export const ReportState = v.picklist(Object.keys(REPORT_STATES) as [keyof typeof REPORT_STATES])
export type ReportState = v.InferOutput<typeof ReportState>

/** Nobody works on it any more, and nobody needs to know who reported it. */
export function isClosed(state: ReportState): boolean {
  return state === 'solved' || state === 'not-ours'
}

export const REPORT_TEXT_MAX = 1000
export const CONTACT_MAX = 120

export const ReportText = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(REPORT_TEXT_MAX))
/** A name, a telephone number, an address to write to: whatever he gives. Empty: nothing. */
export const Contact = v.pipe(v.string(), v.trim(), v.maxLength(CONTACT_MAX))
/** What the estate says to whoever reported it. Empty: nothing yet. */
export const PublicAnswer = v.pipe(v.string(), v.trim(), v.maxLength(REPORT_TEXT_MAX))

/** Nobody writes a sentence in less: what is sent sooner after the page was asked for is a machine's. */
export const LEAST_WRITING_MS = 3_000
