/**
 * The code on a display (design.md §3 "Display"): a tablet in a lobby signs a fresh one for every half minute, by itself and
 * without a network. The QR carries `<origin>/d/<181 decimal digits>`: 75 bytes `number(1) | checkpoint(6) | window(4) |
 * signature(64)` (signed-digits.ts). Nobody can have the code of a window that is still to come, and a photo of one says how
 * old it is.
 */
import type { CryptoKey, JWK } from 'jose'
import * as v from 'valibot'
import { bytesOfCheckpointId, type CheckpointId, checkpointIdOfBytes } from './ids.ts'
import { bytesOfDigits, digitsOfBytes, isSignatureOf, type Rebuilt, signRebuilt } from './signed-digits.ts'
import type { Instant } from './time.ts'

/** How long a code is shown. */
export const WINDOW_MS = 30_000

/** Exactly the digits as displayed. */
export const DisplayDigits = v.pipe(v.string(), v.regex(/^\d{181}$/))
export type DisplayDigits = v.InferOutput<typeof DisplayDigits>

export type DisplayFields = {
  /** Counts the displays that a checkpoint has had, from 1; each has a key of its own. */
  readonly number: number
  readonly checkpoint: CheckpointId
  /** Half minutes since 1970: {@link windowAt}. */
  readonly window: number
}

/** The window in which an instant lies. */
export function windowAt(at: Instant): number {
  return Math.floor(at / WINDOW_MS)
}

/**
 * When a code may have been read: while it was shown, and a window before and after, as far as the clock of a display may be
 * off, and a finger slow.
 */
export function readableSpan({ window }: Pick<DisplayFields, 'window'>): {
  readonly from: Instant
  readonly to: Instant
} {
  return { from: Math.max(0, window - 1) * WINDOW_MS, to: (window + 2) * WINDOW_MS }
}

/** Signs a code with the display's own private key. */
export async function issueDisplayTag(fields: DisplayFields, key: CryptoKey | JWK): Promise<DisplayDigits> {
  const { number, checkpoint, window } = fields
  const signature = await signRebuilt(rebuiltOf(fields), key)
  return digitsOfBytes([number, ...bytesOfCheckpointId(checkpoint), ...bytesOfWindow(window), ...signature], DIGITS)
}

export type OpenedDisplayTag =
  | { readonly ok: true; readonly tag: DisplayFields }
  | { readonly ok: false; readonly error: 'malformed' | 'unknown-key' | 'bad-signature' }

/**
 * Opens the code read off a display. How old it is, is not looked at.
 * @param keyOf the public key of that display, if it is known here
 */
export async function openDisplayTag(
  digits: string,
  keyOf: (fields: DisplayFields) => CryptoKey | JWK | undefined,
): Promise<OpenedDisplayTag> {
  const parsed = parseDisplayTag(digits)
  if (!parsed) return { ok: false, error: 'malformed' }
  const { fields, signature } = parsed
  const key = keyOf(fields)
  if (!key) return { ok: false, error: 'unknown-key' }
  const isGood = await isSignatureOf(rebuiltOf(fields), signature, key)
  return isGood ? { ok: true, tag: fields } : { ok: false, error: 'bad-signature' }
}

/**
 * Takes the digits apart without believing them.
 * @returns undefined unless they are exactly 181 ASCII digits with a value below 2^600; each code has one spelling only
 */
export function parseDisplayTag(
  digits: string,
): { readonly fields: DisplayFields; readonly signature: Uint8Array } | undefined {
  if (!v.is(DisplayDigits, digits)) return undefined
  const bytes = bytesOfDigits(digits, BYTES)
  const number = bytes?.[0]
  if (!bytes || !number) return undefined
  const checkpoint = checkpointIdOfBytes(bytes.subarray(1, 7))
  const window = bytes.subarray(7, 11).reduce((sum, byte) => sum * 256 + byte, 0)
  return { fields: { number, checkpoint, window }, signature: bytes.slice(11) }
}

/** Finds the digits in what a scanner read: `<origin>/d/<digits>`, `/D/` alike, nothing before or after. */
export function displayDigitsIn(text: string): DisplayDigits | undefined {
  return /^https?:\/\/[^/?#\s]+\/[dD]\/(\d{181})$/.exec(text)?.[1]
}

/** The URL a display shows. All lower case: upper-case schemes break Android intent filters. */
export function displayUrl(origin: string, digits: DisplayDigits): string {
  return `${origin.toLowerCase().replace(/\/$/, '')}/d/${digits}`
}

const BYTES = 75
const DIGITS = 181

function rebuiltOf({ number, checkpoint, window }: DisplayFields): Rebuilt {
  return {
    kid: `${checkpoint}.${number}`,
    typ: 'waymark-display',
    payload: `{"v":1,"checkpoint":"${checkpoint}","window":${window}}`,
  }
}

/** Big-endian; good until the year 6053. */
function bytesOfWindow(window: number): number[] {
  return [24, 16, 8, 0].map((bits) => Math.floor(window / 2 ** bits) % 256)
}
