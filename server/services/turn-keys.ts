/**
 * Turning the keys that sign an estate's tags (design.md §3 "Tag"): a new one signs from now on, and what the others have signed
 * stays good until it is reissued, or its key is revoked.
 */
import { calculateJwkThumbprint } from 'jose'
import type { Person } from '../../checkpoints/people.ts'
import { tagKeyId } from '../../checkpoints/tag.ts'
import type { RevokeTagKey, TagKeys, TagsReissued } from '../../checkpoints/wire/tag-key.ts'
import type { Context } from '../context.ts'
import type { StoredTag } from '../store/checkpoints.ts'
import { done, type Outcome, refused } from './outcome.ts'
import { signTags } from './sign-tags.ts'
import { newTagKey } from './tag-keys.ts'

/** A byte of the tag counts them. */
const MOST_KEYS = 255
const MOST_REVISIONS = 255

export async function listTagKeys(context: Context, estate: string): Promise<TagKeys> {
  const { read } = context.database
  const kept = await read.estates.tagKeys(estate)
  const hanging = await newestTags(context, estate)
  const keys = kept.map(async ({ generation, publicKey, createdAt, createdBy, revoked }, i) => ({
    generation,
    kid: tagKeyId(estate, generation),
    state: revoked ? ('revoked' as const) : i === 0 ? ('signing' as const) : ('good' as const),
    thumbprint: await calculateJwkThumbprint(publicKey),
    createdAt,
    createdBy,
    labels: hanging.filter((tag) => tag.generation === generation).length,
    revoked,
  }))
  return { keys: await Promise.all(keys) }
}

/** A new key signs from now on. What hangs stays good. */
export async function rotateTagKey(context: Context, estate: string, person: Person): Promise<Outcome<TagKeys>> {
  const added = await addKey(context, estate, person)
  return added.ok ? done(await listTagKeys(context, estate)) : added
}

/**
 * Revokes a key: from this moment everything it has signed is refused, and what hangs is reissued with the signing key. If it is
 * the signing key itself, a new one takes its place first.
 */
export async function revokeTagKey(
  context: Context,
  estate: string,
  person: Person,
  { generation, reason }: RevokeTagKey & { readonly generation: number },
): Promise<Outcome<TagsReissued>> {
  const kept = await context.database.read.estates.tagKeys(estate)
  const key = kept.find((one) => one.generation === generation)
  if (!key) return refused('not-found')
  if (key === kept[0]) {
    const added = await addKey(context, estate, person)
    if (!added.ok) return added
  }
  const at = context.now()
  const isFirst = await context.database.write(async (stores) => {
    const revoked = await stores.estates.revokeTagKey(estate, generation, { by: person.id, reason, at })
    if (revoked) await stores.checkpoints.revokeTagsOf(estate, generation, at)
    return revoked
  })
  if (isFirst) context.log('warn', 'tag key revoked', { estate, generation, by: person.id })
  return reissueTagsOf(context, estate, generation)
}

/** Reissues every tag that hangs and was signed with an older key: new labels are to be hung. */
export async function reissueTagsOf(
  context: Context,
  estate: string,
  generation: number,
): Promise<Outcome<TagsReissued>> {
  const kept = await context.database.read.estates.tagKeys(estate)
  if (!kept.some((one) => one.generation === generation)) return refused('not-found')
  const old =
    kept[0]?.generation === generation
      ? []
      : (await newestTags(context, estate)).filter((tag) => tag.generation === generation)
  const wanted = old
    .filter(({ revision }) => revision < MOST_REVISIONS)
    .map(({ checkpoint, revision }) => ({ checkpoint, revision: revision + 1 }))
  const tags = await signTags(context, estate, wanted)
  const reissued = await context.database.write(async ({ checkpoints }) => {
    let count = 0
    for (const tag of tags) {
      const found = (await checkpoints.byId(tag.checkpoint))?.checkpoint
      // Somebody has reissued this one meanwhile.
      if (found?.revision !== tag.revision - 1) continue
      await checkpoints.addTag(tag, context.now())
      await checkpoints.revokeTagsBelow(tag.checkpoint, tag.revision, context.now())
      await checkpoints.change({ ...found, revision: tag.revision })
      count++
    }
    return count
  })
  if (reissued > 0) context.log('info', 'tags reissued', { estate, generation, reissued })
  return done({ ...(await listTagKeys(context, estate)), reissued })
}

/** Of the spots that are patrolled. */
async function newestTags(context: Context, estate: string): Promise<StoredTag[]> {
  const { checkpoints } = context.database.read
  const tags = await checkpoints.tagsInForce(estate)
  return (await checkpoints.of(estate)).flatMap(({ id, state }) => (state === 'active' ? (tags.get(id) ?? []) : []))
}

async function addKey(context: Context, estate: string, person: Person): Promise<Outcome<null>> {
  const newest = (await context.database.read.estates.signingKeyOf(estate))?.generation ?? 0
  if (newest >= MOST_KEYS) return refused('tag-keys-used-up')
  const key = await newTagKey(context, estate, newest + 1)
  await context.database.write(async ({ estates }) => {
    // Somebody else has pressed the same button: his is as good as ours.
    if ((await estates.signingKeyOf(estate))?.generation !== newest) return
    await estates.addTagKey(estate, key, context.now(), person.id)
  })
  context.log('info', 'tag key added', { estate, generation: newest + 1, by: person.id })
  return done(null)
}
