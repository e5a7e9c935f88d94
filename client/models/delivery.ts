/**
 * Sending what is in the outbox: photos before the visit that names them, visits together, and none standing in another's
 * way. Knows no page and no signal, so that the service worker can send too when no page is open.
 */
import type { Sha256, Uuid } from '../../checkpoints/ids.ts'
import type { Problem, ProblemCode } from '../../checkpoints/wire/problem.ts'
import type { BatchOutcome, Receipt } from '../../checkpoints/wire/visit.ts'
import { changePhone, keptPhone } from '../local/devices.ts'
import { acceptReceipt, keptItems, markHeld, markRefused, markSaved, type OutboxItem } from '../local/outbox.ts'
import { keptPeople } from '../local/people.ts'
import { dropUnusedPhotos, keptPhoto } from '../local/photos.ts'
import type { Reply } from '../request.ts'
import * as server from '../server.ts'
import { announceHeld } from './announcing.ts'

/** Whoever watches is told what is going up now, and what has been refused. */
export type Watcher = {
  readonly onSending: (ids: readonly Uuid[]) => void | Promise<void>
  readonly onRefused: (item: OutboxItem) => void | Promise<void>
}

export type Delivery = {
  /** With receipts. */
  readonly delivered: number
  /** What is still to be sent, for want of signal or because of trouble of the server. */
  readonly left: number
}

/** So many go up in one request; more would make a weak signal start over with more. */
const MOST_TOGETHER = 20

/**
 * Sends once what everybody has filed who is signed in on this phone, each under his own name. Call it alone, in all tabs: under
 * the lock `outbox`.
 * @param first who is at the phone
 */
export async function deliverAll(first: Uuid | undefined, watcher: Watcher): Promise<Delivery> {
  const people = (await keptPeople()).filter(({ lapsedAt }) => lapsedAt === null).map(({ person }) => person)
  let [delivered, left] = [0, 0]
  for (const person of new Set(first ? [first, ...people] : people)) {
    const sent = await deliver(person, watcher)
    delivered += sent.delivered
    left += sent.left
  }
  return { delivered, left }
}

async function deliver(person: Uuid, { onSending, onRefused }: Watcher): Promise<Delivery> {
  await takeUpHeld(person)
  const waiting = (await keptItems()).filter((item) => item.person === person && item.state === 'saved')
  const sendings: Sending[] = waiting.map((item) => ({ item, outcome: undefined }))
  let ready: Sending[] = []
  const isSlow = await takesLong(waiting)
  const devices = new Set(waiting.map(({ device }) => device))
  if (isSlow) await announceHeld(person, waiting, devices)

  async function flush(): Promise<void> {
    const together = ready
    ready = []
    if (together.length === 0) return
    await onSending(together.map(({ item }) => item.id))
    await sendVisits(together, onRefused)
  }

  for (const sending of sendings) {
    if (sendings.some(({ outcome }) => outcome === 'unreachable')) break
    if (await hasPhotosToSend(sending.item)) {
      // Photos take long: what could go up at once does not wait for them.
      await flush()
      await onSending([sending.item.id])
      await sendPhotos(sending, onRefused)
    }
    if (sending.outcome === undefined) ready.push(sending)
    if (ready.length === MOST_TOGETHER) await flush()
  }
  if (!sendings.some(({ outcome }) => outcome === 'unreachable')) await flush()
  await onSending([])
  // A refused one will never come.
  const left = sendings.filter(({ outcome }) => outcome !== 'delivered' && outcome !== 'refused')
  if (isSlow && sendings.some(({ outcome }) => outcome === 'refused'))
    await announceHeld(
      person,
      left.map(({ item }) => item),
      devices,
    )

  const count = (which: Outcome) => sendings.filter(({ outcome }) => outcome === which).length
  const delivered = count('delivered')
  if (delivered > 0) await dropUnusedPhotos()
  return { delivered, left: left.length }
}

/** Whether the last of them will be on the server much later than the first. */
async function takesLong(waiting: readonly OutboxItem[]): Promise<boolean> {
  if (waiting.length > MOST_TOGETHER) return true
  for (const item of waiting) if ((item.state === 'saved' && item.held) || (await hasPhotosToSend(item))) return true
  return false
}

/** Older versions of this app gave up on what only an update could mend. */
async function takeUpHeld(person: Uuid): Promise<void> {
  for (const item of await keptItems()) {
    if (item.person === person && item.state === 'refused' && HELD.has(item.problem.code)) await markSaved(item.id)
  }
}

/**
 * - delivered, refused: done with
 * - later: this one did not go through; the others may
 * - unreachable: nothing will go through now
 */
type Outcome = 'delivered' | 'refused' | 'later' | 'unreachable'
type Sending = { readonly item: OutboxItem; outcome: Outcome | undefined }

/** Photos the server has confirmed to this page: they need not go up again when the visit has to. */
const photosThere = new Set<Sha256>()

async function hasPhotosToSend({ photos }: OutboxItem): Promise<boolean> {
  for (const sha256 of photos) if (!photosThere.has(sha256) && (await keptPhoto(sha256))) return true
  return false
}

async function sendPhotos(sending: Sending, onRefused: Watcher['onRefused']): Promise<void> {
  for (const sha256 of sending.item.photos) {
    if (photosThere.has(sha256)) continue
    const photo = await keptPhoto(sha256)
    // Dropped after an earlier receipt: the server has it, or will say that it does not.
    if (!photo) continue
    const reply = await server.putPhoto(sending.item.person, sha256, photo.bytes)
    if (!reply.ok) {
      sending.outcome = await failed(sending.item, reply, onRefused)
      return
    }
    photosThere.add(sha256)
  }
}

async function sendVisits(sendings: readonly Sending[], onRefused: Watcher['onRefused']): Promise<void> {
  const replies = await repliesTo(sendings.map(({ item }) => item))
  for (const [i, sending] of sendings.entries()) {
    const { item } = sending
    const reply = replies[i] ?? OFFLINE
    if (reply.ok) sending.outcome = (await acceptReceipt(item.id, reply.value)) ? 'delivered' : 'later'
    else if (lostPhotos(item, reply)) await sendAgain(sending, onRefused)
    else sending.outcome = await failed(item, reply, onRefused)
  }
}

type VisitReply = Reply<Receipt>
const OFFLINE = { ok: false, offline: true } as const

/** One by itself as it is, several in one request; each gets the reply it would have had alone. */
async function repliesTo(items: readonly OutboxItem[]): Promise<readonly VisitReply[]> {
  const [first] = items
  if (first && items.length > 1) {
    const reply = await server.putVisits(
      first.person,
      items.map(({ jws }) => jws),
    )
    if (reply.ok) return reply.value.outcomes.map(replyIn)
    // What is wrong with the request as a whole must not be laid to each visit in it.
    if (reply.offline || !isFinal(reply.problem)) return items.map(() => reply)
  }
  const replies: VisitReply[] = []
  for (const { person, id, jws } of items) replies.push(await server.putVisit(person, id, jws))
  return replies
}

function replyIn(outcome: BatchOutcome['outcomes'][number]): VisitReply {
  return 'receipt' in outcome
    ? { ok: true, value: outcome.receipt }
    : { ok: false, offline: false, problem: outcome.problem }
}

/** The server has lost what it confirmed to an earlier try. If the photos have only just gone up, asking again is no use. */
function lostPhotos({ id, photos }: OutboxItem, reply: VisitReply): boolean {
  if (reply.ok || reply.offline || reply.problem.code !== 'photos-missing') return false
  const believed = photos.filter((sha256) => photosThere.delete(sha256))
  if (believed.length === 0 || resent.has(id)) return false
  resent.add(id)
  return true
}
const resent = new Set<Uuid>()

async function sendAgain(sending: Sending, onRefused: Watcher['onRefused']): Promise<void> {
  await sendPhotos(sending, onRefused)
  if (sending.outcome === undefined) await sendVisits([sending], onRefused)
}

async function failed(
  item: OutboxItem,
  reply: Reply<unknown> & { readonly ok: false },
  onRefused: Watcher['onRefused'],
): Promise<Outcome> {
  if (reply.offline || reply.problem.code === 'signed-out') return 'unreachable'
  const { problem } = reply
  if (HELD.has(problem.code) && item.state === 'saved' && item.held?.code !== problem.code)
    await markHeld(item.id, problem)
  if (!isFinal(problem)) return 'later'
  await markRefused(item.id, problem)
  if (problem.code === 'device-unknown' || problem.code === 'device-revoked') await refuseDevice(item, problem.code)
  await onRefused(item)
  return 'refused'
}

/** Nothing more can be filed with the key of a refused visit, unless another has taken its place. */
async function refuseDevice({ person, device }: OutboxItem, code: 'device-unknown' | 'device-revoked'): Promise<void> {
  if ((await keptPhone(person))?.device === device) await changePhone(person, { refused: code })
}

/** Everything that is about this visit and would be answered the same way again. The rest is the server's own trouble. */
const FINAL = /^(visit|tag|device|photos?|checklist|checkpoint)-|^(forbidden|too-large|body-invalid)$/

/** Mended by an update, of this app or of the server: no fault of the visit, which waits. */
const HELD: ReadonlySet<ProblemCode> = new Set(['app-too-old', 'visit-version-unsupported'])

function isFinal({ code, status }: Problem): boolean {
  return status < 500 && FINAL.test(code) && !HELD.has(code)
}
