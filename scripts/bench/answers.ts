import type { Answer } from '../../checkpoints/answer.ts'
import { shippedItems } from '../../checkpoints/checklists/shipped.ts'
import type { Kind } from '../../checkpoints/checkpoint.ts'

/** A checklist on a good day. */
export function allFine(kind: Kind): Answer[] {
  return shippedItems(kind).flatMap(({ id: item, type }): Answer[] => {
    if (type === 'text') return []
    return [
      type === 'reading' ? { item, photos: [], result: 'reading', value: 4711 } : { item, photos: [], result: 'ok' },
    ]
  })
}
