/**
 * Visits on their way to the server. Whatever happens, each of them is in one of four places: on this phone, being sent, on
 * the server, or refused with the reason; and none leaves the phone without a receipt for exactly its bytes.
 */
import { computed, signal } from '@preact/signals'
import type { Uuid } from '../../checkpoints/ids.ts'
import { askToBeWoken } from '../device/background-sync.ts'
import { alone } from '../device/lock.ts'
import { lookForUpdate } from '../device/registration.ts'
import { keptPhone } from '../local/devices.ts'
import { dropDelivered, keptItems, markSaved, type OutboxItem } from '../local/outbox.ts'
import { deliverAll, type Watcher } from './delivery.ts'
import { phoneState } from './device.ts'
import { refreshPacks } from './pack.ts'
import { stillListedSince } from './sending-loop.ts'
import { me, session } from './session.ts'

/** Everything in the outbox of this phone, other people's too, in the order it was filed. */
export const items = signal<readonly OutboxItem[]>([])

const NOTHING: ReadonlySet<Uuid> = new Set()

/** The visits that are going up now. */
export const sending = signal(NOTHING)

export const mine = computed(() => items.value.filter((item) => item.person === me.value?.person.id))
export const waiting = computed(() => mine.value.filter((item) => item.state === 'saved').length)
export const refused = computed(() => mine.value.filter((item) => item.state === 'refused').length)
/** Of other people: sent as well, unless they have signed out; then when they sign in again. */
export const othersWaiting = computed(
  () => items.value.filter((item) => item.person !== me.value?.person.id && item.state === 'saved').length,
)

/** Of the person at the phone, while the server does not ask for his password. */
const maySend = computed(() =>
  session.value.state === 'signed-in' && session.value.lapsedAt === null ? session.value.me.person.id : undefined,
)

/** Call once. Background sync exists in few browsers: every sign of life is a chance to send. */
export function startOutbox(): void {
  const wake = () => {
    // The browser knows better than the last wait did that something has changed.
    failures = 0
    void drain()
  }
  for (const event of ['online', 'focus', 'pageshow']) addEventListener(event, wake)
  document.addEventListener('visibilitychange', wake)
  // Also when the same person has signed in anew, which changes nothing about who he is.
  maySend.subscribe(wake)
}

/** A visit has entered the outbox. */
export async function noteFiled(): Promise<void> {
  items.value = await keptItems()
  void askToBeWoken()
  void drain()
}

/** Sends what there is to send. Called while it is at it, it goes over the list once more before it resolves. */
export function drain(): Promise<void> {
  again = true
  draining ??= alone('outbox', sendUntilQuiet).finally(() => {
    draining = undefined
    // Asked for in the moment it was ending.
    if (again) void drain()
  })
  return draining
}

async function sendUntilQuiet(): Promise<void> {
  clearTimeout(timer)
  try {
    while (again) {
      again = false
      await sendAll()
    }
  } catch (error) {
    console.warn('the outbox stopped', error)
  }
  if (unsent > 0 || waiting.value > 0) timer = setTimeout(drain, backOffMs())
}
let draining: Promise<void> | undefined
let again = false
/** Of everybody, after the last try. */
let unsent = 0
let timer: ReturnType<typeof setTimeout> | undefined

/** Tries a refused visit once more: what was wrong may have been put right at the desk. */
export async function retry(id: Uuid): Promise<void> {
  await markSaved(id)
  items.value = await keptItems()
  await drain()
}

let failures = 0

const FIRST_WAIT_MS = 5_000
const LONGEST_WAIT_MS = 300_000

/** Twice as long after each failure, and never the same for two phones: all of them lose the signal in one minute. */
function backOffMs(): number {
  const most = Math.min(FIRST_WAIT_MS * 2 ** failures, LONGEST_WAIT_MS)
  return most / 2 + (Math.random() * most) / 2
}

async function sendAll(): Promise<void> {
  await dropDelivered(stillListedSince())
  items.value = await keptItems()
  const { delivered, left } = await deliverAll(maySend.value, WATCHER).finally(() => {
    sending.value = NOTHING
  })
  items.value = await keptItems()
  if (items.value.some((item) => item.state === 'saved' && item.held?.code === 'app-too-old')) void lookForUpdate()
  unsent = left
  failures = left === 0 || delivered > 0 ? 0 : failures + 1
  if (delivered > 0) void refreshPacks()
}

const WATCHER: Watcher = {
  async onSending(ids) {
    items.value = await keptItems()
    sending.value = new Set(ids)
  },
  async onRefused({ person }) {
    if (person !== me.value?.person.id) return
    const refused = (await keptPhone(person))?.refused
    if (refused) phoneState.value = refused
  },
}
