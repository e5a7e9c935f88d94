import type { ReadingRemark, Severity } from '../../checkpoints/answer.ts'
import type { Checklist } from '../../checkpoints/checklist.ts'
import type { CheckpointId, Sha256, Uuid } from '../../checkpoints/ids.ts'
import type { Instant } from '../../checkpoints/time.ts'
import type { VisitClaims } from '../../checkpoints/visit.ts'
import { database, writeDurably } from './database.ts'
import type { KeptPhoto } from './photos.ts'

/** What has been entered for one item so far; it may still be unfit to be filed. */
export type Entry = {
  readonly item: string
  /** Never pre-ticked. */
  readonly result: 'ok' | 'defect' | 'not-applicable' | null
  /** What a defect is, or the answer to a text item. Kept when the result changes to and fro. */
  readonly note: string
  /** A reading or another number as typed. */
  readonly reading: string
  readonly photos: readonly Sha256[]
  /** Options of a choice. */
  readonly chosen?: readonly string[]
  /** Of a defect: how bad it is, and whether it was settled on the spot. */
  readonly severity?: Severity
  readonly settled?: boolean
  /** His hand under what he settled. */
  readonly signature?: Sha256
  /** Of a reading that cannot be right: what the walker says about it. */
  readonly remark?: ReadingRemark
  readonly valve?: 'shut' | 'not-shut'
}

/** A form being filled in. Its id becomes the visit's. */
export type Draft = Pick<
  VisitClaims,
  'id' | 'estate' | 'person' | 'evidence' | 'openedAt' | 'scannedAt' | 'lastServerTime' | 'round' | 'checklist'
> & {
  readonly checkpoint: CheckpointId
  readonly entries: readonly Entry[]
  /** What is asked, as it was when the form was opened: a newer pack changes nothing in an open form. Older drafts lack it. */
  readonly questions?: Checklist
  readonly changedAt: Instant
  /** How many visits the phone had filed when the tag was read, and under which number of its. Older drafts lack it. */
  readonly follows?: { readonly device: Uuid | null; readonly count: number }
}

export async function keptDrafts(person: Uuid): Promise<Draft[]> {
  const all = await (await database()).getAll('drafts')
  return all.filter((draft) => draft.person === person).sort((a, b) => b.changedAt - a.changedAt)
}

export async function keptDraft(id: Uuid): Promise<Draft | undefined> {
  return (await database()).get('drafts', id)
}

/** @param photos that the draft has begun to name: all are there or nothing is */
export async function keepDraft(draft: Draft, photos: readonly KeptPhoto[] = []): Promise<void> {
  await writeDurably(['drafts', 'photos'], async (tx) => {
    const writes = photos.map((photo) => tx.objectStore('photos').put(photo))
    await Promise.all([...writes, tx.objectStore('drafts').put(draft)])
  })
}

export async function dropDraft(id: Uuid): Promise<void> {
  await writeDurably(['drafts'], (tx) => tx.objectStore('drafts').delete(id))
}
