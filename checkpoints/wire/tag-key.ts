/** The keys that sign an estate's tags, as its admin looks after them (design.md §3 "Tag"). */
import * as v from 'valibot'
import { Instant } from '../time.ts'
import { TagKey } from './estate.ts'

const Count = v.pipe(v.number(), v.integer(), v.minValue(0))
export const KeyReason = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(500))

export const ListedTagKey = v.strictObject({
  generation: Count,
  kid: TagKey.entries.kid,
  /** `signing`: new tags are signed with it; `good`: its labels hang on; `revoked`: all its tags are refused. */
  state: v.picklist(['signing', 'good', 'revoked']),
  /** RFC 7638, to compare with what an auditor has noted. */
  thumbprint: v.string(),
  createdAt: Instant,
  /** null: with the estate. */
  createdBy: v.nullable(v.string()),
  /** Checkpoints in use whose newest tag it has signed. */
  labels: Count,
  revoked: v.nullable(v.strictObject({ at: Instant, by: v.string(), reason: v.string() })),
})
export type ListedTagKey = v.InferOutput<typeof ListedTagKey>

/** The newest first. */
export const TagKeys = v.strictObject({ keys: v.array(ListedTagKey) })
export type TagKeys = v.InferOutput<typeof TagKeys>

export const RevokeTagKey = v.strictObject({ reason: KeyReason })
export type RevokeTagKey = v.InferOutput<typeof RevokeTagKey>

/** How many checkpoints have a new tag, whose labels are to be hung in the place of the old ones. */
export const TagsReissued = v.strictObject({ ...TagKeys.entries, reissued: Count })
export type TagsReissued = v.InferOutput<typeof TagsReissued>
