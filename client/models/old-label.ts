/** A label that has been replaced and still hangs: whoever reads it is told, and so is the desk, without being asked to do anything. */

import { mayDo } from '../../checkpoints/people.ts'
import { tagDigitsIn } from '../../checkpoints/tag.ts'
import { MINUTE_MS } from '../../checkpoints/time.ts'
import type { ListedCheckpoint } from '../../checkpoints/wire/estate.ts'
import { say } from './label-words.ts'
import { packs } from './pack.ts'
import { estimatedNow } from './server-time.ts'
import { me } from './session.ts'
import type { TagReading } from './tag-reading.ts'

/** The same label held before the camera is the same news. */
const SAME_NEWS_MS = 30 * MINUTE_MS
const toldAt = new Map<string, number>()

/** @returns the reading, as it is */
export function noteOldLabel(text: string, reading: TagReading): TagReading {
  if (!reading.ok && reading.refusal.reason === 'revoked') void tell(text, reading.refusal.checkpoint)
  return reading
}

async function tell(text: string, { id, names }: ListedCheckpoint): Promise<void> {
  const digits = tagDigitsIn(text)
  const pack = [...packs.value.values()].find(({ checkpoints }) => checkpoints.some((spot) => spot.id === id))
  const person = me.value?.person.id
  const roles = me.value?.memberships.find(({ estate }) => estate.id === pack?.estate.id)?.roles ?? []
  const readAt = estimatedNow()
  if (!digits || !pack || !person || !mayDo('report a label', roles)) return
  if (readAt - (toldAt.get(digits) ?? 0) < SAME_NEWS_MS) return
  toldAt.set(digits, readAt)
  const about = { estate: pack.estate.id, checkpoint: id, names }
  await say(person, { kind: 'old', ...about, body: { digits, readAt } }).catch((error: unknown) =>
    console.warn('an old label could not be noted', error),
  )
}
