import type { CheckpointId, Sha256, Uuid } from '../../checkpoints/ids.ts'
import type { Names } from '../../checkpoints/language.ts'
import type { Instant } from '../../checkpoints/time.ts'
import type { Problem } from '../../checkpoints/wire/problem.ts'
import type { Receipt } from '../../checkpoints/wire/visit.ts'
import { database, writeDurably } from './database.ts'
import type { EnrolledPhone } from './devices.ts'

/** A visit that has been filed on this phone: the exact bytes that were signed, and where they are. */
export type OutboxItem = {
  readonly id: Uuid
  readonly person: Uuid
  readonly estate: Uuid
  readonly device: Uuid
  readonly sequence: number
  readonly checkpoint: CheckpointId
  readonly round: Uuid | null
  /** The checkpoint's name as it was, so that the list can be read without a pack. */
  readonly names: Names
  readonly scannedAt: Instant
  readonly jws: string
  /** Of `jws`: the receipt must name the same. */
  readonly sha256: Sha256
  readonly photos: readonly Sha256[]
} /** `held`: the server could not take it the last time, and will once it or this app has been updated. */ & (
  | { readonly state: 'saved'; readonly held?: Problem }
  | { readonly state: 'on-server'; readonly receipt: Receipt }
  | { readonly state: 'refused'; readonly problem: Problem }
)

/** Chain by chain, each in the order it was filed: a clock that was set meanwhile changes none. The chain begun first comes first. */
export async function keptItems(): Promise<OutboxItem[]> {
  const all = await (await database()).getAll('outbox')
  const begunAt = new Map<Uuid, Instant>()
  for (const { device, scannedAt } of all) {
    begunAt.set(device, Math.min(begunAt.get(device) ?? scannedAt, scannedAt))
  }
  return all.sort((a, b) => begunAt.get(a.device)! - begunAt.get(b.device)! || a.sequence - b.sequence)
}

/**
 * Files a signed visit: it takes its place in the phone's chain, enters the outbox and ends its draft, all in one
 * transaction, so that a battery dying half-way neither burns a sequence number nor files a visit twice.
 * @param before the phone as it was when the visit was signed
 * @returns false if the chain has grown since, by another tab: nothing was written, sign again
 */
export async function fileItem(item: OutboxItem, before: EnrolledPhone): Promise<boolean> {
  return writeDurably(['devices', 'outbox', 'drafts'], async (tx) => {
    const phone = await tx.objectStore('devices').get(item.person)
    if (phone?.device !== before.device || phone.sequence !== before.sequence) return false
    await Promise.all([
      tx.objectStore('outbox').add(item),
      tx.objectStore('devices').put({ ...phone, sequence: item.sequence, previous: item.sha256 }),
      tx.objectStore('drafts').delete(item.id),
    ])
    return true
  })
}

/**
 * Takes note of a receipt. Only one that names the same visit and the same bytes counts.
 * @returns whether it did
 */
export async function acceptReceipt(id: Uuid, receipt: Receipt): Promise<boolean> {
  return writeDurably(['outbox'], async (tx) => {
    const item = await tx.objectStore('outbox').get(id)
    if (!item || receipt.id !== item.id || receipt.sha256 !== item.sha256) return false
    await tx.objectStore('outbox').put({ ...filedOnly(item), state: 'on-server', receipt })
    return true
  })
}

/** Takes note of what it waits for besides a signal. */
export async function markHeld(id: Uuid, problem: Problem): Promise<void> {
  await changeUnsent(id, (item) => (item.state === 'saved' ? { ...item, held: problem } : item))
}

/** Takes note that the server will not have it as it is. It stays on the phone. */
export async function markRefused(id: Uuid, problem: Problem): Promise<void> {
  await changeUnsent(id, (item) => ({ ...filedOnly(item), state: 'refused', problem }))
}

/** Lines a refused visit up again. */
export async function markSaved(id: Uuid): Promise<void> {
  await changeUnsent(id, (item) => ({ ...filedOnly(item), state: 'saved' }))
}

/** Drops what has been on the server since before an instant: until then it stays in the list, so that nobody wonders. */
export async function dropDelivered(before: Instant): Promise<void> {
  await writeDurably(['outbox'], async (tx) => {
    for (const item of await tx.objectStore('outbox').getAll()) {
      if (item.state === 'on-server' && item.receipt.receivedAt < before) await tx.objectStore('outbox').delete(item.id)
    }
  })
}

/** Without what an earlier state said of it. */
function filedOnly({ problem: _, held: __, ...item }: OutboxItem & { problem?: Problem; held?: Problem }) {
  return item
}

async function changeUnsent(id: Uuid, change: (item: OutboxItem) => OutboxItem): Promise<void> {
  await writeDurably(['outbox'], async (tx) => {
    const item = await tx.objectStore('outbox').get(id)
    if (item && item.state !== 'on-server') await tx.objectStore('outbox').put(change(item))
  })
}
