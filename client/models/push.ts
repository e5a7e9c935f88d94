/** Whether this browser is told while no page of it is open, and for whom. */
import { signal } from '@preact/signals'
import type { Uuid } from '../../checkpoints/ids.ts'
import { deviceLabel } from '../device/device-label.ts'
import { type PushState, pushState, subscribe, subscribed, unsubscribe } from '../device/push.ts'
import { keepPushOwner, pushOwner } from '../device/push-owner.ts'
import { addBrowser } from '../server.ts'
import type { Failure } from './polled.ts'

/** Undefined until the browser has said so. */
export const thisBrowser = signal<PushState | undefined>(undefined)

/** @param person at the phone: to him it is off while it shows a colleague's */
export async function lookAtPush(person: Uuid): Promise<void> {
  const state = await pushState().catch(() => 'unsupported' as const)
  thisBrowser.value = state === 'on' && (await pushOwner())?.person !== person ? 'off' : state
}

/** Call in the handler of a touch. @returns why it came to nothing; undefined also if he said no himself */
export async function switchOn(person: Uuid, vapidKey: string): Promise<Failure | undefined> {
  const told = await subscribe(vapidKey)
  const label = deviceLabel()
  const reply = told && (await addBrowser({ ...told, label }))
  if (reply?.ok) await keepPushOwner({ person, label })
  await lookAtPush(person)
  return reply && !reply.ok ? reply : undefined
}

/** Nothing is shown here any more, unless it is a colleague's. */
export async function switchOff(person: Uuid): Promise<void> {
  if ((await pushOwner())?.person === person) {
    await keepPushOwner(undefined)
    await unsubscribe().catch(() => undefined)
  }
  await lookAtPush(person)
}

/** The browser may have renewed its subscription while nobody was signed in: the server is told at the next start. */
export async function renewPush(person: Uuid): Promise<void> {
  const owner = await pushOwner()
  if (owner?.person !== person) return
  const told = await subscribed().catch(() => undefined)
  if (told) await addBrowser({ ...told, label: owner.label })
}
