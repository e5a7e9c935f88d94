/**
 * A visit as the phone files it (design.md §3 "Visit"): a compact JWS (RFC 7515 §7.1), ES256 under the phone's own key.
 * The server keeps the exact bytes it received; everything else about a visit is derived from them.
 */
import { base64url, CompactSign, type CryptoKey, compactVerify, type JWK } from 'jose'
import * as v from 'valibot'
import { Answer } from './answer.ts'
import { ChecklistRef } from './checklist.ts'
import { SunProof } from './chip.ts'
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
  v: v.picklist([1, 2, 3, 4]),
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

/** Every photo a visit names, once each. */
export function photosOf(claims: Pick<VisitClaims, 'answers'>): Sha256[] {
  return [...new Set(claims.answers.flatMap((answer) => answer.photos))]
}

/** Signs a visit with the device's private key. */
export async function signVisit(claims: VisitClaims, key: CryptoKey | JWK): Promise<string> {
  const header = { alg: 'ES256', kid: claims.device, typ: VISIT_TYPE }
  return new CompactSign(new TextEncoder().encode(JSON.stringify(claims))).setProtectedHeader(header).sign(key)
}

/**
 * - `visit-version-unsupported`: newer than this server; another one will take it
 * - `app-too-old`: older than any that is still taken; what is signed now would fare the same
 */
export type VisitFault = 'visit-malformed' | 'visit-version-unsupported' | 'app-too-old'
export type ReadVisit =
  | { readonly ok: true; readonly claims: VisitClaims }
  | { readonly ok: false; readonly error: VisitFault; readonly where: string | undefined }

/**
 * Takes a signed visit apart without believing it: the device it names tells which key to check with {@link isSignedBy}.
 * Strict on purpose: one spelling per visit (jose forgives padding and spare bits), no header but `alg`, `kid`, `typ`.
 */
export function readVisit(jws: string): ReadVisit {
  return readFrom(jws, OLDEST_VISIT_VERSION)
}

/** The same of a visit that was taken once: however old its format, it is kept for good. */
export function readKeptVisit(jws: string): ReadVisit {
  return readFrom(jws, FIRST_VISIT_VERSION)
}

function readFrom(jws: string, oldest: number): ReadVisit {
  const parts = COMPACT_JWS.exec(jws)?.slice(1)
  if (!parts?.every(isCanonical)) return malformed(undefined)
  const [header, payload] = [parsePart(parts[0]!), parsePart(parts[1]!)]
  if (!v.is(VisitHeader, header)) return malformed('header')
  const version = v.safeParse(v.object({ v: v.pipe(v.number(), v.integer(), v.minValue(0)) }), payload)
  if (version.success && version.output.v > VISIT_VERSION)
    return { ok: false, error: 'visit-version-unsupported', where: 'v' }
  if (version.success && version.output.v < oldest) return { ok: false, error: 'app-too-old', where: 'v' }
  const claims = v.safeParse(VisitClaims, payload)
  if (!claims.success) return malformed(v.getDotPath(claims.issues[0]) ?? undefined)
  return claims.output.device === header.kid ? { ok: true, claims: claims.output } : malformed('header')
}

/** Whether the bytes were signed by the device whose public key this is. */
export async function isSignedBy(jws: string, key: CryptoKey | JWK): Promise<boolean> {
  try {
    await compactVerify(jws, key, { algorithms: ['ES256'] })
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED')
      return false
    throw error
  }
}

const VISIT_TYPE = 'waymark-visit'
/** 86 characters are the 64 bytes of an ES256 signature. */
const COMPACT_JWS = /^([\w-]{20,400})\.([\w-]{100,200000})\.([\w-]{86})$/
const VisitHeader = v.strictObject({ alg: v.literal('ES256'), kid: Uuid, typ: v.literal(VISIT_TYPE) })

function malformed(where: string | undefined): ReadVisit {
  return { ok: false, error: 'visit-malformed', where }
}

/** The last character may have bits to spare, which jose ignores: here they are zero (RFC 4648 §3.5). */
function isCanonical(part: string): boolean {
  switch (part.length % 4) {
    case 0:
      return true
    case 2:
      return /[AQgw]$/.test(part)
    case 3:
      return /[AEIMQUYcgkosw048]$/.test(part)
    default:
      // No bytes encode to 4n + 1 characters, and jose throws on them.
      return false
  }
}

function parsePart(part: string): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(base64url.decode(part)))
  } catch {
    return undefined
  }
}
