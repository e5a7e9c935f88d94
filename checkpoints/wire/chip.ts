/** Chips that cannot be copied, as an estate's admin looks after them (design.md §3 "Chip"). */
import * as v from 'valibot'
import { Revision } from '../checkpoint.ts'
import { ChipUid } from '../chip.ts'
import { CheckpointId, Uuid } from '../ids.ts'
import { Instant } from '../time.ts'

const Count = v.pipe(v.number(), v.integer(), v.minValue(0))
export const ChipReason = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(500))

export const ListedChip = v.strictObject({
  id: Uuid,
  uid: ChipUid,
  checkpoint: CheckpointId,
  /** Of the tag that it was set up with; behind the checkpoint's, it has to be written anew. */
  revision: Revision,
  addedAt: Instant,
  addedBy: v.string(),
  revoked: v.nullable(v.strictObject({ at: Instant, by: v.string(), reason: v.string() })),
  /** Of the last visit it gave proof for; null: none. */
  lastReadAt: v.nullable(Instant),
  /** The highest that has arrived; null: none has. */
  counter: v.nullable(Count),
  /** Touches between the first and the last that are here, of which no visit came. */
  missed: Count,
})
export type ListedChip = v.InferOutput<typeof ListedChip>

/** Those in use first, then by when they were added, the newest first. */
export const Chips = v.strictObject({ chips: v.array(ListedChip) })
export type Chips = v.InferOutput<typeof Chips>

export const AddChip = v.strictObject({ uid: ChipUid, checkpoint: CheckpointId })
export type AddChip = v.InferOutput<typeof AddChip>

/** What a writer is to put into an NTAG 424 DNA, in capital hex. The keys are told this once. */
export const ChipSetUp = v.strictObject({
  url: v.string(),
  /** The NDEF file (number 2). */
  file: v.string(),
  piccOffset: Count,
  /** SDMMACInputOffset and SDMMACOffset. */
  macOffset: Count,
  /** The data of ChangeFileSettings for that file. */
  fileSettings: v.string(),
  keys: v.strictObject({ master: v.string(), file: v.string(), meta: v.string() }),
})
export type ChipSetUp = v.InferOutput<typeof ChipSetUp>

export const ChipAdded = v.strictObject({ ...Chips.entries, added: ListedChip, setUp: ChipSetUp })
export type ChipAdded = v.InferOutput<typeof ChipAdded>

export const RevokeChip = v.strictObject({ reason: ChipReason })
export type RevokeChip = v.InferOutput<typeof RevokeChip>
