import type { ListedFinding } from '../../../checkpoints/wire/finding.ts'
import { aFinding } from '../../support/a-finding.ts'
import { LOBBY, uuid } from '../../support/builders.ts'

let made = 0

export function aListedFinding(given: Partial<ListedFinding> = {}): ListedFinding {
  made += 1
  return {
    ...aFinding(),
    id: uuid(0x7000 + made),
    number: made,
    spot: { id: LOBBY, kind: 'lobby', code: 'A-GF-LOB', names: { en: 'Lobby' }, place: uuid(0xb1) },
    itemWords: null,
    reporter: 'Amy',
    assignee: null,
    standing: 'none',
    workOrder: null,
    ...given,
  }
}
