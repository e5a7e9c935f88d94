/** How a pack is brought up to date (pack-parts.ts). */
import * as v from 'valibot'
import { Pack, RoundProgress } from './estate.ts'

/** Of a part: the first 16 hex digits of the SHA-256 of its JSON. */
export const PartDigest = v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/))
export type PartDigest = v.InferOutput<typeof PartDigest>

/** The parts a phone has: digests, joined by dots. */
export const HaveParts = v.object({
  have: v.optional(v.pipe(v.string(), v.maxLength(8500), v.regex(/^[0-9a-f]{16}(\.[0-9a-f]{16})*$/))),
})

const { now, estate, places, checkpoints, checklists, extras, readings, findings, keys, displays, work, emergency } =
  Pack.entries

/** A pack in which parts that the phone has are given as their digests alone. */
export const PackDelta = v.strictObject({
  now,
  estate,
  places: v.union([PartDigest, places]),
  checkpoints: v.union([PartDigest, checkpoints]),
  checklists: v.union([PartDigest, checklists]),
  extras: v.union([PartDigest, extras]),
  readings: v.union([PartDigest, readings]),
  findings: v.union([PartDigest, findings]),
  keys: v.union([PartDigest, keys]),
  displays: v.union([PartDigest, displays]),
  work: v.union([PartDigest, work]),
  emergency: v.union([PartDigest, emergency]),
  /** Each round is a part. */
  rounds: v.array(v.union([PartDigest, RoundProgress])),
})
export type PackDelta = v.InferOutput<typeof PackDelta>
