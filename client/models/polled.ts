/** An answer of the server that a screen keeps showing while a newer one is fetched, or cannot be. */
import { batch, type ReadonlySignal, signal } from '@preact/signals'
import type { Uuid } from '../../checkpoints/ids.ts'
import type { Instant } from '../../checkpoints/time.ts'
import type { Reply } from '../request.ts'
import { estimatedNow } from './server-time.ts'

export type Failure = Reply<unknown> & { readonly ok: false }

export type Polled<T> = {
  /** The last answer that came; undefined before the first. */
  readonly value: ReadonlySignal<T | undefined>
  /** When that answer came. */
  readonly at: ReadonlySignal<Instant | undefined>
  /** Why the last attempt brought none; undefined once one has. */
  readonly failure: ReadonlySignal<Failure | undefined>
  readonly busy: ReadonlySignal<boolean>
  /** Asks again, unless an answer is on its way already. */
  readonly refresh: () => Promise<void>
}

export function polled<T>(ask: () => Promise<Reply<T>>): Polled<T> {
  const value = signal<T>()
  const at = signal<Instant>()
  const failure = signal<Failure>()
  const busy = signal(false)
  let asking: Promise<void> | undefined

  async function fetchOnce(): Promise<void> {
    busy.value = true
    const reply = await ask()
    batch(() => {
      busy.value = false
      failure.value = reply.ok ? undefined : reply
      if (!reply.ok) return
      value.value = reply.value
      at.value = estimatedNow()
    })
  }

  return {
    value,
    at,
    failure,
    busy,
    refresh() {
      asking ??= fetchOnce().finally(() => {
        asking = undefined
      })
      return asking
    },
  }
}

/** Answers about an estate, for each the same one for every screen that asks. */
export function perEstate<T>(ask: (estate: Uuid) => Promise<Reply<T>>): (estate: Uuid) => Polled<T> {
  return keptPerEstate((estate) => polled(() => ask(estate)))
}

/** One of each estate, made when it is first asked for. */
export function keptPerEstate<Kept>(make: (estate: Uuid) => Kept): (estate: Uuid) => Kept {
  const known = new Map<Uuid, Kept>()
  return (estate) => {
    const kept = known.get(estate) ?? make(estate)
    known.set(estate, kept)
    return kept
  }
}

/** Refreshes at once, then for as long as the page is looked at. @returns what ends it */
export function keepFresh({ refresh }: Pick<Polled<unknown>, 'refresh'>, everyMs: number): () => void {
  const refreshIfSeen = () => {
    if (document.visibilityState === 'visible') void refresh()
  }
  void refresh()
  const timer = setInterval(refreshIfSeen, everyMs)
  document.addEventListener('visibilitychange', refreshIfSeen)
  return () => {
    clearInterval(timer)
    document.removeEventListener('visibilitychange', refreshIfSeen)
  }
}
