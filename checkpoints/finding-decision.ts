/**
 * Whether a deed about a finding may be done (policy 9), for the server and every phone alike.
 *
 * A deed that is done without a signal may come when somebody else has been faster. What could be done when its author last looked
 * is kept all the same, as a *conflict* that changes nothing and stands there until somebody has said what to make of it; so is
 * what would silently undo a decision that its author has not seen.
 */
import * as v from 'valibot'
import { isLess, isMajor } from './answer.ts'
import { FINDING_STATES, type Finding, type FindingState, findingOf, type KeptAct, type KeptEvent } from './finding.ts'
import type { ActKind, FindingAct } from './finding-act.ts'
import type { Uuid } from './ids.ts'
import { ROLES, type Role } from './people.ts'
import type { CivilDate } from './time.ts'

/** Nobody with an account: a contractor who has the link of a work order. */
export type Actor =
  | { readonly by: 'staff'; readonly person: Uuid; readonly roles: readonly Role[] }
  | { readonly by: 'contractor' }

/**
 * Why a deed is refused:
 * - `role`: not with any of his roles
 * - `manager-decides`: a major problem or an emergency is the manager's (9.3)
 * - `wrong-state`: not as the finding stands
 * - `own-work`: nobody verifies what he fixed himself (9.4)
 * - `own-extension`: nobody answers what he asked for himself
 * - `extension-asked`, `extension-not-asked`: one at a time
 * - `extension-not-later`: it has to end after the day that is due now
 * - `due-too-late`: longer than the rules allow wants the manager's approval (9.2)
 * - `decision-missing`: what the manager has decided about a major problem is put into words (9.3)
 * - `merge-impossible`: into itself, or into one that is over
 * - `no-alarm`: nothing rings
 * - `conflict-unknown`: there is none of this id left to resolve
 */
// biome-ignore format: hand-aligned table
export const ActRefusal = v.picklist([
  'role', 'manager-decides', 'wrong-state', 'own-work', 'own-extension', 'extension-asked', 'extension-not-asked',
  'extension-not-later', 'due-too-late', 'decision-missing', 'merge-impossible', 'no-alarm', 'conflict-unknown',
])
export type ActRefusal = v.InferOutput<typeof ActRefusal>

const OFFICE = ['supervisor', 'manager', 'admin'] as const
const WORKING = ['assistant', 'supervisor', 'manager'] as const
const DECIDING = ['supervisor', 'manager'] as const
const NOT_AUDITOR = ROLES.filter((role) => role !== 'auditor')

type Rule = {
  readonly roles: readonly Role[]
  /** 'any': in every one. */
  readonly from: readonly FindingState[] | 'any'
  /** Of a major problem or an emergency only by a manager. So is whatever makes less of one, a merge with a lesser one included. */
  readonly major?: true
}

/** Which roles may do what, and when: the single source of truth for server, screens and tests. */
// biome-ignore format: hand-aligned table
export const ACTS: Readonly<Record<Exclude<ActKind, 'report'>, Rule>> = {
  settle:             { roles: ['assistant', 'supervisor'],  from: ['reported'] },
  triage:             { roles: DECIDING,                     from: ['reported', 'in-work'], major: true },
  'ask-extension':    { roles: WORKING,                      from: ['in-work'] },
  'answer-extension': { roles: ['manager'],                  from: ['in-work'] },
  fix:                { roles: WORKING,                      from: ['in-work'] },
  verify:             { roles: WORKING,                      from: ['fixed'] },
  'call-back':        { roles: NOT_AUDITOR,                  from: ['call-back'] },
  comment:            { roles: NOT_AUDITOR,                  from: 'any' },
  reclassify:         { roles: DECIDING,                     from: ['reported', 'in-work', 'fixed'] },
  merge:              { roles: DECIDING,                     from: ['reported', 'in-work'] },
  dismiss:            { roles: DECIDING,                     from: ['reported', 'in-work'], major: true },
  reopen:             { roles: DECIDING,                     from: ['closed', 'settled', 'dismissed', 'merged'] },
  acknowledge:        { roles: OFFICE,                       from: 'any' },
  resolve:            { roles: DECIDING,                     from: 'any' },
}
/** Who may report one. */
export const REPORTERS: readonly Role[] = NOT_AUDITOR

/** What a decision needs to know besides the finding itself. */
export type Given = {
  /** The latest day that the estate's rules allow for what is being decided, if it is a triage. */
  readonly latestDue?: CivilDate
  /** Of a merge: the one that goes on; undefined: there is none of that id on the estate. Bad enough, if nothing is said of it. */
  readonly into?: (Pick<Finding, 'id' | 'state'> & Partial<Pick<Finding, 'severity'>>) | undefined
}

/** Why a deed may not be done as the finding stands; undefined: it may. */
export function refusalOf(
  finding: Finding,
  act: Exclude<FindingAct, { kind: 'report' }>,
  actor: Actor,
  given: Given = {},
): ActRefusal | undefined {
  const { roles, from, major } = ACTS[act.kind]
  if (actor.by === 'contractor' ? act.kind !== 'fix' : !actor.roles.some((role) => roles.includes(role))) return 'role'
  const isManager = actor.by === 'staff' && actor.roles.includes('manager')
  if (isMajor(finding.severity) && !isManager && (major || makesLessOf(finding, act, given))) return 'manager-decides'
  if (from !== 'any' && !from.includes(finding.state)) return 'wrong-state'
  const person = actor.by === 'staff' ? actor.person : null
  switch (act.kind) {
    case 'triage':
      if (isMajor(finding.severity) && act.note.trim() === '') return 'decision-missing'
      return !isManager && given.latestDue !== undefined && act.dueOn !== null && act.dueOn > given.latestDue
        ? 'due-too-late'
        : undefined
    case 'ask-extension':
      if (finding.extension) return 'extension-asked'
      return finding.dueOn !== null && act.until <= finding.dueOn ? 'extension-not-later' : undefined
    case 'answer-extension':
      if (!finding.extension) return 'extension-not-asked'
      return finding.extension.askedBy === person ? 'own-extension' : undefined
    case 'verify':
      return person !== null && finding.fixers.includes(person) ? 'own-work' : undefined
    case 'merge':
      return !given.into || given.into.id === finding.id || !FINDING_STATES[given.into.state].open
        ? 'merge-impossible'
        : undefined
    case 'acknowledge':
      return finding.alarmedAt === null ? 'no-alarm' : undefined
    case 'resolve':
      return finding.conflicts.includes(act.event) ? undefined : 'conflict-unknown'
    default:
      return undefined
  }
}

/** Whether a problem would be nobody's, or a lesser one's, without being solved (9.3). */
function makesLessOf({ severity }: Finding, act: FindingAct, { into }: Given): boolean {
  if (act.kind === 'reclassify') return isLess(act.severity, severity)
  return act.kind === 'merge' && into?.severity !== undefined && isLess(into.severity, severity)
}

export type Decided =
  | { readonly outcome: 'applied' | 'conflicting' }
  | { readonly outcome: 'refused'; readonly why: ActRefusal }

/** Refusals that were no different when he last looked, and deeds that somebody else has done already to the same end. */
const NEVER_KEPT: ReadonlySet<ActRefusal> = new Set<ActRefusal>([
  'role',
  'merge-impossible',
  'due-too-late',
  'no-alarm',
  'conflict-unknown',
])

/** Decisions of others that one must have seen before deciding over them. */
const DECIDES_OVER: Partial<Readonly<Record<ActKind, readonly KeptAct['kind'][]>>> = {
  triage: ['triage'],
  'answer-extension': ['ask-extension'],
  merge: ['triage'],
  dismiss: ['triage'],
  reclassify: ['reclassify'],
}
/** Deeds that mean the same whatever has come between. */
const ALWAYS_MEANT: ReadonlySet<ActKind> = new Set<ActKind>(['comment', 'reclassify', 'acknowledge', 'resolve'])

/**
 * Whether a deed counts, is kept as a conflict, or is refused. A conflict is what could be done when its author last looked and
 * cannot be done any more, and also what can be done still but answers something else than he has seen: a verification of a fix
 * that was sent back meanwhile, a decision over somebody's decision, the answer to a question that had not been asked yet.
 * @param history all events of the finding, in order of arrival
 * @param basis the number of the last of them that its author had seen; what he has done himself since, he knows besides. A number
 * that is not reached yet claims to know them all: it can make a refusal of a conflict, and never a deed of a refusal.
 */
export function decide(
  id: Uuid,
  history: readonly KeptEvent[],
  { act, basis }: { readonly act: Exclude<FindingAct, { kind: 'report' }>; readonly basis: number },
  actor: Actor,
  given: Given = {},
): Decided {
  const now = findingOf(id, history)
  if (!now) return { outcome: 'refused', why: 'wrong-state' }
  const person = actor.by === 'staff' ? actor.person : null
  const seen = asSeenBy(person, id, history, basis)
  const why = refusalOf(now, act, actor, given)
  if (why !== undefined) {
    const isKept = !NEVER_KEPT.has(why) && seen && !refusalOf(seen, act, actor, given)
    return isKept ? { outcome: 'conflicting' } : { outcome: 'refused', why }
  }
  // An alarm that nobody has heard rings on, whoever took an earlier one in hand.
  if (act.kind === 'acknowledge' && seen && seen.alarmedAt !== now.alarmedAt)
    return { outcome: 'refused', why: 'no-alarm' }
  const unseen = history.filter(
    ({ sequence, standing, by }) => sequence > basis && standing === 'applied' && (by === null || by !== person),
  )
  return { outcome: unseen.some((event) => overtakes(event.act, act.kind)) ? 'conflicting' : 'applied' }
}

/** How it stands for him: what he had seen, and what he has done since, which for all he knows counts. */
function asSeenBy(person: Uuid | null, id: Uuid, history: readonly KeptEvent[], basis: number): Finding | undefined {
  const known = history.flatMap((event): KeptEvent[] => {
    if (event.sequence <= basis) return [event]
    return person !== null && event.by === person ? [{ ...event, standing: 'applied' }] : []
  })
  return findingOf(id, known)
}

function overtakes(unseen: KeptAct, kind: ActKind): boolean {
  return DECIDES_OVER[kind]?.includes(unseen.kind) || (beginsAnew(unseen) && !ALWAYS_MEANT.has(kind))
}

/** Whether work begins from the beginning, so that what was done before is no word about it. */
function beginsAnew(act: KeptAct): boolean {
  return (
    act.kind === 'reopen' ||
    (act.kind === 'verify' && !act.passed) ||
    (act.kind === 'call-back' && act.outcome === 'not-satisfied')
  )
}
