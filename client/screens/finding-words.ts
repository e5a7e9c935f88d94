/** What the desk says of a finding in a word or two. */
import { isMajor } from '../../checkpoints/answer.ts'
import { CATEGORIES } from '../../checkpoints/checklist.ts'
import { FINDING_STATES, type FindingState } from '../../checkpoints/finding.ts'
import { ROUTES, type Route } from '../../checkpoints/finding-act.ts'
import type { DeskDeed } from '../../checkpoints/finding-next.ts'
import type { Partners } from '../../checkpoints/finding-rules.ts'
import type { Uuid } from '../../checkpoints/ids.ts'
import { nameIn } from '../../checkpoints/language.ts'
import type { MarkState } from '../../checkpoints/mark.ts'
import type { CivilDate } from '../../checkpoints/time.ts'
import type { ListedFinding } from '../../checkpoints/wire/finding.ts'
import { daysOver } from '../models/finding-groups.ts'
import type { FindingWords } from '../words/findings.zh-Hant.ts'
import { language } from '../words/language.ts'
import { decimal, shortDay } from '../words/writing.ts'

export function stateOf(state: FindingState): string {
  return FINDING_STATES[state].names[language.value]
}

// biome-ignore format: hand-aligned table
export const STATE_MARKS: Readonly<Record<FindingState, MarkState>> = {
  reported:    'pending',
  'in-work':   'awaiting',
  fixed:       'doubtful',
  'call-back': 'doubtful',
  closed:      'done',
  settled:     'done',
  dismissed:   'excused',
  merged:      'excused',
}

/** What is wrong, in the words of whoever said it, else what its item asks. */
export function whatIsWrong(finding: Pick<ListedFinding, 'note' | 'itemWords' | 'category'>): string {
  if (finding.note.trim() !== '') return finding.note.trim()
  if (finding.itemWords) return nameIn(finding.itemWords, language.value)
  return finding.category ? nameIn(CATEGORIES[finding.category].names, language.value) : '–'
}

/** `overdue`: not fixed, or fixed only after its day. */
export type DueSaid = { readonly text: string; readonly tone: 'overdue' | 'soon' | 'calm' }

/** When it is due, or by how much that day is over; undefined: it has no day, or needs none any more. */
export function dueSaid(
  words: FindingWords,
  { dueOn, standing, fixedAt }: Pick<ListedFinding, 'dueOn' | 'standing' | 'fixedAt'>,
  today: CivilDate,
): DueSaid | undefined {
  if (dueOn === null || standing === 'none') return undefined
  if (fixedAt !== null) return standing === 'overdue' ? { text: words.fixedLate, tone: 'overdue' } : undefined
  const over = daysOver(dueOn, today)
  if (over > 0) return { text: words.overdue(decimal(over)), tone: 'overdue' }
  if (over === 0) return { text: words.dueToday, tone: 'soon' }
  if (over === -1) return { text: words.dueTomorrow, tone: 'soon' }
  return { text: words.due(shortDay(dueOn)), tone: 'calm' }
}

export type Known = {
  readonly partners: Partners | undefined
  readonly staff: readonly { readonly id: Uuid; readonly name: string }[]
}

/** `維修 · 永安升降機`: the way, and who goes it. */
export function routeSaid(route: Route, { partners, staff }: Known): string {
  const who = staff.find(({ id }) => id === route.assignee)?.name
  return [ROUTES[route.kind].names[language.value], partnerOf(route, partners), who].filter(Boolean).join(' · ')
}

/** The department or contractor, by name. */
export function partnerOf(route: Route, partners: Partners | undefined): string | undefined {
  if (route.kind === 'repair') return partners?.contractors.find(({ id }) => id === route.contractor)?.name
  if (route.kind !== 'department') return undefined
  const department = partners?.departments.find(({ id }) => id === route.department)
  return department && nameIn(department.names, language.value)
}

export function nameOf(staff: Known['staff'], person: Uuid | null): string | undefined {
  return staff.find(({ id }) => id === person)?.name
}

/** What a deed is called as the finding stands. */
export function deedName(words: FindingWords, kind: DeskDeed, { state, severity }: ListedFinding): string {
  if (kind !== 'triage') return words.deeds[kind]
  if (state === 'in-work') return words.deeds['triage-again']
  return isMajor(severity) ? words.deeds['triage-manager'] : words.deeds.triage
}
