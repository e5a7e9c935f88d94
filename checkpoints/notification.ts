/** What people are told about findings without asking: which news there is, whom it concerns, and by which way and when it reaches them. */
import * as v from 'valibot'
import { isMajor } from './answer.ts'
import { type Finding, isSolved, type KeptEvent } from './finding.ts'
import type { Audience, Trigger } from './finding-rules.ts'
import type { Uuid } from './ids.ts'
import { Language, type Words } from './language.ts'
import { MailAddress, MailTrouble } from './mailing.ts'
import { CivilTime, type Instant, MINUTE_MS, minuteOfDay, type Zone } from './time.ts'

/**
 * - `emergency`: one rings; until somebody has taken it in hand it is told again
 * - `major`: one waits for the manager (policy 9.3)
 * - `settled`: one that would have been his was settled on the spot by who reported it
 * - `to-answer`: it is none, and the resident who reported it has not heard so
 * - `escalated`: nothing has happened for too long
 */
// biome-ignore format: hand-aligned table
export const NewsKind = v.picklist([
  'emergency', 'major', 'reported', 'assigned', 'reassigned', 'extension-asked', 'extension-answered', 'fixed', 'sent-back',
  'to-call-back', 'to-answer', 'closed', 'settled', 'mentioned', 'commented', 'conflict', 'reopened', 'escalated',
])
export type NewsKind = v.InferOutput<typeof NewsKind>

/** The same words in the inbox, in a mail and on a locked phone: each may be followed by the finding's number and spot. */
// biome-ignore format: hand-aligned table
export const NEWS_NAMES: Readonly<Record<NewsKind, Words>> = {
  emergency:            { 'zh-Hant': '緊急：未有人接手',       'zh-Hans': '紧急：尚无人接手',       en: 'Emergency, nobody is on it yet' },
  major:                { 'zh-Hant': '嚴重問題，等候決定',     'zh-Hans': '严重问题，等待决定',     en: 'Major problem, to be decided' },
  reported:             { 'zh-Hant': '新問題',                 'zh-Hans': '新问题',                 en: 'New problem' },
  assigned:             { 'zh-Hant': '交給你跟進',             'zh-Hans': '交给您处理',             en: 'Yours to work on' },
  reassigned:           { 'zh-Hant': '不再由你跟進',           'zh-Hans': '不再由您处理',           en: 'Not yours to work on any more' },
  'extension-asked':    { 'zh-Hant': '申請延期，等候批准',     'zh-Hans': '申请延期，等待批准',     en: 'More time asked for' },
  'extension-answered': { 'zh-Hant': '延期申請已有答覆',       'zh-Hans': '延期申请已有答复',       en: 'Answer about more time' },
  fixed:                { 'zh-Hant': '已處理，待覆查',         'zh-Hans': '已处理，待复查',         en: 'Fixed, to be verified' },
  'sent-back':          { 'zh-Hant': '退回，需再處理',         'zh-Hans': '退回，需再处理',         en: 'Sent back, to be done again' },
  'to-call-back':       { 'zh-Hant': '已解決，待回訪住戶',     'zh-Hans': '已解决，待回访住户',     en: 'Solved, call the resident back' },
  'to-answer':          { 'zh-Hant': '不成立，待答覆住戶',     'zh-Hans': '不成立，待答复住户',     en: 'Dismissed, answer the resident' },
  settled:              { 'zh-Hant': '嚴重問題，已即場解決',   'zh-Hans': '严重问题，已当场解决',   en: 'Major problem, settled on the spot' },
  closed:               { 'zh-Hant': '已完成',                 'zh-Hans': '已完成',                 en: 'Closed' },
  mentioned:            { 'zh-Hant': '有留言提到你',           'zh-Hans': '有留言提到您',           en: 'You were mentioned' },
  commented:            { 'zh-Hant': '新留言',                 'zh-Hans': '新留言',                 en: 'New comment' },
  conflict:             { 'zh-Hant': '兩項記錄有出入，待決定', 'zh-Hans': '两项记录有出入，待决定', en: 'Two records disagree, to be resolved' },
  reopened:             { 'zh-Hant': '重新跟進',               'zh-Hans': '重新处理',               en: 'Opened again' },
  escalated:            { 'zh-Hant': '仍未有進展',             'zh-Hans': '仍无进展',               en: 'Nothing has happened yet' },
}
// biome-ignore format: hand-aligned table
const TRIGGER_NAMES: Readonly<Record<Trigger, Words>> = {
  unanswered:             { 'zh-Hant': '仍未決定如何處理',     'zh-Hans': '仍未决定如何处理',     en: 'Still to be decided' },
  unacknowledged:         NEWS_NAMES.emergency,
  due:                    { 'zh-Hant': '今日到期',             'zh-Hans': '今天到期',             en: 'Due today' },
  overdue:                { 'zh-Hant': '已過期限',             'zh-Hans': '已过期限',             en: 'Overdue' },
  unverified:             { 'zh-Hant': '已處理，仍未覆查',     'zh-Hans': '已处理，仍未复查',     en: 'Fixed, still to be verified' },
  uncalled:               { 'zh-Hant': '已解決，仍未回訪住戶', 'zh-Hans': '已解决，仍未回访住户', en: 'Solved, resident still to be called back' },
  'extension-unanswered': { 'zh-Hant': '延期申請仍未有答覆',   'zh-Hans': '延期申请仍未答复',     en: 'Asked for more time, no answer yet' },
}

/** @param when what has been so for too long; null: it tells of a deed */
export function newsName(kind: NewsKind, when: Trigger | null, language: Language): string {
  return (when === null ? NEWS_NAMES[kind] : TRIGGER_NAMES[when])[language]
}

export type News = {
  readonly kind: NewsKind
  readonly audiences: readonly Audience[]
  readonly people: readonly Uuid[]
}

/**
 * What an event that has just been kept is news of, and to whom; its author is never told of his own deed.
 * @param before as the finding stood when it came; undefined: it begins with it
 */
export function newsOf(
  finding: Finding,
  { act, standing }: Pick<KeptEvent, 'act' | 'standing'>,
  before: Finding | undefined,
): News[] {
  const to = (kind: NewsKind, audiences: readonly Audience[], people: readonly (Uuid | null)[] = []): News[] => [
    { kind, audiences, people: people.filter((person) => person !== null) },
  ]
  if (standing === 'conflicting') return to('conflict', ['supervisors'])
  switch (act.kind) {
    case 'begin':
    case 'reopen':
    case 'reclassify':
      if (act.kind === 'begin' && finding.state === 'settled')
        return isMajor(finding.severity) ? to('settled', ['managers', 'supervisors']) : []
      if (act.kind === 'reclassify' && !isMajor(finding.severity)) return []
      if (finding.alarmedAt !== null) return to('emergency', ['supervisors', 'managers'])
      // To the manager at once; the supervisor is kept in copy (9.3).
      if (isMajor(finding.severity)) return to('major', ['managers', 'supervisors'])
      return to(act.kind === 'reopen' ? 'reopened' : 'reported', [
        'supervisors',
        ...(act.kind === 'reopen' ? (['assignee'] as const) : []),
      ])
    case 'triage':
      return [
        ...to('assigned', ['assignee']),
        ...takenFrom(finding, before).flatMap((one) => to('reassigned', [], [one])),
      ]
    case 'ask-extension':
      return to('extension-asked', ['managers'])
    case 'answer-extension':
      return to('extension-answered', ['assignee', 'supervisors'], [before?.extension?.askedBy ?? null])
    case 'fix':
      return to('fixed', ['supervisors', 'reporter'])
    case 'verify':
    case 'call-back':
    case 'owe-call-back':
      if (act.kind === 'owe-call-back' && !isSolved(finding)) return []
      if (finding.state === 'in-work' || finding.state === 'reported')
        return to('sent-back', ['assignee', 'supervisors'], finding.fixers)
      if (isSolved(finding)) return to('closed', ['reporter', 'supervisors'])
      // Whoever was not reached is called again by those who know that already.
      return act.kind === 'verify' ? to('to-call-back', ['supervisors', 'reporter']) : []
    case 'settle':
    case 'dismiss':
    case 'merge':
      if (finding.state === 'call-back') return to('to-call-back', ['supervisors', 'reporter'])
      // Over without a verification: whoever had heard of it hears that, so that nobody goes there in vain.
      return [
        ...(act.kind === 'dismiss' && isOfResident(finding) ? to('to-answer', ['supervisors']) : []),
        ...to('closed', [
          'assignee',
          'reporter',
          ...(act.kind === 'settle' ? (['supervisors'] as const) : []),
          ...(isMajor(finding.severity) ? (['managers'] as const) : []),
        ]),
      ]
    case 'comment': {
      const { mentions } = act
      return [
        ...(mentions.length > 0 ? to('mentioned', [], mentions) : []),
        ...to('commented', ['assignee', 'reporter']),
      ]
    }
    default:
      return []
  }
}

/** Whose it was, if a decision has given it to somebody else: nobody goes there in vain. */
function takenFrom({ route }: Finding, before: Finding | undefined): Uuid[] {
  const former = before?.route?.assignee ?? null
  return former === null || former === route?.assignee ? [] : [former]
}

function isOfResident({ callBack, source }: Finding): boolean {
  return callBack || source.by === 'resident'
}

/** Ways by which news reaches somebody; the inbox in the app always does. */
export const Channel = v.picklist(['push', 'mail'])
export type Channel = v.InferOutput<typeof Channel>

export const NotificationSettings = v.strictObject({
  push: v.boolean(),
  mail: v.boolean(),
  /** Where mails go; null: nowhere. */
  address: v.nullable(MailAddress),
  /** Civil times in the zone of the estate that the news is about; `from` after `to`: over midnight. null: never quiet. */
  quiet: v.nullable(v.strictObject({ from: CivilTime, to: CivilTime })),
  /** In which he is told; null: his own, as the staff list has it. */
  language: v.nullable(Language),
})
export type NotificationSettings = v.InferOutput<typeof NotificationSettings>

export const DEFAULT_SETTINGS: NotificationSettings = {
  ...{ push: true, mail: false, address: null, quiet: null, language: null },
}

/**
 * Why somebody was not reached, beyond what mails meet:
 * - `gone`: the browser has taken its subscription back
 * - `refused`: its push service does not want it
 * - `internal-address`: the address leads to where only this server could go
 */
export const DeliveryTrouble = v.picklist([...MailTrouble.options, 'gone', 'refused', 'internal-address'])
export type DeliveryTrouble = v.InferOutput<typeof DeliveryTrouble>

/** What a browser is sent and shows, in its owner's language. It passes through others' hands, sealed: the finding itself stays here. */
export type PushMessage = {
  readonly kind: NewsKind | 'test'
  readonly estate: Uuid | null
  readonly finding: Uuid | null
  readonly title: string
  readonly body: string
}

/** What comes by every way there is to somebody, wanted or not. */
export function isUrgent(kind: NewsKind): boolean {
  return kind === 'emergency'
}

/** What does not wait for the morning: a major problem goes to the manager at once (policy 9.3). */
const GOES_AT_ONCE: ReadonlySet<NewsKind> = new Set(['emergency', 'major'])

/** When news may go out by a channel: at once, or when the quiet hours end, by the clock on the wall. Nothing is left out. */
export function goesOutAt(
  kind: NewsKind,
  { quiet }: Pick<NotificationSettings, 'quiet'>,
  { now, zone }: { readonly now: Instant; readonly zone: Zone },
): Instant {
  if (!quiet || GOES_AT_ONCE.has(kind)) return now
  const [minute, from, to] = [minuteOfDay(now, zone), minutesOf(quiet.from), minutesOf(quiet.to)]
  const isQuiet = from < to ? minute >= from && minute < to : minute >= from || minute < to
  if (!isQuiet || from === to) return now
  const left = (to - minute + DAY) % DAY
  const end = now - (now % MINUTE_MS) + left * MINUTE_MS
  // In a night in which clocks change it is another time by then. What the clocks skip never comes: it goes out after that.
  const past = ((minuteOfDay(end, zone) - to + DAY + DAY / 2) % DAY) - DAY / 2
  return Math.max(now, end - past * MINUTE_MS)
}

/** Minutes of one without a clock change. */
const DAY = 24 * 60

function minutesOf(time: CivilTime): number {
  const [hour, minute] = time.split(':')
  return Number(hour) * 60 + Number(minute)
}
