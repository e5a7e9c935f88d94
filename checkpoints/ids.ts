/**
 * Identifiers (design.md §3 "Ids"). Ids never carry meaning; codes that people type are separate and may change.
 * The core rolls no dice: random bytes come in as arguments.
 */
import * as v from 'valibot'

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Ten characters of Crockford base32 for 48 random bits; the two spare high bits are zero, so the first is 0–7. */
export const CheckpointId = v.pipe(v.string(), v.regex(/^[0-7][0-9A-HJKMNP-TV-Z]{9}$/))
export type CheckpointId = v.InferOutput<typeof CheckpointId>

/** RFC 9562 §5.7, lower case. Phones make them for what they create, the server for its own rows. */
export const Uuid = v.pipe(v.string(), v.regex(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/))
export type Uuid = v.InferOutput<typeof Uuid>

/** SHA-256 as 64 lower-case hex digits. */
export const Sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))
export type Sha256 = v.InferOutput<typeof Sha256>

/** @param bytes exactly 6 random bytes; throws RangeError otherwise */
export function checkpointIdOfBytes(bytes: Uint8Array): CheckpointId {
  if (bytes.length !== 6) throw new RangeError('a checkpoint id is 6 bytes')
  let value = bytes.reduce((sum, byte) => sum * 256 + byte, 0)
  let id = ''
  for (let i = 0; i < 10; i++) {
    id = CROCKFORD[value % 32] + id
    value = Math.floor(value / 32)
  }
  return id
}

/** The inverse of {@link checkpointIdOfBytes}. The id must be valid. */
export function bytesOfCheckpointId(id: CheckpointId): Uint8Array {
  let value = [...id].reduce((sum, char) => sum * 32 + CROCKFORD.indexOf(char), 0)
  const bytes = new Uint8Array(6)
  for (let i = 5; i >= 0; i--) {
    bytes[i] = value % 256
    value = Math.floor(value / 256)
  }
  return bytes
}

/**
 * UUIDv7 (RFC 9562 §5.7).
 * @param at epoch milliseconds
 * @param random exactly 10 random bytes
 */
export function uuidV7(at: number, random: Uint8Array): Uuid {
  if (random.length !== 10) throw new RangeError('a UUIDv7 needs 10 random bytes')
  const time = at.toString(16).padStart(12, '0')
  const bytes = Uint8Array.from(random)
  bytes[0] = (bytes[0]! & 0x0f) | 0x70
  bytes[2] = (bytes[2]! & 0x3f) | 0x80
  const rest = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return `${time.slice(0, 8)}-${time.slice(8)}-${rest.slice(0, 4)}-${rest.slice(4, 8)}-${rest.slice(8)}`
}

/**
 * The short code under a label's QR, for typing by hand: the id and a check character, grouped 4-4-3: `0C88-MJND-6SC`.
 * The check is a weighted sum over GF(32) with distinct non-zero weights, so one wrong character or two neighbours
 * swapped is always noticed. (Crockford's own mod-37 check needs `*~$=`, which nobody finds on a phone's keyboard.)
 */
export function shortCodeOf(id: CheckpointId): string {
  const code = id + CROCKFORD[checkValue(id)]
  return `${code.slice(0, 4)}-${code.slice(4, 8)}-${code.slice(8)}`
}

/**
 * Reads a typed short code forgivingly: case, spaces and hyphens do not matter, `O` is 0, `I` and `L` are 1.
 * @returns the checkpoint id, or why not: 'malformed' (wrong length or characters) | 'check-character' (a slip of a finger)
 */
export function parseShortCode(typed: string): { ok: true; id: CheckpointId } | { ok: false; error: ShortCodeError } {
  const code = plainOf(typed)
  const id = code.slice(0, 10)
  if (!/^[0-9A-HJKMNP-TV-Z]{11}$/.test(code)) return { ok: false, error: 'malformed' }
  // A first character above 7 stands in no code: somebody has misread it.
  const isSound = v.is(CheckpointId, id) && CROCKFORD[checkValue(id)] === code[10]
  return isSound ? { ok: true, id } : { ok: false, error: 'check-character' }
}
export type ShortCodeError = 'malformed' | 'check-character'

/**
 * The one-time code with which a display is paired, typed on a tablet once: eight characters for 40 random bits and a check
 * character, as of a short code: `7F3K-9QXB-M`.
 * @param random exactly 5 random bytes
 */
export function pairingCodeOf(random: Uint8Array): string {
  if (random.length !== 5) throw new RangeError('a pairing code needs 5 random bytes')
  let value = random.reduce((sum, byte) => sum * 256 + byte, 0)
  let code = ''
  for (let i = 0; i < 8; i++) {
    code = CROCKFORD[value % 32] + code
    value = Math.floor(value / 32)
  }
  return `${code.slice(0, 4)}-${code.slice(4)}-${CROCKFORD[checkValue(code)]}`
}

/** Reads one as forgivingly as a short code. @returns its one spelling; undefined if it is none, or a finger slipped */
export function parsePairingCode(typed: string): string | undefined {
  const code = plainOf(typed)
  if (!/^[0-9A-HJKMNP-TV-Z]{9}$/.test(code) || CROCKFORD[checkValue(code.slice(0, 8))] !== code[8]) return undefined
  return `${code.slice(0, 4)}-${code.slice(4, 8)}-${code[8]}`
}

function plainOf(typed: string): string {
  return typed.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1')
}

function checkValue(text: string): number {
  let sum = 0
  for (const char of text) sum = timesAlpha(sum ^ CROCKFORD.indexOf(char))
  return sum
}

/** Multiplies by x in GF(2)[x]/(x⁵+x²+1), whose x has order 31: ten positions get ten different weights. */
function timesAlpha(value: number): number {
  const shifted = value << 1
  return shifted & 32 ? shifted ^ 0b100101 : shifted
}
