/**
 * What people do about a finding (policy 9): each deed is an event of its own with an id that is made where it is done, so that a
 * phone without a signal can do its part. What a deed changes, and whether it may be done, stands in finding.ts.
 */
import type { CryptoKey, JWK } from 'jose'
import * as v from 'valibot'
import { Severity } from './answer.ts'
import { Category } from './checklist.ts'
import { readDeviceJws, signAs } from './device-jws.ts'
import { CheckpointId, Sha256, Uuid } from './ids.ts'
import type { Words } from './language.ts'
import { CivilDate, Instant } from './time.ts'
import { Evidence, Position } from './visit.ts'

export const FINDING_TEXT_MAX = 2000
const Text = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(FINDING_TEXT_MAX))
const Note = v.pipe(v.string(), v.trim(), v.maxLength(FINDING_TEXT_MAX))
const Photos = v.pipe(v.array(Sha256), v.maxLength(6))

/** The three ways the policy knows (9.2). */
// biome-ignore format: hand-aligned table
export const ROUTES = {
  repair:     { clause: '9.2', names: { 'zh-Hant': '維修',         'zh-Hans': '维修',         en: 'Repair' } },
  department: { clause: '9.2', names: { 'zh-Hant': '轉交其他部門', 'zh-Hans': '转交其他部门', en: 'Another department' } },
  violation:  { clause: '9.2', names: { 'zh-Hant': '住戶違規',     'zh-Hans': '住户违规',     en: 'Resident’s violation' } },
} as const satisfies Readonly<Record<string, { readonly clause: string; readonly names: Words }>>
export const RouteKind = v.picklist(Object.keys(ROUTES) as [keyof typeof ROUTES])
export type RouteKind = v.InferOutput<typeof RouteKind>

/** Who sees to it of the house's own people; null: nobody in particular. */
const assignee = v.nullable(Uuid)

export const Route = v.variant('kind', [
  /** A damaged or lost facility: by somebody of the house, or by a contractor of the estate's list. */
  v.strictObject({ kind: v.literal('repair'), assignee, contractor: v.nullable(Uuid) }),
  /** Poor work of another department, which its supervisor puts right. */
  v.strictObject({ kind: v.literal('department'), assignee, department: Uuid }),
  /** Against the fit-out or house rules: which unit, and what its notice says. */
  v.strictObject({ kind: v.literal('violation'), assignee, unit: v.nullable(Uuid), notice: Text }),
])
export type Route = v.InferOutput<typeof Route>

/** 回訪: what the resident said who had reported it. */
export const CallBackOutcome = v.picklist(['satisfied', 'not-satisfied', 'not-reached'])
export type CallBackOutcome = v.InferOutput<typeof CallBackOutcome>

export const FindingAct = v.variant('kind', [
  /** Free, at a spot. One that a visit reports by an answer is made of the visit. */
  v.strictObject({
    kind: v.literal('report'),
    checkpoint: CheckpointId,
    category: Category,
    severity: Severity,
    note: Text,
    photos: Photos,
    /** The resident's report it was made of. */
    residentReport: v.nullable(Uuid),
    position: v.nullable(Position),
  }),
  /** On the spot (9.1): what he did, and his hand under it. */
  v.strictObject({ kind: v.literal('settle'), note: Text, photos: Photos, signature: Sha256 }),
  /** 9.2; of a major problem the manager's decision (9.3). `dueOn` null: as the estate's rules have it. */
  v.strictObject({ kind: v.literal('triage'), route: Route, dueOn: v.nullable(CivilDate), note: Note }),
  v.strictObject({ kind: v.literal('ask-extension'), until: CivilDate, reason: Text }),
  v.strictObject({ kind: v.literal('answer-extension'), approved: v.boolean(), reason: Text }),
  v.strictObject({ kind: v.literal('fix'), note: Text, photos: Photos }),
  /** On site (9.4), by somebody else than who fixed it; `evidence` proves that he stands there. */
  v.strictObject({
    kind: v.literal('verify'),
    passed: v.boolean(),
    note: Note,
    photos: Photos,
    signature: Sha256,
    evidence: Evidence,
    position: v.nullable(Position),
  }),
  v.strictObject({ kind: v.literal('call-back'), outcome: CallBackOutcome, note: Note }),
  v.strictObject({
    kind: v.literal('comment'),
    text: Text,
    mentions: v.pipe(v.array(Uuid), v.maxLength(20)),
    photos: Photos,
  }),
  v.strictObject({ kind: v.literal('reclassify'), severity: Severity, category: Category, reason: Text }),
  /** It is the same problem as another one, which goes on. */
  v.strictObject({ kind: v.literal('merge'), into: Uuid, note: Note }),
  v.strictObject({ kind: v.literal('dismiss'), reason: Text }),
  v.strictObject({ kind: v.literal('reopen'), reason: Text }),
  /** Somebody has taken an emergency in hand: its alarm stops. */
  v.strictObject({ kind: v.literal('acknowledge'), note: Note }),
  /** What to make of an event that came too late to count. */
  v.strictObject({ kind: v.literal('resolve'), event: Uuid, reason: Text }),
])
export type FindingAct = v.InferOutput<typeof FindingAct>
export type ActKind = FindingAct['kind']

export const FindingEvent = v.strictObject({
  /** The format's own version. */
  v: v.literal(1),
  id: Uuid,
  finding: Uuid,
  estate: Uuid,
  /** By the clock of whoever does it. */
  at: Instant,
  /** The number of the last event of the finding that he had seen; 0: none. */
  basis: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2 ** 31)),
  act: FindingAct,
})
export type FindingEvent = v.InferOutput<typeof FindingEvent>

/** An event as a phone signs it. */
export const SignedFindingEvent = v.strictObject({ ...FindingEvent.entries, person: Uuid, device: Uuid })
export type SignedFindingEvent = v.InferOutput<typeof SignedFindingEvent>

/** Deeds that stand under somebody's hand (9.1, 9.4): only a phone's signature makes them his. */
export const SIGNED_ACTS: ReadonlySet<ActKind> = new Set<ActKind>(['settle', 'verify'])

/** Every photo a deed names, signatures included, once each. */
export function photosOfAct(act: { readonly kind: string } & ActPhotos): Sha256[] {
  return [...new Set([...(act.photos ?? []), ...(act.signature ? [act.signature] : [])])]
}
type ActPhotos = { readonly photos?: readonly Sha256[]; readonly signature?: Sha256 | null }

export async function signFindingEvent(event: SignedFindingEvent, key: CryptoKey | JWK): Promise<string> {
  return signAs('waymark-finding-event', event, key)
}

/** @returns undefined if it is none, or says another device inside than outside */
export function readFindingEvent(jws: string): SignedFindingEvent | undefined {
  const read = readDeviceJws(jws, 'waymark-finding-event')
  const event = read.ok ? v.safeParse(SignedFindingEvent, read.payload) : undefined
  return event?.success && read.ok && event.output.device === read.device ? event.output : undefined
}
