import type { Sha256 } from '../../checkpoints/ids.ts'
import { database, writeDurably } from './database.ts'

export type KeptPhoto = {
  readonly sha256: Sha256
  /** ArrayBuffer, not Blob: WebKit loses Blobs kept in IndexedDB. */
  readonly bytes: ArrayBuffer
}

export async function keptPhoto(sha256: Sha256): Promise<KeptPhoto | undefined> {
  return (await database()).get('photos', sha256)
}

/** Drops every photo that no draft names any more, and nothing that is still to be sent. */
export async function dropUnusedPhotos(): Promise<void> {
  await writeDurably(['photos', 'drafts', 'outbox', 'labelWords', 'findingEvents', 'deedDrafts'], async (tx) => {
    const [kept, drafts, items, words, events, deeds] = await Promise.all([
      tx.objectStore('photos').getAllKeys(),
      tx.objectStore('drafts').getAll(),
      tx.objectStore('outbox').getAll(),
      tx.objectStore('labelWords').getAll(),
      tx.objectStore('findingEvents').getAll(),
      tx.objectStore('deedDrafts').getAll(),
    ])
    const used = new Set([
      ...drafts.flatMap((draft) =>
        draft.entries.flatMap(({ photos, signature }) => (signature ? [...photos, signature] : photos)),
      ),
      ...items.flatMap((item) => (item.state === 'on-server' ? [] : item.photos)),
      ...words.flatMap((word) => (word.state === 'on-server' ? [] : word.photos)),
      ...events.flatMap((event) => (event.state === 'on-server' ? [] : event.photos)),
      ...deeds.flatMap((deed) => [...deed.photos, ...deed.signature]),
    ])
    const photos = tx.objectStore('photos')
    await Promise.all(kept.filter((sha256) => !used.has(sha256)).map((sha256) => photos.delete(sha256)))
  })
}
