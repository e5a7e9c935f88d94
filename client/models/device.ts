/** This phone as the server knows it: one key per person, made here, never leaving (design.md §3 "Visit"). */
import { effect, signal } from '@preact/signals'
import type { Uuid } from '../../checkpoints/ids.ts'
import { VISIT_VERSION } from '../../checkpoints/visit-version.ts'
import { canSign, createDeviceKey, createUnboundKey } from '../device/device-key.ts'
import { deviceLabel } from '../device/device-label.ts'
import { alone } from '../device/lock.ts'
import { lookForUpdate } from '../device/registration.ts'
import { changePhone, type EnrolledPhone, isUnbound, keepPhone, keptPhone } from '../local/devices.ts'
import type { Reply } from '../request.ts'
import * as server from '../server.ts'
import { walks } from './estate.ts'
import { me } from './session.ts'

export type ReadyPhone = EnrolledPhone & { readonly device: Uuid }

/**
 * - offline: the server does not know this phone yet and cannot be asked now
 * - no-key-store: this browser keeps nothing at all (some private windows)
 * - device-unknown, device-revoked: the server takes no more visits from it; {@link enrolAgain}
 * - app-too-old: the server takes nothing that this version files; an update is being looked for
 * - key-lost: the browser has kept the phone's number and no longer its key; {@link enrolAgain}
 */
export type EnrolmentFault =
  | 'offline'
  | 'no-key-store'
  | 'device-unknown'
  | 'device-revoked'
  | 'app-too-old'
  | 'key-lost'
  | 'signed-out'

export type Enrolment =
  | { readonly ok: true; readonly phone: ReadyPhone }
  | { readonly ok: false; readonly error: EnrolmentFault }

/** Whether the signed-in person could file a visit now. `unbound`: he could, and it would prove less. */
export const phoneState = signal<EnrolmentFault | 'ready' | 'unbound' | 'unknown'>('unknown')

/** Call once. Enrols while there is a signal, so that nobody finds out in a basement that he had to. */
export function startDevice(): void {
  effect(() => {
    phoneState.value = 'unknown'
    if (me.value && walks.value) void confirmPhone(me.value.person.id)
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
      // One that was made and never enrolled, if it is any good.
      const phone = kept && (await canSign(kept.privateKey)) ? kept : await makeKey(person)
      return phone ? enrol(phone) : { ok: false, error: 'no-key-store' }
    }),
  )
}

/**
 * Asks the server whether it still takes this phone, so that nobody hears of a revocation only from visits that were refused.
 * A server that has lost the phone, put back from a backup, takes its key anew: with another number, a new chain begins.
 */
async function confirmPhone(person: Uuid): Promise<void> {
  const { ok } = await readyPhone(person)
  if (!ok) return
  await noted(
    alone('enrolment', async () => {
      const kept = await keptPhone(person)
      if (!kept || !isReady(kept)) return { ok: false, error: 'offline' }
      const enrolment = await enrol(kept)
      return enrolment.ok || NEWS.has(enrolment.error) ? enrolment : { ok: true, phone: kept }
    }),
  )
}

/** What the server alone can know of a phone that is ready. */
const NEWS: ReadonlySet<EnrolmentFault> = new Set(['device-revoked', 'app-too-old'])

/**
 * When a phone was revoked or its key is lost: a new key, a new chain. What was filed with the old one stays in the outbox and
 * still goes up, as far as the server takes it.
 */
export async function enrolAgain(person: Uuid): Promise<Enrolment> {
  return noted(
    alone('enrolment', async () => {
      const kept = await keptPhone(person).catch(() => undefined)
      // A key that still serves is given up only once the server can be told of the next.
      const asked = kept && isReady(kept) && kept.refused === null ? await enrol(kept) : undefined
      if (asked?.ok === false && asked.error !== 'device-revoked') return { ok: true, phone: kept as ReadyPhone }
      const phone = await makeKey(person)
      return phone ? enrol(phone) : { ok: false, error: 'no-key-store' }
    }),
  )
}

/** A key that no longer signs has to be replaced; nothing else can be done about it. */
export async function noteKeyLost(person: Uuid): Promise<void> {
  await changePhone(person, { refused: 'key-lost' })
  phoneState.value = 'key-lost'
}

async function noted(enrolling: Promise<Enrolment>): Promise<Enrolment> {
  const enrolment = await enrolling
  if (!enrolment.ok) phoneState.value = enrolment.error
  else phoneState.value = isUnbound(enrolment.phone) ? 'unbound' : 'ready'
  return enrolment
}

async function enrol(phone: EnrolledPhone): Promise<Enrolment> {
  const { person, publicJwk } = phone
  const reply = await server.enrolDevice(person, {
    publicKey: publicJwk,
    label: deviceLabel(),
    bound: !isUnbound(phone),
    visitVersion: VISIT_VERSION,
  })
  if (!reply.ok) return { ok: false, error: await enrolmentFault(person, reply) }
  const { id: device } = reply.value
  const change = phone.device === device ? {} : { device, sequence: 0, previous: null }
  const enrolled = await changePhone(person, change)
  return enrolled && isReady(enrolled) ? { ok: true, phone: enrolled } : { ok: false, error: 'no-key-store' }
}

async function enrolmentFault(person: Uuid, reply: Reply<unknown> & { ok: false }): Promise<EnrolmentFault> {
  if (reply.offline) return 'offline'
  if (reply.problem.code === 'device-revoked') {
    await changePhone(person, { refused: 'device-revoked' })
    return 'device-revoked'
  }
  if (reply.problem.code === 'app-too-old') {
    void lookForUpdate()
    return 'app-too-old'
  }
  return reply.problem.status === 401 ? 'signed-out' : 'offline'
}

/**
 * Makes a key and keeps it before it is enrolled: if the answer gets lost, the same key is enrolled again. Whether this browser
 * can keep one that nobody can copy is found out now, not in a basement; if it cannot, the phone works unbound.
 */
async function makeKey(person: Uuid): Promise<EnrolledPhone | undefined> {
  for (const create of [createDeviceKey, createUnboundKey]) {
    try {
      const { privateKey, publicJwk } = await create()
      await keepPhone({ person, privateKey, publicJwk, device: null, sequence: 0, previous: null, refused: null })
      const back = await keptPhone(person)
      if (back && (await canSign(back.privateKey))) return back
    } catch (error) {
      console.warn('this browser does not keep such a key', error)
    }
  }
  return undefined
}

function isReady(phone: EnrolledPhone): phone is ReadyPhone {
  return phone.device !== null
}
