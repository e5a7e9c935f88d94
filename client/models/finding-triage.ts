/** A decision about a finding while it is being filled in (policy 9.2): who sees to it, by when. */
import type { Finding } from '../../checkpoints/finding.ts'
import type { FindingAct, Route, RouteKind } from '../../checkpoints/finding-act.ts'
import type { FindingRules, Partners } from '../../checkpoints/finding-rules.ts'
import type { Uuid } from '../../checkpoints/ids.ts'
import type { CivilDate } from '../../checkpoints/time.ts'

export type TriageDraft = {
  readonly kind: RouteKind | undefined
  readonly by: 'house' | 'contractor'
  readonly contractor: Uuid | undefined
  readonly department: Uuid | undefined
  /** '': nobody in particular. */
  readonly assignee: Uuid | ''
  /** '': none in particular. */
  readonly unit: Uuid | ''
  readonly notice: string
  /** '': as the rules have it. */
  readonly dueOn: CivilDate | ''
  readonly note: string
}

/** As it was decided before, or with nothing said. */
export function triageOf({ route, dueOn }: Pick<Finding, 'route' | 'dueOn'>, notice: string): TriageDraft {
  return {
    kind: route?.kind,
    by: route?.kind === 'repair' && route.contractor !== null ? 'contractor' : 'house',
    contractor: (route?.kind === 'repair' && route.contractor) || undefined,
    department: route?.kind === 'department' ? route.department : undefined,
    assignee: route?.assignee ?? '',
    unit: (route?.kind === 'violation' && route.unit) || '',
    notice: route?.kind === 'violation' ? route.notice : notice,
    dueOn: dueOn ?? '',
    note: '',
  }
}

/**
 * Without whom it was given to before, if he is on the lists no more: somebody else has to be chosen.
 * @param lists undefined: not known here, and the server says
 */
export function stillListed(draft: TriageDraft, lists: Partners | undefined): TriageDraft {
  if (!lists) return draft
  const { contractor, department } = draft
  return {
    ...draft,
    contractor: lists.contractors.find(({ id }) => id === contractor)?.id,
    department: lists.departments.find(({ id }) => id === department)?.id,
  }
}

export type TriageFault =
  | 'routeMissing'
  | 'contractorMissing'
  | 'departmentMissing'
  | 'noticeMissing'
  | 'decisionMissing'
  | 'due-too-late'

type Given = {
  /** The latest day that the rules allow, by way; undefined: it is not known here, and the server says. */
  readonly latestDue: Readonly<Record<RouteKind, CivilDate>> | undefined
  readonly isManager: boolean
  /** The manager's decision about a major problem goes on record (policy 9.3). */
  readonly isMajor: boolean
}

export function triageFaults(
  draft: TriageDraft,
  { latestDue, isManager, isMajor }: Given,
): Partial<Record<keyof TriageDraft, TriageFault>> {
  const { kind, by, contractor, department, notice, dueOn, note } = draft
  return {
    ...(!kind && { kind: 'routeMissing' as const }),
    ...(kind === 'repair' && by === 'contractor' && !contractor && { contractor: 'contractorMissing' as const }),
    ...(kind === 'department' && !department && { department: 'departmentMissing' as const }),
    ...(kind === 'violation' && notice.trim() === '' && { notice: 'noticeMissing' as const }),
    ...(kind && !isManager && latestDue && dueOn > latestDue[kind] && { dueOn: 'due-too-late' as const }),
    ...(isMajor && note.trim() === '' && { note: 'decisionMissing' as const }),
  }
}

/** Call with a draft without faults. */
export function triageAct(draft: TriageDraft): Extract<FindingAct, { kind: 'triage' }> {
  const { dueOn, note } = draft
  return { kind: 'triage', route: routeIn(draft), dueOn: dueOn || null, note: note.trim() }
}

function routeIn({ kind = 'repair', by, contractor, department, assignee: who, unit, notice }: TriageDraft): Route {
  const assignee = who || null
  if (kind === 'department') return { kind, assignee, department: department ?? '' }
  if (kind === 'violation') return { kind, assignee, unit: unit || null, notice: notice.trim() }
  return { kind, assignee, contractor: by === 'contractor' ? (contractor ?? null) : null }
}

/** A department that is chosen brings its supervisor along, unless somebody else was. */
export function withDepartment(
  draft: TriageDraft,
  department: Uuid,
  rules: Pick<FindingRules, 'departments'>,
): Partial<TriageDraft> {
  const supervisorOf = (id: Uuid | undefined) => rules.departments.find((one) => one.id === id)?.supervisor ?? ''
  const untouched = draft.assignee === '' || draft.assignee === supervisorOf(draft.department)
  return { department, ...(untouched && { assignee: supervisorOf(department) }) }
}
