import { describe, expect, it } from 'vitest'
import { unassignedPlaces } from '../../../checkpoints/team.ts'
import type { StaffMember } from '../../../checkpoints/wire/session.ts'
import { draftOfTeam, fieldsOfTeam, NEW_TEAM, teamFaults, teamless } from '../../../client/models/teams.ts'
import { aPlace, uuid } from '../../support/builders.ts'

const team = { id: uuid(0x7e), names: { en: 'Towers' }, members: [uuid(1)], places: [uuid(12)] }
const member = (number: number, roles: StaffMember['roles']): StaffMember => ({
  person: { id: uuid(number), username: `u${number}`, name: `${number}`, language: 'en' },
  roles,
  ready: true,
})

describe('a team', () => {
  it('comes back as it was when nothing is changed, and needs a name', () => {
    const { id: _, ...draft } = team
    expect(draftOfTeam(fieldsOfTeam(team))).toEqual(draft)
    expect(teamFaults(NEW_TEAM)).toEqual({ names: 'name' })
  })

  it('leaves those who may walk and are in none', () => {
    const staff = [member(1, ['assistant']), member(2, ['assistant']), member(3, ['auditor'])]
    expect(teamless(staff, [team]).map(({ person }) => person.id)).toEqual([uuid(2)])
  })

  it('answers for a tower by one of its floors; nobody is missed as long as there are no teams', () => {
    const places = [
      aPlace({ id: uuid(10) }),
      aPlace({ id: uuid(12), parent: uuid(10), kind: 'floor' }),
      aPlace({ id: uuid(20) }),
    ]
    expect(unassignedPlaces(places, [team]).map(({ id }) => id)).toEqual([uuid(20)])
    expect(unassignedPlaces(places, [])).toEqual([])
  })
})
