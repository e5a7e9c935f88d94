/** Findings that visits begin: each thing that one saw wrong is one, also what was settled at once. */
import type { Checklist } from '../../checkpoints/checklist.ts'
import { categoryOf } from '../../checkpoints/sighting.ts'
import type { VisitClaims } from '../../checkpoints/visit.ts'
import type { Context } from '../context.ts'
import type { Stores } from '../store/stores.ts'
import type { StoredVisit } from '../store/visits.ts'
import { keepBeginning } from './keep-act.ts'
import { sightingsOf } from './last-words.ts'

type Seen = {
  readonly claims: VisitClaims
  /** As the visit answered it. */
  readonly checklist: Checklist
  readonly visit: StoredVisit
}

/** Whether it is the same problem as one that is known, somebody says by merging them; a visit decides nothing about others. */
export async function beginFindings(
  context: Context,
  stores: Stores,
  { claims, checklist, visit: { id: visit, estate, checkpoint, person, occurredAt: at } }: Seen,
): Promise<void> {
  for (const sighting of sightingsOf(claims)) {
    const { item, cause, severity, settled, note } = sighting
    const answer = claims.answers.find((answer) => answer.item === item)
    const signature = answer?.result === 'defect' ? (answer.signature ?? null) : null
    const kept = await keepBeginning(context, stores, {
      ...{ id: context.newId(), finding: context.newId(), estate, at },
      author: { by: 'staff', person, roles: [] },
      // The visit is what the phone signed, and its bytes stand there.
      ...{ sha256: '', signed: { device: claims.device, jws: null } },
      beginning: {
        ...{ checkpoint, severity, settled, note, signature, callBack: false },
        photos: answer?.photos ?? [],
        source: { by: 'visit', visit, item, cause },
        category: categoryOf(sighting, checklist) ?? null,
      },
    })
    if (!kept.ok) throw new Error(`a visit began no finding: ${kept.problem.code}`)
  }
}
