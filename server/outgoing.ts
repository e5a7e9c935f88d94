/**
 * What is going out to others just now: nothing is sent by two at the same time, a receiver that hangs holds up nobody else, and
 * whoever has made something to send says so instead of waiting until somebody looks.
 */
import { inTurns } from './turns.ts'

export type Outgoing = {
  /** There is something to send. Told before it is on disk, it does no harm: who looks is let in after the transaction. */
  readonly ring: () => void
  /** @returns what ends it */
  readonly listen: (listener: () => void) => () => void
  /**
   * Does the work, unless the same is under way already: then it is that one's end that is waited for.
   * @param receiver of whom only so many are called at once
   */
  readonly once: (receiver: string, id: string, work: () => Promise<void>) => Promise<void>
  /** Resolves when nothing is under way. */
  readonly settled: () => Promise<void>
}

/** @param most how much goes to one receiver at once */
export function outgoingOf(most: number): Outgoing {
  const listeners = new Set<() => void>()
  const underWay = new Map<string, Promise<void>>()
  const receivers = new Map<string, { readonly inTurn: ReturnType<typeof inTurns>; count: number }>()
  return {
    ring() {
      setImmediate(() => {
        for (const listener of listeners) listener()
      })
    },
    listen(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    once(receiver, id, work) {
      const already = underWay.get(id)
      if (already) return already
      const turns = receivers.get(receiver) ?? { inTurn: inTurns(most), count: 0 }
      receivers.set(receiver, turns)
      turns.count++
      const done = turns.inTurn(work).finally(() => {
        underWay.delete(id)
        if (--turns.count === 0) receivers.delete(receiver)
      })
      underWay.set(id, done)
      return done
    },
    async settled() {
      while (underWay.size > 0) await Promise.allSettled(underWay.values())
    },
  }
}
