/** Work orders of repairs: they get their number with the decision, and a link under which a contractor sees one without an account. */
import { type Finding, isOpenFinding } from '../../checkpoints/finding.ts'
import type { Person } from '../../checkpoints/people.ts'
import { civilDateOf, DAY_MS } from '../../checkpoints/time.ts'
import type { WorkOrderLink, WorkOrderLinkState } from '../../checkpoints/wire/finding.ts'
import type { Estate } from '../../checkpoints/wire/session.ts'
import { type Context, sha256Of } from '../context.ts'
import type { Stores } from '../store/stores.ts'
import type { StoredWorkOrder } from '../store/work-orders.ts'
import type { Happened } from './finding-news.ts'
import { done, type Outcome, refused } from './outcome.ts'

export const LINK_MS = 60 * DAY_MS

/**
 * What an event means for a work order, in its transaction: a repair that is given out for the first time gets a number, by the
 * estate's own calendar; and a link ends with the repair, or when another contractor is sent.
 */
export async function followWorkOrder(
  stores: Stores,
  { estate: id, before, finding, event: { act, receivedAt } }: Followed,
): Promise<void> {
  if (act.kind === 'triage' && isContractors(finding)) {
    const estate = await stores.estates.byId(id)
    if (!estate) return
    const year = Number(civilDateOf(receivedAt, estate.zone).slice(0, 4))
    await stores.workOrders.issue({ finding: finding.id, estate: id, year, at: receivedAt })
  }
  // There is no link but of a repair that is under way.
  if (!before || !isContractors(before)) return
  if (!isContractors(finding) || contractorOf(before) !== contractorOf(finding))
    await stores.workOrders.endLink(finding.id, receivedAt)
}

type Followed = Pick<Happened, 'estate' | 'finding' | 'before' | 'event'>

function contractorOf({ route }: Finding): string | null {
  return route?.kind === 'repair' ? route.contractor : null
}

/** Whether there is anything in it for a contractor to do or to follow. */
export function isContractors(finding: Finding): boolean {
  return isOpenFinding(finding) && finding.route?.kind === 'repair'
}

/** Makes a link; an older one ends with it. Its token is in the answer and nowhere else. */
export async function makeLink(
  context: Context,
  estate: Estate,
  { person, finding }: { readonly person: Person; readonly finding: string },
): Promise<Outcome<WorkOrderLink>> {
  const token = context.newToken()
  const expiresAt = context.now() + LINK_MS
  const made = await context.database.write(async (stores) => {
    const found = await orderOf(stores, estate, finding)
    if (!found) return refused('not-found')
    if (!isContractors(found.finding)) return refused('work-order-closed')
    await stores.workOrders.setLink(finding, { tokenSha256: sha256Of(token), expiresAt })
    return done(undefined)
  })
  if (!made.ok) return made
  context.log('info', 'work order link made', { person: person.id, estate: estate.id, finding, expiresAt })
  return done({ url: `${context.config.origin}/work-order#${token}`, expiresAt })
}

/** From now on it opens nothing. The same again does no harm. */
export async function takeBackLink(
  context: Context,
  estate: Estate,
  { person, finding }: { readonly person: Person; readonly finding: string },
): Promise<Outcome<void>> {
  const at = context.now()
  const taken = await context.database.write(async (stores) => {
    if (!(await orderOf(stores, estate, finding))) return refused('not-found')
    await stores.workOrders.endLink(finding, at)
    return done(undefined)
  })
  if (taken.ok) context.log('info', 'work order link taken back', { person: person.id, estate: estate.id, finding })
  return taken
}

export async function linkState(
  context: Context,
  estate: Estate,
  finding: string,
): Promise<Outcome<WorkOrderLinkState>> {
  const found = await orderOf(context.database.read, estate, finding)
  if (!found) return refused('not-found')
  const { expiresAt } = found.order
  const now = context.now()
  return done({ now, expiresAt: expiresAt !== null && expiresAt > now ? expiresAt : null })
}

/** Another estate's does not exist for him. */
export async function orderOf(
  stores: Pick<Stores, 'findings' | 'workOrders'>,
  estate: Pick<Estate, 'id'>,
  id: string,
): Promise<{ readonly order: StoredWorkOrder; readonly finding: Finding } | undefined> {
  const [order, stored] = [await stores.workOrders.of(id), await stores.findings.byId(id)]
  return order && stored?.estate === estate.id ? { order, finding: stored.finding } : undefined
}
