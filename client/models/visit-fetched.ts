import type { Uuid } from '../../checkpoints/ids.ts'
import type { Reply } from '../request.ts'
import * as server from '../server.ts'
import { catalogueOf } from './catalogue-kept.ts'
import { me } from './session.ts'
import type { VisitFile } from './visit-file.ts'

/** Fails only if the visit itself cannot be fetched. */
export async function fetchVisit(id: Uuid): Promise<Reply<VisitFile>> {
  const record = await server.getVisit(id)
  if (!record.ok) return record
  const { estate, checklist } = record.value.claims
  const catalogue = catalogueOf(estate)
  const [questions] = await Promise.all([server.getChecklist(estate, checklist), catalogue.refresh()])
  const membership = me.peek()?.memberships.find((one) => one.estate.id === estate)
  return {
    ok: true,
    value: {
      record: record.value,
      zone: membership?.estate.zone ?? 'UTC',
      checklist: questions.ok ? questions.value : undefined,
      catalogue: catalogue.value.peek(),
    },
  }
}
