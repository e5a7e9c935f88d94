/** Findings as a desk reads them: by what waits for whom, by state, by the day they are due. */
import { isMajor, SEVERITIES } from '../../checkpoints/answer.ts'
import { type FindingState, isOpenFinding } from '../../checkpoints/finding.ts'
import type { Actor } from '../../checkpoints/finding-decision.ts'
import { type DeskDeed, waitsForMe } from '../../checkpoints/finding-next.ts'
import { addDays, type CivilDate, DAY_MS, type Instant } from '../../checkpoints/time.ts'
import type { ListedFinding } from '../../checkpoints/wire/finding.ts'
import { isLately } from './findings.ts'

/** In the order in which they are read. */
// biome-ignore format: hand-aligned table
const GROUPS = [
  'alarm', 'decide-major', 'decide', 'extension', 'conflict', 'overdue', 'in-work', 'verify', 'call-back', 'over',
] as const
export type GroupKind = (typeof GROUPS)[number]
export type Group<Kind extends string> = { readonly kind: Kind; readonly findings: readonly ListedFinding[] }

function groupOf(finding: ListedFinding): GroupKind {
  if (finding.alarmedAt !== null) return 'alarm'
  if (!isOpenFinding(finding)) return finding.conflicts.length > 0 ? 'conflict' : 'over'
  if (finding.state === 'reported') return isMajor(finding.severity) ? 'decide-major' : 'decide'
  if (finding.extension) return 'extension'
  if (finding.conflicts.length > 0) return 'conflict'
  if (finding.state === 'fixed') return 'verify'
  if (finding.state === 'call-back') return 'call-back'
  return finding.standing === 'overdue' ? 'overdue' : 'in-work'
}

/** Each finding once, empty groups left out. */
export function grouped(findings: readonly ListedFinding[]): Group<GroupKind>[] {
  return groupsOf(GROUPS, findings, groupOf)
}

/** What waits for a reader, by what he is to do. */
export function mine(findings: readonly ListedFinding[], actor: Extract<Actor, { by: 'staff' }>): Group<DeskDeed>[] {
  const order = ['acknowledge', 'triage', 'answer-extension', 'resolve', 'fix', 'verify', 'call-back'] as const
  return groupsOf<DeskDeed>(order, findings, (finding) => waitsForMe(finding, actor))
}

function groupsOf<Kind extends string>(
  order: readonly Kind[],
  findings: readonly ListedFinding[],
  kindOf: (finding: ListedFinding) => Kind | undefined,
): Group<Kind>[] {
  const kinds = new Map(findings.map((finding) => [finding.id, kindOf(finding)]))
  return order.flatMap((kind) => {
    const within = findings.filter(({ id }) => kinds.get(id) === kind).toSorted(moreUrgent)
    return within.length > 0 ? [{ kind, findings: within }] : []
  })
}

/** The worst first, then the one that is due before the other, then the one reported before. */
function moreUrgent(a: ListedFinding, b: ListedFinding): number {
  const bySeverity = SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity)
  if (bySeverity !== 0) return bySeverity
  const byDue = (a.dueOn ?? '9999').localeCompare(b.dueOn ?? '9999')
  return byDue !== 0 ? byDue : a.reportedAt - b.reportedAt
}

/** What a board has to say of problems in one line. */
export function waitingOf(findings: readonly ListedFinding[]) {
  return {
    alarms: findings.filter(({ alarmedAt }) => alarmedAt !== null).length,
    undecided: findings.filter(({ state }) => state === 'reported').length,
    overdue: findings.filter(({ state, standing }) => state === 'in-work' && standing === 'overdue').length,
  }
}

export const COLUMNS = ['reported', 'in-work', 'fixed', 'call-back', 'done'] as const
export type Column = (typeof COLUMNS)[number]

/** Every column, also an empty one. What is done leaves the board after a fortnight, the latest first. */
export function columnsOf(findings: readonly ListedFinding[], now: Instant): Group<Column>[] {
  return COLUMNS.map((kind) => ({
    kind,
    findings:
      kind === 'done'
        ? findings
            .filter((finding) => DONE.has(finding.state) && isLately(finding, now))
            .toSorted((a, b) => (b.closedAt ?? 0) - (a.closedAt ?? 0))
        : findings.filter(({ state }) => state === kind).toSorted(moreUrgent),
  }))
}
const DONE: ReadonlySet<FindingState> = new Set<FindingState>(['closed', 'settled'])

/** The deed that moves a card into a column; undefined: none does from where it is. */
export function deedInto(column: Column, { state }: Pick<ListedFinding, 'state'>): DeskDeed | undefined {
  if (column === 'in-work' && state === 'reported') return 'triage'
  if (column === 'fixed' && state === 'in-work') return 'fix'
  if (column === 'in-work' && state === 'fixed') return 'verify'
  if (column === 'done' && state === 'fixed') return 'verify'
  if (column === 'done' && state === 'call-back') return 'call-back'
  if (column === 'done' && (state === 'reported' || state === 'in-work')) return 'dismiss'
  if (column === 'reported' && (state === 'closed' || state === 'settled')) return 'reopen'
  return undefined
}

export type DueCalendar = {
  /** Not fixed, and their day is over; the oldest day first. */
  readonly overdue: readonly ListedFinding[]
  readonly byDay: ReadonlyMap<CivilDate, readonly ListedFinding[]>
  /** Decided on by nobody yet, so that they have no day. */
  readonly undated: readonly ListedFinding[]
}

/** What is open, by the day on which it is due. What is fixed is past its day and waits for nothing but a look. */
export function dueCalendar(findings: readonly ListedFinding[]): DueCalendar {
  const open = findings.filter((finding) => isOpenFinding(finding) && finding.state !== 'call-back')
  const byDay = new Map<CivilDate, ListedFinding[]>()
  for (const finding of open.toSorted(moreUrgent)) {
    if (finding.dueOn !== null) byDay.set(finding.dueOn, [...(byDay.get(finding.dueOn) ?? []), finding])
  }
  return {
    overdue: open
      .filter(({ state, standing }) => state === 'in-work' && standing === 'overdue')
      .toSorted((a, b) => (a.dueOn ?? '').localeCompare(b.dueOn ?? '') || moreUrgent(a, b)),
    byDay,
    undated: open.filter(({ dueOn }) => dueOn === null).toSorted(moreUrgent),
  }
}

/** By how many days its day is over; less than 0: so many are left. */
export function daysOver(due: CivilDate, today: CivilDate): number {
  return Math.round((Date.parse(today) - Date.parse(due)) / DAY_MS)
}

/** The first day of the month before or after. */
export function monthBeside(day: CivilDate, by: -1 | 1): CivilDate {
  const first = `${day.slice(0, 7)}-01`
  return by === -1 ? `${addDays(first, -1).slice(0, 7)}-01` : `${addDays(first, 31).slice(0, 7)}-01`
}
