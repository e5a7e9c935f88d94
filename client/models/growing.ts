/** A list that the server answers piece by piece: what has come so far as one, and the way to what follows. */
import { batch, computed, type ReadonlySignal, signal } from '@preact/signals'
import type { Reply } from '../request.ts'
import { type Failure, type Polled, polled } from './polled.ts'

/** Its value is all that has come so far, as one. */
export type Growing<T> = Polled<T> & {
  /** Brings what follows. */
  readonly more: () => Promise<void>
  readonly moreFailure: ReadonlySignal<Failure | undefined>
}

type Asked<T> = {
  readonly first: () => Promise<Reply<T>>
  /** What follows what has come so far. */
  readonly next: (known: T) => Promise<Reply<T>>
  /** @param following in the order in which they were brought */
  readonly joined: (first: T, following: readonly T[]) => T
}

export function growing<T>({ first, next, joined }: Asked<T>): Growing<T> {
  const start = polled(first)
  const following = signal<readonly T[]>([])
  const moreFailure = signal<Failure>()
  const isGoingOn = signal(false)
  const value = computed(() => {
    const begun = start.value.value
    return begun && joined(begun, following.value)
  })

  async function more(): Promise<void> {
    const known = value.peek()
    if (known === undefined || isGoingOn.peek()) return
    isGoingOn.value = true
    const reply = await next(known)
    batch(() => {
      isGoingOn.value = false
      moreFailure.value = reply.ok ? undefined : reply
      if (reply.ok) following.value = [...following.peek(), reply.value]
    })
  }

  return { ...start, value, busy: computed(() => start.busy.value || isGoingOn.value), more, moreFailure }
}
