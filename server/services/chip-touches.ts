/** What the proof of a chip amounts to when a visit brings it (checkpoints/presence.ts). */
import { chipAt } from '../../checkpoints/chip.ts'
import { occurrenceOf, type TimeClaims } from '../../checkpoints/occurrence.ts'
import type { ChipWord, Suspicion } from '../../checkpoints/presence.ts'
import type { Picc } from '../../checkpoints/sun.ts'
import type { Instant } from '../../checkpoints/time.ts'
import type { VisitClaims } from '../../checkpoints/visit.ts'
import type { Context } from '../context.ts'
import type { ChipReading } from '../store/chips.ts'
import type { Stores } from '../store/stores.ts'
import { chipKey, chipMaster, metaKey } from './chip-keys.ts'
import { doubt } from './device-chain.ts'
import { isSignedByChip, openPicc } from './sun.ts'

/** A genuine touch; `notBefore`: the phone had heard from the server by then, and had not read the tag yet. */
export type Touch = Omit<ChipReading, 'visit'> & { readonly notBefore: Instant | null }

/** null: no proof was given. */
export type Touched = { readonly word: ChipWord | null; readonly touch: Touch | null }

type TouchClaims = TimeClaims & Pick<VisitClaims, 'estate' | 'evidence'>

/** Looks at the proof with the keys of the estate. Writes nothing. */
export async function touchOf(context: Context, claims: TouchClaims, receivedAt: Instant): Promise<Touched> {
  const { estate, evidence } = claims
  const proof = evidence.channel === 'nfc' ? evidence.sun : undefined
  if (!proof) return { word: null, touch: null }
  const unknown = { word: { state: 'unknown' }, touch: null } as const
  const master = await chipMaster(context, estate)
  const picc = master && openPicc(metaKey(master), proof)
  if (!master || !picc) return unknown
  const { occurredAt, notBefore } = occurrenceOf(claims, receivedAt)
  const chip = chipAt(await context.database.read.chips.ofUid(estate, picc.uid), occurredAt)
  if (!chip) return unknown
  if (!isSignedByChip(chipKey(master, 'file', picc.uid), picc, proof))
    return { word: { state: 'mac-wrong' }, touch: null }
  const { checkpoint, revokedAt } = chip
  return { word: { state: 'genuine', checkpoint, revokedAt }, touch: { ...picc, estate, chip: chip.id, notBefore } }
}

/**
 * What else is known of the same chip. A touch counts once: two visits with the same one are both asked about, whichever came
 * first. One that is older than others is fine as long as its phone may have waited for a signal; not if it had talked to the
 * server after a later touch had arrived there, and before it read this one: then the address had been kept.
 */
export async function doubtsAboutTouch(stores: Stores, touch: Touch | null): Promise<readonly Suspicion[]> {
  if (!touch) return []
  const { estate, notBefore } = touch
  const again = (await stores.chips.visitsOfTouch(estate, touch)).length > 0
  const kept = notBefore !== null && (await stores.chips.hasLaterBefore(estate, touch, notBefore))
  return again || kept ? ['chip-replayed'] : []
}

/** Counts a touch as used, and asks about the visits that had used it before. */
export async function noteTouch(stores: Stores, touch: Touch | null, visit: string, now: Instant): Promise<void> {
  if (!touch) return
  const others = await stores.chips.visitsOfTouch(touch.estate, touch)
  await stores.chips.addReading({ ...touch, visit }, now)
  for (const other of others) await doubt(stores, other, ['chip-replayed'])
}

/** Of one visit: which touch it was, and how many before it nobody filed a visit of. */
export async function readingOf(
  { chips }: Stores,
  estate: string,
  visit: string,
): Promise<(Picc & { readonly missed: number | null }) | null> {
  const reading = await chips.readingOf(visit)
  if (!reading) return null
  const before = await chips.counterBefore(estate, reading)
  return { ...reading, missed: before === null ? null : reading.counter - before - 1 }
}
