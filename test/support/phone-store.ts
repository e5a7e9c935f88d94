/** What a phone's own store holds, read past the app. */
import type { Page } from 'playwright-core'

export type KeptVisit = {
  readonly id: string
  readonly sequence: number
  readonly state: 'saved' | 'on-server' | 'refused'
  readonly jws: string
  readonly sha256: string
  /** By the hash that names it, with the hash of the bytes that are there. */
  readonly photos: readonly { readonly sha256: string; readonly ofBytes: string }[]
}

/** The outbox of the page's origin, in the order of the phone's chain. */
export async function visitsOnPhone(page: Page): Promise<readonly KeptVisit[]> {
  return page.evaluate(async () => {
    const settled = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error)
      })
    const db = await settled(indexedDB.open('waymark'))
    const tx = db.transaction(['outbox', 'photos'])
    const items = await settled(tx.objectStore('outbox').getAll())
    const photos = await settled(tx.objectStore('photos').getAll())
    db.close()
    const hashes = new Map<string, string>()
    for (const { sha256, bytes } of photos) {
      const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
      hashes.set(sha256, Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join(''))
    }
    return items
      .map(({ id, sequence, state, jws, sha256, photos }) => ({
        id,
        sequence,
        state,
        jws,
        sha256,
        photos: photos.map((photo: string) => ({ sha256: photo, ofBytes: hashes.get(photo) ?? 'gone' })),
      }))
      .sort((a, b) => a.sequence - b.sequence)
  })
}
