import type { Uuid } from '../../checkpoints/ids.ts'
import type { CivilDate } from '../../checkpoints/time.ts'
import type { Coverage } from '../../checkpoints/wire/coverage.ts'
import * as server from '../server.ts'
import { type Polled, polled } from './polled.ts'

/**
 * The board of an estate's day, today if none is named. The last one opened is kept, so that whoever comes back from a visit
 * finds it as it was.
 */
export function dayBoard(estate: Uuid, day: CivilDate | undefined): Polled<Coverage> {
  if (lastOpened?.estate !== estate || lastOpened.day !== day) {
    const span = day === undefined ? {} : { from: day, to: day }
    lastOpened = { estate, day, board: polled(() => server.getCoverage(estate, { ...span, detail: 'cells' })) }
  }
  return lastOpened.board
}
let lastOpened: { estate: Uuid; day: CivilDate | undefined; board: Polled<Coverage> } | undefined
