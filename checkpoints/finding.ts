/**
 * A finding: a problem (policy 9), from the report to the signed verification on the spot. It is what its events make of it, in the
 * order in which they arrived; nothing else is ever written. Whether a deed may be done is decided in finding-decision.ts.
 */
import * as v from 'valibot'
import { isLess, Severity } from './answer.ts'
import { Category, ItemId } from './checklist.ts'
import { CallBackOutcome, type FindingAct, Route } from './finding-act.ts'
import { CheckpointId, Sha256, Uuid } from './ids.ts'
import type { Words } from './language.ts'
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
/**
 * Another finding was merged into this one, or is one of its own again, or this one was opened again: whether a resident waits for a
 * call about it now.
 */
export const OweCallBack = v.strictObject({ kind: v.literal('owe-call-back'), of: Uuid, owed: v.boolean() })

/** What a visit reported is kept as the first event of its finding; a due day is always settled when it is kept. */
export type KeptAct =
  | ({ readonly kind: 'begin' } & FindingBeginning)
  | v.InferOutput<typeof OweCallBack>
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
  // What was settled on the spot was never given to anybody.
  const solved = () => over(finding.route ? 'closed' : 'settled')
  const sentBack = (state: FindingState): Finding => ({
    ...to(state),
    sentBack: finding.sentBack + 1,
    fixedAt: null,
    verifiedBy: null,
  })
  switch (act.kind) {
    case 'settle':
      return {
        ...(finding.callBack ? { ...to('call-back'), alarmedAt: null } : over('settled')),
        ...{ fixers: by === null ? [] : [by], fixedAt: at, calledBack: null },
      }
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
      if (!act.passed) return sentBack('in-work')
      // Whoever is called back now was never asked about this fix.
      return { ...(finding.callBack ? to('call-back') : over('closed')), verifiedBy: by, calledBack: null }
    case 'call-back':
      if (act.outcome === 'not-satisfied')
        return { ...sentBack(finding.route ? 'in-work' : 'reported'), calledBack: act.outcome }
      // Who was not reached is called once more. After that it is closed: there would be no other way out.
      return act.outcome === 'not-reached' && finding.calledBack !== 'not-reached'
        ? { ...finding, calledBack: act.outcome }
        : { ...solved(), calledBack: act.outcome }
    case 'owe-call-back':
      return { ...(finding.state === 'call-back' && !act.owed ? solved() : finding), callBack: act.owed }
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

/** Whether something is still to be done. */
export function isOpenFinding({ state }: Pick<Finding, 'state'>): boolean {
  return FINDING_STATES[state].open
}

/** Whether it is over because nothing of it is left: neither for another nor because there was nothing. */
export function isSolved({ state }: Pick<Finding, 'state'>): boolean {
  return state === 'closed' || state === 'settled'
}

/**
 * Whether a visit has seen again, and no worse, what an earlier one had seen that is still open: each round sees the same broken
 * lamp. Whether it is the same problem somebody says by merging them; until then nobody needs to be told of it again.
 */
export function isSeenAgain(finding: Finding, earlier: Finding): boolean {
  const { source, checkpoint, severity, alarmedAt } = finding
  if (source.by !== 'visit' || earlier.source.by !== 'visit' || alarmedAt !== null) return false
  const isSame = earlier.checkpoint === checkpoint && earlier.source.item === source.item
  return isSame && earlier.id !== finding.id && isOpenFinding(earlier) && !isLess(earlier.severity, severity)
}
