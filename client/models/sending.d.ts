/** What everything that waits on this phone has in common once it is being sent. Knows no page and no signal. */
import type { Sha256, Uuid } from '../../checkpoints/ids.ts'
import type { Problem } from '../../checkpoints/wire/problem.ts'
import type { Reply } from '../request.ts'
/**
 * Photos go up before what names them.
 * @returns what went wrong, if something did
 */
export declare function sendPhotos(
  person: Uuid,
  photos: readonly Sha256[],
): Promise<
  | (Reply<unknown> & {
      readonly ok: false
    })
  | undefined
>
/** Everything that would be answered the same way again; the rest is the server's own trouble. */
export declare function isFinal({ status, code }: Problem): boolean
