/**
 * Sending what people do about findings: the deeds of one finding in the order in which they were done here, an emergency before
 * everything else; none leaves the phone without a receipt. Knows no page and no signal, so that the service worker can send too
 * when no page is open.
 */
import type { Uuid } from '../../checkpoints/ids.ts'
import { keptEvents, markEvent, type SaidEvent } from '../local/finding-events.ts'
import { dropUnusedPhotos } from '../local/photos.ts'
import * as server from '../server.ts'
import type { Delivery } from './delivery.ts'
import { isFinal, sendPhotos } from './sending.ts'

/** Whoever watches is told which deed is going up now, and when what is kept has changed. */
export type DeedWatcher = {
  readonly onSending: (deed: Uuid | undefined) => void
  readonly onKept: () => void | Promise<void>
}

/**
 * Sends once what these people have done. Call it alone, in all tabs: under the lock `finding-events`.
 * @param people for whom the server would take something now
 */
export async function deliverDeeds(people: ReadonlySet<Uuid>, watcher: DeedWatcher): Promise<Delivery> {
  const waiting = (await keptEvents()).filter(({ state, person }) => state === 'saved' && people.has(person))
  const tried: Tried = { people: new Set(), findings: new Set(), left: waiting.length }
  let delivered = 0
  for (const said of emergenciesFirst(waiting)) {
    if (tried.people.has(said.person) || tried.findings.has(said.event.finding)) continue
    watcher.onSending(said.id)
    const outcome = await sendOne(said).finally(() => watcher.onSending(undefined))
    await watcher.onKept()
    if (outcome === 'offline') break
    if (outcome === 'signed-out') tried.people.add(said.person)
    // What comes after it would be judged without it.
    else if (outcome === 'later') tried.findings.add(said.event.finding)
    else tried.left--
    if (outcome === 'arrived') delivered++
  }
  if (tried.left < waiting.length) await dropUnusedPhotos()
  return { delivered, left: tried.left }
}

type Tried = { readonly people: Set<Uuid>; readonly findings: Set<Uuid>; left: number }

function emergenciesFirst(waiting: readonly SaidEvent[]): SaidEvent[] {
  const rings = ({ event }: SaidEvent) => event.act.kind === 'report' && event.act.severity === 'emergency'
  return [...waiting.filter(rings), ...waiting.filter((said) => !rings(said))]
}

/** `later`: the server's own trouble, or it has not heard of the finding yet. */
async function sendOne(said: SaidEvent): Promise<'arrived' | 'refused' | 'later' | 'signed-out' | 'offline'> {
  const { id, person, event, jws } = said
  const reply =
    (await sendPhotos(person, said.photos)) ??
    (await server.putFindingEvent(id, jws === null ? { event } : { jws }, person))
  if (reply.ok) {
    // Only a receipt for this very deed counts.
    if (reply.value.id !== id || reply.value.finding !== event.finding) return 'later'
    await markEvent(id, { state: 'on-server', receipt: reply.value })
    return 'arrived'
  }
  if (reply.offline) return 'offline'
  const { problem } = reply
  if (problem.code === 'signed-out') return 'signed-out'
  if (!isFinal(problem) || (problem.code === 'finding-unknown' && (await isReportToCome(said)))) return 'later'
  await markEvent(id, { state: 'refused', problem })
  return 'refused'
}

/** Whether the report of its finding is in the queue as well: a colleague has to sign in before it goes up. */
async function isReportToCome({ event: { finding } }: SaidEvent): Promise<boolean> {
  return (await keptEvents()).some(
    ({ state, event }) => state === 'saved' && event.finding === finding && event.act.kind === 'report',
  )
}
