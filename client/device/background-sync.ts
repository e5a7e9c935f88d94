/**
 * Asks the browser to start the service worker once there is a signal, even if the page has been closed by then. Chrome and
 * Samsung do; elsewhere the outbox is sent at the next sign of life of a page.
 */
export async function askToBeWoken(): Promise<void> {
  // Without a worker `ready` would never come.
  if (!navigator.serviceWorker?.controller) return
  const registration: SyncingRegistration = await navigator.serviceWorker.ready
  // Refused where the person has switched it off: nothing is lost by that.
  await registration.sync?.register(OUTBOX_TAG).catch(() => undefined)
}

/** As the service worker hears it. */
const OUTBOX_TAG = 'outbox'

/** Not in TypeScript's library (https://wicg.github.io/background-sync/spec/). */
type SyncingRegistration = ServiceWorkerRegistration & {
  readonly sync?: { readonly register: (tag: string) => Promise<void> }
}
