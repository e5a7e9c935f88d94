/** Reports of coverage over a period, and what goes out of the house of them. */
import * as v from 'valibot'
import { AlertKind } from '../alert.ts'
import { ReadingRemark } from '../answer.ts'
import { CheckpointCode, Kind } from '../checkpoint.ts'
import { CellState } from '../coverage.ts'
import { CheckpointId, Uuid } from '../ids.ts'
import { Language, Names } from '../language.ts'
import { Place } from '../place.ts'
import { Suspicion } from '../presence.ts'
import { HalfHour, ReportFilter } from '../report.ts'
import { CivilDate, Instant } from '../time.ts'
import { Period, TallyOnWire } from './coverage.ts'
import { Estate } from './session.ts'

const Count = v.pipe(v.number(), v.integer(), v.minValue(0))
const Share = v.nullable(v.number())

/** Which days and which cells. Left out: this month so far, and all of them. At most 732 days. */
export const ReportQuery = v.object({ ...Period.entries, ...ReportFilter.entries })
export type ReportQuery = v.InferOutput<typeof ReportQuery>

/** The tally of a part, and the compliance that follows from it. */
const Part = { tally: TallyOnWire, compliance: Share }

export const ReportedRound = v.strictObject({
  round: Uuid,
  plan: Uuid,
  opensAt: Instant,
  closesAt: Instant,
  tally: TallyOnWire,
  firstAt: v.nullable(Instant),
  startedLate: v.boolean(),
  rushed: Count,
  outOfOrder: Count,
})

export const ReportedSpot = v.strictObject({
  checkpoint: CheckpointId,
  ...Part,
  /** The longest time without a counting visit; null: it was not due. */
  longestGapMs: v.nullable(v.number()),
  /** The longest that its plans let pass. */
  promisedGapMs: v.nullable(v.number()),
  /** The longest run of rounds in a row that missed it. */
  longestRun: Count,
  /** One character a day, the worst of its rounds: d done, l late, ? doubtful, o pending, a awaiting, x missed, - excused, space: not expected. */
  days: v.string(),
})
export type ReportedSpot = v.InferOutput<typeof ReportedSpot>

/** Names behind the ids of a report, so that it can be read without anything else. */
export const Directory = v.strictObject({
  estate: Estate,
  /** In walking order. */
  spots: v.array(
    v.strictObject({
      id: CheckpointId,
      code: CheckpointCode,
      kind: Kind,
      names: Names,
      place: Uuid,
      building: v.nullable(Uuid),
    }),
  ),
  places: v.array(Place),
  plans: v.array(v.strictObject({ id: Uuid, names: Names })),
  /** Empty where names are nobody's business. */
  people: v.array(v.strictObject({ id: Uuid, name: v.string() })),
})
export type Directory = v.InferOutput<typeof Directory>

export const Report = v.strictObject({
  now: Instant,
  from: CivilDate,
  to: CivilDate,
  filter: ReportFilter,
  ...Part,
  /** The period of the same length right before it. */
  previous: v.strictObject({ from: CivilDate, to: CivilDate, ...Part }),
  days: v.array(v.strictObject({ day: CivilDate, ...Part })),
  buildings: v.array(v.strictObject({ building: v.nullable(Uuid), ...Part })),
  kinds: v.array(v.strictObject({ kind: Kind, ...Part })),
  /** `startSpreadMs`: how much the first visits of its rounds vary, from the 10th to the 90th percentile; null: too few rounds. */
  plans: v.array(v.strictObject({ plan: Uuid, ...Part, startSpreadMs: v.nullable(v.number()) })),
  people: v.array(v.strictObject({ person: Uuid, done: Count, late: Count, doubtful: Count })),
  /** Counting visits in each half hour of the day, from midnight. */
  halfHours: v.array(Count),
  /** In order of opening. */
  rounds: v.array(ReportedRound),
  /** Those that some round expected, in walking order. */
  spots: v.array(ReportedSpot),
  /** Expected cells of closed rounds that no counting visit covers, one by one. */
  gaps: v.array(v.strictObject({ round: Uuid, checkpoint: CheckpointId })),
  /** Every spot in use: those nobody has ever visited first, then the longest unvisited. */
  unvisited: v.array(v.strictObject({ checkpoint: CheckpointId, lastVisitAt: v.nullable(Instant) })),
  /** Doubtful visits that nobody has reviewed. */
  doubtful: v.array(
    v.strictObject({
      visit: Uuid,
      /** null: out of plan. */
      round: v.nullable(Uuid),
      checkpoint: CheckpointId,
      person: v.nullable(Uuid),
      occurredAt: Instant,
      reasons: v.array(Suspicion),
    }),
  ),
  excused: v.array(v.strictObject({ checkpoint: CheckpointId, cells: Count, reasons: v.array(v.string()) })),
  /** Visits that count for no round: they shift nothing above. */
  outOfPlan: v.array(
    v.strictObject({ visit: Uuid, checkpoint: CheckpointId, person: v.nullable(Uuid), occurredAt: Instant }),
  ),
  /** What was said about gaps when they were alerted. */
  acknowledged: v.array(
    v.strictObject({ round: Uuid, kind: AlertKind, reason: v.string(), by: v.string(), at: Instant }),
  ),
  /** Readings that could not be right at first sight, and what was said about them. */
  anomalies: v.array(
    v.strictObject({
      visit: Uuid,
      checkpoint: CheckpointId,
      item: v.string(),
      /** Of the item, as its spot is asked it now. */
      words: Names,
      value: v.number(),
      remark: ReadingRemark,
      occurredAt: Instant,
    }),
  ),
  directory: Directory,
})
export type Report = v.InferOutput<typeof Report>

/** `format` of a report as a file, in the reader's language. */
export const ReportFileQuery = v.object({
  ...ReportQuery.entries,
  format: v.picklist(['pdf', 'xlsx', 'csv']),
  language: v.optional(Language, 'zh-Hant'),
})
export type ReportFileQuery = v.InferOutput<typeof ReportFileQuery>

/** The days of up to three years. */
export const Trend = v.strictObject({ days: v.array(v.strictObject({ day: CivilDate, ...Part })) })
export type Trend = v.InferOutput<typeof Trend>

/** Which cells to list: the same filter as the report's, one state or all. */
/** Of a list that is read piece by piece: goes on after so many. */
export const After = v.pipe(v.string(), v.regex(/^\d{1,7}$/), v.transform(Number))

export const CellsQuery = v.object({
  ...ReportQuery.entries,
  state: v.optional(CellState),
  /** Those visited in one half hour of the day, counted from midnight. */
  halfHour: v.optional(v.pipe(v.string(), v.regex(/^\d{1,2}$/), v.transform(Number), HalfHour)),
  after: v.optional(After),
})
export type CellsQuery = v.InferOutput<typeof CellsQuery>

/** The cells behind a number, in order of the rounds' opening, then of walking; {@link CELLS_AT_ONCE} at a time. */
export const ListedCells = v.strictObject({
  total: Count,
  cells: v.array(
    v.strictObject({
      round: Uuid,
      plan: Uuid,
      opensAt: Instant,
      checkpoint: CheckpointId,
      state: CellState,
      visit: v.nullable(Uuid),
      occurredAt: v.nullable(Instant),
      person: v.nullable(v.string()),
    }),
  ),
  directory: Directory,
})
export type ListedCells = v.InferOutput<typeof ListedCells>
export const CELLS_AT_ONCE = 200

/** Every estate a person reads at the desk, the worst first. */
export const Portfolio = v.strictObject({
  now: Instant,
  from: CivilDate,
  to: CivilDate,
  ...Part,
  estates: v.array(
    v.strictObject({
      estate: Estate,
      ...Part,
      /** Compliance of the period of the same length right before. */
      previously: Share,
      rounds: Count,
    }),
  ),
})
export type Portfolio = v.InferOutput<typeof Portfolio>
