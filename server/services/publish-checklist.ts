/** Publishing checklists (policy 4.1): a new version never touches what is open, and what has been used stays. */
import { isDeepStrictEqual } from 'node:util'
import { askedNow, type ChecklistRef, checklistFaults } from '../../checkpoints/checklist.ts'
import { KINDS, type Kind } from '../../checkpoints/checkpoint.ts'
import type { Person } from '../../checkpoints/people.ts'
import { LONGEST_ROUND_MS } from '../../checkpoints/round.ts'
import type { Checklists, ChecklistVersion, PublishChecklist } from '../../checkpoints/wire/checklist.ts'
import type { Context } from '../context.ts'
import type { ChecklistHead } from '../store/checklists.ts'
import type { Stores } from '../store/stores.ts'
import { groupBy } from './group-by.ts'
import { done, type Outcome, refused } from './outcome.ts'
import { remakeUpcoming } from './rounds.ts'

/** Every kind with its versions, the newest first. */
export async function listChecklists(context: Context, estate: string): Promise<Checklists> {
  const { read } = context.database
  const heads = groupBy(await read.checklists.heads(estate), ({ kind }) => kind)
  const checklists = (Object.keys(KINDS) as Kind[]).map(async (kind) => ({
    kind,
    versions: await Promise.all((heads.get(kind) ?? []).map((head) => versionOf(context, read, estate, head))),
  }))
  return { checklists: await Promise.all(checklists) }
}

/** @returns the version that says so: a new one, or the newest if nothing differs */
export async function publishChecklist(
  context: Context,
  estate: string,
  { kind, by }: { readonly kind: Kind; readonly by: Person },
  { basis, items }: PublishChecklist,
): Promise<Outcome<{ readonly version: ChecklistVersion; readonly isNew: boolean }>> {
  const faults = checklistFaults(items)
  if (faults.length > 0)
    return refused('checklist-invalid', { where: faults.map(({ item, why }) => `${item}: ${why}`) })
  const outcome = await context.database.write(async (stores): Promise<Outcome<boolean>> => {
    const heads = await headsOf(stores, estate, kind)
    const [last] = heads
    if (!last || askedNow(heads)?.version !== basis) return refused('checklist-changed')
    const current = await stores.checklists.version(estate, kind, basis)
    // Not as text: what was shipped says the same in another order of properties.
    if (isDeepStrictEqual(current?.items, items)) return done(false)
    const published = { publishedAt: context.now(), publishedBy: by.id, shippedRelease: null }
    await stores.checklists.add(estate, { kind, version: last.version + 1, items, ...published })
    return done(true)
  })
  if (!outcome.ok) return outcome
  if (outcome.value) {
    context.log('info', 'checklist published', { estate, kind, person: by.id })
    await remakeUpcoming(context, estate, () => true)
  }
  const { read } = context.database
  const newest = askedNow(await headsOf(read, estate, kind))
  if (!newest) return refused('not-found')
  return done({ version: await versionOf(context, read, estate, newest), isNew: outcome.value })
}

/**
 * Takes back the newest version, as long as it is the estate's own, and neither a visit nor a round that has opened names it. A phone
 * that has fetched it and was offline since may still file under it.
 */
export async function withdrawChecklist(
  context: Context,
  estate: string,
  { kind, version }: Pick<ChecklistRef, 'kind' | 'version'>,
): Promise<Outcome<null>> {
  const outcome = await context.database.write(async (stores): Promise<Outcome<null>> => {
    const heads = await headsOf(stores, estate, kind)
    const found = heads.find((head) => head.version === version)
    if (!found) return refused('not-found')
    if (found.withdrawnAt !== null) return done(null)
    const { origin, used } = await versionOf(context, stores, estate, found)
    if (found !== askedNow(heads) || origin === 'shipped' || used) return refused('checklist-in-use')
    await stores.checklists.withdraw(estate, { kind, version }, context.now())
    return done(null)
  })
  if (!outcome.ok) return outcome
  context.log('info', 'checklist withdrawn', { estate, kind, version })
  await remakeUpcoming(context, estate, () => true)
  return outcome
}

async function headsOf(stores: Stores, estate: string, kind: Kind): Promise<ChecklistHead[]> {
  return (await stores.checklists.heads(estate)).filter((head) => head.kind === kind)
}

async function versionOf(
  context: Context,
  stores: Stores,
  estate: string,
  head: ChecklistHead,
): Promise<ChecklistVersion> {
  const { version, publishedAt, publishedBy, items, shippedRelease, withdrawnAt } = head
  const origin = shippedRelease === null ? 'own' : 'shipped'
  // A plan that is written within its window gets a round that opened before what it asks was published.
  const since = publishedAt - LONGEST_ROUND_MS
  const used =
    head.used || origin === 'shipped' || (await stores.checklists.isExpected(estate, head, since, context.now()))
  return { version, origin, publishedAt, publishedBy, items, used, withdrawnAt }
}
