import { vi } from 'vitest'

/** Waits until something holds, as long as it takes a busy machine: vitest's own second is none. */
export function until<T>(check: () => T | Promise<T>): Promise<T> {
  return vi.waitFor(check, { timeout: 10_000 })
}
