/** Labels that somebody could not read: reported from the spot, reprinted or dismissed at the desk. */
import { mayDo, type Person } from '../../checkpoints/people.ts'
import type { DismissDamage, ReportDamage } from '../../checkpoints/wire/hanging.ts'
import type { Context } from '../context.ts'
import { type Kept, keepOnce } from './hanging.ts'
import { done, type Outcome, refused } from './outcome.ts'

/** The same report twice is stored once. */
export async function reportDamage(
  context: Context,
  person: Person,
  id: string,
  { checkpoint, damage, note, reportedAt: saidAt }: ReportDamage,
): Promise<Outcome<Kept>> {
  const { read } = context.database
  const estate = (await read.checkpoints.byId(checkpoint))?.estate
  const roles = estate === undefined ? [] : await read.people.rolesOn(person.id, estate)
  // Another estate's spots do not exist for him.
  if (roles.length === 0) return refused('not-found')
  if (!mayDo('report a label', roles)) return refused('forbidden')
  const said = { id, checkpoint, damage, note, saidAt, person: person.id }
  const textOf = (one: typeof said) => JSON.stringify([one.checkpoint, one.damage, one.note, one.saidAt, one.person])
  return keepOnce(context, id, {
    keep: (stores, receivedAt) => stores.damagedTags.keep({ ...said, reportedAt: Math.min(saidAt, receivedAt) }),
    known: async (stores) => {
      const known = await stores.damagedTags.byId(id)
      return known && { at: known.reportedAt, checkpoint, same: textOf(known) === textOf(said) }
    },
  })
}

/** The label is as it should be, or is not needed: nothing is to be printed. */
export async function dismissDamage(
  context: Context,
  estate: string,
  person: Person,
  { id, reason }: DismissDamage & { readonly id: string },
): Promise<Outcome<null>> {
  const { read } = context.database
  const damage = await read.damagedTags.byId(id)
  const spot = damage && (await read.checkpoints.byId(damage.checkpoint))
  if (spot?.estate !== estate) return refused('not-found')
  await context.database.write(({ damagedTags }) =>
    damagedTags.dismiss(id, { by: person.id, reason, at: context.now() }),
  )
  return done(null)
}
