/** How an estate sees to its findings, as last fetched, the same for every screen that asks. */
import type { Uuid } from '../../checkpoints/ids.ts'
import type { FindingRulesRecord } from '../../checkpoints/wire/finding.ts'
import { getFindingRules } from '../server.ts'
import { type Polled, polled } from './polled.ts'

const known = new Map<Uuid, Polled<FindingRulesRecord>>()

export function findingRulesOf(estate: Uuid): Polled<FindingRulesRecord> {
  const shown = known.get(estate) ?? polled(() => getFindingRules(estate))
  known.set(estate, shown)
  return shown
}
