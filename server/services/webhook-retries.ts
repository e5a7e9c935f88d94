/** When a call that was not taken is made again, and when a webhook is given up (Standard Webhooks 1.0.0 "Deliverability"). */
import { createHash } from 'node:crypto'
import { DAY_MS, HOUR_MS, type Instant, MINUTE_MS } from '../../checkpoints/time.ts'

const SECOND_MS = 1000
/** After the first attempt, the second, …: three days and more in all. */
// biome-ignore format: hand-aligned table
const WAITS_MS = [
  5 * SECOND_MS, 5 * MINUTE_MS, 30 * MINUTE_MS, 2 * HOUR_MS, 5 * HOUR_MS, 10 * HOUR_MS, 14 * HOUR_MS, 20 * HOUR_MS, 24 * HOUR_MS,
]
/** Up to a tenth longer: what failed together does not all come back together. */
const JITTER = 0.1
/** Nobody's `Retry-After` makes a call wait longer. */
const LONGEST_WAIT_MS = DAY_MS

/** A webhook that has taken nothing for so long when a call to it is given up is told nothing any more, until an admin says so. */
export const DISABLED_AFTER_MS = 3 * DAY_MS

type Failed = {
  readonly id: string
  /** Those that have failed, at least one. */
  readonly attempts: number
  readonly now: Instant
  /** What the receiver asked for; 0: nothing. */
  readonly retryAfterMs: number
}

/** @returns null: it is given up */
export function retryAt({ id, attempts, now, retryAfterMs }: Failed): Instant | null {
  const wait = WAITS_MS[attempts - 1]
  if (wait === undefined) return null
  const longer = Math.round(wait * JITTER * chance(`${id} ${attempts}`))
  return now + Math.max(wait + longer, Math.min(retryAfterMs, LONGEST_WAIT_MS))
}

/** From 0 to 1, the same for the same text: another one for each call and attempt, without dice. */
function chance(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32BE() / 2 ** 32
}

/** RFC 9110 §10.2.3, in seconds; what names a date, or nothing sensible, asks for nothing. */
export function retryAfterMs(header: string | undefined): number {
  return /^\d{1,6}$/.test(header ?? '') ? Number(header) * SECOND_MS : 0
}
