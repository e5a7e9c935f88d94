/** Phones tell what they hold, so that nobody is called to account for a visit that is only still on its way. */
import { mayDo, type Person } from '../../checkpoints/people.ts'
import type { Announce } from '../../checkpoints/wire/visit.ts'
import type { Context } from '../context.ts'
import { done, type Outcome, refused } from './outcome.ts'

/** Puts what a phone holds now in the place of what it said before. It proves nothing, and covers nothing. */
export async function announce(
  context: Context,
  person: Person,
  device: string,
  { visits }: Announce,
): Promise<Outcome<{ held: number }>> {
  const { read } = context.database
  const known = await read.devices.byId(device)
  if (known?.person !== person.id) return refused('not-found')
  if (known.revokedAt !== null) return refused('device-revoked')
  const estates = [...new Set(visits.map(({ estate }) => estate))]
  for (const estate of estates) {
    if (!mayDo('file a visit', await read.people.rolesOn(person.id, estate))) return refused('not-found')
  }
  const spots = await read.checkpoints.byIds([...new Set(visits.map(({ checkpoint }) => checkpoint))])
  const theirs = visits.filter(({ checkpoint, estate }) => spots.get(checkpoint)?.estate === estate)
  const before = await context.database.write((stores) =>
    stores.announcements.replace(device, person.id, theirs, context.now()),
  )
  for (const estate of new Set([...estates, ...before])) context.live.changed(estate)
  return done({ held: theirs.length })
}
