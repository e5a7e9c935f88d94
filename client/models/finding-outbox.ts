/**
 * What people do about findings, on its way to the server: in one of three places, on this phone, on the server, or refused with
 * the reason (finding-delivery.ts).
 */
import { computed, signal } from '@preact/signals'
import type { Uuid } from '../../checkpoints/ids.ts'
import { dropArrived, keptEvents, markEvent, type SaidEvent } from '../local/finding-events.ts'
import { type DeedWatcher, deliverDeeds } from './finding-delivery.ts'
import { refreshPacks } from './pack.ts'
import { mayBeSentFor, sendingLoop, stillListedSince } from './sending-loop.ts'
import { me } from './session.ts'

/** Everybody's on this phone, in the order in which it was said. */
export const saidEvents = signal<readonly SaidEvent[]>([])

export const mySaid = computed(() => saidEvents.value.filter(({ person }) => person === me.value?.person.id))
export const waitingDeeds = computed(() => mySaid.value.filter(({ state }) => state === 'saved').length)
export const refusedDeeds = computed(() => mySaid.value.filter(({ state }) => state === 'refused').length)
export const othersDeeds = computed(
  () => saidEvents.value.filter(({ person, state }) => person !== me.value?.person.id && state === 'saved').length,
)

/** The deed that is going up now. */
export const sendingDeed = signal<Uuid | undefined>(undefined)

const loop = sendingLoop('finding-events', sendAll)
export const sendDeeds = loop.send

/** Call once. */
export function startFindingOutbox(): void {
  void readSaid()
  loop.start()
}

export async function readSaid(): Promise<void> {
  saidEvents.value = await keptEvents()
}

/** Tries a refused deed once more: what was wrong may have been put right at the desk. */
export async function retryDeed(id: Uuid): Promise<void> {
  await markEvent(id, { state: 'saved' })
  await readSaid()
  await sendDeeds()
}

/** @returns how many are still to be sent */
async function sendAll(): Promise<number> {
  await dropArrived(stillListedSince())
  await readSaid()
  const { delivered, left } = await deliverDeeds(await mayBeSentFor(), WATCHER)
  if (delivered > 0) void refreshPacks()
  return left
}

const WATCHER: DeedWatcher = {
  onSending(deed) {
    sendingDeed.value = deed
  },
  onKept: readSaid,
}
