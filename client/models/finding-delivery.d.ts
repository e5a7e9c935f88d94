/**
 * Sending what people do about findings: the deeds of one finding in the order in which they were done here, an emergency before
 * everything else; none leaves the phone without a receipt. Knows no page and no signal, so that the service worker can send too
 * when no page is open.
 */
import type { Uuid } from '../../checkpoints/ids.ts'
import type { Delivery } from './delivery.ts'
/** Whoever watches is told which deed is going up now, and when what is kept has changed. */
export type DeedWatcher = {
  readonly onSending: (deed: Uuid | undefined) => void
  readonly onKept: () => void | Promise<void>
}
/**
 * Sends once what these people have done. Call it alone, in all tabs: under the lock `finding-events`.
 * @param people for whom the server would take something now
 */
export declare function deliverDeeds(people: ReadonlySet<Uuid>, watcher: DeedWatcher): Promise<Delivery>
