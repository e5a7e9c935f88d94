import type { FindingEvent } from '../../checkpoints/finding-act.ts'
import type { CheckpointId, Sha256, Uuid } from '../../checkpoints/ids.ts'
import type { Names } from '../../checkpoints/language.ts'
import type { Instant } from '../../checkpoints/time.ts'
import type { FindingReceipt } from '../../checkpoints/wire/finding.ts'
import type { Problem } from '../../checkpoints/wire/problem.ts'
import { database, writeDurably } from './database.ts'

/** What somebody has done about a finding on this phone, and where it is. */
export type SaidEvent = {
  readonly id: Uuid
  readonly person: Uuid
  /** Counts what was said on this phone: a clock that was set back must not turn the order round. */
  readonly order: number
  readonly checkpoint: CheckpointId
  /** The checkpoint's name as it was, so that the list can be read without a pack. */
  readonly names: Names
  readonly event: FindingEvent
  /** As the phone has signed it; null: it is not enrolled, and the deed needs no signature. */
  readonly jws: string | null
  readonly photos: readonly Sha256[]
} & (
  | { readonly state: 'saved' }
  | { readonly state: 'on-server'; readonly receipt: FindingReceipt }
  /** The server will not have it as it is. */
  | { readonly state: 'refused'; readonly problem: Problem }
)

/** In the order in which they were said. */
export async function keptEvents(): Promise<SaidEvent[]> {
  const all = await (await database()).getAll('findingEvents')
  return all.sort((a, b) => a.order - b.order)
}

type Unnumbered = Omit<Extract<SaidEvent, { state: 'saved' }>, 'order'>

/**
 * Puts it at the end of the queue and ends its draft, all in one transaction.
 * @param draft the key of the deed that was filled in
 */
export async function keepEvent(event: Unnumbered, draft?: string): Promise<void> {
  await writeDurably(['findingEvents', 'deedDrafts'], async (tx) => {
    const before = await tx.objectStore('findingEvents').getAll()
    const order = Math.max(0, ...before.map(({ order }) => order)) + 1
    await tx.objectStore('findingEvents').put({ ...event, order })
    if (draft !== undefined) await tx.objectStore('deedDrafts').delete(draft)
  })
}

type Fate =
  | { readonly state: 'saved' }
  | { readonly state: 'on-server'; readonly receipt: FindingReceipt }
  | { readonly state: 'refused'; readonly problem: Problem }

/** Notes what became of it; what is on the server stays there. */
export async function markEvent(id: Uuid, fate: Fate): Promise<void> {
  await writeDurably(['findingEvents'], async (tx) => {
    const event = await tx.objectStore('findingEvents').get(id)
    if (!event || event.state === 'on-server') return
    const { problem: _, ...said } = event as SaidEvent & { problem?: Problem }
    await tx.objectStore('findingEvents').put({ ...said, ...fate } as SaidEvent)
  })
}

/** Drops what has been on the server since before an instant: until then it stays in the list, so that nobody wonders. */
export async function dropArrived(before: Instant): Promise<void> {
  await writeDurably(['findingEvents'], async (tx) => {
    const store = tx.objectStore('findingEvents')
    for (const event of await store.getAll()) {
      if (event.state === 'on-server' && event.receipt.receivedAt < before) await store.delete(event.id)
    }
  })
}
