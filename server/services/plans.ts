/** Writing and changing patrol plans (policy 3, 4.1). History never changes: only rounds that have not opened do. */
import { nameClash } from '../../checkpoints/language.ts'
import type { Plan, PlanDraft } from '../../checkpoints/plan.ts'
import { spotsOf } from '../../checkpoints/plan-spots.ts'
import { readRecurrence } from '../../checkpoints/recurrence.ts'
import { recurrenceDays } from '../../checkpoints/recurrence-days.ts'
import type { ChangePlan } from '../../checkpoints/wire/plan.ts'
import type { Context } from '../context.ts'
import type { Stores } from '../store/stores.ts'
import { done, type Outcome, refused } from './outcome.ts'
import { makeRounds, remakeUpcoming } from './rounds.ts'

export async function addPlan(context: Context, estateId: string, draft: PlanDraft): Promise<Outcome<Plan>> {
  const plan: Plan = { ...draft, id: context.newId(), state: 'active' }
  const outcome = await context.database.write(async (stores) => {
    const fault = await faultOf(stores, estateId, plan)
    if (fault) return fault
    await stores.plans.add(estateId, plan, { now: context.now(), adHoc: false })
    return done(await stores.estates.byId(estateId))
  })
  if (!outcome.ok) return outcome
  if (outcome.value) await makeRounds(context, outcome.value)
  return done(plan)
}

export async function changePlan(
  context: Context,
  estateId: string,
  planId: string,
  change: ChangePlan,
): Promise<Outcome<Plan>> {
  const outcome = await context.database.write(async (stores) => {
    const stored = (await stores.plans.of(estateId)).find(({ plan, adHoc }) => plan.id === planId && !adHoc)
    if (!stored) return refused('not-found')
    const plan = changedPlan(stored.plan, change)
    const fault = await faultOf(stores, estateId, plan)
    if (fault) return fault
    await stores.plans.change(plan)
    return done(plan)
  })
  if (outcome.ok) await remakeUpcoming(context, estateId, (plan) => plan.id === planId)
  return outcome
}

/** Only what is given changes. */
function changedPlan(plan: Plan, change: ChangePlan): Plan {
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
  return { ...plan, ...given }
}

/** The plans in order of writing; rounds that somebody asked for are none. */
export async function standingPlans(stores: Stores, estate: string): Promise<Plan[]> {
  return (await stores.plans.of(estate)).filter(({ adHoc }) => !adHoc).map(({ plan }) => plan)
}

/** What keeps a plan from being written; a plan that changes keeps its id. */
export async function faultOf(
  stores: Stores,
  estate: string,
  plan: PlanDraft & { readonly id?: string },
): Promise<ReturnType<typeof refused> | undefined> {
  const [checkpoints, places] = [await stores.checkpoints.of(estate), await stores.places.of(estate)]
  const spots = new Set(checkpoints.map(({ id }) => id))
  if (!plan.checkpoints.every((id) => spots.has(id))) return refused('checkpoint-unknown')
  const known = new Set(places.map(({ id }) => id))
  if (!plan.rules.flatMap((rule) => rule.places).every((id) => known.has(id))) return refused('place-unknown')
  const staff = new Set((await stores.people.staffOf(estate)).map(({ person }) => person.id))
  if (!plan.assignees.every((id) => staff.has(id))) return refused('person-unknown')
  if (plan.team !== null && !(await stores.teams.of(estate)).some(({ id }) => id === plan.team))
    return refused('team-unknown')
  const others = (await standingPlans(stores, estate)).filter(({ id }) => id !== plan.id)
  if (others.some(({ names }) => nameClash(names, plan.names))) return refused('name-taken')
  if (spotsOf(plan, { places, checkpoints }).length === 0) return refused('plan-empty')
  return everWalked(plan) ? undefined : refused('recurrence-empty')
}

/** Whether the recurrence has a day at all: four years hold every 29 February, and every fifth Monday. */
function everWalked({ recurrence }: PlanDraft): boolean {
  const read = readRecurrence(recurrence)
  if (!read.ok) return false
  const { startsOn, also } = read.value
  const [first, last] = [[startsOn, ...also].sort()[0] ?? startsOn, [startsOn, ...also].sort().at(-1) ?? startsOn]
  const to = `${Math.min(Number(last.slice(0, 4)) + 4, 2199)}${last.slice(4)}`.replace(/-02-29$/, '-02-28')
  return recurrenceDays(read.value, first, to).length > 0
}
