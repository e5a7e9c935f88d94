/**
 * Whose news this browser shows: a shared phone has one subscription, and each of its people a sign-in. Kept where the service worker
 * finds it too, which renews a subscription while nobody is there.
 */
export type PushOwner = { readonly person: string; readonly label: string }

const STORE = 'push'
const KEY = '/push-owner'

export async function pushOwner(): Promise<PushOwner | undefined> {
  if (!('caches' in globalThis)) return undefined
  const kept = await (await caches.open(STORE)).match(KEY)
  return kept?.json()
}

/** @param owner undefined: nobody's any more */
export async function keepPushOwner(owner: PushOwner | undefined): Promise<void> {
  const store = await caches.open(STORE)
  if (owner) await store.put(KEY, Response.json(owner))
  else await store.delete(KEY)
}
