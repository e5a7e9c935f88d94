/**
 * A finding: a problem (policy 9), from the report to the signed verification on the spot. It is what its events make of it, in the
 * order in which they arrived; nothing else is ever written. Whether a deed may be done is decided here, for the server and every
 * phone alike.
 *
 * A deed that is done without a signal may come when somebody else has been faster. What could be done when its author last looked
 * is kept all the same, as a *conflict* that changes nothing and stands there until somebody has said what to make of it; so is
 * what would silently undo a decision that its author has not seen.
 */
import * as v from 'valibot'
import { isLess, isMajor, Severity } from './answer.ts'
import { Category, ItemId } from './checklist.ts'
import { type ActKind, CallBackOutcome, type FindingAct, Route } from './finding-act.ts'
import { CheckpointId, Sha256, Uuid } from './ids.ts'
import type { Words } from './language.ts'
import { ROLES, type Role } from './people.ts'
import { SightingCause } from './sighting.ts'
import { CivilDate, Instant } from './time.ts'

/** `open`: something is still to be done. */
// biome-ignore format: hand-aligned table
export const FINDING_STATES = {
  reported:    { open: true,  names: { 'zh-Hant': '待處理', 'zh-Hans': '待处理', en: 'To be decided' } },
  'in-work':   { open: true,  names: { 'zh-Hant': '跟進中', 'zh-Hans': '处理中', en: 'Being worked on' } },
  fixed:       { open: true,  names: { 'zh-Hant': '待覆查', 'zh-Hans': '待复查', en: 'To be verified' } },
  'call-back': { open: true,  names: { 'zh-Hant': '待回訪', 'zh-Hans': '待回访', en: 'To call back' } },
  closed:      { open: false, names: { 'zh-Hant': '已完成', 'zh-Hans': '已完成', en: 'Closed' } },
  settled:     { open: false, names: { 'zh-Hant': '即場解決', 'zh-Hans': '当场解决', en: 'Settled on the spot' } },
  dismissed:   { open: false, names: { 'zh-Hant': '不成立', 'zh-Hans': '不成立', en: 'Dismissed' } },
  merged:      { open: false, names: { 'zh-Hant': '已合併', 'zh-Hans': '已合并', en: 'Merged' } },
} as const satisfies Readonly<Record<string, { readonly open: boolean; readonly names: Words }>>
export const OPEN_STATES = (Object.keys(FINDING_STATES) as (keyof typeof FINDING_STATES)[]).filter(
  (state) => FINDING_STATES[state].open,
)
export const FindingState = v.picklist(Object.keys(FINDING_STATES) as [keyof typeof FINDING_STATES])
export type FindingState = v.InferOutput<typeof FindingState>

/** Where it came from. */
export const FindingSource = v.variant('by', [
  v.strictObject({ by: v.literal('visit'), visit: Uuid, item: ItemId, cause: SightingCause }),
  v.strictObject({ by: v.literal('staff') }),
  v.strictObject({ by: v.literal('resident'), report: Uuid }),
])
export type FindingSource = v.InferOutput<typeof FindingSource>

export const FindingBeginning = v.strictObject({
  checkpoint: CheckpointId,
  source: FindingSource,
  category: v.nullable(Category),
  severity: Severity,
  note: v.string(),
  photos: v.array(Sha256),
  /** A picture of the walker's hand under what he has settled (9.1); null: he has not, or was not asked for it yet. */
  signature: v.nullable(Sha256),
  /** Settled on the spot by the visit that reports it. */
  settled: v.boolean(),
  /** Somebody is to be called back when it is solved. */
  callBack: v.boolean(),
})
export type FindingBeginning = v.InferOutput<typeof FindingBeginning>

const Extension = v.strictObject({ until: CivilDate, reason: v.string(), askedBy: v.nullable(Uuid), askedAt: Instant })

export const Finding = v.strictObject({
  id: Uuid,
  ...FindingBeginning.entries,
  reportedAt: Instant,
  /** null: nobody of the staff. */
  reportedBy: v.nullable(Uuid),
  state: FindingState,
  /** Since when it is in it. */
  stateSince: Instant,
  /** The number of its last event. */
  version: v.number(),
  route: v.nullable(Route),
  dueOn: v.nullable(CivilDate),
  /** Asked for and not answered. */
  extension: v.nullable(Extension),
  /** How often its time was extended. */
  extended: v.number(),
  /** Who fixed it the last time, in whatever way: none of them may verify it. */
  fixers: v.array(Uuid),
  fixedAt: v.nullable(Instant),
  /** How often the verification sent it back. */
  sentBack: v.number(),
  verifiedBy: v.nullable(Uuid),
  calledBack: v.nullable(CallBackOutcome),
  closedAt: v.nullable(Instant),
  mergedInto: v.nullable(Uuid),
  /** Since when an emergency rings; null: it is none, or somebody has taken it in hand. */
  alarmedAt: v.nullable(Instant),
  /** Events that came too late, and of which nobody has said what to make. */
  conflicts: v.array(Uuid),
})
export type Finding = v.InferOutput<typeof Finding>

/** An event as it is kept. */
export type KeptEvent = {
  readonly id: Uuid
  /** Counts the events of a finding from 1, in order of arrival. */
  readonly sequence: number
  /** When it was done: by the clock of whoever did it, at the latest when it arrived, and not before what he had seen. */
  readonly at: Instant
  /** null: a contractor, who has no account. */
  readonly by: Uuid | null
  readonly standing: 'applied' | 'conflicting'
  readonly act: KeptAct
}
/** What a visit reported is kept as the first event of its finding; a due day is always settled when it is kept. */
export type KeptAct =
  | ({ readonly kind: 'begin' } & FindingBeginning)
  | (Extract<FindingAct, { kind: 'triage' }> & { readonly dueOn: CivilDate })
  | Exclude<FindingAct, { kind: 'report' | 'triage' }>

/** What its events have made of a finding. Undefined without its first. */
export function findingOf(id: Uuid, events: readonly KeptEvent[]): Finding | undefined {
  return events.reduce<Finding | undefined>((finding, event) => after(id, finding, event), undefined)
}

/** The same one event further. */
export function after(id: Uuid, finding: Finding | undefined, event: KeptEvent): Finding | undefined {
  if (!finding) return event.act.kind === 'begin' ? begun(id, event, event.act) : undefined
  const next = { ...finding, version: event.sequence }
  if (event.standing === 'conflicting') return { ...next, conflicts: [...finding.conflicts, event.id] }
  return changed(next, event)
}

function begun(
  id: Uuid,
  { at, by, sequence }: KeptEvent,
  { kind: _, ...beginning }: Extract<KeptAct, { kind: 'begin' }>,
): Finding {
  const state = beginning.settled ? 'settled' : 'reported'
  return {
    id,
    ...beginning,
    reportedAt: at,
    reportedBy: by,
    state,
    stateSince: at,
    version: sequence,
    route: null,
    dueOn: null,
    extension: null,
    extended: 0,
    fixers: [],
    fixedAt: null,
    sentBack: 0,
    verifiedBy: null,
    calledBack: null,
    closedAt: beginning.settled ? at : null,
    mergedInto: null,
    alarmedAt: beginning.severity === 'emergency' && !beginning.settled ? at : null,
    conflicts: [],
  }
}

function changed(finding: Finding, { act, at, by }: KeptEvent): Finding {
  // More time was asked for what was to be done then.
  const to = (state: FindingState): Finding => ({ ...finding, state, stateSince: at, extension: null })
  const over = (state: FindingState): Finding => ({ ...to(state), closedAt: at, alarmedAt: null })
  const sentBack = (): Finding => ({
    ...to('in-work'),
    sentBack: finding.sentBack + 1,
    fixedAt: null,
    verifiedBy: null,
  })
  switch (act.kind) {
    case 'settle':
      return { ...over('settled'), fixers: by === null ? [] : [by], fixedAt: at }
    case 'triage':
      return { ...to('in-work'), route: act.route, dueOn: act.dueOn }
    case 'ask-extension':
      return { ...finding, extension: { until: act.until, reason: act.reason, askedBy: by, askedAt: at } }
    case 'answer-extension': {
      const { extension } = finding
      if (!act.approved || !extension) return { ...finding, extension: null }
      return { ...finding, extension: null, dueOn: extension.until, extended: finding.extended + 1 }
    }
    case 'fix': {
      const fixers = [by, finding.route?.assignee ?? null].filter((person) => person !== null)
      return { ...to('fixed'), fixers: [...new Set(fixers)], fixedAt: at }
    }
    case 'verify':
      if (!act.passed) return sentBack()
      // Whoever is called back now was never asked about this fix.
      return { ...(finding.callBack ? to('call-back') : over('closed')), verifiedBy: by, calledBack: null }
    case 'call-back':
      if (act.outcome === 'not-satisfied') return { ...sentBack(), calledBack: act.outcome }
      // Who was not reached is called once more. After that it is closed: there would be no other way out.
      return act.outcome === 'not-reached' && finding.calledBack !== 'not-reached'
        ? { ...finding, calledBack: act.outcome }
        : { ...over('closed'), calledBack: act.outcome }
    case 'reclassify': {
      const { severity, category } = act
      const rings = severity === 'emergency' && finding.severity !== 'emergency'
      return {
        ...finding,
        severity,
        category,
        alarmedAt: rings ? at : severity === 'emergency' ? finding.alarmedAt : null,
      }
    }
    case 'merge':
      return { ...over('merged'), mergedInto: act.into }
    case 'dismiss':
      return over('dismissed')
    case 'reopen': {
      // Where it was when it was ended: what had been decided about it is still so. An emergency rings again.
      const state = finding.route ? 'in-work' : 'reported'
      return {
        ...to(state),
        closedAt: null,
        mergedInto: null,
        settled: false,
        fixers: [],
        fixedAt: null,
        verifiedBy: null,
        calledBack: null,
        alarmedAt: finding.severity === 'emergency' ? at : null,
      }
    }
    case 'acknowledge':
      return { ...finding, alarmedAt: null }
    case 'resolve':
      return { ...finding, conflicts: finding.conflicts.filter((conflict) => conflict !== act.event) }
    case 'comment':
    case 'begin':
      return finding
    default:
      return act satisfies never
  }
}

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
 * - `merge-impossible`: into itself, or into one that is over
 * - `no-alarm`: nothing rings
 * - `conflict-unknown`: there is none of this id left to resolve
 */
// biome-ignore format: hand-aligned table
export const ActRefusal = v.picklist([
  'role', 'manager-decides', 'wrong-state', 'own-work', 'own-extension', 'extension-asked', 'extension-not-asked',
  'extension-not-later', 'due-too-late', 'merge-impossible', 'no-alarm', 'conflict-unknown',
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

/** Whether something is still to be done. */
export function isOpenFinding({ state }: Pick<Finding, 'state'>): boolean {
  return FINDING_STATES[state].open
}
