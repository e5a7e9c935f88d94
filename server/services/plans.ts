/** Writing and changing patrol plans (policy 3, 4.1). History never changes: only rounds that have not opened do. */
import type { Plan, PlanDraft } from '../../checkpoints/plan.ts'
import type { ChangePlan } from '../../checkpoints/wire/estate.ts'
import type { Context } from '../context.ts'
import type { Stores } from '../store/stores.ts'
import { done, type Outcome, refused } from './outcome.ts'
import { makeRounds, remakeUpcoming } from './rounds.ts'

export async function addPlan(context: Context, estateId: string, draft: PlanDraft): Promise<Outcome<Plan>> {
  const plan: Plan = { ...draft, id: context.newId(), state: 'active' }
  const outcome = await context.database.write(async (stores) => {
    const fault = await faultOf(stores, estateId, plan)
    if (fault) return fault
    await stores.plans.add(estateId, plan, context.now())
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
    const stored = (await stores.plans.of(estateId)).find(({ plan }) => plan.id === planId)
    if (!stored) return refused('not-found')
    const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
    const plan: Plan = { ...stored.plan, ...given }
    const fault = await faultOf(stores, estateId, plan)
    if (fault) return fault
    await stores.plans.change(plan)
    return done(plan)
  })
  if (outcome.ok) await remakeUpcoming(context, estateId, (plan) => plan.id === planId)
  return outcome
}

async function faultOf(
  stores: Stores,
  estate: string,
  plan: PlanDraft,
): Promise<ReturnType<typeof refused> | undefined> {
  const spots = new Set((await stores.checkpoints.of(estate)).map(({ id }) => id))
  if (!plan.checkpoints.every((id) => spots.has(id))) return refused('checkpoint-unknown')
  const staff = new Set((await stores.people.staffOf(estate)).map(({ person }) => person.id))
  return plan.assignees.every((id) => staff.has(id)) ? undefined : refused('person-unknown')
}
