/** This phone as the server knows it: one key per person, made here, never leaving (design.md §3 "Visit"). */
import { effect, signal } from '@preact/signals'
import type { Uuid } from '../../checkpoints/ids.ts'
import { createDeviceKey } from '../device/device-key.ts'
import { deviceLabel } from '../device/device-label.ts'
import { alone } from '../device/lock.ts'
import { changePhone, type EnrolledPhone, keepPhone, keptPhone } from '../local/devices.ts'
import * as server from '../server.ts'
import { walks } from './estate.ts'
import { me } from './session.ts'

export type ReadyPhone = EnrolledPhone & { readonly device: Uuid }

/**
 * - offline: the server does not know this phone yet and cannot be asked now
 * - no-key-store: this browser keeps no keys (some private windows)
 * - device-unknown, device-revoked: the server takes no more visits from it; {@link enrolAgain}
 */
export type EnrolmentFault = 'offline' | 'no-key-store' | 'device-unknown' | 'device-revoked' | 'signed-out'

export type Enrolment =
  | { readonly ok: true; readonly phone: ReadyPhone }
  | { readonly ok: false; readonly error: EnrolmentFault }

/** Whether the signed-in person could file a visit now. */
export const phoneState = signal<EnrolmentFault | 'ready' | 'unknown'>('unknown')

/** Call once. Enrols while there is a signal, so that nobody finds out in a basement that he had to. */
export function startDevice(): void {
  effect(() => {
    phoneState.value = 'unknown'
    if (me.value && walks.value) void readyPhone(me.value.person.id)
  })
  addEventListener('online', () => {
    if (phoneState.peek() === 'offline' && me.peek()) void readyPhone(me.peek()!.person.id)
  })
}

/** The phone with a key the server knows. Makes and enrols one the first time, which needs a signal. */
export async function readyPhone(person: Uuid): Promise<Enrolment> {
  // Two tabs enrolling at once would leave the server with a device nobody uses.
  return noted(
    alone('enrolment', async () => {
      const kept = await keptPhone(person).catch(() => undefined)
      if (kept?.refused) return { ok: false, error: kept.refused }
      if (kept && isReady(kept)) return { ok: true, phone: kept }
      const phone = kept ?? (await makeKey(person))
      return phone ? enrol(phone) : { ok: false, error: 'no-key-store' }
    }),
  )
}

/** After a revocation, when his supervisor has agreed: a new key, a new chain. Visits signed with the old one stay refused. */
export async function enrolAgain(person: Uuid): Promise<Enrolment> {
  return noted(
    alone('enrolment', async () => {
      const phone = await makeKey(person)
      return phone ? enrol(phone) : { ok: false, error: 'no-key-store' }
    }),
  )
}

async function noted(enrolling: Promise<Enrolment>): Promise<Enrolment> {
  const enrolment = await enrolling
  phoneState.value = enrolment.ok ? 'ready' : enrolment.error
  return enrolment
}

async function enrol(phone: EnrolledPhone): Promise<Enrolment> {
  const reply = await server.enrolDevice({ publicKey: phone.publicJwk, label: deviceLabel() })
  if (!reply.ok) return { ok: false, error: !reply.offline && reply.problem.status === 401 ? 'signed-out' : 'offline' }
  const enrolled = await changePhone(phone.person, { device: reply.value.id })
  return enrolled && isReady(enrolled) ? { ok: true, phone: enrolled } : { ok: false, error: 'no-key-store' }
}

/** Kept before it is enrolled: if the answer gets lost, the same key is enrolled again. */
async function makeKey(person: Uuid): Promise<EnrolledPhone | undefined> {
  try {
    const { privateKey, publicJwk } = await createDeviceKey()
    await keepPhone({ person, privateKey, publicJwk, device: null, sequence: 0, previous: null, refused: null })
    // Some iOS modes take a key in and give nothing usable back: find out now, not in a basement.
    const back = await keptPhone(person)
    await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, back!.privateKey, new Uint8Array(1))
    return back
  } catch (error) {
    console.warn('this browser keeps no keys', error)
    return undefined
  }
}

function isReady(phone: EnrolledPhone): phone is ReadyPhone {
  return phone.device !== null
}
