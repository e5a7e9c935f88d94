/**
 * What the code on a display says (design.md §3 "Display"): 75 bytes `number(1) | checkpoint(6) | window(4) | signature(64)`
 * as 181 decimal digits. Who signed it is display-tag.ts's question.
 */
import * as v from 'valibot'
import { bytesOfDigits } from './digits.ts'
import { type CheckpointId, checkpointIdOfBytes } from './ids.ts'
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

const BYTES = 75
