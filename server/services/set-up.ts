/** The first admin of an empty installation, and people who set a password by invitation. */
import type { Person } from '../../checkpoints/people.ts'
import { DAY_MS } from '../../checkpoints/time.ts'
import type { AcceptInvitation, Estate, SetUp } from '../../checkpoints/wire/session.ts'
import { type Context, sha256Of } from '../context.ts'
import type { StoredTagKey } from '../store/estates.ts'
import type { Stores } from '../store/stores.ts'
import { adoptShipped } from './checklists.ts'
import { done, type Outcome, refused } from './outcome.ts'
import { hashPassword } from './passwords.ts'
import { type OpenedSession, openSession } from './sign-in.ts'
import { newTagKey } from './tag-keys.ts'

export const LINK_MS = 7 * DAY_MS

/** On empty data: a fresh one-time token for the set-up link (older ones die). Otherwise undefined. */
export async function offerSetUp(context: Context): Promise<string | undefined> {
  if (await context.database.read.people.anyone()) return undefined
  const token = context.newToken()
  await context.database.write((stores) =>
    stores.sessions.addLink(sha256Of(token), { purpose: 'set-up', person: null }, context.now() + LINK_MS),
  )
  return token
}

/** Makes the first estate and its admin, who is signed in. */
export async function setUp(context: Context, { token, estate, admin }: SetUp): Promise<Outcome<OpenedSession>> {
  const now = context.now()
  const { read } = context.database
  // Asked before the password is hashed, which anyone at all could keep us busy with, and again in the transaction.
  if (await read.people.anyone()) return refused('already-set-up')
  if (!(await read.sessions.isGoodLink(sha256Of(token), 'set-up', now))) return refused('link-invalid')
  const { password, ...profile } = admin
  const person: Person = { id: context.newId(), ...profile }
  const newEstate: Estate = { id: context.newId(), ...estate }
  const [hashed, key] = await Promise.all([hashPassword(password), newTagKey(context, newEstate.id, 1)])
  const refusal = await context.database.write(async (stores) => {
    if (await stores.people.anyone()) return refused('already-set-up')
    if (!(await stores.sessions.useLink(sha256Of(token), 'set-up', now))) return refused('link-invalid')
    await stores.people.add(person, hashed, now)
    await foundEstate(stores, newEstate, { key, now })
    await stores.people.setRoles(person.id, newEstate.id, ['admin', 'supervisor'])
    return undefined
  })
  if (refusal) return refusal
  context.log('info', 'installation set up', { person: person.id, estate: newEstate.id })
  return done(await openSession(context, person))
}

/** Writes an estate with all it cannot do without: a key for its tags, and the shipped checklists. */
export async function foundEstate(
  stores: Stores,
  estate: Estate,
  { key, now }: { readonly key: StoredTagKey; readonly now: number },
): Promise<void> {
  await stores.estates.add(estate, now)
  await stores.estates.addTagKey(estate.id, key, now)
  await adoptShipped(stores, estate.id, now)
}

/** Makes a one-time link with which a person sets his password; his older ones die. */
export async function invite(context: Context, person: string): Promise<string> {
  const token = context.newToken()
  await context.database.write((stores) =>
    stores.sessions.addLink(sha256Of(token), { purpose: 'invitation', person }, context.now() + LINK_MS),
  )
  return token
}

/** Sets the password of whoever was invited and signs him in; he is signed out everywhere else. */
export async function acceptInvitation(
  context: Context,
  { token, password }: AcceptInvitation,
): Promise<Outcome<OpenedSession>> {
  const isGood = await context.database.read.sessions.isGoodLink(sha256Of(token), 'invitation', context.now())
  if (!isGood) return refused('link-invalid')
  const hashed = await hashPassword(password)
  const person = await context.database.write(async (stores) => {
    const link = await stores.sessions.useLink(sha256Of(token), 'invitation', context.now())
    if (!link?.person) return undefined
    await stores.people.setPassword(link.person, hashed)
    await stores.sessions.closeAllOf(link.person)
    return stores.people.byId(link.person)
  })
  if (!person) return refused('link-invalid')
  context.log('info', 'invitation accepted', { person: person.id })
  return done(await openSession(context, person))
}
