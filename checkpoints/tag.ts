/**
 * The signed tag (design.md §3 "Tag"). The QR carries `<origin>/s/<174 decimal digits>`: the fixed-width big-endian
 * decimal of 72 bytes `generation(1) | checkpoint(6) | revision(1) | signature(64)` (digits.ts, rebuilt-jws.ts).
 *
 * ES256 signatures are malleable: identity for dedupe, revocation and rate limits is (checkpoint, revision), never the digits.
 */
import { base64url, type CryptoKey, type JWK } from 'jose'
import * as v from 'valibot'
import type { Revision } from './checkpoint.ts'
import { bytesOfDigits, digitsOfBytes } from './digits.ts'
import { bytesOfCheckpointId, type CheckpointId, checkpointIdOfBytes, type Uuid } from './ids.ts'
import { isSignatureOf, type Rebuilt, signRebuilt } from './rebuilt-jws.ts'

/** Exactly the digits as printed. */
export const TagDigits = v.pipe(v.string(), v.regex(/^\d{174}$/))
export type TagDigits = v.InferOutput<typeof TagDigits>

export type TagFields = {
  /** Counts the signing keys of the estate, from 1. */
  readonly generation: number
  readonly checkpoint: CheckpointId
  readonly revision: Revision
}

/** The key id of an estate's signing key, as in its JWKS: `<estate>.<generation>`. */
export function tagKeyId(estate: Uuid, generation: number): string {
  return `${estate}.${generation}`
}

/** Signs a tag with the estate's private key of that generation. */
export async function issueTag(fields: TagFields, estate: Uuid, key: CryptoKey | JWK): Promise<TagDigits> {
  const signature = await signRebuilt(rebuiltOf(fields, estate), key)
  const { generation, checkpoint, revision } = fields
  return digitsOfBytes([generation, ...bytesOfCheckpointId(checkpoint), revision, ...signature], TAG_DIGITS)
}

export type TagFault = 'malformed' | 'unknown-key' | 'bad-signature'
export type OpenedTag =
  | { readonly ok: true; readonly tag: TagFields }
  | { readonly ok: false; readonly error: TagFault }

/**
 * Opens the tag read off a label (RFC 7515 §5.2).
 * The reasons are told apart for the log only: the walker sees one message for all.
 * @param digits as printed
 * @param keyOf the estate that owns the checkpoint and its public key of that generation, if both are known here
 */
export async function openTag(
  digits: string,
  keyOf: (fields: TagFields) => { readonly estate: Uuid; readonly key: CryptoKey | JWK } | undefined,
): Promise<OpenedTag> {
  const parsed = parseTag(digits)
  if (!parsed) return { ok: false, error: 'malformed' }
  const known = keyOf(parsed.fields)
  if (!known) return { ok: false, error: 'unknown-key' }
  const { fields, signature } = parsed
  const isGood = await isSignatureOf(rebuiltOf(fields, known.estate), signature, known.key)
  return isGood ? { ok: true, tag: fields } : { ok: false, error: 'bad-signature' }
}

/**
 * Takes the digits apart without believing them.
 * @returns undefined unless they are exactly 174 ASCII digits with a value below 2^576; each token has one spelling only
 */
export function parseTag(digits: string): { readonly fields: TagFields; readonly signature: Uint8Array } | undefined {
  const bytes = bytesOf(digits)
  if (!bytes) return undefined
  const [generation, revision] = [bytes[0]!, bytes[7]!]
  if (generation === 0 || revision === 0) return undefined
  const checkpoint = checkpointIdOfBytes(bytes.subarray(1, 7))
  return { fields: { generation, checkpoint, revision }, signature: bytes.slice(8) }
}

/**
 * Finds the digits in what a scanner read: `<origin>/s/<digits>`, `/S/` alike, nothing before or after.
 * The origin is not compared: an estate may move to another address and its labels keep hanging.
 */
export function tagDigitsIn(text: string): TagDigits | undefined {
  return /^https?:\/\/[^/?#\s]+\/[sS]\/(\d{174})$/.exec(text)?.[1]
}

/** The URL a label shows. All lower case: upper-case schemes break Android intent filters. */
export function tagUrl(origin: string, digits: TagDigits): string {
  return `${origin.toLowerCase().replace(/\/$/, '')}/s/${digits}`
}

/**
 * The same 72 bytes in 96 characters of base64url, for chips: an NTAG 213 holds 137 bytes of URL, an NTAG 424 DNA 249, and digits
 * alone are 174. 72 is a multiple of three, so there are no spare bits and each tag has one spelling here as well.
 */
export function compactTag(digits: TagDigits): string | undefined {
  const bytes = bytesOf(digits)
  return bytes && base64url.encode(bytes)
}

/** @returns undefined unless they are exactly 96 characters of base64url */
export function tagDigitsOfCompact(compact: string): TagDigits | undefined {
  return /^[\w-]{96}$/.test(compact) ? digitsOfBytes([...base64url.decode(compact)], TAG_DIGITS) : undefined
}

const TAG_BYTES = 72
const TAG_DIGITS = 174

function bytesOf(digits: string): Uint8Array | undefined {
  return v.is(TagDigits, digits) ? bytesOfDigits(digits, TAG_BYTES) : undefined
}

function rebuiltOf({ generation, checkpoint, revision }: TagFields, estate: Uuid): Rebuilt {
  return {
    kid: tagKeyId(estate, generation),
    typ: 'waymark-tag',
    payload: `{"v":1,"checkpoint":"${checkpoint}","revision":${revision}}`,
  }
}
