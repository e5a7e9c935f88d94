/** A team while it is being filled in, and who is in none. Pure. */
import type { Uuid } from '../../checkpoints/ids.ts'
import { mayDo } from '../../checkpoints/people.ts'
import type { Team, TeamDraft } from '../../checkpoints/team.ts'
import type { StaffMember } from '../../checkpoints/wire/session.ts'
import { draftOfNames, hasName, type NamesDraft, NO_NAMES, namesOf } from './names.ts'

export type TeamFields = {
  readonly names: NamesDraft
  readonly members: readonly Uuid[]
  readonly places: readonly Uuid[]
}

export const NEW_TEAM: TeamFields = { names: NO_NAMES, members: [], places: [] }

export function fieldsOfTeam({ names, members, places }: Team): TeamFields {
  return { names: draftOfNames(names), members, places }
}

/** The fields must be without faults. */
export function draftOfTeam({ names, members, places }: TeamFields): TeamDraft {
  return { names: namesOf(names), members: [...members], places: [...places] }
}

export function teamFaults({ names }: TeamFields): { names?: 'name' } {
  return hasName(names) ? {} : { names: 'name' }
}

/** Those who may walk rounds and are in no team. */
export function teamless(staff: readonly StaffMember[], teams: readonly Team[]): StaffMember[] {
  const members = new Set(teams.flatMap((team) => team.members))
  return staff.filter(({ person, roles }) => mayDo('file a visit', roles) && !members.has(person.id))
}
