/** Making, changing and tagging checkpoints. */
import { randomBytes } from 'node:crypto'
import { SHIPPED_CHECKLISTS } from '../../checkpoints/checklists/shipped.ts'
import type { Checkpoint } from '../../checkpoints/checkpoint.ts'
import { checkpointIdOfBytes, shortCodeOf } from '../../checkpoints/ids.ts'
import { issueTag, tagUrl } from '../../checkpoints/tag.ts'
import type { AddCheckpoint, ChangeCheckpoint, ListedCheckpoint } from '../../checkpoints/wire/estate.ts'
import type { Context } from '../context.ts'
import type { Stores } from '../store/stores.ts'
import { done, type Outcome, refused } from './outcome.ts'
import { remakeUpcoming } from './rounds.ts'
import { openTagKey } from './tag-keys.ts'

/** @param withTags only for admins: the tag's URL is all it takes to print a copy of the label */
export async function listCheckpoints(
  context: Context,
  estate: string,
  { withTags }: { readonly withTags: boolean },
): Promise<ListedCheckpoint[]> {
  const { checkpoints } = context.database.read
  const tags = withTags ? await checkpoints.tagsInForce(estate) : undefined
  return (await checkpoints.of(estate)).map((checkpoint) => listed(context, checkpoint, tags?.get(checkpoint.id)))
}

/** Makes a checkpoint and signs the first revision of its tag. */
export async function addCheckpoint(
  context: Context,
  estate: string,
  { code, kind, names, place }: AddCheckpoint,
): Promise<Outcome<ListedCheckpoint>> {
  const id = checkpointIdOfBytes(randomBytes(6))
  const tag = await signTag(context, estate, id, 1)
  return context.database.write(async (stores) => {
    const fault = await faultOf(stores, estate, { id, code, place })
    if (fault) return fault
    const position = await stores.checkpoints.nextPosition(estate)
    const checkpoint: Checkpoint = { id, code, kind, names, place, position, state: 'active', revision: 1 }
    await stores.checkpoints.add(estate, checkpoint, context.now())
    await stores.checkpoints.addTag(tag, context.now())
    return done(listed(context, checkpoint, tag))
  })
}

/** Changes what is given. Retiring or restoring one makes the rounds anew that have not opened yet. */
export async function changeCheckpoint(
  context: Context,
  estate: string,
  id: string,
  change: ChangeCheckpoint,
): Promise<Outcome<ListedCheckpoint>> {
  const outcome = await context.database.write(async (stores) => {
    const found = await stores.checkpoints.byId(id)
    if (found?.estate !== estate) return refused('not-found')
    const checkpoint: Checkpoint = {
      ...found.checkpoint,
      code: change.code ?? found.checkpoint.code,
      names: change.names ?? found.checkpoint.names,
      place: change.place ?? found.checkpoint.place,
      state: change.state ?? found.checkpoint.state,
    }
    const fault = await faultOf(stores, estate, checkpoint)
    if (fault) return fault
    await stores.checkpoints.change(checkpoint)
    const tag = await stores.checkpoints.tag(id, checkpoint.revision)
    return done({ listed: listed(context, checkpoint, tag), moved: checkpoint.state !== found.checkpoint.state })
  })
  if (!outcome.ok) return outcome
  if (outcome.value.moved) await remakeUpcoming(context, estate, (plan) => plan.checkpoints.includes(id))
  return done(outcome.value.listed)
}

/** Reissues a tag: the next revision comes into force and every older one is revoked. */
export async function reissueTag(context: Context, estate: string, id: string): Promise<Outcome<ListedCheckpoint>> {
  const found = await context.database.read.checkpoints.byId(id)
  if (found?.estate !== estate) return refused('not-found')
  const revision = found.checkpoint.revision + 1
  if (revision > 255) return refused('revisions-used-up')
  const tag = await signTag(context, estate, id, revision)
  const reissued = await context.database.write(async (stores) => {
    // Read again: it may have been renamed, moved or retired while the tag was signed.
    const checkpoint = { ...((await stores.checkpoints.byId(id)) ?? found).checkpoint, revision }
    const earlier = await stores.checkpoints.tag(id, revision)
    // Somebody else pressed the same button: his tag is as good as ours.
    if (earlier) return listed(context, checkpoint, earlier)
    await stores.checkpoints.addTag(tag, context.now())
    await stores.checkpoints.revokeTagsBelow(id, revision, context.now())
    await stores.checkpoints.change(checkpoint)
    return listed(context, checkpoint, tag)
  })
  context.log('info', 'tag reissued', { checkpoint: id, revision })
  return done(reissued)
}

async function signTag(context: Context, estate: string, checkpoint: string, revision: number) {
  const key = await context.database.read.estates.signingKeyOf(estate)
  if (!key) throw new Error(`estate ${estate} has no tag key`)
  const fields = { generation: key.generation, checkpoint, revision }
  return { ...fields, digits: await issueTag(fields, estate, await openTagKey(context, key)) }
}

async function faultOf(
  stores: Stores,
  estate: string,
  { id, code, place }: Pick<Checkpoint, 'id' | 'code' | 'place'>,
): Promise<ReturnType<typeof refused> | undefined> {
  if (!(await stores.places.of(estate)).some((known) => known.id === place)) return refused('place-unknown')
  const holder = await stores.checkpoints.byCode(estate, code)
  return holder && holder.id !== id ? refused('code-taken') : undefined
}

function listed(context: Context, checkpoint: Checkpoint, tag?: { readonly digits: string }): ListedCheckpoint {
  const { kind, version } = SHIPPED_CHECKLISTS[checkpoint.kind]
  return {
    ...checkpoint,
    checklist: { kind, version },
    shortCode: shortCodeOf(checkpoint.id),
    ...(tag && { tagUrl: tagUrl(context.config.origin, tag.digits) }),
  }
}
