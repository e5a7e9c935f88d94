/** What the phone carries of its estates, brought up to date whenever there is a chance. */
import { computed, effect, signal } from '@preact/signals'
import type { Uuid } from '../../checkpoints/ids.ts'
import { MINUTE_MS } from '../../checkpoints/time.ts'
import type { Pack } from '../../checkpoints/wire/estate.ts'
import { keepPack, keptPacks } from '../local/packs.ts'
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
    const reply = await server.getPack(estate.id)
    if (!reply.ok) {
      if (reply.offline) return
      continue
    }
    put(reply.value)
    await keepPack(reply.value).catch((error: unknown) => console.warn('the pack could not be kept', error))
  }
}

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
