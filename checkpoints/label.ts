/** A label: a printed tag with QR, name, place and short code (design.md §2). */
import type { Kind } from './checkpoint.ts'
import { type CheckpointId, shortCodeOf } from './ids.ts'

export type Label = {
  /** What the QR says. */
  readonly url: string
  /** In the languages of the design, each once: the first is the largest. */
  readonly names: readonly string[]
  /** From the building down: `B 座 · 12/F`. */
  readonly place: string
  /** For typing by hand: `0C88-MJND-6SC`. */
  readonly shortCode: string
  /** What staff call the spot: `B-12F-MTR`. */
  readonly code: string
  /** null: of a blank, which stands for no spot yet. */
  readonly kind: Kind | null
}

/** @param checkpoint names and place in the languages of the label; `place` from the building down */
export function labelOf(checkpoint: {
  readonly id: CheckpointId
  readonly code: string
  readonly kind: Kind | null
  readonly url: string
  readonly names: readonly string[]
  readonly place: readonly string[]
}): Label {
  const { id, code, kind, url, names, place } = checkpoint
  return { url, names: [...new Set(names)], place: place.join(' · '), shortCode: shortCodeOf(id), code, kind }
}
