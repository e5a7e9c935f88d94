/**
 * The code on a display (design.md §3 "Display"): a tablet in a lobby signs a fresh one for every half minute, by itself and
 * without a network. The QR carries `<origin>/d/<181 decimal digits>` (display-code.ts). Nobody can have the code of a window
 * that is still to come, and a photo of one says how old it is.
 */
import type { CryptoKey, JWK } from 'jose'
import { digitsOfBytes } from './digits.ts'
import { type DisplayDigits, type DisplayFields, parseDisplayTag } from './display-code.ts'
import { bytesOfCheckpointId } from './ids.ts'
import { isSignatureOf, type Rebuilt, signRebuilt } from './rebuilt-jws.ts'

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

/** Finds the digits in what a scanner read: `<origin>/d/<digits>`, `/D/` alike, nothing before or after. */
export function displayDigitsIn(text: string): DisplayDigits | undefined {
  return /^https?:\/\/[^/?#\s]+\/[dD]\/(\d{181})$/.exec(text)?.[1]
}

/** The URL a display shows. All lower case: upper-case schemes break Android intent filters. */
export function displayUrl(origin: string, digits: DisplayDigits): string {
  return `${origin.toLowerCase().replace(/\/$/, '')}/d/${digits}`
}

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
