/** The tag that a stranger has before him, as far as he may know it. */
import { signal } from '@preact/signals'
import type { PublicTag } from '../../checkpoints/wire/resident-report.ts'
import type { Reply } from '../request.ts'
import { seeTag } from '../server-public.ts'

type Seen = { readonly digits: string; readonly reply: Reply<PublicTag> | undefined }

/** `reply` is undefined while it is on its way. */
export const seen = signal<Seen | undefined>(undefined)

/** Asks what may be known of a tag. */
export async function see(digits: string): Promise<void> {
  seen.value = { digits, reply: undefined }
  const reply = await seeTag(digits)
  if (seen.peek()?.digits === digits) seen.value = { digits, reply }
}
