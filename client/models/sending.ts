/** What everything that waits on this phone has in common once it is being sent. Knows no page and no signal. */
import type { Sha256, Uuid } from '../../checkpoints/ids.ts'
import type { Problem } from '../../checkpoints/wire/problem.ts'
import { keptPhoto } from '../local/photos.ts'
import type { Reply } from '../request.ts'
import * as server from '../server.ts'

/**
 * Photos go up before what names them.
 * @returns what went wrong, if something did
 */
export async function sendPhotos(
  person: Uuid,
  photos: readonly Sha256[],
): Promise<(Reply<unknown> & { readonly ok: false }) | undefined> {
  for (const sha256 of photos) {
    const photo = await keptPhoto(sha256)
    const sent = photo && (await server.putPhoto(person, sha256, photo.bytes))
    if (sent && !sent.ok) return sent
  }
  return undefined
}

/** Everything that would be answered the same way again; the rest is the server's own trouble. */
export function isFinal({ status, code }: Problem): boolean {
  return status < 500 && status !== 429 && code !== 'signed-out'
}
