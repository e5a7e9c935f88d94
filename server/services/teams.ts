/** Teams with their areas of responsibility (policy 3), and the estate's holidays. */
import type { Holiday } from '../../checkpoints/holiday.ts'
import { nameClash } from '../../checkpoints/language.ts'
import type { Team, TeamDraft } from '../../checkpoints/team.ts'
import type { ChangeTeam } from '../../checkpoints/wire/plan.ts'
import type { Context } from '../context.ts'
import type { Stores } from '../store/stores.ts'
import { done, type Outcome, refused } from './outcome.ts'
import { standingPlans } from './plans.ts'
import { remakeUpcoming } from './rounds.ts'

export async function addTeam(context: Context, estate: string, draft: TeamDraft): Promise<Outcome<Team>> {
  const team: Team = { ...draft, id: context.newId() }
  return context.database.write(async (stores) => {
    const fault = await faultOf(stores, estate, team)
    if (fault) return fault
    await stores.teams.add(estate, team, context.now())
    return done(team)
  })
}

/** New members walk the rounds that have not opened yet. */
export async function changeTeam(
  context: Context,
  estate: string,
  id: string,
  change: ChangeTeam,
): Promise<Outcome<Team>> {
  const outcome = await context.database.write(async (stores) => {
    const found = (await stores.teams.of(estate)).find((team) => team.id === id)
    if (!found) return refused('not-found')
    const team: Team = {
      id,
      names: change.names ?? found.names,
      members: change.members ?? found.members,
      places: change.places ?? found.places,
    }
    const fault = await faultOf(stores, estate, team)
    if (fault) return fault
    await stores.teams.change(team)
    return done(team)
  })
  if (outcome.ok) await remakeUpcoming(context, estate, (plan) => plan.team === id)
  return outcome
}

export async function removeTeam(context: Context, estate: string, id: string): Promise<Outcome<null>> {
  return context.database.write(async (stores) => {
    if (!(await stores.teams.of(estate)).some((team) => team.id === id)) return refused('not-found')
    if ((await standingPlans(stores, estate)).some(({ team }) => team === id)) return refused('team-in-use')
    await stores.teams.remove(id)
    return done(null)
  })
}

/** Writes the whole list anew; plans that care about holidays get new rounds. */
export async function setHolidays(context: Context, estate: string, holidays: readonly Holiday[]): Promise<Holiday[]> {
  const written = await context.database.write(async (stores) => {
    await stores.teams.setHolidays(estate, holidays)
    return stores.teams.holidays(estate)
  })
  await remakeUpcoming(context, estate, (plan) => plan.holidays !== 'as-usual')
  return written
}

async function faultOf(stores: Stores, estate: string, team: Team): Promise<ReturnType<typeof refused> | undefined> {
  const staff = new Set((await stores.people.staffOf(estate)).map(({ person }) => person.id))
  if (!team.members.every((id) => staff.has(id))) return refused('person-unknown')
  const places = new Set((await stores.places.of(estate)).map(({ id }) => id))
  if (!team.places.every((id) => places.has(id))) return refused('place-unknown')
  const others = (await stores.teams.of(estate)).filter(({ id }) => id !== team.id)
  return others.some(({ names }) => nameClash(names, team.names)) ? refused('name-taken') : undefined
}
