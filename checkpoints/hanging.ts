/** Whether a label hangs where it should: what is known of its printing, hanging and scanning, and what follows from that. */
import * as v from 'valibot'
import type { Instant } from './time.ts'

/** What hung at the spot when a new label was hung: its old one, a blank that has been claimed there, or nothing. */
export const REPLACED = ['old', 'blank', 'none'] as const
export const Replaced = v.picklist(REPLACED)
export type Replaced = v.InferOutput<typeof Replaced>

/** What is wrong with a label, as whoever had to type its code saw it. */
export const DAMAGES = ['damaged', 'missing', 'unreadable'] as const
export const Damage = v.picklist(DAMAGES)
export type Damage = v.InferOutput<typeof Damage>

/** Of the newest revision of a spot's tag; each the last time, null: never. */
export type LabelLife = {
  readonly printedAt: Instant | null
  readonly installedAt: Instant | null
  /** By a visit that read it with a camera; a typed code proves nothing about a label. */
  readonly scannedAt: Instant | null
  readonly firstScannedAt: Instant | null
  /** The last time somebody read an older revision. */
  readonly oldScannedAt: Instant | null
}

/**
 * - unprinted: nobody has printed it, as far as is known here
 * - printed: and nothing tells that it hangs
 * - installed: somebody says that he has hung it; no visit has read it since
 * - hangs: a visit has read it, after it was hung if anybody said so
 */
export const STANDINGS = ['unprinted', 'printed', 'installed', 'hangs'] as const
export const Standing = v.picklist(STANDINGS)
export type Standing = v.InferOutput<typeof Standing>

export function standingOf({ printedAt, installedAt, scannedAt }: LabelLife): Standing {
  if (scannedAt !== null && scannedAt >= (installedAt ?? 0)) return 'hangs'
  if (installedAt !== null) return 'installed'
  return printedAt === null ? 'unprinted' : 'printed'
}

/** Whether the label before was read after the new one had been hung: it still hangs somewhere, or somebody has a picture of it. */
export function isOldAbout({ installedAt, firstScannedAt, oldScannedAt }: LabelLife): boolean {
  // Hung once more since, the spot has been looked at: its old label is taken down with it.
  const hungAt = installedAt ?? firstScannedAt
  return hungAt !== null && oldScannedAt !== null && oldScannedAt > hungAt
}

/**
 * Whether a label that was reported as damaged is whole again: the newest one has been printed since, and read or hung after that.
 * @param printedAt the first time since the report
 */
export function isMended(
  printedAt: Instant | null,
  { installedAt, scannedAt }: Pick<LabelLife, 'installedAt' | 'scannedAt'>,
): boolean {
  return printedAt !== null && Math.max(installedAt ?? 0, scannedAt ?? 0) >= printedAt
}
