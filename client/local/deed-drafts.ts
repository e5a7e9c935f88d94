import type { Sha256, Uuid } from '../../checkpoints/ids.ts'
import { database, writeDurably } from './database.ts'
import type { KeptPhoto } from './photos.ts'

/** A deed being filled in; a browser that is killed loses none of it. */
export type DeedDraft = {
  /** Whose it is, what, and of which finding or spot: {@link draftKey}. */
  readonly key: string
  readonly person: Uuid
  /** What has been typed and chosen, by the name of the field. */
  readonly fields: Readonly<Record<string, string>>
  readonly photos: readonly Sha256[]
  /** At most one. */
  readonly signature: readonly Sha256[]
}

export function draftKey(person: Uuid, deed: string, about: string): string {
  return `${person} ${deed} ${about}`
}

/** What {@link draftKey} was made of. */
export function partsOfKey(key: string): { readonly deed: string; readonly about: string } {
  const [, deed = '', about = ''] = key.split(' ')
  return { deed, about }
}

/** Whether there is something in it that would be missed: not the tag that was scanned, which says only where somebody stood. */
export function isBegun({ fields: { evidence: _, scannedAt: __, ...entered }, photos, signature }: DeedDraft): boolean {
  return photos.length + signature.length > 0 || Object.values(entered).some((text) => text !== '')
}

export async function keptDeeds(person: Uuid): Promise<DeedDraft[]> {
  const all = await (await database()).getAll('deedDrafts')
  return all.filter((draft) => draft.person === person)
}

export async function keptDeed(key: string): Promise<DeedDraft | undefined> {
  return (await database()).get('deedDrafts', key)
}

/** @param photos that it has begun to name: all are there or nothing is */
export async function keepDeed(draft: DeedDraft, photos: readonly KeptPhoto[] = []): Promise<void> {
  await writeDurably(['deedDrafts', 'photos'], async (tx) => {
    const writes = photos.map((photo) => tx.objectStore('photos').put(photo))
    await Promise.all([...writes, tx.objectStore('deedDrafts').put(draft)])
  })
}

export async function dropDeed(key: string): Promise<void> {
  await writeDurably(['deedDrafts'], (tx) => tx.objectStore('deedDrafts').delete(key))
}
