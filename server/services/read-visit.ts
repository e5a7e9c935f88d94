/** Reading a visit back with its evidence. */
import { mayDo, type Person } from '../../checkpoints/people.ts'
import { readKeptVisit } from '../../checkpoints/visit.ts'
import type { VisitRecord } from '../../checkpoints/wire/visit.ts'
import type { Context } from '../context.ts'
import { readingOf } from './chip-touches.ts'
import { done, type Outcome, refused } from './outcome.ts'

/** For its author and for the desk of its estate; for anyone else it does not exist. */
export async function readVisitRecord(context: Context, reader: Person, id: string): Promise<Outcome<VisitRecord>> {
  const { read } = context.database
  const visit = await read.visits.byId(id)
  if (!visit) return refused('not-found')
  const atDesk = mayDo('read a visit', await read.people.rolesOn(reader.id, visit.estate))
  if (!atDesk && visit.person !== reader.id) return refused('not-found')
  const parsed = readKeptVisit(visit.jws)
  const [author, device, spot, later, reviews, round, chip] = await Promise.all([
    read.people.byId(visit.person),
    read.devices.byId(visit.device),
    read.checkpoints.byId(visit.checkpoint),
    read.visits.firstReceiptAfter(visit.device, visit.sequence),
    read.reviews.of(id),
    visit.round === null ? undefined : read.rounds.head(visit.estate, visit.round),
    readingOf(read, visit.estate, id),
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
    receivedAt: visit.receivedAt,
    occurredAt: visit.occurredAt,
    notBefore: visit.notBefore,
    notAfter: Math.min(visit.receivedAt, later ?? visit.receivedAt),
    round: round ? { id: round.id, names: round.names, opensAt: round.opensAt, closesAt: round.closesAt } : null,
    reviews,
  })
}
