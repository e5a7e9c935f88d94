/**
 * Visits on their way to the server. Whatever happens, each of them is in one of four places: on this phone, being sent, on
 * the server, or refused with the reason; and none leaves the phone without a receipt for exactly its bytes.
 */
import { computed, signal } from '@preact/signals'
import type { Sha256, Uuid } from '../../checkpoints/ids.ts'
import type { Problem, ProblemCode } from '../../checkpoints/wire/problem.ts'
import { wallNow } from '../device/clock.ts'
import { alone } from '../device/lock.ts'
import { changePhone, keptPhone } from '../local/devices.ts'
import { acceptReceipt, dropDelivered, keptItems, markRefused, markSaved, type OutboxItem } from '../local/outbox.ts'
import { dropUnusedPhotos, keptPhoto } from '../local/photos.ts'
import * as server from '../server.ts'
import { phoneState } from './device.ts'
import { refreshPacks } from './pack.ts'
import { me } from './session.ts'

/** Everything in the outbox of this phone, other people's too, in the order it was scanned. */
export const items = signal<readonly OutboxItem[]>([])

/** The visit that is going up now. */
export const sending = signal<Uuid | undefined>(undefined)

export const mine = computed(() => items.value.filter((item) => item.person === me.value?.person.id))
export const waiting = computed(() => mine.value.filter((item) => item.state === 'saved').length)
export const refused = computed(() => mine.value.filter((item) => item.state === 'refused').length)
/** Kept for people who have signed out; sent when they sign in again. */
export const othersWaiting = computed(
  () => items.value.filter((item) => item.person !== me.value?.person.id && item.state === 'saved').length,
)

/** Call once. Background sync exists in few browsers: every sign of life is a chance to send. */
export function startOutbox(): void {
  const wake = () => void drain()
  for (const event of ['online', 'focus', 'pageshow']) addEventListener(event, wake)
  document.addEventListener('visibilitychange', wake)
  me.subscribe(wake)
}

/** A visit has entered the outbox. */
export async function noteFiled(): Promise<void> {
  items.value = await keptItems()
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
  if (waiting.value > 0) timer = setTimeout(drain, backOffMs())
}
let draining: Promise<void> | undefined
let again = false
let timer: ReturnType<typeof setTimeout> | undefined

/** Tries a refused visit once more: what was wrong may have been put right at the desk. */
export async function retry(id: Uuid): Promise<void> {
  await markSaved(id)
  items.value = await keptItems()
  await drain()
}

let failures = 0

function backOffMs(): number {
  return [5_000, 15_000, 60_000, 300_000][Math.min(failures, 3)]!
}

async function sendAll(): Promise<void> {
  await dropDelivered(Math.min(new Date(wallNow()).setHours(0, 0, 0, 0), wallNow() - 12 * 3_600_000))
  const tried = new Set<Uuid>()
  let delivered = 0
  for (;;) {
    items.value = await keptItems()
    const item = mine.value.find(({ id, state }) => state === 'saved' && !tried.has(id))
    if (!item) break
    tried.add(item.id)
    sending.value = item.id
    const outcome = await send(item).finally(() => {
      sending.value = undefined
    })
    if (outcome === 'delivered') delivered++
    failures = outcome === 'delivered' || outcome === 'refused' ? 0 : failures + 1
    if (outcome === 'unreachable') break
  }
  items.value = await keptItems()
  if (delivered === 0) return
  await dropUnusedPhotos()
  void refreshPacks()
}

/**
 * - delivered, refused: done with
 * - later: this one did not go through; the others may
 * - unreachable: nothing will go through now
 */
type Outcome = 'delivered' | 'refused' | 'later' | 'unreachable'

async function send(item: OutboxItem): Promise<Outcome> {
  return (await sendPhotos(item)) ?? (await sendVisit(item))
}

/** Photos the server has confirmed to this page: they need not go up again when the visit has to. */
const photosThere = new Set<Sha256>()

/** @returns undefined when all are there, so that the visit may follow */
async function sendPhotos(item: OutboxItem): Promise<Outcome | undefined> {
  for (const sha256 of item.photos) {
    if (photosThere.has(sha256)) continue
    const photo = await keptPhoto(sha256)
    // Dropped after an earlier receipt: the server has it, or will say that it does not.
    if (!photo) continue
    const reply = await server.putPhoto(sha256, photo.bytes)
    if (!reply.ok) return failed(item, reply)
    photosThere.add(sha256)
  }
  return undefined
}

async function sendVisit(item: OutboxItem): Promise<Outcome> {
  const reply = await server.putVisit(item.id, item.jws)
  if (reply.ok) return (await acceptReceipt(item.id, reply.value)) ? 'delivered' : 'later'
  if (!reply.offline && reply.problem.code === 'photos-missing') {
    const believed = item.photos.filter((sha256) => photosThere.delete(sha256))
    // It has lost what it confirmed to an earlier try; if they have only just gone up, asking again is no use.
    if (believed.length > 0 && !resent.has(item.id)) {
      resent.add(item.id)
      return send(item)
    }
  }
  return failed(item, reply)
}
const resent = new Set<Uuid>()

async function failed(item: OutboxItem, reply: server.Reply<unknown> & { readonly ok: false }): Promise<Outcome> {
  if (reply.offline || reply.problem.code === 'signed-out') return 'unreachable'
  if (!isFinal(reply.problem)) return 'later'
  await markRefused(item.id, reply.problem)
  await noteDevice(item, reply.problem.code)
  return 'refused'
}

/** Everything that is about this visit and would be answered the same way again. The rest is the server's own trouble. */
const FINAL = /^(visit|tag|device|photos?|checklist|checkpoint)-|^(forbidden|too-large|body-invalid)$/

function isFinal({ code, status }: Problem): boolean {
  return status < 500 && FINAL.test(code)
}

async function noteDevice(item: OutboxItem, code: ProblemCode): Promise<void> {
  if (code !== 'device-unknown' && code !== 'device-revoked') return
  const phone = await keptPhone(item.person)
  if (phone?.device !== item.device) return
  await changePhone(item.person, { refused: code })
  phoneState.value = code
}
