/** Messages from the server to this browser while no page of it is open (Push API, https://www.w3.org/TR/push-api/). */

/**
 * - `unsupported`: this browser has none
 * - `install-first`: an iPhone has it for what was put on the home screen only
 * - `denied`: its user does not want any, and has to say so to the browser if that changes
 * - `off`, `on`: whether it gets any now
 */
export type PushState = 'unsupported' | 'install-first' | 'denied' | 'off' | 'on'

export type PushSubscribed = {
  readonly endpoint: string
  readonly keys: { readonly p256dh: string; readonly auth: string }
}

export async function pushState(): Promise<PushState> {
  if (!('PushManager' in globalThis) || !('Notification' in globalThis) || !navigator.serviceWorker) {
    return isIos() && !matchMedia('(display-mode: standalone)').matches ? 'install-first' : 'unsupported'
  }
  if (Notification.permission === 'denied') return 'denied'
  return (await subscription()) ? 'on' : 'off'
}

/**
 * Asks whoever sits there, so only in the handler of a touch.
 * @param vapidKey of the server, base64url: a subscription made with another one is worth nothing, and is made anew
 * @returns undefined if he does not want it, or the browser could not
 */
export async function subscribe(vapidKey: string): Promise<PushSubscribed | undefined> {
  if ((await Notification.requestPermission()) !== 'granted') return undefined
  const registration = await navigator.serviceWorker.ready
  const options = { userVisibleOnly: true, applicationServerKey: vapidKey }
  try {
    return toldOf(await registration.pushManager.subscribe(options))
  } catch {
    await (await subscription())?.unsubscribe()
    return registration.pushManager.subscribe(options).then(toldOf, () => undefined)
  }
}

/** What this browser has subscribed to; undefined: nothing. */
export async function subscribed(): Promise<PushSubscribed | undefined> {
  const found = await subscription()
  return found && toldOf(found)
}

/** Nothing comes to this browser any more; its push service tells the server so. */
export async function unsubscribe(): Promise<void> {
  await (await subscription())?.unsubscribe()
}

async function subscription(): Promise<PushSubscription | undefined> {
  const registration = await navigator.serviceWorker?.getRegistration()
  return (await registration?.pushManager?.getSubscription()) ?? undefined
}

function toldOf(subscription: PushSubscription): PushSubscribed {
  const { endpoint = '', keys = {} } = subscription.toJSON()
  return { endpoint, keys: { p256dh: keys.p256dh ?? '', auth: keys.auth ?? '' } }
}

/** iPads say that they are a Mac. */
function isIos(): boolean {
  return (
    /iPhone|iPad/.test(navigator.userAgent) || (/Macintosh/.test(navigator.userAgent) && navigator.maxTouchPoints > 1)
  )
}
