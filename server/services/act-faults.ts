/** Whom and what a deed about a finding names: all of it has to be there, on the same estate. */
import type { FindingAct, Route } from '../../checkpoints/finding-act.ts'
import type { Stores } from '../store/stores.ts'
import { findingRulesOf } from './finding-rules.ts'
import { refused } from './outcome.ts'

type Fault = ReturnType<typeof refused>

/** @returns undefined if there is none */
export async function faultInAct(stores: Stores, estate: string, act: FindingAct): Promise<Fault | undefined> {
  if (act.kind === 'comment') return faultInPeople(stores, estate, act.mentions)
  if (act.kind !== 'triage') return undefined
  const { assignee } = act.route
  return (
    (await faultInPeople(stores, estate, assignee === null ? [] : [assignee])) ??
    (await faultInRoute(stores, estate, act.route))
  )
}

/** Auditors look on: nothing is theirs to do. */
async function faultInPeople(stores: Stores, estate: string, people: readonly string[]): Promise<Fault | undefined> {
  if (people.length === 0) return undefined
  const staff = await stores.people.staffOf(estate)
  const acting = staff.filter(({ roles }) => roles.some((role) => role !== 'auditor'))
  const ids = new Set(acting.map(({ person }) => person.id))
  return people.every((person) => ids.has(person)) ? undefined : refused('person-unknown')
}

async function faultInRoute(stores: Stores, estate: string, route: Route): Promise<Fault | undefined> {
  if (route.kind === 'violation') {
    const isThere = route.unit === null || (await stores.places.of(estate)).some(({ id }) => id === route.unit)
    return isThere ? undefined : refused('place-unknown')
  }
  const { departments, contractors } = (await findingRulesOf(stores, estate)).rules
  if (route.kind === 'department')
    return departments.some(({ id }) => id === route.department) ? undefined : refused('department-unknown')
  const isThere = route.contractor === null || contractors.some(({ id }) => id === route.contractor)
  return isThere ? undefined : refused('contractor-unknown')
}
