/** What an emergency is reported as, and where. Pure. */
import type { Category } from '../../checkpoints/checklist.ts'
import type { FindingAct } from '../../checkpoints/finding-act.ts'
import type { CheckpointId } from '../../checkpoints/ids.ts'
import { type Instant, MINUTE_MS } from '../../checkpoints/time.ts'

/** What it may be, and what that is about (policy 4.2). */
// biome-ignore format: hand-aligned table
export const EMERGENCIES = {
  gas:     'fire-safety',
  burning: 'fire-safety',
  fire:    'fire-safety',
  water:   'facilities',
  injured: 'security',
} as const satisfies Readonly<Record<string, Category>>
export type EmergencyKind = keyof typeof EMERGENCIES

/** @param note what it is, in the words of whoever reports it */
export function emergencyAct(checkpoint: CheckpointId, kind: EmergencyKind | undefined, note: string): FindingAct {
  const category = kind ? EMERGENCIES[kind] : 'security'
  const about = { checkpoint, category, note, photos: [], residentReport: null, position: null }
  return { kind: 'report', severity: 'emergency', ...about }
}

/** What a telephone dials. */
export function dialled(number: string): string {
  return `tel:${number.replace(/[^\d+]/g, '')}`
}

const STILL_THERE_MS = 30 * MINUTE_MS

type Scanned = { readonly checkpoint: CheckpointId; readonly scannedAt: Instant }

/** Where he scanned last, if that was a short while ago: most likely he is still near. */
export function lastSpot(scanned: readonly Scanned[], now: Instant): CheckpointId | undefined {
  const recent = scanned.filter(({ scannedAt }) => now - scannedAt < STILL_THERE_MS)
  return recent.sort((a, b) => b.scannedAt - a.scannedAt)[0]?.checkpoint
}
