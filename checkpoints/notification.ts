/** What people are told about findings without asking: which news there is, whom it concerns, and by which way and when it reaches them. */
import * as v from 'valibot'
import type { Finding, KeptAct, KeptEvent } from './finding.ts'
import type { Audience } from './finding-rules.ts'
import type { Uuid } from './ids.ts'
import { MailAddress } from './mailing.ts'
import { CivilTime, type Instant, MINUTE_MS, minuteOfDay, type Zone } from './time.ts'

/**
 * - `emergency`: one rings; until somebody has taken it in hand it is told again
 * - `major`: one waits for the manager (policy 9.3)
 * - `escalated`: nothing has happened for too long
 */
// biome-ignore format: hand-aligned table
export const NewsKind = v.picklist([
  'emergency', 'major', 'reported', 'assigned', 'extension-asked', 'extension-answered', 'fixed', 'sent-back', 'closed',
  'mentioned', 'commented', 'conflict', 'reopened', 'escalated',
])
export type NewsKind = v.InferOutput<typeof NewsKind>

export type News = {
  readonly kind: NewsKind
  readonly audiences: readonly Audience[]
  readonly people: readonly Uuid[]
}

/** What an event that has just been kept is news of, and to whom; its author is never told of his own deed. */
export function newsOf(finding: Finding, act: KeptAct, standing: KeptEvent['standing']): News[] {
  const to = (kind: NewsKind, audiences: readonly Audience[], people: readonly (Uuid | null)[] = []): News[] => [
    { kind, audiences, people: people.filter((person) => person !== null) },
  ]
  if (standing === 'conflicting') return to('conflict', ['supervisors'])
  switch (act.kind) {
    case 'begin':
    case 'reopen':
    case 'reclassify':
      if (!beginsToMatter(finding, act.kind)) return []
      if (finding.alarmedAt !== null) return to('emergency', ['supervisors', 'managers'])
      // To the manager at once; the supervisor is kept in copy (9.3).
      if (finding.severity === 'major' || finding.severity === 'emergency')
        return to('major', ['managers', 'supervisors'])
      return to(act.kind === 'reopen' ? 'reopened' : 'reported', [
        'supervisors',
        ...(act.kind === 'reopen' ? (['assignee'] as const) : []),
      ])
    case 'triage':
      return to('assigned', ['assignee'])
    case 'ask-extension':
      return to('extension-asked', ['managers'])
    case 'answer-extension':
      return to('extension-answered', ['assignee', 'supervisors'])
    case 'fix':
      return to('fixed', ['supervisors', 'reporter'])
    case 'verify':
    case 'call-back':
      if (finding.state === 'in-work') return to('sent-back', ['assignee', 'supervisors'], finding.fixers)
      // Not while somebody is still to be called back.
      return finding.state === 'closed' ? to('closed', ['reporter', 'supervisors']) : []
    case 'settle':
    case 'dismiss':
    case 'merge':
      // Over without a verification: whoever had heard of it hears that, so that nobody goes there in vain.
      return to('closed', [
        'assignee',
        'reporter',
        ...(act.kind === 'settle' ? (['supervisors'] as const) : []),
        ...(finding.severity === 'major' || finding.severity === 'emergency' ? (['managers'] as const) : []),
      ])
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

/** One that was settled before anybody heard of it is no news, nor is a change that makes nothing worse. */
function beginsToMatter(finding: Finding, kind: 'begin' | 'reopen' | 'reclassify'): boolean {
  if (kind !== 'reclassify') return finding.state !== 'settled'
  return finding.severity === 'major' || finding.severity === 'emergency'
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
})
export type NotificationSettings = v.InferOutput<typeof NotificationSettings>

export const DEFAULT_SETTINGS: NotificationSettings = { push: true, mail: false, address: null, quiet: null }

/** What does not wait for the morning. */
export function isUrgent(kind: NewsKind): boolean {
  return kind === 'emergency'
}

/** When news may go out by a channel: at once, or when the quiet hours end, by the clock on the wall. Nothing is left out. */
export function goesOutAt(
  kind: NewsKind,
  { quiet }: Pick<NotificationSettings, 'quiet'>,
  { now, zone }: { readonly now: Instant; readonly zone: Zone },
): Instant {
  if (!quiet || isUrgent(kind)) return now
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
