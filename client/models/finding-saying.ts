/** Does something about a finding: signed with this phone's key and in the queue. Loaded with the signature library. */

import {
  type FindingAct,
  type FindingEvent,
  photosOfAct,
  SIGNED_ACTS,
  signFindingEvent,
} from '../../checkpoints/finding-act.ts'
import type { CheckpointId, Uuid } from '../../checkpoints/ids.ts'
import type { Names } from '../../checkpoints/language.ts'
import { askToBeWoken } from '../device/background-sync.ts'
import { canSign } from '../device/device-key.ts'
import { newId } from '../device/id.ts'
import { keptPhone } from '../local/devices.ts'
import { keepEvent } from '../local/finding-events.ts'
import { type EnrolmentFault, noteKeyLost, type ReadyPhone, readyPhone } from './device.ts'
import { readSaid, sendDeeds } from './finding-outbox.ts'
import { estimatedNow } from './server-time.ts'

/** A finding as far as a deed needs to know it. `basis`: the number of its last event that is known here; 0: it is new. */
export type About = {
  readonly estate: Uuid
  readonly finding: Uuid
  readonly basis: number
  readonly checkpoint: CheckpointId
  /** Of the checkpoint, for the list of what was done. */
  readonly names: Names
}

/** When it is `ok`, the deed is on the disk. When it is not, its draft still is. */
export type Said =
  | { readonly ok: true; readonly id: Uuid }
  | { readonly ok: false; readonly error: EnrolmentFault | 'failed' }

/** @param draft the key of the deed that was filled in, which ends with it */
export async function sayOf(person: Uuid, about: About, act: FindingAct, draft?: string): Promise<Said> {
  const { estate, finding, basis, checkpoint, names } = about
  const event: FindingEvent = { v: 1, id: newId(), finding, estate, at: estimatedNow(), basis, act }
  const phone = await phoneFor(person, act)
  if (phone && !phone.ok) return phone
  const jws = phone ? await signed(event, person, phone.phone) : null
  if (jws === null && SIGNED_ACTS.has(act.kind)) return { ok: false, error: 'key-lost' }
  const photos = photosOfAct(act)
  try {
    await keepEvent({ id: event.id, person, checkpoint, names, event, jws, photos, state: 'saved' }, draft)
  } catch (error) {
    console.warn('the deed could not be kept', error)
    return { ok: false, error: 'failed' }
  }
  await readSaid()
  void askToBeWoken()
  void sendDeeds()
  return { ok: true, id: event.id }
}

/**
 * The phone that signs. Only a deed under somebody's hand waits for one to be enrolled: an emergency is told from any phone,
 * at once.
 */
async function phoneFor(
  person: Uuid,
  act: FindingAct,
): Promise<
  { readonly ok: true; readonly phone: ReadyPhone } | { readonly ok: false; readonly error: EnrolmentFault } | undefined
> {
  if (SIGNED_ACTS.has(act.kind)) return readyPhone(person)
  const kept = await keptPhone(person).catch(() => undefined)
  return kept && kept.device !== null && kept.refused === null
    ? { ok: true, phone: { ...kept, device: kept.device } }
    : undefined
}

/** @returns null if the phone's key no longer signs */
async function signed(event: FindingEvent, person: Uuid, phone: ReadyPhone): Promise<string | null> {
  try {
    return await signFindingEvent({ ...event, person, device: phone.device }, phone.privateKey)
  } catch (error) {
    if (await canSign(phone.privateKey)) throw error
    await noteKeyLost(person)
    return null
  }
}
