/** Visits take their places in the chain of their phone as they arrive (checkpoints/device-chain.ts). */
import { type ChainDoubt, chainDoubts, withArrived } from '../../checkpoints/device-chain.ts'
import { type Suspicion, withDoubts } from '../../checkpoints/presence.ts'
import type { Instant } from '../../checkpoints/time.ts'
import type { ChainEnd } from '../store/devices.ts'
import type { Stores } from '../store/stores.ts'
import type { KeptLink } from '../store/visits.ts'
import { settleAt } from './rounds.ts'

/** A visit beside those of its phone that are here already. */
export type Chained = {
  readonly link: ChainEnd
  readonly others: readonly KeptLink[]
  readonly doubts: readonly ChainDoubt[]
  /** Whether its arrival has been counted. */
  readonly counted: boolean
}

/**
 * Finds a visit's place; the rows that tell are those next to it. Nearly every visit is simply the next of its phone, which is
 * seen and counted in one statement: after an outage that is twenty thousand times.
 */
export async function chainAround(stores: Stores, visit: ChainEnd, now: Instant): Promise<Chained> {
  const { device, sequence, previous, sha256 } = visit
  const link = { device, sequence, previous, sha256 }
  if (await stores.devices.lengthenChain(link, now)) return { link, others: [], doubts: [], counted: true }
  const others = await stores.visits.near(device, sequence)
  return { link, others, doubts: chainDoubts(link, others), counted: false }
}

/** Counts a visit that has been kept, be it for review only, and asks about those before it that it does not fit. */
export async function noteArrival(stores: Stores, chained: Chained, now: Instant): Promise<void> {
  const { link, others, doubts, counted } = chained
  if (counted) return
  const { device, sequence } = link
  const known = await stores.devices.numberingOf(device)
  const end = { ...link, isLast: sequence > known.last }
  await stores.devices.setNumbering(withArrived(known, sequence, now), end, now)
  if (doubts.length > 0) await stores.devices.noteFork(device, now)
  for (const other of others) {
    const raised = chainDoubts(other, [link])
    if (raised.length === 0) continue
    await stores.devices.noteFork(device, now)
    if (other.visit !== null) await doubt(stores, other.visit, raised)
  }
}

/** Asks about a visit that is here already what nobody could know when it came. */
export async function doubt(stores: Stores, id: string, doubts: readonly Suspicion[]): Promise<void> {
  const visit = await stores.visits.byId(id)
  if (!visit) return
  const asked = withDoubts(visit.verdict, doubts)
  const known = visit.verdict.outcome === 'doubtful' ? visit.verdict.reasons : []
  if (asked.outcome !== 'doubtful' || asked.reasons.length === known.length) return
  await stores.visits.setVerdict(id, asked)
  await settleAt(stores, visit.checkpoint, visit.occurredAt)
}
