/** Links that open an estate's report without an account: made, listed, taken back. */
import type { Person } from '../../checkpoints/people.ts'
import { startOfDay } from '../../checkpoints/plan-window.ts'
import { isOpen, LONGEST_SHARE_MS, type ShareFilter, shareState } from '../../checkpoints/share.ts'
import { addDays, civilDateOf, type Instant } from '../../checkpoints/time.ts'
import type { Estate } from '../../checkpoints/wire/session.ts'
import type { AddShare, Share, ShareAdded, Shares } from '../../checkpoints/wire/share.ts'
import { type Context, sha256Of } from '../context.ts'
import type { NamedShare, StoredShare } from '../store/shares.ts'
import { done, type Outcome, refused } from './outcome.ts'

/** Those that open something first, then the latest. */
export async function sharesOf(context: Context, estate: Estate): Promise<Outcome<Shares>> {
  const now = context.now()
  const all = await context.database.read.shares.of(estate.id)
  const [open, over] = [all.filter((share) => isOpen(share, now)), all.filter((share) => !isOpen(share, now))]
  return done({ now, shares: [...open, ...over].map((share) => onWire(share, now)) })
}

/** Makes a link. Its token is in the answer and nowhere else. */
export async function addShare(
  context: Context,
  estate: Estate,
  { person, asked }: { readonly person: Person; readonly asked: AddShare },
): Promise<Outcome<ShareAdded>> {
  const { label, period, filter, lastOn } = asked
  const now = context.now()
  if (lastOn < civilDateOf(now, estate.zone)) return refused('body-invalid', { where: ['lastOn'] })
  const expiresAt = startOfDay(addDays(lastOn, 1), estate.zone)
  if (expiresAt - now > LONGEST_SHARE_MS) return refused('body-invalid', { where: ['lastOn'] })
  const fault = await faultIn(context, estate, filter)
  if (fault) return fault
  const share: StoredShare = {
    ...{ id: context.newId(), estate: estate.id, label, period, filter },
    ...{ createdAt: now, expiresAt, revokedAt: null, openedCount: 0, lastOpenedAt: null },
  }
  const token = context.newToken()
  await context.database.write((stores) =>
    stores.shares.add(share, { tokenSha256: sha256Of(token), person: person.id }),
  )
  context.log('info', 'share made', { person: person.id, estate: estate.id, share: share.id, expiresAt })
  return done({ share: onWire({ ...share, createdBy: person.name, revokedBy: null }, now), token })
}

/** From now on its link opens nothing. The same again does no harm. */
export async function takeBackShare(
  context: Context,
  estate: Estate,
  { person, share }: { readonly person: Person; readonly share: string },
): Promise<Outcome<void>> {
  const at = context.now()
  const found = await context.database.write((stores) =>
    stores.shares.takeBack(estate.id, share, { person: person.id, at }),
  )
  if (!found) return refused('not-found')
  context.log('info', 'share taken back', { person: person.id, estate: estate.id, share })
  return done(undefined)
}

/** A filter that names what is not of the estate would show an empty report for a year. */
async function faultIn(context: Context, estate: Estate, { building, plan }: ShareFilter) {
  const { read } = context.database
  if (building !== undefined) {
    const places = await read.places.of(estate.id)
    if (!places.some(({ id, parent }) => id === building && parent === null)) return refused('place-unknown')
  }
  if (plan !== undefined) {
    const plans = await read.plans.of(estate.id)
    if (!plans.some(({ plan: { id } }) => id === plan)) return refused('body-invalid', { where: ['filter.plan'] })
  }
  return undefined
}

function onWire({ estate: _, ...share }: NamedShare, now: Instant): Share {
  return { ...share, state: shareState(share, now) }
}
