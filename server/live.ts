/**
 * Who wants to hear that something has changed on an estate: boards that are open now. Nothing is said about what has changed,
 * only that a look is worth it; each change has a number, so that whoever was cut off knows whether he has missed one.
 */
import type { Uuid } from '../checkpoints/ids.ts'

export type Live = {
  /** Tells everybody who listens, in a later turn: after whatever has changed is on disk. */
  readonly changed: (estate: Uuid) => void
  /** The number of the last change, different in every process: `<process>.<number>`. */
  readonly version: (estate: Uuid) => string
  /** @returns what ends it */
  readonly listen: (estate: Uuid, listener: () => void) => () => void
  /** Ends every listener's stream, for good. */
  readonly close: () => void
  /** Aborted by {@link close}. */
  readonly closing: AbortSignal
}

/** @param process tells this run of the server from the one before */
export function liveOf(process: string): Live {
  const listeners = new Map<Uuid, Set<() => void>>()
  const versions = new Map<Uuid, number>()
  const closing = new AbortController()
  return {
    changed(estate) {
      versions.set(estate, (versions.get(estate) ?? 0) + 1)
      for (const listener of listeners.get(estate) ?? []) listener()
    },
    version: (estate) => `${process}.${versions.get(estate) ?? 0}`,
    listen(estate, listener) {
      const own = listeners.get(estate) ?? new Set()
      listeners.set(estate, own.add(listener))
      return () => own.delete(listener)
    },
    close: () => closing.abort(),
    closing: closing.signal,
  }
}
