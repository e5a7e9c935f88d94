/** What single spots are asked beyond their kind (policy 4.1: what to look at in particular). */
import { isDeepStrictEqual } from 'node:util'
import { extrasFaults } from '../../checkpoints/checklist.ts'
import type { Person } from '../../checkpoints/people.ts'
import type { PublishExtras } from '../../checkpoints/wire/checklist.ts'
import type { ListedCheckpoint } from '../../checkpoints/wire/estate.ts'
import type { Context } from '../context.ts'
import type { Stores } from '../store/stores.ts'
import { listedCheckpoint } from './checkpoints.ts'
import { done, type Outcome, refused } from './outcome.ts'
import { remakeUpcoming } from './rounds.ts'

/** Publishes a spot's own items and its focus note. Items that are the same make no new version. */
export async function publishExtras(
  context: Context,
  estate: string,
  { checkpoint: id, by }: { readonly checkpoint: string; readonly by: Person },
  { basis, items, focus }: PublishExtras,
): Promise<Outcome<ListedCheckpoint>> {
  const faults = extrasFaults(items)
  if (faults.length > 0)
    return refused('checklist-invalid', { where: faults.map(({ item, why }) => `${item}: ${why}`) })
  const outcome = await context.database.write(async (stores): Promise<Outcome<boolean>> => {
    const found = await stores.checkpoints.byId(id)
    if (found?.estate !== estate) return refused('not-found')
    const { checkpoint } = found
    if (checkpoint.extras !== basis) return refused('checklist-changed')
    if (!(await areUnits(stores, estate, items))) return refused('place-unknown')
    await stores.checkpoints.change({ ...checkpoint, focus })
    const before = basis === null ? [] : ((await stores.checklists.extras(id, basis))?.items ?? [])
    if (isDeepStrictEqual(before, items)) return done(false)
    await stores.checklists.addExtras(id, items, { by: by.id, now: context.now() })
    return done(true)
  })
  if (!outcome.ok) return outcome
  if (outcome.value)
    await remakeUpcoming(context, estate, (plan) => plan.rules.length > 0 || plan.checkpoints.includes(id))
  const listed = await listedCheckpoint(context, estate, id)
  return listed ? done(listed) : refused('not-found')
}

/** A meter that is said to supply a unit has to supply one of this estate. */
async function areUnits(stores: Stores, estate: string, items: PublishExtras['items']): Promise<boolean> {
  const dwellings = items.flatMap((item) =>
    item.type === 'reading' && item.meter?.dwelling ? [item.meter.dwelling] : [],
  )
  if (dwellings.length === 0) return true
  const units = new Set(
    (await stores.places.of(estate)).flatMap(({ id, occupancy }) => (occupancy === null ? [] : [id])),
  )
  return dwellings.every((id) => units.has(id))
}
