/** What the phone carries of its estates, brought up to date whenever there is a chance. */
import { computed, effect, signal } from '@preact/signals'
import type { Uuid } from '../../checkpoints/ids.ts'
import { MINUTE_MS } from '../../checkpoints/time.ts'
import type { Pack } from '../../checkpoints/wire/estate.ts'
import type { PartDigest } from '../../checkpoints/wire/pack-delta.ts'
import { MOST_PARTS_NAMED, partsOf, wholeFrom } from '../../checkpoints/wire/pack-parts.ts'
import { sha256Of } from '../device/digest.ts'
import { keepPack, keptPacks } from '../local/packs.ts'
import type { Reply } from '../request.ts'
import * as server from '../server.ts'
import { estate } from './estate.ts'
import { me } from './session.ts'

/** All packs of the signed-in person that are on the phone, by estate. */
export const packs = signal<ReadonlyMap<Uuid, Pack>>(new Map())

/** The pack of the estate he is looking at; undefined until it has been fetched once. */
export const pack = computed(() => packs.value.get(estate.value?.id ?? ''))

/** Whether the packs kept on the phone have been read: before that an empty page means nothing. */
export const packsRead = signal(false)

/** Call once. Reads what is kept, then refreshes on load, on return of the signal and while the page is looked at. */
export function startPacks(): void {
  effect(() => {
    const memberships = me.value?.memberships
    if (!memberships) packs.value = new Map()
    else void readKept(memberships.map(({ estate }) => estate.id)).then(refreshPacks)
  })
  const refreshWhenSeen = () => {
    if (document.visibilityState === 'visible') void refreshPacks()
  }
  addEventListener('online', refreshWhenSeen)
  document.addEventListener('visibilitychange', refreshWhenSeen)
  // A colleague on the same round covers spots too.
  setInterval(refreshWhenSeen, 5 * MINUTE_MS)
}

/** Fetches the packs of all his estates. What cannot be fetched stays as it is. */
export function refreshPacks(): Promise<void> {
  refreshing ??= fetchPacks().finally(() => {
    refreshing = undefined
  })
  return refreshing
}
let refreshing: Promise<void> | undefined

async function fetchPacks(): Promise<void> {
  for (const { estate } of me.peek()?.memberships ?? []) {
    const reply = await fetchPack(estate.id)
    if (!reply.ok) {
      if (reply.offline) return
      continue
    }
    put(reply.value)
    await keepPack(reply.value).catch((error: unknown) => console.warn('the pack could not be kept', error))
  }
}

/** Only what has changed comes over the network. */
async function fetchPack(estate: Uuid): Promise<Reply<Pack>> {
  const known = packs.peek().get(estate)
  const parts = known ? await digested(known) : new Map<PartDigest, object>()
  const reply = await server.getPack(estate, [...parts.keys()].slice(0, MOST_PARTS_NAMED))
  if (!reply.ok) return reply
  const value = wholeFrom(reply.value, parts)
  if (value) return { ok: true, value }
  const whole = await server.getPack(estate)
  // Asked for whole, it is.
  return whole.ok ? { ok: true, value: whole.value as Pack } : whole
}

async function digested(pack: Pack): Promise<Map<PartDigest, object>> {
  const parts = new Map<PartDigest, object>()
  for (const part of partsOf(pack)) {
    const digest = digests.get(part) ?? (await sha256Of(JSON.stringify(part))).slice(0, 16)
    digests.set(part, digest)
    parts.set(digest, part)
  }
  return parts
}
/** Parts that stay the same stay the same object, so each is looked at once. */
const digests = new WeakMap<object, PartDigest>()

async function readKept(estates: readonly Uuid[]): Promise<void> {
  for (const kept of await keptPacks(estates).catch(() => [])) {
    // A fetched one may have come first.
    if ((packs.peek().get(kept.estate.id)?.now ?? 0) < kept.now) put(kept)
  }
  packsRead.value = true
}

function put(pack: Pack): void {
  packs.value = new Map(packs.peek()).set(pack.estate.id, pack)
}
