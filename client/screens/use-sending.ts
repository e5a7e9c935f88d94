import { type ReadonlySignal, useSignal } from '@preact/signals'
import type { Failure } from '../models/polled.ts'
import type { Reply } from '../request.ts'

export type Sending = {
  readonly busy: ReadonlySignal<boolean>
  /** Why the last attempt came to nothing; undefined once another one is under way. */
  readonly failure: ReadonlySignal<Failure | undefined>
  /** One at a time: a second press while one is under way sends nothing and gets undefined. */
  readonly send: <T>(ask: () => Promise<Reply<T>>) => Promise<Reply<T> | undefined>
  /** What was wrong has been mended, or left behind. */
  readonly forget: () => void
}

/** A change that a screen asks the server for. */
export function useSending(): Sending {
  const busy = useSignal(false)
  const failure = useSignal<Failure | undefined>(undefined)
  return {
    busy,
    failure,
    async send(ask) {
      if (busy.value) return undefined
      busy.value = true
      failure.value = undefined
      const reply = await ask()
      busy.value = false
      if (!reply.ok) failure.value = reply
      return reply
    },
    forget() {
      failure.value = undefined
    },
  }
}
