/** Making, changing and tagging checkpoints. */
import { randomBytes } from 'node:crypto'
import type { Checkpoint, Kind } from '../../checkpoints/checkpoint.ts'
import { checkpointIdOfBytes, shortCodeOf } from '../../checkpoints/ids.ts'
import { type Outage, outageOn } from '../../checkpoints/outage.ts'
import { tagUrl } from '../../checkpoints/tag.ts'
import { civilDateOf } from '../../checkpoints/time.ts'
import type { AddCheckpoint, ChangeCheckpoint, ListedCheckpoint } from '../../checkpoints/wire/estate.ts'
import type { Context } from '../context.ts'
import type { StoredCheckpoint } from '../store/checkpoints.ts'
import type { Stores } from '../store/stores.ts'
import { newestVersions, refOf } from './checklists.ts'
import { groupBy } from './group-by.ts'
import { done, type Outcome, refused } from './outcome.ts'
import { remakeUpcoming } from './rounds.ts'
import { type SignedTag, signTags } from './sign-tags.ts'

/** @param withTags only for admins: the tag's URL is all it takes to print a copy of the label */
export async function listCheckpoints(
  context: Context,
  estate: string,
  { withTags }: { readonly withTags: boolean },
): Promise<ListedCheckpoint[]> {
  const { read } = context.database
  const tags = withTags ? await read.checkpoints.tagsInForce(estate) : undefined
  const listing = await listingOf(context, read, estate)
  return (await read.checkpoints.of(estate)).map((checkpoint) => listed(listing, checkpoint, tags?.get(checkpoint.id)))
}

/** One checkpoint as lists show it; undefined if the estate has none with this id. */
export async function listedCheckpoint(
  context: Context,
  estate: string,
  id: string,
): Promise<ListedCheckpoint | undefined> {
  const { read } = context.database
  const found = await read.checkpoints.byId(id)
  if (found?.estate !== estate) return undefined
  const tag = await read.checkpoints.tag(id, found.checkpoint.revision)
  return listed(await listingOf(context, read, estate), found.checkpoint, tag)
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
    const checkpoint: StoredCheckpoint = {
      ...{ id, code, kind, names, place, position },
      ...{ state: 'active', revision: 1, focus: null, extras: null },
    }
    await stores.checkpoints.add(estate, checkpoint, context.now())
    await stores.checkpoints.addTag(tag, context.now())
    return done(listed(await listingOf(context, stores, estate), checkpoint, tag))
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
    const checkpoint: StoredCheckpoint = {
      ...found.checkpoint,
      code: change.code ?? found.checkpoint.code,
      names: change.names ?? found.checkpoint.names,
      place: change.place ?? found.checkpoint.place,
      state: change.state ?? found.checkpoint.state,
      focus: change.focus === undefined ? found.checkpoint.focus : change.focus,
    }
    const fault = await faultOf(stores, estate, checkpoint)
    if (fault) return fault
    await stores.checkpoints.change(checkpoint)
    const tag = await stores.checkpoints.tag(id, checkpoint.revision)
    const moved = checkpoint.state !== found.checkpoint.state || checkpoint.place !== found.checkpoint.place
    return done({ listed: listed(await listingOf(context, stores, estate), checkpoint, tag), moved })
  })
  if (!outcome.ok) return outcome
  if (outcome.value.moved)
    await remakeUpcoming(context, estate, (plan) => plan.checkpoints.includes(id) || plan.rules.length > 0)
  return done(outcome.value.listed)
}

/**
 * Puts spots that hang in one place into a new walking order: they share out among themselves the positions they hold.
 * Rounds made by rules follow it from their next opening on.
 */
export async function orderCheckpoints(
  context: Context,
  estate: string,
  ids: readonly string[],
): Promise<Outcome<null>> {
  const outcome = await context.database.write(async (stores): Promise<Outcome<null>> => {
    const spots = (await stores.checkpoints.of(estate)).filter(({ id }) => ids.includes(id))
    const isOnePlace = new Set(spots.map(({ place }) => place)).size === 1
    if (spots.length !== ids.length || !isOnePlace) return refused('checkpoint-unknown')
    const positions = spots.map(({ position }) => position).sort((a, b) => a - b)
    await stores.checkpoints.setPositions(new Map(ids.map((id, i) => [id, positions[i] ?? 0])))
    return done(null)
  })
  if (outcome.ok) await remakeUpcoming(context, estate, (plan) => plan.rules.length > 0)
  return outcome
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
    const listing = await listingOf(context, stores, estate)
    const earlier = await stores.checkpoints.tag(id, revision)
    // Somebody else pressed the same button: his tag is as good as ours.
    if (earlier) return listed(listing, checkpoint, earlier)
    await stores.checkpoints.addTag(tag, context.now())
    await stores.checkpoints.revokeTagsBelow(id, revision, context.now())
    await stores.checkpoints.change(checkpoint)
    return listed(listing, checkpoint, tag)
  })
  context.log('info', 'tag reissued', { checkpoint: id, revision })
  return done(reissued)
}

async function signTag(context: Context, estate: string, checkpoint: string, revision: number): Promise<SignedTag> {
  const [tag] = await signTags(context, estate, [{ checkpoint, revision }])
  return tag!
}

/** Why a checkpoint cannot be as asked: its code is another's, or its place is not the estate's. */
export async function faultOf(
  stores: Stores,
  estate: string,
  { id, code, place }: Pick<Checkpoint, 'id' | 'code' | 'place'>,
): Promise<ReturnType<typeof refused> | undefined> {
  if (!(await stores.places.of(estate)).some((known) => known.id === place)) return refused('place-unknown')
  const holder = await stores.checkpoints.byCode(estate, code)
  return holder && holder.id !== id ? refused('code-taken') : undefined
}

type Listing = {
  readonly origin: string
  readonly today: string
  readonly versions: ReadonlyMap<Kind, number>
  readonly outages: ReadonlyMap<string, readonly Outage[]>
}

async function listingOf(context: Context, stores: Stores, estate: string): Promise<Listing> {
  const zone = (await stores.estates.byId(estate))?.zone ?? 'UTC'
  const today = civilDateOf(context.now(), zone)
  const outages = groupBy(await stores.outages.since(estate, today), ({ checkpoint }) => checkpoint)
  return { origin: context.config.origin, today, versions: await newestVersions(stores, estate), outages }
}

function listed(
  { origin, today, versions, outages }: Listing,
  { extras, ...checkpoint }: StoredCheckpoint,
  tag?: { readonly digits: string },
): ListedCheckpoint {
  const own = outages.get(checkpoint.id) ?? []
  const outage = outageOn(own, today) ?? own.find(({ from }) => from > today)
  return {
    ...checkpoint,
    checklist: refOf({ kind: checkpoint.kind, extras }, versions),
    shortCode: shortCodeOf(checkpoint.id),
    outage: outage ? { id: outage.id, from: outage.from, until: outage.until, reason: outage.reason } : null,
    ...(tag && { tagUrl: tagUrl(origin, tag.digits) }),
  }
}
