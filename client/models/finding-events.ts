/** Deeds on their way from a desk to the server: what is done stands in an event of its own, which may be sent again. */
import type { FindingAct, FindingEvent } from '../../checkpoints/finding-act.ts'
import { type Uuid, uuidV7 } from '../../checkpoints/ids.ts'
import type { FindingReceipt, ShownEvent } from '../../checkpoints/wire/finding.ts'
import { wallNow } from '../device/clock.ts'
import type { Photo } from '../device/photo.ts'
import type { Reply } from '../request.ts'
import { putFindingEvent, putPhoto } from '../server.ts'
import { estimatedNow } from './server-time.ts'

export function newId(): Uuid {
  return uuidV7(wallNow(), crypto.getRandomValues(new Uint8Array(10)))
}

export type Outgoing = Pick<FindingEvent, 'id' | 'estate' | 'finding' | 'basis' | 'act'> & {
  /** Go up before it, in the name of whoever does it. */
  readonly photos?: readonly Photo[]
  readonly person: Uuid
}

/** Photos first, then the event that names them. With the same id it is the same deed, however often it is sent. */
export async function sendEvent({ photos = [], person, ...event }: Outgoing): Promise<Reply<FindingReceipt>> {
  for (const { sha256, bytes } of photos) {
    const kept = await putPhoto(person, sha256, bytes)
    if (!kept.ok) return kept
  }
  return putFindingEvent(event.id, { event: { v: 1, at: estimatedNow(), ...event } })
}

/** Begins a finding: its first event names it. */
export function reportEvent(
  estate: Uuid,
  act: Extract<FindingAct, { kind: 'report' }>,
): Pick<Outgoing, 'id' | 'estate' | 'finding' | 'basis' | 'act'> {
  return { id: newId(), estate, finding: newId(), basis: 0, act }
}

/** Whether the server said that it cannot be done as the finding stands, and why by its own words. */
export function refusalIn(reply: Reply<unknown>): string | undefined {
  if (reply.ok || reply.offline || reply.problem.code !== 'finding-act-refused') return undefined
  return reply.problem.where?.[0] ?? ''
}

/** What has been kept since a reader last looked. */
export function since(events: readonly ShownEvent[], version: number): ShownEvent[] {
  return events.filter(({ sequence }) => sequence > version)
}
