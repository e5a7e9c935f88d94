/**
 * The tag that was scanned for a deed on the spot, kept with it: a browser that is killed there need not scan again. It says where
 * somebody stands, and only for a while: not where he signs hours later.
 */
import { type Instant, MINUTE_MS } from '../../checkpoints/time.ts'
import type { Evidence } from '../../checkpoints/visit.ts'
import type { Deed } from './deed.ts'

type Fields = Pick<Deed, 'field' | 'set'>

const STILL_THERE_MS = 30 * MINUTE_MS

export function keepScan(deed: Fields, evidence: Evidence, now: Instant): void {
  deed.set('evidence', JSON.stringify(evidence))
  deed.set('scannedAt', String(now))
}

export function dropScan(deed: Fields): void {
  deed.set('evidence', '')
  deed.set('scannedAt', '')
}

export function scanIn(deed: Fields): Evidence | undefined {
  const kept = deed.field('evidence')
  return kept === '' ? undefined : JSON.parse(kept)
}

/** Asked when the deed is opened and when it is sent: in between nobody is sent back to the tag. @returns whether it was too old */
export function lapseScan(deed: Fields, now: Instant): boolean {
  const isOver = scanIn(deed) !== undefined && now - Number(deed.field('scannedAt')) > STILL_THERE_MS
  if (isOver) deed.set('evidence', '')
  return isOver
}

/** Whether there was one that has become too old. */
export function hasLapsed(deed: Fields): boolean {
  return scanIn(deed) === undefined && deed.field('scannedAt') !== ''
}
