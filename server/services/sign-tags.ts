/** Signing tags with the estate's newest key. Made before anything is written: a signature takes longer than a row. */
import type { Uuid } from '../../checkpoints/ids.ts'
import { issueTag, type TagFields } from '../../checkpoints/tag.ts'
import type { Context } from '../context.ts'
import { openTagKey } from './tag-keys.ts'

export type SignedTag = TagFields & { readonly digits: string }

/** So many that all cores sign, so few that others are answered in between. */
const SIGNED_TOGETHER = 64

/**
 * One tag for each, in the same order.
 * @throws Error if the estate has no key, which it was founded with
 */
export async function signTags(
  context: Context,
  estate: Uuid,
  wanted: readonly Pick<TagFields, 'checkpoint' | 'revision'>[],
): Promise<SignedTag[]> {
  if (wanted.length === 0) return []
  const stored = await context.database.read.estates.signingKeyOf(estate)
  if (!stored) throw new Error(`estate ${estate} has no tag key`)
  const key = await openTagKey(context, stored)
  const tags: SignedTag[] = []
  for (let from = 0; from < wanted.length; from += SIGNED_TOGETHER) {
    const together = wanted.slice(from, from + SIGNED_TOGETHER).map(async ({ checkpoint, revision }) => {
      const fields = { generation: stored.generation, checkpoint, revision }
      return { ...fields, digits: await issueTag(fields, estate, key) }
    })
    tags.push(...(await Promise.all(together)))
  }
  return tags
}
