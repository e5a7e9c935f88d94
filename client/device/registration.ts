/**
 * Registers the service worker, and looks for a newer one whenever the app is looked at again after a while.
 * @param onWaiting a newer version is ready; calling `activate` puts it in charge and reloads the page
 */
export async function registerWorker(onWaiting: (activate: () => void) => void): Promise<void> {
  // Absent in some private windows and on insecure pages: then the app needs a connection, and everything else works.
  if (!('serviceWorker' in navigator)) return
  const registration = await navigator.serviceWorker.register('/service-worker.js', { updateViaCache: 'none' })

  function tell(waiting: ServiceWorker | null): void {
    // Without a controller it is the very first one, which has nothing to take over from.
    if (!waiting || !navigator.serviceWorker.controller) return
    onWaiting(() => {
      navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true })
      waiting.postMessage('activate-now')
    })
  }

  tell(registration.waiting)
  registration.addEventListener('updatefound', () => {
    const installing = registration.installing
    installing?.addEventListener('statechange', () => {
      if (installing.state === 'installed') tell(installing)
    })
  })

  let lookedAt = performance.now()
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'visible' || performance.now() - lookedAt < LOOK_EVERY_MS) return
    lookedAt = performance.now()
    // Fails without a connection, which is no news.
    registration.update().catch(() => undefined)
  })
}

/** Looks for a newer version now: the server has said that this one is too old for it. */
export async function lookForUpdate(): Promise<void> {
  if (!('serviceWorker' in navigator)) return
  const registration = await navigator.serviceWorker.getRegistration()
  await registration?.update().catch(() => undefined)
}

const LOOK_EVERY_MS = 30 * 60_000
