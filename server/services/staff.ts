/** Who works on an estate. An admin adds people and gives roles, but never knows anyone's password (ASVS 6.4.6). */
import type { Person } from '../../checkpoints/people.ts'
import type { AddStaff, ChangeStaff, StaffChanged } from '../../checkpoints/wire/session.ts'
import type { Context } from '../context.ts'
import { done, type Outcome, refused } from './outcome.ts'
import { invite } from './set-up.ts'

export async function addStaff(context: Context, estate: string, added: AddStaff): Promise<Outcome<StaffChanged>> {
  const { roles, ...profile } = added
  const person: Person = { id: context.newId(), ...profile }
  const taken = await context.database.write(async (stores) => {
    if (await stores.people.byUsername(person.username)) return true
    await stores.people.add(person, null, context.now())
    await stores.people.setRoles(person.id, estate, roles)
    return false
  })
  if (taken) return refused('username-taken')
  return done({ member: { person, roles, ready: false }, invitation: await invite(context, person.id) })
}

/** Changes roles and, on request, makes a new password link. Losing the last role signs him out. */
export async function changeStaff(
  context: Context,
  estate: string,
  personId: string,
  change: ChangeStaff,
): Promise<Outcome<StaffChanged>> {
  const outcome = await context.database.write(async (stores) => {
    const staff = await stores.people.staffOf(estate)
    const member = staff.find(({ person }) => person.id === personId)
    if (!member) return refused('not-found')
    const roles = change.roles ?? member.roles
    const admins = staff.filter((other) => other.person.id !== personId && other.roles.includes('admin'))
    if (admins.length === 0 && !roles.includes('admin')) return refused('last-admin')
    await stores.people.setRoles(personId, estate, roles)
    if (roles.length === 0) await stores.sessions.closeAllOf(personId)
    return done({ ...member, roles })
  })
  if (!outcome.ok) return outcome
  return done({ member: outcome.value, invitation: change.invite ? await invite(context, personId) : null })
}
