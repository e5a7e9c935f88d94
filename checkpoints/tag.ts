/**
 * The signed tag (design.md §3 "Tag"). The QR carries `<origin>/s/<174 decimal digits>`: the fixed-width big-endian
 * decimal of 72 bytes `generation(1) | checkpoint(6) | revision(1) | signature(64)`. The signature is ES256 over the JWS
 * signing input (RFC 7515 §5.1) of a header and payload that the verifier rebuilds from fixed bytes, so the symbol holds
 * no JSON and nobody can smuggle a header in.
 *
 * ES256 signatures are malleable: identity for dedupe, revocation and rate limits is (checkpoint, revision), never the digits.
 */
import { base64url, type CryptoKey, FlattenedSign, flattenedVerify, type JWK } from 'jose'
import * as v from 'valibot'
import type { Revision } from './checkpoint.ts'
import { bytesOfCheckpointId, type CheckpointId, checkpointIdOfBytes, type Uuid } from './ids.ts'

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
  const header = { alg: 'ES256', kid: tagKeyId(estate, fields.generation), typ: TAG_TYPE }
  const jws = await new FlattenedSign(payloadOf(fields)).setProtectedHeader(header).sign(key)
  return digitsOf(fields, base64url.decode(jws.signature))
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
  const header = { alg: 'ES256', kid: tagKeyId(known.estate, parsed.fields.generation), typ: TAG_TYPE }
  try {
    await flattenedVerify(
      {
        protected: base64url.encode(JSON.stringify(header)),
        payload: base64url.encode(payloadOf(parsed.fields)),
        signature: base64url.encode(parsed.signature),
      },
      known.key,
      { algorithms: ['ES256'] },
    )
    return { ok: true, tag: parsed.fields }
  } catch (error) {
    if (isBadSignature(error)) return { ok: false, error: 'bad-signature' }
    throw error
  }
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
  return /^[\w-]{96}$/.test(compact) ? digitsOfBytes(base64url.decode(compact)) : undefined
}

const TAG_BYTES = 72
const TAG_TYPE = 'waymark-tag'

function bytesOf(digits: string): Uint8Array | undefined {
  if (!v.is(TagDigits, digits)) return undefined
  const hex = BigInt(digits)
    .toString(16)
    .padStart(TAG_BYTES * 2, '0')
  if (hex.length > TAG_BYTES * 2) return undefined
  return Uint8Array.from({ length: TAG_BYTES }, (_, i) => Number.parseInt(hex.slice(i * 2, i * 2 + 2), 16))
}

/** Fixed bytes: field order and spacing are part of the format. */
function payloadOf({ checkpoint, revision }: TagFields): Uint8Array {
  const text = `{"v":1,"checkpoint":"${checkpoint}","revision":${revision}}`
  return Uint8Array.from(text, (char) => char.charCodeAt(0))
}

function digitsOf({ generation, checkpoint, revision }: TagFields, signature: Uint8Array): TagDigits {
  return digitsOfBytes(Uint8Array.of(generation, ...bytesOfCheckpointId(checkpoint), revision, ...signature))
}

function digitsOfBytes(bytes: Uint8Array): TagDigits {
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return BigInt(`0x${hex}`).toString().padStart(174, '0')
}

function isBadSignature(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED'
}
