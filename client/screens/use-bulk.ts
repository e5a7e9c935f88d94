import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { FindingAct } from '../../checkpoints/finding-act.ts'
import type { Uuid } from '../../checkpoints/ids.ts'
import { type BulkRow, type Outcome, preparedFor, sendAll, unsent } from '../models/finding-bulk.ts'
import { type Outgoing, sendEvent } from '../models/finding-events.ts'
import { formOpen } from '../models/form-open.ts'
import { me } from '../models/session.ts'

export type Bulk = {
  /** As they come in; undefined: nothing has been sent yet. */
  readonly outcomes: readonly Outcome[] | undefined
  readonly busy: boolean
  /** The findings that it was done to. */
  readonly done: readonly Uuid[]
  /** Of which nobody knows whether they arrived. */
  readonly waiting: number
  readonly start: (rows: readonly BulkRow[], act: FindingAct) => Promise<void>
  readonly again: () => Promise<void>
}

/** Many events on their way, each with its outcome. An update of the app waits until they are through. */
export function useBulk(estate: string): Bulk {
  const events = useSignal<readonly Outgoing[]>([])
  const outcomes = useSignal<readonly Outcome[] | undefined>(undefined)
  const busy = useSignal(false)
  useEffect(() => {
    formOpen.value = busy.value
    return () => {
      formOpen.value = false
    }
  }, [busy.value])

  async function send(some: readonly Outgoing[]): Promise<void> {
    busy.value = true
    await sendAll(some, sendEvent, (outcome) => {
      const others = (outcomes.value ?? []).filter(({ finding }) => finding !== outcome.finding)
      outcomes.value = [...others, outcome]
    })
    busy.value = false
  }

  return {
    outcomes: outcomes.value,
    busy: busy.value,
    done: (outcomes.value ?? []).flatMap(({ finding, reply }) => (reply.ok ? [finding] : [])),
    waiting: unsent(events.value, outcomes.value ?? []).length,
    async start(rows, act) {
      events.value = preparedFor(rows, estate, me.peek()?.person.id ?? '', act)
      outcomes.value = []
      await send(events.value)
    },
    again: () => send(unsent(events.value, outcomes.value ?? [])),
  }
}
