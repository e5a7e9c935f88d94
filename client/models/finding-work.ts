/**
 * The findings a phone has to do with, without a signal: as the pack has them, and what has been done about them here since. Pure.
 */
import { after, type Finding, type KeptEvent } from '../../checkpoints/finding.ts'
import type { FindingAct } from '../../checkpoints/finding-act.ts'
import { ACTS, type Actor, type ActRefusal, refusalOf } from '../../checkpoints/finding-decision.ts'
import type { CheckpointId, Sha256, Uuid } from '../../checkpoints/ids.ts'
import type { Names } from '../../checkpoints/language.ts'
import type { Role } from '../../checkpoints/people.ts'
import type { CivilDate } from '../../checkpoints/time.ts'
import type { Pack } from '../../checkpoints/wire/estate.ts'
import type { FindingDetail, PackFinding } from '../../checkpoints/wire/finding.ts'
import type { SaidEvent } from '../local/finding-events.ts'

/** A finding on the phone. Its state is what it will be once everything that waits here has arrived. */
export type Work = {
  readonly id: Uuid
  /** null: it was reported here and has none yet. */
  readonly number: number | null
  readonly checkpoint: CheckpointId
  readonly finding: Finding
  readonly itemWords: Names | null
  /** What was written when it was fixed; null: it is not. */
  readonly fixNote: string | null
  readonly photos: readonly Sha256[]
  readonly fixPhotos: readonly Sha256[]
  /** What was done about it here and the rest does not know yet, or could not be taken as it was. */
  readonly said: readonly SaidEvent[]
  /** The number of its last event that is known here: what a deed is based on. */
  readonly basis: number
}

/** Packs kept by an older version of the app know nothing of findings. */
export type PackWithWork = Pick<Pack, 'now'> & Partial<Pick<Pack, 'work' | 'emergency'>>

/** Of the security desk; undefined: the estate has given none, or this phone has not heard of it. */
export function securityPhoneOf(pack: PackWithWork | undefined): string | undefined {
  return pack?.emergency?.securityPhone ?? undefined
}

/** @param said by whoever is at the phone, on this estate, in its order */
export function workOf(pack: PackWithWork, said: readonly SaidEvent[]): Work[] {
  const known = (pack.work ?? []).map((finding) => fromPack(finding, said))
  const ids = new Set(known.map(({ id }) => id))
  const reported = said.filter(({ event }) => event.act.kind === 'report' && !ids.has(event.finding))
  return [...known, ...reported.flatMap((report) => fromReport(report, said))]
}

function fromPack(packed: PackFinding, said: readonly SaidEvent[]): Work {
  const { id, number, checkpoint, itemWords, fixNote, photos, fixPhotos, version } = packed
  const { state, severity, category, note, dueOn, route, fixers, source, reportedAt, reportedBy } = packed
  const finding: Finding = {
    ...{ id, checkpoint, severity, category, note, dueOn, route, fixers, state, version },
    ...{ source, reportedAt, reportedBy },
    ...UNTOLD,
    // Packs kept by an older version of the app do not say it.
    callBack: packed.callBack ?? source.by === 'resident',
    conflicts: [],
    photos,
    stateSince: reportedAt,
  }
  const base = { id, number, checkpoint, finding, itemWords, fixNote, photos, fixPhotos, basis: version }
  return withSaid(base, said)
}

/** What a pack leaves out; none of it decides what an assistant may do. */
const UNTOLD = {
  signature: null,
  settled: false,
  extension: null,
  extended: 0,
  fixedAt: null,
  sentBack: 0,
  verifiedBy: null,
  calledBack: null,
  closedAt: null,
  mergedInto: null,
  alarmedAt: null,
} as const

function fromReport(report: SaidEvent, said: readonly SaidEvent[]): Work[] {
  const { event, person } = report
  const { act, at, finding: id } = event
  if (act.kind !== 'report') return []
  const { kind: _, residentReport, position: __, ...about } = act
  const beginning = {
    ...about,
    source:
      residentReport === null ? ({ by: 'staff' } as const) : ({ by: 'resident', report: residentReport } as const),
    signature: null,
    settled: false,
    callBack: residentReport !== null,
  }
  const begun = { id: event.id, sequence: 1, at, by: person, standing: 'applied', act: { kind: 'begin', ...beginning } }
  const finding = after(id, undefined, begun as KeptEvent)
  if (!finding) return []
  const { checkpoint, photos } = act
  const base = { id, number: null, checkpoint, finding, itemWords: null, fixNote: null, photos, fixPhotos: [] }
  // A report is always the first event of its finding, and he has seen it: what he does next is never taken for a stranger's.
  return [withSaid({ ...base, basis: 1 }, said)]
}

/** As the server has just told it. */
export function workFrom(detail: Pick<FindingDetail, 'finding' | 'events'>, said: readonly SaidEvent[]): Work {
  const { finding, events } = detail
  const { id, number, checkpoint, itemWords, photos, version } = finding
  const fix = events.findLast(({ act, standing }) => FIXES.has(act.kind) && standing === 'applied')?.act
  const done = finding.fixedAt !== null && fix && 'note' in fix && 'photos' in fix ? fix : undefined
  const base = { id, number, checkpoint, finding, itemWords, photos, basis: version }
  return withSaid({ ...base, fixNote: done?.note ?? null, fixPhotos: done?.photos ?? [] }, said)
}
const FIXES: ReadonlySet<string> = new Set(['fix', 'settle'])

/** A deed that could not be done any more counts for nothing, as it will not on the server. */
function withSaid(base: Omit<Work, 'said'>, all: readonly SaidEvent[]): Work {
  const said = all.filter(({ event }) => event.finding === base.id)
  const fresh = said.filter(
    (one) => one.state === 'saved' || (one.state === 'on-server' && one.receipt.sequence > base.basis),
  )
  const applied = fresh.filter((one) => one.state !== 'on-server' || one.receipt.standing === 'applied')
  return applied.reduce<Work>(withDeed, { ...base, said })
}

function withDeed(work: Work, { id, event: { act, at }, person }: SaidEvent): Work {
  if (act.kind === 'report' || act.kind === 'triage' || refusalOf(work.finding, act, anyOf(person)) !== undefined)
    return work
  const { finding } = work
  const event: KeptEvent = { id, sequence: finding.version + 1, at, by: person, standing: 'applied', act }
  const next = after(work.id, finding, event) ?? finding
  const fix = act.kind === 'fix' || act.kind === 'settle' ? { fixNote: act.note, fixPhotos: act.photos } : {}
  return { ...work, ...fix, finding: next }
}

/** Whether his roles allowed it was asked when he did it. */
function anyOf(person: Uuid): Actor {
  return { by: 'staff', person, roles: ['assistant', 'supervisor', 'manager'] }
}

/** Deeds a phone offers, the most wanted first. */
export const PHONE_DEEDS = ['verify', 'fix', 'settle', 'call-back', 'ask-extension', 'comment'] as const
export type PhoneDeed = (typeof PHONE_DEEDS)[number]

/** Why he cannot do it now; undefined: he can. */
export function deedRefusal(
  { finding }: Pick<Work, 'finding'>,
  deed: PhoneDeed,
  { person, roles }: { readonly person: Uuid; readonly roles: readonly Role[] },
): ActRefusal | undefined {
  // Only its kind is looked at.
  return refusalOf(finding, { kind: deed } as Exclude<FindingAct, { kind: 'report' }>, { by: 'staff', person, roles })
}

/** Who has dealt with a problem since somebody began his deed; he himself on another phone or page: it would be refused. */
export type Overtaken = 'by-others' | 'by-himself' | undefined

/** Whether what stands in a deed's way is that he has done it himself: on this phone or, as far as the server tells, on another one. */
export function didHimself(
  { finding, said }: Pick<Work, 'finding' | 'said'>,
  detail: Pick<FindingDetail, 'events'> | undefined,
  deed: PhoneDeed,
  { id, name }: { readonly id: Uuid; readonly name: string },
): boolean {
  if (said.some((one) => one.event.act.kind === deed && one.state === 'saved')) return true
  const last = detail?.events.findLast(({ act, standing }) => act.kind === deed && standing === 'applied')
  // The history has names only; two people may have the same.
  const byId = { 'ask-extension': finding.extension?.askedBy === id, verify: finding.verifiedBy === id }
  const his = deed in byId ? byId[deed as keyof typeof byId] : deed === 'call-back' || finding.fixers.includes(id)
  return his && last?.by === name && !last.byContractor
}

/** Whether somebody with these roles could ever do it: what is not for him is not shown as forbidden. */
export function isHisDeed(deed: PhoneDeed, roles: readonly Role[]): boolean {
  return ACTS[deed].roles.some((role) => roles.includes(role))
}

export type Sorted = {
  readonly toVerify: readonly Work[]
  readonly assigned: readonly Work[]
  readonly here: readonly Work[]
  readonly reported: readonly Work[]
}

type Around = {
  readonly person: Uuid
  readonly roles: readonly Role[]
  /** The spots of today's rounds, in the order in which they are walked. */
  readonly spots: readonly CheckpointId[]
}

/** Each finding once, where it matters most. What he may verify stands first, the spots of his round before the others. */
export function sorted(works: readonly Work[], { person, roles, spots }: Around): Sorted {
  const distance = ({ checkpoint }: Work) => (spots.includes(checkpoint) ? spots.indexOf(checkpoint) : spots.length)
  const near = [...works].sort((a, b) => distance(a) - distance(b) || byDue(a, b))
  const toVerify = near.filter(
    (work) => work.finding.state === 'fixed' && deedRefusal(work, 'verify', { person, roles }) === undefined,
  )
  const rest = near.filter((work) => !toVerify.includes(work))
  const isHis = ({ finding }: Work) => finding.route?.assignee === person && IN_HAND.has(finding.state)
  const assigned = rest.filter(isHis).sort(byDue)
  const reported = rest.filter((work) => !isHis(work) && isReportOf(work, person))
  const here = rest.filter(
    (work) =>
      !isHis(work) && !reported.includes(work) && spots.includes(work.checkpoint) && OPEN.has(work.finding.state),
  )
  return { toVerify, assigned, here, reported }
}
const IN_HAND: ReadonlySet<string> = new Set(['in-work', 'call-back'])
const OPEN: ReadonlySet<string> = new Set(['reported', 'in-work', 'fixed', 'call-back'])

function isReportOf({ said, finding }: Work, person: Uuid): boolean {
  return (
    finding.reportedBy === person || said.some(({ event, person: by }) => event.act.kind === 'report' && by === person)
  )
}

function byDue(a: Work, b: Work): number {
  return dueKey(a.finding.dueOn).localeCompare(dueKey(b.finding.dueOn))
}

/** One without a day comes last. */
function dueKey(day: CivilDate | null): string {
  return day ?? '9999-12-31'
}
