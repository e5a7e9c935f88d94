/**
 * Keeps the built app on the phone, so that it opens in a basement. It never keeps an answer of the API: records live in
 * `client/local`. It waits until the page says 'activate-now', so an update never takes a half-typed form away.
 *
 * Files are kept under their content (`/assets/x.js?sha256=…`). So an update fetches only what changed, an install that
 * broke off goes on where it stopped, and the version in use keeps its own files until it is replaced.
 */
import type { PushMessage } from '../../checkpoints/notification.ts'
import { PERSON_HEADER } from '../../checkpoints/wire/person-header.ts'
import { alone } from '../device/lock.ts'
import { pushOwner } from '../device/push-owner.ts'
import { keptPeople } from '../local/people.ts'
import { deliverAll } from '../models/delivery.ts'
import { deliverDeeds } from '../models/finding-delivery.ts'

declare const self: ServiceWorkerGlobalScope

/** Path and base64 SHA-256 of every file of this build, `/` for the page. Written in by the build (vite.config.ts). */
declare const BUILT_FILES: readonly (readonly [path: string, sha256: string])[]

const SHELL: ReadonlyMap<string, string> = new Map(BUILT_FILES)

const CACHE = 'shell'

/** Answered by the server alone. Every other address a person may open is a screen of the app. */
const SERVER_ONLY = /^\/(api|healthz|\.well-known)(\/|$)/

self.addEventListener('install', (event) => event.waitUntil(keepShell()))
self.addEventListener('activate', (event) => event.waitUntil(takeOver()))

self.addEventListener('message', (event) => {
  if (event.data === 'activate-now') self.skipWaiting()
})

// The signal is back and perhaps no page is open (client/device/background-sync.ts).
self.addEventListener('sync', (event: Event) => {
  const woken = event as SyncEvent
  if (woken.tag === 'outbox') woken.waitUntil(sendOutbox())
})

// One after the other: a repetition whose icon loads faster would be replaced by the message it repeats.
let shown: Promise<void> = Promise.resolve()
self.addEventListener('push', (event) => {
  const next = () => show(event.data)
  shown = shown.then(next, next)
  event.waitUntil(shown)
})
self.addEventListener('notificationclick', (event) => {
  event.notification.close()
  event.waitUntil(open((event.notification.data as string | undefined) ?? '/inbox'))
})
self.addEventListener('pushsubscriptionchange', (event) => {
  const { oldSubscription } = event as Event & { readonly oldSubscription?: PushSubscription }
  ;(event as ExtendableEvent).waitUntil(renewPush(oldSubscription))
})

/** Not in TypeScript's library (https://wicg.github.io/background-sync/spec/). */
type SyncEvent = ExtendableEvent & { readonly tag: string }

self.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== self.location.origin || SERVER_ONLY.test(pathname)) return
  if (SHELL.has(pathname) || pathname.startsWith('/assets/')) event.respondWith(kept(pathname, request))
  else if (request.mode === 'navigate') event.respondWith(kept('/', request))
})

async function kept(path: string, request: Request): Promise<Response> {
  const cache = await caches.open(CACHE)
  const current = SHELL.has(path) ? await cache.match(keyOf(path), { ignoreVary: true }) : undefined
  if (current) return current
  // A window opened before the update may still ask for a part of the version before.
  const former = await cache.match(path, { ignoreSearch: true, ignoreVary: true })
  return former ?? fetch(request)
}

async function keepShell(): Promise<void> {
  const cache = await caches.open(CACHE)
  const outcomes = await Promise.allSettled([...SHELL.keys()].map((path) => keep(cache, path)))
  const failure = outcomes.find((outcome) => outcome.status === 'rejected')
  if (failure) throw failure.reason
}

async function keep(cache: Cache, path: string): Promise<void> {
  if (await cache.match(keyOf(path), { ignoreVary: true })) return
  // The hash refuses what the log-in page of a shopping centre's wifi, or a server in the middle of an update, answers.
  const answer = await fetch(path, {
    integrity: `sha256-${SHELL.get(path)}`,
    cache: path.startsWith('/assets/') ? 'default' : 'no-cache',
    redirect: 'error',
  })
  if (!answer.ok) throw new Error(`${answer.status} for ${path}`)
  await cache.put(keyOf(path), answer)
}

/** Forgets the files of older versions, unless another window may still run one; the next update does it then. */
async function takeOver(): Promise<void> {
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true })
  if (windows.length <= 1) {
    const cache = await caches.open(CACHE)
    const ours = new Set([...SHELL.keys()].map((path) => new URL(keyOf(path), self.location.origin).href))
    const former = (await cache.keys()).filter((request) => !ours.has(request.url))
    await Promise.all(former.map((request) => cache.delete(request, { ignoreVary: true })))
  }
  await self.clients.claim()
}

/** @throws Error if something is left: the browser then tries again later, a few times */
async function sendOutbox(): Promise<void> {
  const nobody = { onSending: () => undefined, onRefused: () => undefined }
  // An emergency does not wait for the photos of visits.
  const deeds = await sendDeeds()
  const visits = await alone('outbox', () => deliverAll(undefined, nobody))
  const left = deeds + visits.left
  if (left > 0) throw new Error(`${left} records are still to be sent`)
}

/** What people did about findings, of everybody whose password the server does not ask for. @returns how many are left */
async function sendDeeds(): Promise<number> {
  const people = (await keptPeople()).flatMap(({ person, lapsedAt }) => (lapsedAt === null ? [person] : []))
  const nobody = { onSending: () => undefined, onKept: () => undefined }
  return (await alone('finding-events', () => deliverDeeds(new Set(people), nobody))).left
}

/** A message that cannot be read is shown all the same: a browser takes the permission away from whoever shows nothing. */
async function show(data: PushMessageData | null): Promise<void> {
  const message = readMessage(data)
  const rings = message?.kind === 'emergency'
  const options = {
    body: message?.body ?? '',
    icon: '/icons/icon-192.png',
    // A repetition takes the place of the one before, and an emergency is heard each time.
    tag: message?.finding ?? 'waymark',
    renotify: rings,
    requireInteraction: rings,
    ...(rings && { vibrate: [400, 200, 400, 200, 400] }),
    data: message?.finding ? `/findings/${message.finding}` : '/inbox',
  }
  await self.registration.showNotification(message?.title ?? 'Waymark', options)
}

function readMessage(data: PushMessageData | null): PushMessage | undefined {
  try {
    return data?.json()
  } catch {
    return undefined
  }
}

/** In a window that is open already, if there is one: a form that somebody is filling in is not taken away from him. */
async function open(path: string): Promise<void> {
  const windows = await self.clients.matchAll({ type: 'window' })
  const there = windows.find(({ url }) => new URL(url).pathname === path)
  const idle = there ?? windows.find(({ url }) => !/^\/(visit|scan|hang)\b/.test(new URL(url).pathname))
  if (!idle) return void (await self.clients.openWindow(path))
  if (!there) await idle.navigate(path)
  await idle.focus()
}

/** The browser has given up its subscription and wants another one. Without a signal the page tells the server later (models/push.ts). */
async function renewPush(old: PushSubscription | undefined): Promise<void> {
  const applicationServerKey = old?.options.applicationServerKey
  const owner = await pushOwner()
  if (!applicationServerKey || !owner) return
  const fresh = await self.registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey })
  const { endpoint, keys } = fresh.toJSON()
  await fetch('/api/push-subscriptions', {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json', [PERSON_HEADER]: owner.person },
    body: JSON.stringify({ endpoint, keys, label: owner.label }),
  })
}

function keyOf(path: string): string {
  return `${path}?sha256=${encodeURIComponent(SHELL.get(path) ?? '')}`
}
