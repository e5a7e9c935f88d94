/** Beginning a form. */
import { type Uuid, uuidV7 } from '../../checkpoints/ids.ts'
import type { Instant } from '../../checkpoints/time.ts'
import type { Evidence, VisitClaims } from '../../checkpoints/visit.ts'
import { wallNow } from '../device/clock.ts'
import { keptPhone } from '../local/devices.ts'
import { type Draft, keepDraft, keptDrafts } from '../local/drafts.ts'
import { isOfAnotherTime } from './displayed-code.ts'
import { questionsOf } from './questions.ts'
import { roundFor } from './rounds.ts'
import { estimatedNow, lastServerTime } from './server-time.ts'
import type { Spot } from './tag-reading.ts'

/** When a tag was read, by both clocks: taken the moment it is seen, before anything is looked up. */
export type TagSeen = { readonly scannedAt: Instant; readonly lastServerTime: VisitClaims['lastServerTime'] }

export function tagSeen(): TagSeen {
  return { scannedAt: wallNow(), lastServerTime: lastServerTime() }
}

/**
 * Opens the form of a spot: the one left unfinished there for the same round, else a new one. On the disk when it resolves.
 */
export async function startDraft(spot: Spot, person: Uuid, seen: TagSeen): Promise<Draft> {
  const { pack, checkpoint, evidence } = spot
  const round = roundFor(checkpoint.id, pack.rounds, { person, now: estimatedNow() })
  const follows = await filedBefore(person)
  const begun = (await keptDrafts(person)).find(
    (draft) =>
      draft.checkpoint === checkpoint.id &&
      draft.round === (round?.id ?? null) &&
      seen.scannedAt - draft.scannedAt < RESUME_MS,
  )
  // The first sight of the tag is the visit's time, unless now there is better evidence, or what there was is of another time.
  if (begun)
    return strengthOf(evidence) > strengthOf(begun.evidence) || isOfAnotherTime(begun)
      ? kept({ ...begun, ...seen, follows, evidence })
      : begun
  const expected = round?.expected.find((expected) => expected.checkpoint === checkpoint.id)?.checklist
  // What the round has frozen, if this phone has it.
  const frozen = expected && questionsOf(pack, checkpoint.id, expected)
  const ref = frozen && expected ? expected : checkpoint.checklist
  const questions = frozen ?? questionsOf(pack, checkpoint.id, ref)
  return kept({
    id: uuidV7(seen.scannedAt, crypto.getRandomValues(new Uint8Array(10))),
    estate: pack.estate.id,
    person,
    checkpoint: checkpoint.id,
    evidence,
    ...seen,
    follows,
    openedAt: wallNow(),
    round: round?.id ?? null,
    checklist: ref,
    ...(questions && { questions }),
    entries: [],
    changedAt: estimatedNow(),
  })
}

/** A typed code proves little, a chip that cannot be copied more than a printed tag. */
function strengthOf(evidence: Evidence): number {
  if (evidence.channel === 'typed') return 0
  return evidence.channel === 'nfc' && evidence.sun ? 2 : 1
}

/** A form left longer than this is not gone on with; it can still be filed for what it was. */
const RESUME_MS = 4 * 3_600_000

async function filedBefore(person: Uuid): Promise<NonNullable<Draft['follows']>> {
  const phone = await keptPhone(person)
  return { device: phone?.device ?? null, count: phone?.sequence ?? 0 }
}

async function kept(draft: Draft): Promise<Draft> {
  await keepDraft(draft)
  return draft
}
