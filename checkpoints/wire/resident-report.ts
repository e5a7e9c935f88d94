/** The page of a tag for strangers, the reports they leave there, and what the desk makes of them. */
import * as v from 'valibot'
import { Category } from '../checklist.ts'
import { Kind } from '../checkpoint.ts'
import { FindingState } from '../finding.ts'
import { CheckpointId, Uuid } from '../ids.ts'
import { Names } from '../language.ts'
import { PublicPage } from '../public-page.ts'
import { Contact, PublicAnswer, ReportState, ReportText } from '../resident-report.ts'
import { CivilDate, Instant } from '../time.ts'
import { After } from './report.ts'

/** Half of it would do for a JPEG of 1600 pixels. */
export const REPORT_PHOTO_MAX_BYTES = 2 * 1024 * 1024

/** All that a stranger is told about a tag. */
export const PublicTag = v.strictObject({
  estate: v.strictObject({ id: Uuid, names: Names }),
  /** null: not told (checkpoints/public-page.ts). With its names, so that a page need not carry all there are. */
  kind: v.nullable(v.strictObject({ id: Kind, names: Names })),
  /** null: not told. `on`: the civil day of the estate; null: there is none on record. */
  lastPatrol: v.nullable(v.strictObject({ on: v.nullable(CivilDate) })),
  /** null: no reports are taken here. The ticket goes with one, three seconds later at the earliest and within a day. */
  reports: v.nullable(v.strictObject({ ticket: v.string() })),
})
export type PublicTag = v.InferOutput<typeof PublicTag>

export const SendReport = v.strictObject({
  ticket: v.pipe(v.string(), v.maxLength(120)),
  category: v.optional(Category),
  text: ReportText,
  contact: v.optional(Contact, ''),
  /** A JPEG in base64. */
  photo: v.optional(
    v.pipe(v.string(), v.maxLength(Math.ceil(REPORT_PHOTO_MAX_BYTES / 3) * 4), v.regex(/^[A-Za-z0-9+/]+={0,2}$/)),
  ),
  /** Of a field that nobody sees: only machines fill it in. */
  website: v.optional(v.pipe(v.string(), v.maxLength(500)), ''),
})
export type SendReport = v.InferInput<typeof SendReport>
export type ReportSent = v.InferOutput<typeof SendReport>

/** The only key to the state of a report; the server keeps no more of it than its hash. */
export const ReportTaken = v.strictObject({ token: v.string() })
export type ReportTaken = v.InferOutput<typeof ReportTaken>

/** What whoever has the link reads. */
export const ReportStatus = v.strictObject({
  estate: v.strictObject({ names: Names }),
  state: ReportState,
  answer: v.string(),
  receivedOn: CivilDate,
  /** When the estate last said something; null: it has not yet. */
  answeredOn: v.nullable(CivilDate),
})
export type ReportStatus = v.InferOutput<typeof ReportStatus>

/** Who changed the page last; null: nobody has. */
export const PublicPageRecord = v.strictObject({
  ...PublicPage.entries,
  updated: v.nullable(v.strictObject({ at: Instant, by: v.string() })),
})
export type PublicPageRecord = v.InferOutput<typeof PublicPageRecord>

export const ListedReport = v.strictObject({
  id: Uuid,
  checkpoint: v.strictObject({ id: CheckpointId, kind: Kind, code: v.string(), names: Names, place: Uuid }),
  state: ReportState,
  category: v.nullable(Category),
  text: v.string(),
  receivedAt: Instant,
  hasPhoto: v.boolean(),
  /** Somebody waits for a call. */
  hasContact: v.boolean(),
  /** What became of it: the finding made of it, or the one that was merged into; null: it has not been made one. */
  finding: v.nullable(v.strictObject({ id: Uuid, number: v.number(), state: FindingState })),
})
export type ListedReport = v.InferOutput<typeof ListedReport>

/** Of those that are closed the next 500, and nothing else. */
export const ResidentReportsQuery = v.object({ after: v.optional(After) })
export type ResidentReportsQuery = v.InferOutput<typeof ResidentReportsQuery>

/** Every one that is open, and the newest 500 that are closed; the newest first. */
export const ResidentReports = v.strictObject({
  reports: v.array(ListedReport),
  /** So many are closed altogether. */
  closed: v.pipe(v.number(), v.integer(), v.minValue(0)),
})
export type ResidentReports = v.InferOutput<typeof ResidentReports>

export const ResidentReport = v.strictObject({
  ...ListedReport.entries,
  answer: v.string(),
  /** null: none was left, it has been erased, or the reader may not see it. */
  contact: v.nullable(v.string()),
  /** Said when it was closed; null: not closed, or nobody to call. */
  calledBack: v.nullable(v.boolean()),
  updated: v.nullable(v.strictObject({ at: Instant, by: v.string() })),
})
export type ResidentReport = v.InferOutput<typeof ResidentReport>

/** Closing erases the contact, so it asks whether he was called back (policy: 回訪). */
export const ChangeReport = v.strictObject({
  state: v.picklist(['looked-at', 'solved', 'not-ours']),
  answer: PublicAnswer,
  calledBack: v.optional(v.boolean()),
})
export type ChangeReport = v.InferOutput<typeof ChangeReport>
