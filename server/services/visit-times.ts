/** The times of a phone's visits, settled as they arrive (checkpoints/occurrence.ts). */
import {
  CHAIN_REACH,
  type ClockDoubt,
  clockFault,
  followed,
  type Occurrence,
  occurrenceOf,
} from '../../checkpoints/occurrence.ts'
import { withClockDoubt } from '../../checkpoints/presence.ts'
import { isDecided } from '../../checkpoints/round.ts'
import type { Instant } from '../../checkpoints/time.ts'
import { readKeptVisit, type VisitClaims } from '../../checkpoints/visit.ts'
import type { Stores } from '../store/stores.ts'
import type { StoredVisit } from '../store/visits.ts'
import { moveWords } from './last-words.ts'
import { settleAt } from './rounds.ts'

export type Timed = {
  readonly occurrence: Occurrence
  /** What is to be asked: a display's code was of another time, or it matters which clock was wrong. */
  readonly doubt: ClockDoubt | undefined
}

/**
 * When a visit happened, beside those of its phone that are here. Writes nothing.
 * @param isLast none that was filed after it is here
 */
export async function timeOf(
  stores: Stores,
  claims: VisitClaims,
  receivedAt: Instant,
  { isLast = false }: { readonly isLast?: boolean } = {},
): Promise<Timed> {
  const { device, sequence, checkpoint } = claims
  const before = await stores.visits.boundsBefore(device, followed(claims))
  const notAfter = isLast ? null : await stores.visits.firstReceiptAfter(device, sequence)
  const occurrence = occurrenceOf(claims, receivedAt, { ...before, notAfter })
  const fault = clockFault(claims, occurrence)
  if (fault === undefined || fault === 'display-stale') return { occurrence, doubt: fault }
  const rounds = await stores.rounds.expecting(checkpoint, occurrence.notBefore ?? 0, occurrence.notAfter)
  return { occurrence, doubt: isDecided(occurrence, rounds) ? undefined : fault }
}

type Kept = Pick<StoredVisit, 'device' | 'sequence' | 'occurredAt' | 'notBefore'>

/** A visit has arrived, or has come to be later: those that were filed after it cannot have happened before it. */
export async function retimeAfter(stores: Stores, visit: Kept): Promise<void> {
  const to = visit.sequence + CHAIN_REACH
  for (const id of await stores.visits.notBehind(visit, to)) {
    const retimed = await retime(stores, id, visit.sequence)
    if (retimed) await retimeAfter(stores, retimed)
  }
}

/** @returns undefined if nothing has changed, as for a visit whose tag was read before the other one was filed */
async function retime(stores: Stores, id: string, earlier: number): Promise<Kept | undefined> {
  const visit = await stores.visits.byId(id)
  if (!visit) return undefined
  const read = readKeptVisit(visit.jws)
  if (!read.ok || followed(read.claims).to < earlier) return undefined
  const { occurrence, doubt } = await timeOf(stores, read.claims, visit.receivedAt)
  const { occurredAt, notBefore } = occurrence
  if (occurredAt === visit.occurredAt && notBefore === visit.notBefore) return undefined
  await stores.visits.setTime(id, {
    round: visit.round,
    occurredAt,
    notBefore,
    verdict: withClockDoubt(visit.verdict, doubt),
  })
  await stores.records.setTime(id, occurredAt)
  await moveWords(stores, visit.checkpoint)
  await stores.hanging.moveScan(id, occurredAt)
  // What it had covered may now be another's, and it something else.
  await settleAt(stores, visit.checkpoint, visit.occurredAt)
  await settleAt(stores, visit.checkpoint, occurredAt)
  return { ...visit, occurredAt, notBefore }
}
