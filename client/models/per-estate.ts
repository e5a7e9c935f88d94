import type { Uuid } from '../../checkpoints/ids.ts'
import type { Reply } from '../server.ts'
import { type Polled, polled } from './polled.ts'

/** One answer for each estate, the same one for every screen that asks. */
export function perEstate<T>(ask: (estate: Uuid) => Promise<Reply<T>>): (estate: Uuid) => Polled<T> {
  const known = new Map<Uuid, Polled<T>>()
  return (estate) => {
    const shown = known.get(estate) ?? polled(() => ask(estate))
    known.set(estate, shown)
    return shown
  }
}
