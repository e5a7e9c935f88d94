/** A label: a printed tag with QR, name, place and short code (design.md §2). */
import { type CheckpointId, shortCodeOf } from './ids.ts'

export type Label = {
  /** What the QR says. */
  readonly url: string
  readonly name: string
  /** From the building down: `B 座 · 12/F`. */
  readonly place: string
  /** For typing by hand: `0C88-MJND-6SC`. */
  readonly shortCode: string
  /** What staff call the spot: `B-12F-MTR`. */
  readonly code: string
}

/** @param checkpoint name and place in the language of the label; `place` from the building down */
export function labelOf(checkpoint: {
  readonly id: CheckpointId
  readonly code: string
  readonly url: string
  readonly name: string
  readonly place: readonly string[]
}): Label {
  const { id, code, url, name, place } = checkpoint
  return { url, name, place: place.join(' · '), shortCode: shortCodeOf(id), code }
}
