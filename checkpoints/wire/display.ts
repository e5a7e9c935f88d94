/** Displays: paired with a one-time code, listed and revoked by the admin; and what one says of itself (design.md §3 "Display"). */
import * as v from 'valibot'
import { CheckpointId, Uuid } from '../ids.ts'
import { Names } from '../language.ts'
import { Instant, MINUTE_MS, Zone } from '../time.ts'
import { PublicJwk } from './estate.ts'

const Label = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(120))

/** How long a pairing code may be used. */
export const PAIRING_MS = 15 * MINUTE_MS

export const ListedDisplay = v.strictObject({
  id: Uuid,
  checkpoint: CheckpointId,
  /** From 1, among the displays that the checkpoint has had. */
  number: v.number(),
  /** "Galaxy Tab A, Chrome" */
  label: v.string(),
  pairedAt: Instant,
  /** Who made the code. */
  pairedBy: v.string(),
  lastSeenAt: Instant,
  /** How far its own clock was ahead of the server's then, ms; behind if less than 0. It shows corrected codes all the same. */
  clockErrorMs: v.number(),
  revoked: v.nullable(v.strictObject({ at: Instant, by: v.string(), reason: v.string() })),
})
export type ListedDisplay = v.InferOutput<typeof ListedDisplay>

/** The newest first. */
export const Displays = v.strictObject({ displays: v.array(ListedDisplay) })
export type Displays = v.InferOutput<typeof Displays>

export const OfferPairing = v.strictObject({ checkpoint: CheckpointId })
export type OfferPairing = v.InferOutput<typeof OfferPairing>

export const PairingOffered = v.strictObject({ code: v.string(), expiresAt: Instant })
export type PairingOffered = v.InferOutput<typeof PairingOffered>

export const RevokeDisplay = v.strictObject({
  /** In the admin's words: lost, replaced. */
  reason: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200)),
})
export type RevokeDisplay = v.InferOutput<typeof RevokeDisplay>

/** @param code as typed */
export const PairDisplay = v.strictObject({
  code: v.pipe(v.string(), v.maxLength(40)),
  publicKey: PublicJwk,
  label: Label,
})
export type PairDisplay = v.InferOutput<typeof PairDisplay>

/** What a display shows besides its code, and whether it may show one. */
export const DisplayState = v.strictObject({
  now: Instant,
  id: Uuid,
  number: v.number(),
  checkpoint: v.strictObject({ id: CheckpointId, names: Names }),
  /** From the outermost place inwards. */
  places: v.array(Names),
  estate: v.strictObject({ names: Names, zone: Zone }),
  revokedAt: v.nullable(Instant),
})
export type DisplayState = v.InferOutput<typeof DisplayState>
