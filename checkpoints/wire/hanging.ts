/** Labels from the printer to the wall: what was printed, what hangs, what is damaged, and blank tags for spots to come. */
import * as v from 'valibot'
import { CheckpointCode, Kind, Revision } from '../checkpoint.ts'
import { Damage, Replaced, Standing } from '../hanging.ts'
import { CheckpointId, Sha256, Uuid } from '../ids.ts'
import { Names } from '../language.ts'
import { TagDigits } from '../tag.ts'
import { Instant } from '../time.ts'
import { Position } from '../visit.ts'
import { ListedCheckpoint } from './estate.ts'

/** The sheet, roll or sign that labels were printed on, by its id; own sizes have ids too. */
export const SheetName = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9.x-]{0,39}$/))

/** Labels have been printed, in the revision now in force; without `checkpoints` those of all active ones. */
export const RecordPrints = v.strictObject({
  checkpoints: v.optional(v.pipe(v.array(CheckpointId), v.minLength(1), v.maxLength(10_000))),
  sheet: SheetName,
})
export type RecordPrints = v.InferOutput<typeof RecordPrints>

export const PrintsRecorded = v.strictObject({ recorded: v.number() })
export type PrintsRecorded = v.InferOutput<typeof PrintsRecorded>

/** `by`: a name. */
export const LabelPrint = v.strictObject({ revision: Revision, sheet: v.string(), at: Instant, by: v.string() })
export type LabelPrint = v.InferOutput<typeof LabelPrint>

/** A label has been hung at its spot, by the word of whoever hung it and read it there. */
export const Install = v.strictObject({
  /** As read off the new label. */
  digits: TagDigits,
  installedAt: Instant,
  replaced: Replaced,
  photo: v.nullable(Sha256),
  position: v.nullable(Position),
})
export type Install = v.InferOutput<typeof Install>

export const ReportDamage = v.strictObject({
  checkpoint: CheckpointId,
  damage: Damage,
  note: v.pipe(v.string(), v.trim(), v.maxLength(500)),
  reportedAt: Instant,
})
export type ReportDamage = v.InferOutput<typeof ReportDamage>

/** A label that has been replaced still hangs: a phone has read it, and opened no form. */
export const OldLabelRead = v.strictObject({ digits: TagDigits, readAt: Instant })
export type OldLabelRead = v.InferOutput<typeof OldLabelRead>

/** `noted`: whether it is an older one indeed. */
export const OldLabelNoted = v.strictObject({ checkpoint: CheckpointId, noted: v.boolean() })
export type OldLabelNoted = v.InferOutput<typeof OldLabelNoted>

/** A word about a label has been stored: `at` as it counts, never later than it arrived. */
export const WordKept = v.strictObject({ id: Uuid, checkpoint: CheckpointId, at: Instant })
export type WordKept = v.InferOutput<typeof WordKept>

export const SpotInstallation = v.strictObject({
  id: Uuid,
  revision: Revision,
  at: Instant,
  by: v.string(),
  replaced: Replaced,
  photo: v.nullable(Sha256),
  position: v.nullable(Position),
})
export type SpotInstallation = v.InferOutput<typeof SpotInstallation>

const Deed = v.strictObject({ at: Instant, by: v.string() })

/** How the newest label of a spot stands. */
export const HangingSpot = v.strictObject({
  checkpoint: CheckpointId,
  code: CheckpointCode,
  kind: Kind,
  names: Names,
  place: Uuid,
  revision: Revision,
  issuedAt: Instant,
  standing: Standing,
  printed: v.nullable(v.strictObject({ ...Deed.entries, sheet: v.string() })),
  installed: v.nullable(Deed),
  scannedAt: v.nullable(Instant),
  /** When an older label was read last, if that was after this one was hung; by a visit, or by a phone that refused it. */
  old: v.nullable(v.strictObject({ revision: Revision, at: Instant, visit: v.nullable(Uuid) })),
})
export type HangingSpot = v.InferOutput<typeof HangingSpot>

/** A label reported as damaged that has not been mended yet. */
export const DamagedLabel = v.strictObject({
  id: Uuid,
  checkpoint: CheckpointId,
  code: CheckpointCode,
  names: Names,
  place: Uuid,
  damage: Damage,
  note: v.string(),
  ...Deed.entries,
  /** Since the report; it is still to be hung, or read there. */
  printedAt: v.nullable(Instant),
})
export type DamagedLabel = v.InferOutput<typeof DamagedLabel>

/** Spots in walking order; those whose label hangs, and about which there is nothing to say, are left out. */
export const Hanging = v.strictObject({
  now: Instant,
  spots: v.array(HangingSpot),
  /** The one reported last first. */
  damaged: v.array(DamagedLabel),
})
export type Hanging = v.InferOutput<typeof Hanging>

export const DismissDamage = v.strictObject({ reason: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(500)) })
export type DismissDamage = v.InferOutput<typeof DismissDamage>

export const MOST_BLANKS = 500

export const MakeBlanks = v.strictObject({
  count: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MOST_BLANKS)),
})
export type MakeBlanks = v.InferOutput<typeof MakeBlanks>

/** A tag printed for a spot that does not exist yet. */
export const BlankTag = v.strictObject({
  checkpoint: CheckpointId,
  shortCode: v.string(),
  madeAt: Instant,
  madeBy: v.string(),
  claimed: v.nullable(Deed),
})
export type BlankTag = v.InferOutput<typeof BlankTag>

/** The newest first. */
export const Blanks = v.strictObject({ blanks: v.array(BlankTag) })
export type Blanks = v.InferOutput<typeof Blanks>

/** What a blank becomes, by whoever stands before it with its digits in his camera. */
export const ClaimBlank = v.strictObject({
  digits: TagDigits,
  code: CheckpointCode,
  kind: Kind,
  names: Names,
  place: Uuid,
})
export type ClaimBlank = v.InferOutput<typeof ClaimBlank>

export const BlankClaimed = v.omit(ListedCheckpoint, ['tagUrl'])
export type BlankClaimed = v.InferOutput<typeof BlankClaimed>
