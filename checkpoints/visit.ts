/**
 * A visit as the phone files it (design.md §3 "Visit"): a compact JWS (RFC 7515 §7.1), ES256 under the phone's own key.
 * The server keeps the exact bytes it received; everything else about a visit is derived from them.
 */
import type { CryptoKey, JWK } from 'jose'
import * as v from 'valibot'
import { Answer } from './answer.ts'
import { ChecklistRef } from './checklist.ts'
import { SunProof } from './chip.ts'
import { readDeviceJws, signAs } from './device-jws.ts'
import { DisplayDigits } from './display-code.ts'
import { CheckpointId, Sha256, Uuid } from './ids.ts'
import { TagDigits } from './tag.ts'
import { Instant } from './time.ts'
import { FIRST_VISIT_VERSION, OLDEST_VISIT_VERSION, VISIT_VERSION } from './visit-version.ts'

const PositiveInteger = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(2 ** 31))

/**
 * How the phone came to believe it stands at the spot. `camera`: read by our scanner; `link`: the phone's own camera opened
 * the tag's URL; `nfc`: the same from a chip held against it, since version 4; `display`: a code that a display showed for half
 * a minute, read in either way, since version 4 as well; `typed`: the short code, which proves far less, because it can be read
 * out over the phone.
 */
export const Evidence = v.variant('channel', [
  v.strictObject({ channel: v.picklist(['camera', 'link']), digits: TagDigits }),
  v.strictObject({
    channel: v.literal('nfc'),
    digits: TagDigits,
    /** What a chip that cannot be copied says besides; the phone has no key to check it with. */
    sun: v.optional(SunProof),
  }),
  v.strictObject({ channel: v.literal('display'), digits: DisplayDigits }),
  v.strictObject({ channel: v.literal('typed') }),
])
export type Evidence = v.InferOutput<typeof Evidence>

/** Where the phone believed it was, WGS 84. */
export const Position = v.strictObject({
  latitude: v.pipe(v.number(), v.minValue(-90), v.maxValue(90)),
  longitude: v.pipe(v.number(), v.minValue(-180), v.maxValue(180)),
  // Bounded, because JSON can spell 1e999: an infinite number would be accepted and could never be sent out again.
  accuracyMetres: v.pipe(v.number(), v.minValue(0), v.maxValue(1e9)),
})
export type Position = v.InferOutput<typeof Position>

/** The last server time the phone saw before it read the tag, and how long before: by a clock that nobody can set. */
export const ServerContact = v.strictObject({
  at: Instant,
  /** Monotonic milliseconds from then to the scan, as far as they were counted: less may be claimed than passed, never more. */
  elapsedMs: v.pipe(v.number(), v.integer(), v.minValue(0)),
  /** The phone's wall clock at that contact: how wrong it was then. Since version 3. */
  wallAt: v.optional(Instant),
  /**
   * Whether one page counted all the while; false after a reload or a restart, between which nobody counts. Since version 3.
   * A phone asleep may stop counting without knowing.
   */
  whole: v.optional(v.boolean()),
})
export type ServerContact = v.InferOutput<typeof ServerContact>

export const VisitClaims = v.strictObject({
  /** The format's own version. */
  v: v.picklist([1, 2, 3, 4, 5]),
  id: Uuid,
  estate: Uuid,
  person: Uuid,
  device: Uuid,
  /** Counts the device's visits from 1, so that a deleted one shows as a hole. */
  sequence: PositiveInteger,
  /** SHA-256 of the device's previous visit as sent; null for its first. */
  previous: v.nullable(Sha256),
  checkpoint: CheckpointId,
  evidence: Evidence,
  /** The phone's wall clock when the checklist opened, the tag was read, and the visit was filed. */
  openedAt: Instant,
  scannedAt: Instant,
  submittedAt: Instant,
  lastServerTime: v.nullable(ServerContact),
  /**
   * How many visits this device had filed when the tag was read; those, and no others, came before it. A form may be left for
   * others and returned to. Missing: the app did not say, as before version 3.
   */
  follows: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2 ** 31))),
  position: v.nullable(Position),
  /** The round the assistant had open, if any: a wish, settled by {@link settle}. */
  round: v.nullable(Uuid),
  checklist: ChecklistRef,
  answers: v.pipe(v.array(Answer), v.maxLength(100)),
})
export type VisitClaims = v.InferOutput<typeof VisitClaims>

/** Every photo a visit names, handwritten signatures included, once each. */
export function photosOf(claims: Pick<VisitClaims, 'answers'>): Sha256[] {
  return [...new Set(claims.answers.flatMap(picturesOf))]
}

function picturesOf(answer: Answer): Sha256[] {
  const hand = answer.result === 'defect' ? answer.signature : undefined
  return hand === undefined ? answer.photos : [...answer.photos, hand]
}

/** Signs a visit with the device's private key. */
export async function signVisit(claims: VisitClaims, key: CryptoKey | JWK): Promise<string> {
  return signAs('waymark-visit', claims, key)
}

/**
 * - `visit-version-unsupported`: newer than this server; another one will take it
 * - `app-too-old`: older than any that is still taken; what is signed now would fare the same
 */
export type VisitFault = 'visit-malformed' | 'visit-version-unsupported' | 'app-too-old'
export type ReadVisit =
  | { readonly ok: true; readonly claims: VisitClaims }
  | { readonly ok: false; readonly error: VisitFault; readonly where: string | undefined }

/** Takes a signed visit apart without believing it (device-jws.ts). */
export function readVisit(jws: string): ReadVisit {
  return readFrom(jws, OLDEST_VISIT_VERSION)
}

/** The same of a visit that was taken once: however old its format, it is kept for good. */
export function readKeptVisit(jws: string): ReadVisit {
  return readFrom(jws, FIRST_VISIT_VERSION)
}

function readFrom(jws: string, oldest: number): ReadVisit {
  const read = readDeviceJws(jws, 'waymark-visit')
  if (!read.ok) return malformed(read.where)
  const { payload } = read
  const version = v.safeParse(v.object({ v: v.pipe(v.number(), v.integer(), v.minValue(0)) }), payload)
  if (version.success && version.output.v > VISIT_VERSION)
    return { ok: false, error: 'visit-version-unsupported', where: 'v' }
  if (version.success && version.output.v < oldest) return { ok: false, error: 'app-too-old', where: 'v' }
  const claims = v.safeParse(VisitClaims, payload)
  if (!claims.success) return malformed(v.getDotPath(claims.issues[0]) ?? undefined)
  return claims.output.device === read.device ? { ok: true, claims: claims.output } : malformed('header')
}

function malformed(where: string | undefined): ReadVisit {
  return { ok: false, error: 'visit-malformed', where }
}
