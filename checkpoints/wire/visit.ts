/** Filing visits and reading them back. */
import * as v from 'valibot'
import { Kind } from '../checkpoint.ts'
import { ChipUid } from '../chip.ts'
import { CheckpointId, Sha256, Uuid } from '../ids.ts'
import { Names } from '../language.ts'
import { Suspicion } from '../presence.ts'
import { Review } from '../review.ts'
import { Instant } from '../time.ts'
import { VisitClaims } from '../visit.ts'
import { Problem } from './problem.ts'

export const PHOTO_TYPES = ['image/jpeg', 'image/png', 'image/webp'] as const
export const PHOTO_MAX_BYTES = 5 * 1024 * 1024
export const PHOTO_MAX_PIXELS = 40_000_000
export const VISIT_MAX_BYTES = 256 * 1024
export const BATCH_MAX = 100

export const PhotoKept = v.strictObject({
  sha256: Sha256,
  bytes: v.number(),
  type: v.picklist(PHOTO_TYPES),
  width: v.number(),
  height: v.number(),
})
export type PhotoKept = v.InferOutput<typeof PhotoKept>

/** A stored visit is verified or doubtful; rejected ones are answered with a problem. */
export const StoredVerdict = v.variant('outcome', [
  v.strictObject({ outcome: v.literal('verified') }),
  v.strictObject({ outcome: v.literal('doubtful'), reasons: v.array(Suspicion) }),
])
export type StoredVerdict = v.InferOutput<typeof StoredVerdict>

/** Given only after the row is durable; the same bytes always get the same receipt. */
export const Receipt = v.strictObject({
  id: Uuid,
  /** SHA-256 of the exact bytes received. */
  sha256: Sha256,
  receivedAt: Instant,
  occurredAt: Instant,
  verdict: StoredVerdict,
})
export type Receipt = v.InferOutput<typeof Receipt>

export const VisitBatch = v.strictObject({
  visits: v.pipe(v.array(v.pipe(v.string(), v.maxLength(VISIT_MAX_BYTES))), v.minLength(1), v.maxLength(BATCH_MAX)),
})
export type VisitBatch = v.InferOutput<typeof VisitBatch>

/** One outcome per item, in the order sent; `status` is what a single PUT would have answered. */
export const BatchOutcome = v.strictObject({
  outcomes: v.array(
    v.union([
      v.strictObject({ status: v.picklist([200, 201]), receipt: Receipt }),
      v.strictObject({ status: v.number(), problem: Problem }),
    ]),
  ),
})
export type BatchOutcome = v.InferOutput<typeof BatchOutcome>

/** A visit that a phone holds and has not brought up yet; `occurredAt` by its own clock. */
export const Announced = v.strictObject({ visit: Uuid, estate: Uuid, checkpoint: CheckpointId, occurredAt: Instant })
export type Announced = v.InferOutput<typeof Announced>

/** Everything a phone holds; nothing says that it holds nothing. */
export const Announce = v.strictObject({ visits: v.pipe(v.array(Announced), v.maxLength(500)) })
export type Announce = v.InferOutput<typeof Announce>

/** What the desk makes of a visit it has asked about. */
export const ReviewVisit = v.omit(Review, ['by', 'at'])
export type ReviewVisit = v.InferOutput<typeof ReviewVisit>

/** Every review of a visit, the last one first. */
export const Reviews = v.strictObject({ reviews: v.array(Review) })
export type Reviews = v.InferOutput<typeof Reviews>

/** A visit as the desk reads it: what was signed, what the server made of it, and the exact bytes to check both. */
export const VisitRecord = v.strictObject({
  claims: VisitClaims,
  jws: v.string(),
  sha256: Sha256,
  person: v.strictObject({ id: Uuid, name: v.string() }),
  device: v.strictObject({ id: Uuid, label: v.string(), revokedAt: v.nullable(Instant) }),
  checkpoint: v.strictObject({ id: CheckpointId, kind: Kind, code: v.string(), names: Names, place: Uuid }),
  verdict: StoredVerdict,
  /** When the label it was read off was replaced, or its key or display revoked; null: it is good to this day. */
  tagRevokedAt: v.nullable(Instant),
  /** The chip that gave a genuine proof, if one did. */
  chip: v.nullable(
    v.strictObject({
      uid: ChipUid,
      /** How often it has been touched since it was made. */
      counter: v.number(),
      /** Touches since the one before it that is here, of which no visit came; null: it is the first one here. */
      missed: v.nullable(v.number()),
    }),
  ),
  receivedAt: Instant,
  occurredAt: Instant,
  notBefore: v.nullable(Instant),
  /** When it arrived, or the first of the later ones of its phone. */
  notAfter: Instant,
  /** The round it counts for; null: out of plan. */
  round: v.nullable(v.strictObject({ id: Uuid, names: Names, opensAt: Instant, closesAt: Instant })),
  /** What the desk has made of it, the last word first. */
  reviews: v.array(Review),
})
export type VisitRecord = v.InferOutput<typeof VisitRecord>
