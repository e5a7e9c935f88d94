/** Deeds on their way from a desk to the server: what is done stands in an event of its own, which may be sent again. */

import type { FindingAct, FindingEvent } from '../../checkpoints/finding-act.ts'
import type { Uuid } from '../../checkpoints/ids.ts'
import type { FindingReceipt, ShownEvent } from '../../checkpoints/wire/finding.ts'
import { newId } from '../device/id.ts'
import type { Photo } from '../device/photo.ts'
import type { Reply } from '../request.ts'
import { putFindingEvent, putPhoto } from '../server.ts'
import { estimatedNow } from './server-time.ts'

export type Outgoing = {
  readonly event: FindingEvent
  /** Go up before it, in the name of whoever does it. */
  readonly photos: readonly Photo[]
  readonly person: Uuid
}

type Where = Pick<FindingEvent, 'estate' | 'finding' | 'basis'>
type About = Where & { readonly person: Uuid }

/** A deed as it is done now, under an id of its own. */
export function eventOf(where: Where, act: FindingAct): FindingEvent {
  return { v: 1, id: newId(), at: estimatedNow(), ...where, act }
}

export function outgoing({ person, ...where }: About, act: FindingAct, photos: readonly Photo[] = []): Outgoing {
  return { event: eventOf(where, act), photos, person }
}

/** Photos first, then the event that names them. The same event is the same deed, however often it is sent. */
export async function sendEvent({ event, photos, person }: Outgoing): Promise<Reply<FindingReceipt>> {
  for (const { sha256, bytes } of photos) {
    const kept = await putPhoto(person, sha256, bytes)
    if (!kept.ok) return kept
  }
  return putFindingEvent(event.id, { event })
}

/**
 * Sends what one form says. As long as nobody knows whether an attempt has arrived, the same words go again as the same event, so
 * that a comment is never made twice; other words are another deed.
 */
export function formSender(about: () => About) {
  let pending: { readonly words: string; readonly out: Outgoing } | undefined
  return async (act: FindingAct, photos: readonly Photo[] = []): Promise<Reply<FindingReceipt>> => {
    const words = JSON.stringify(act)
    const out = pending?.words === words ? pending.out : outgoing(about(), act, photos)
    pending = { words, out }
    const reply = await sendEvent(out)
    if (reply.ok || !reply.offline) pending = undefined
    return reply
  }
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
