/** Findings at the API: their events, lists, details, rules, and what contractors see of a work order. */
import * as v from 'valibot'
import { Severity } from '../answer.ts'
import { Category } from '../checklist.ts'
import { Kind } from '../checkpoint.ts'
import { Finding, FindingBeginning, FindingSource, FindingState, OweCallBack } from '../finding.ts'
import { FINDING_TEXT_MAX, FindingAct, FindingEvent, Route, RouteKind, VerifyAct } from '../finding-act.ts'
import { DueStanding } from '../finding-due.ts'
import { FindingRules, Partners } from '../finding-rules.ts'
import { Score } from '../finding-score.ts'
import { CheckpointId, Sha256, Uuid } from '../ids.ts'
import { Language, Names } from '../language.ts'
import { CivilDate, Instant } from '../time.ts'

export const FINDING_EVENT_MAX_BYTES = 64 * 1024

/** An event as it is, or as a phone has signed it: a compact JWS over a `SignedFindingEvent`. */
export const SendFindingEvent = v.union([
  v.strictObject({ event: FindingEvent }),
  v.strictObject({ jws: v.pipe(v.string(), v.maxLength(FINDING_EVENT_MAX_BYTES)) }),
])
export type SendFindingEvent = v.InferOutput<typeof SendFindingEvent>

export const EventStanding = v.picklist(['applied', 'conflicting'])
export type EventStanding = v.InferOutput<typeof EventStanding>

/** Given only after the row is durable; the same event always gets the same receipt. */
export const FindingReceipt = v.strictObject({
  id: Uuid,
  finding: Uuid,
  /** Its number among the events of the finding. */
  sequence: v.number(),
  standing: EventStanding,
  at: Instant,
  receivedAt: Instant,
})
export type FindingReceipt = v.InferOutput<typeof FindingReceipt>

const Someone = v.strictObject({ id: Uuid, name: v.string() })

/** A finding as it stands in a list. */
export const ListedFinding = v.strictObject({
  ...Finding.entries,
  /** What people call it by: counts the findings of the estate. */
  number: v.number(),
  spot: v.strictObject({ id: CheckpointId, kind: Kind, code: v.string(), names: Names, place: Uuid }),
  /** What the item asks, in the words it was answered in; null: it was reported without one. */
  itemWords: v.nullable(Names),
  reporter: v.nullable(v.string()),
  assignee: v.nullable(Someone),
  standing: DueStanding,
  /** The number of its work order; null: it has none. */
  workOrder: v.nullable(v.string()),
})
export type ListedFinding = v.InferOutput<typeof ListedFinding>

const Listed = v.pipe(v.string(), v.maxLength(400))
const apart = v.transform((text: string) => text.split(','))

/** All that is left out is not asked after. Lists are joined by commas. */
export const FindingsQuery = v.object({
  state: v.optional(v.pipe(Listed, apart, v.array(FindingState))),
  severity: v.optional(v.pipe(Listed, apart, v.array(Severity))),
  category: v.optional(v.pipe(Listed, apart, v.array(Category))),
  route: v.optional(v.pipe(Listed, apart, v.array(RouteKind))),
  department: v.optional(Uuid),
  /** `none`: repairs by the house's own people. */
  contractor: v.optional(v.union([Uuid, v.literal('none')])),
  assignee: v.optional(Uuid),
  /** Everything in and under it. */
  place: v.optional(Uuid),
  checkpoint: v.optional(CheckpointId),
  standing: v.optional(v.pipe(Listed, apart, v.array(DueStanding))),
  /** In its words, its spot's names and code, or its number. */
  text: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(100))),
  /** Civil days on which it was reported. */
  from: v.optional(CivilDate),
  to: v.optional(CivilDate),
})
export type FindingsQuery = v.InferOutput<typeof FindingsQuery>
/** As it stands in an address. */
export type FindingsSearch = v.InferInput<typeof FindingsQuery>

/** Those that are open first, the worst and the most overdue before the others; then the newest. 1,000 at most. */
export const Findings = v.strictObject({ now: Instant, findings: v.array(ListedFinding), more: v.boolean() })
export type Findings = v.InferOutput<typeof Findings>

/**
 * What was kept of an event. `begin` stands for the report. Of a verification without what proves it: whoever reads the digits of a
 * tag could print it, and where exactly a colleague stood is nobody's business who has not to judge it.
 */
export const ShownAct = v.union([
  v.strictObject({ kind: v.literal('begin'), ...FindingBeginning.entries }),
  OweCallBack,
  v.omit(VerifyAct, ['evidence', 'position']),
  FindingAct,
])
export type ShownAct =
  | Exclude<v.InferOutput<typeof ShownAct>, { readonly kind: 'verify' }>
  | Omit<v.InferOutput<typeof VerifyAct>, 'evidence' | 'position'>

export const ShownEvent = v.strictObject({
  id: Uuid,
  sequence: v.number(),
  at: Instant,
  receivedAt: Instant,
  /** A name of the staff, or the one that a contractor gave. */
  by: v.string(),
  byContractor: v.boolean(),
  standing: EventStanding,
  /** A conflict of which somebody has said what to make. */
  resolved: v.boolean(),
  act: ShownAct,
  /** null: it was done at a desk. */
  device: v.nullable(v.strictObject({ id: Uuid, label: v.string() })),
  /** What the proof of being on the spot was worth, of a verification. */
  presence: v.nullable(v.picklist(['verified', 'doubtful'])),
})
export type ShownEvent = v.InferOutput<typeof ShownEvent>

export const Like = v.strictObject({
  id: Uuid,
  number: v.number(),
  state: FindingState,
  reportedAt: Instant,
  note: v.string(),
})
export type Like = v.InferOutput<typeof Like>

export const FindingDetail = v.strictObject({
  now: Instant,
  finding: ListedFinding,
  /** Of the policy, behind the item it began with: `4.4.2e`; empty: the item is the estate's own; null: there is no item. */
  clause: v.nullable(v.string()),
  events: v.array(ShownEvent),
  /** Open ones at the same spot and item: offered for merging. */
  alike: v.array(Like),
  /** Earlier ones at the same spot and item that are over: it recurs. */
  earlier: v.array(Like),
  /** Those that have been merged into it. */
  merged: v.array(Like),
  /** The reports of residents behind it, or behind what was merged into it, that are not closed. */
  residents: v.array(Uuid),
  /** Names of everybody who can be mentioned or assigned. */
  staff: v.array(Someone),
  /** The latest day the rules allow, for each route. */
  latestDue: v.strictObject({ repair: CivilDate, department: CivilDate, violation: CivilDate }),
})
export type FindingDetail = v.InferOutput<typeof FindingDetail>

/** The rules, and who changed them last; null: nobody has. */
export const FindingRulesRecord = v.strictObject({
  rules: FindingRules,
  /** Who is on the lists no more, by name. */
  former: Partners,
  updated: v.nullable(v.strictObject({ at: Instant, by: v.string() })),
})
export type FindingRulesRecord = v.InferOutput<typeof FindingRulesRecord>

/** `basis`: when what was changed had been settled, null: never; somebody has changed it since: refused. Left out: whatever there is. */
export const SetFindingRules = v.strictObject({
  ...FindingRules.entries,
  basis: v.optional(v.nullable(Instant)),
})
export type SetFindingRules = v.InferOutput<typeof SetFindingRules>

/** Gives a repair a link under which its contractor sees it without an account; an older link ends with it. */
export const WorkOrderLink = v.strictObject({ url: v.string(), expiresAt: Instant })
export type WorkOrderLink = v.InferOutput<typeof WorkOrderLink>
/** Whether there is one; until when it opens anything. null: there is none, or none any more. */
export const WorkOrderLinkState = v.strictObject({ now: Instant, expiresAt: v.nullable(Instant) })
export type WorkOrderLinkState = v.InferOutput<typeof WorkOrderLinkState>

/** In which language a paper about a finding is printed. */
export const FindingPaperQuery = v.object({ language: v.optional(Language, 'zh-Hant') })
export type FindingPaperQuery = v.InferOutput<typeof FindingPaperQuery>

/** All that a contractor sees. */
export const PublicWorkOrder = v.strictObject({
  number: v.string(),
  estate: v.strictObject({ names: Names, zone: v.string() }),
  spot: v.strictObject({ names: Names, code: v.string(), place: v.array(Names) }),
  severity: Severity,
  note: v.string(),
  itemWords: v.nullable(Names),
  photos: v.array(Sha256),
  dueOn: v.nullable(CivilDate),
  /** What the estate wrote with the order. */
  instructions: v.string(),
  /** Why it came back; empty: nothing was written, or a resident said so. null: it has not, or was fixed again since. */
  sentBack: v.nullable(v.string()),
  state: v.picklist(['to-do', 'reported-fixed']),
  issuedAt: Instant,
})
export type PublicWorkOrder = v.InferOutput<typeof PublicWorkOrder>

export const PUBLIC_PHOTO_MAX_BYTES = 2 * 1024 * 1024
/** A contractor says that it is done. */
export const ReportFixed = v.strictObject({
  id: Uuid,
  name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(80)),
  note: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(FINDING_TEXT_MAX)),
  /** A JPEG in base64. */
  photo: v.optional(
    v.pipe(v.string(), v.maxLength(Math.ceil(PUBLIC_PHOTO_MAX_BYTES / 3) * 4), v.regex(/^[A-Za-z0-9+/]+={0,2}$/)),
  ),
})
export type ReportFixed = v.InferOutput<typeof ReportFixed>

export const ScorecardQuery = v.object({ from: v.optional(CivilDate), to: v.optional(CivilDate) })
export type ScorecardQuery = v.InferOutput<typeof ScorecardQuery>

/** How those who are responsible have done with what was reported in a period (finding-score.ts). */
export const Scorecard = v.strictObject({ now: Instant, from: CivilDate, to: CivilDate, scores: v.array(Score) })
export type Scorecard = v.InferOutput<typeof Scorecard>

/** What a phone carries of findings it may have to do with. */
export const PackFinding = v.strictObject({
  id: Uuid,
  number: v.number(),
  checkpoint: CheckpointId,
  source: FindingSource,
  reportedBy: v.nullable(Uuid),
  version: v.number(),
  state: FindingState,
  severity: Severity,
  category: v.nullable(Category),
  note: v.string(),
  itemWords: v.nullable(Names),
  dueOn: v.nullable(CivilDate),
  route: v.nullable(Route),
  fixers: v.array(Uuid),
  /** Whether the resident who reported it is to be called back once it is verified. */
  callBack: v.boolean(),
  reportedAt: Instant,
  /** What was written when it was fixed; null: it is not. */
  fixNote: v.nullable(v.string()),
  photos: v.array(Sha256),
  fixPhotos: v.array(Sha256),
})
export type PackFinding = v.InferOutput<typeof PackFinding>
