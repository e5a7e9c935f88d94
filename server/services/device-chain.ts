/** Visits take their places in the chain of their phone as they arrive (checkpoints/device-chain.ts). */
import { type ChainDoubt, chainDoubts, type Link, withArrived } from '../../checkpoints/device-chain.ts'
import { withDoubts } from '../../checkpoints/presence.ts'
import type { Instant } from '../../checkpoints/time.ts'
import type { Stores } from '../store/stores.ts'
import type { KeptLink } from '../store/visits.ts'
import { settleAt } from './rounds.ts'

export type LinkOfPhone = Link & { readonly device: string }

/** A visit beside those of its phone that are here already. */
export type Chained = {
  readonly link: LinkOfPhone
  readonly others: readonly KeptLink[]
  readonly doubts: readonly ChainDoubt[]
}

/** Looks for a visit's place; the rows that tell are those next to it. Writes nothing. */
export async function chainAround(
  stores: Stores,
  { device, sequence, previous, sha256 }: LinkOfPhone,
): Promise<Chained> {
  const others = await stores.visits.near(device, sequence)
  return {
    link: { device, sequence, previous, sha256 },
    others,
    doubts: chainDoubts({ sequence, previous, sha256 }, others),
  }
}

/** Counts a visit that has been kept, be it for review only, and asks about those before it that it does not fit. */
export async function noteArrival(stores: Stores, { link, others, doubts }: Chained, now: Instant): Promise<void> {
  const known = await stores.devices.numberingOf(link.device)
  await stores.devices.setNumbering(link.device, withArrived(known, link.sequence, now), now)
  if (doubts.length > 0) await stores.devices.noteFork(link.device, now)
  for (const other of others) {
    const raised = chainDoubts(other, [link])
    if (raised.length === 0) continue
    await stores.devices.noteFork(link.device, now)
    if (other.visit !== null) await doubt(stores, other.visit, raised)
  }
}

async function doubt(stores: Stores, id: string, doubts: readonly ChainDoubt[]): Promise<void> {
  const visit = await stores.visits.byId(id)
  if (!visit) return
  const asked = withDoubts(visit.verdict, doubts)
  const known = visit.verdict.outcome === 'doubtful' ? visit.verdict.reasons : []
  if (asked.outcome !== 'doubtful' || asked.reasons.length === known.length) return
  await stores.visits.setVerdict(id, asked)
  await settleAt(stores, visit.checkpoint, visit.occurredAt)
}
