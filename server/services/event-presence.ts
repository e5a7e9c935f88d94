/** Whether whoever verifies a finding stood where it is (policy 9.4): his evidence is looked at as that of a visit is. */
import type { SignedFindingEvent } from '../../checkpoints/finding-act.ts'
import { clockFault, occurrenceOf } from '../../checkpoints/occurrence.ts'
import { judgePresence, withClockDoubt } from '../../checkpoints/presence.ts'
import { parseTag } from '../../checkpoints/tag.ts'
import type { Instant } from '../../checkpoints/time.ts'
import type { Evidence } from '../../checkpoints/visit.ts'
import type { Context } from '../context.ts'
import type { StoredDevice } from '../store/devices.ts'
import type { EventPresence } from '../store/findings.ts'
import { tagKey } from '../store/gathered.ts'
import { touchOf } from './chip-touches.ts'
import { done, type Outcome, refused } from './outcome.ts'
import { proofOf } from './proof.ts'

type Said = Pick<SignedFindingEvent, 'estate' | 'at'> & { readonly evidence: Evidence; readonly checkpoint: string }

/**
 * What the evidence is worth. A phone without a signal may not have heard that a label has been replaced: it is believed, and
 * asked. That it took hours to arrive says nothing about a verification.
 */
export async function presenceOf(
  context: Context,
  { estate, at, evidence, checkpoint }: Said,
  device: Pick<StoredDevice, 'revokedAt' | 'bound'>,
  receivedAt: Instant,
): Promise<Outcome<EventPresence>> {
  const { gathered } = context.database
  const named = evidence.channel === 'typed' ? undefined : parseTag(evidence.digits)?.fields
  const [issued, key] = await Promise.all([
    named && gathered.tag(tagKey(named)),
    named && gathered.tagKey(`${estate} ${named.generation}`),
  ])
  const proof = await proofOf(context, { evidence, estate }, { issued, keyRevokedAt: key?.revokedAt ?? null })
  if (!proof.ok) return proof
  const claims = { estate, checkpoint, evidence, scannedAt: at, lastServerTime: null }
  const { word: chip } = await touchOf(context, claims, receivedAt)
  const { tag, revokedAt } = proof.value
  const verdict = judgePresence({ claims, tag, revokedAt, chip, device, receivedAt })
  if (verdict.outcome === 'rejected') return refused(verdict.refusal)
  const asked = withClockDoubt(verdict, clockFault(claims, occurrenceOf(claims, receivedAt)))
  const reasons = asked.outcome === 'verified' ? [] : asked.reasons.filter((reason) => reason !== 'time-unproven')
  return done(reasons.length > 0 ? { outcome: 'doubtful', reasons } : { outcome: 'verified' })
}
