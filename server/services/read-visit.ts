/** Reading a visit back with its evidence. */
import { mayDo, type Person } from '../../checkpoints/people.ts'
import { parseTag } from '../../checkpoints/tag.ts'
import { readKeptVisit, type VisitClaims } from '../../checkpoints/visit.ts'
import type { VisitRecord } from '../../checkpoints/wire/visit.ts'
import type { Context } from '../context.ts'
import { tagKey } from '../store/gathered.ts'
import { readingOf } from './chip-touches.ts'
import { done, type Outcome, refused } from './outcome.ts'
import { proofOf } from './proof.ts'

/** For its author and for the desk of its estate; for anyone else it does not exist. */
export async function readVisitRecord(context: Context, reader: Person, id: string): Promise<Outcome<VisitRecord>> {
  const { read } = context.database
  const visit = await read.visits.byId(id)
  if (!visit) return refused('not-found')
  const atDesk = mayDo('read a visit', await read.people.rolesOn(reader.id, visit.estate))
  if (!atDesk && visit.person !== reader.id) return refused('not-found')
  const parsed = readKeptVisit(visit.jws)
  const [author, device, spot, later, reviews, round, chip, tagRevokedAt] = await Promise.all([
    read.people.byId(visit.person),
    read.devices.byId(visit.device),
    read.checkpoints.byId(visit.checkpoint),
    read.visits.firstReceiptAfter(visit.device, visit.sequence),
    read.reviews.of(id),
    visit.round === null ? undefined : read.rounds.head(visit.estate, visit.round),
    readingOf(read, visit.estate, id),
    parsed.ok ? revokedSince(context, parsed.claims) : null,
  ])
  if (!parsed.ok || !author || !device || !spot) throw new Error(`visit ${id} has lost what it refers to`)
  const { kind, code, names, place } = spot.checkpoint
  return done({
    claims: parsed.claims,
    jws: visit.jws,
    sha256: visit.sha256,
    person: { id: author.id, name: author.name },
    device: { id: device.id, label: device.label, revokedAt: device.revokedAt },
    checkpoint: { id: visit.checkpoint, kind, code, names, place },
    verdict: visit.verdict,
    chip,
    tagRevokedAt,
    receivedAt: visit.receivedAt,
    occurredAt: visit.occurredAt,
    notBefore: visit.notBefore,
    notAfter: Math.min(visit.receivedAt, later ?? visit.receivedAt),
    round: round ? { id: round.id, names: round.names, opensAt: round.opensAt, closesAt: round.closesAt } : null,
    reviews,
  })
}

/** When what a visit was read off was replaced, or its key or display revoked; null: it is good to this day. */
async function revokedSince(context: Context, claims: VisitClaims): Promise<number | null> {
  const { gathered } = context.database
  const { evidence, estate } = claims
  const named = evidence.channel === 'typed' || evidence.channel === 'display' ? undefined : parseTag(evidence.digits)
  const [issued, key] = await Promise.all([
    named && gathered.tag(tagKey(named.fields)),
    named && gathered.tagKey(`${estate} ${named.fields.generation}`),
  ])
  const proof = await proofOf(context, claims, { issued, keyRevokedAt: key?.revokedAt ?? null })
  return proof.ok ? proof.value.revokedAt : null
}
