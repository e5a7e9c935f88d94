/**
 * The only place that fetches. Nothing here throws for what a day on the road brings: no signal, a hotel's sign-in page
 * instead of an answer, a server that restarts.
 */
import type { Uuid } from '../checkpoints/ids.ts'
import type { Instant } from '../checkpoints/time.ts'
import { PERSON_HEADER } from '../checkpoints/wire/person-header.ts'
import type { Problem } from '../checkpoints/wire/problem.ts'
import { SHARE_HEADER } from '../checkpoints/wire/share-header.ts'
import { monotonicNow, wallNow } from './device/clock.ts'

/**
 * What came of a request. `offline`: no answer of ours came back, and the request may or may not have arrived; everything
 * that may be sent twice is made so that it can be.
 */
export type Reply<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly offline: false; readonly problem: Problem }
  | { readonly ok: false; readonly offline: true }

/** What time it is by the server, and what the phone's own clocks said when it was heard. */
export type ServerTime = {
  readonly kind: 'server-time'
  readonly at: Instant
  readonly wallAt: Instant
  readonly monotonicAt: number
}

/** What any reply may tell in passing. */
export type News =
  | ServerTime
  | { readonly kind: 'signed-out'; readonly person: Uuid | undefined }
  | { readonly kind: 'reached'; readonly reached: boolean }

/** Hears the news of every reply, before whoever asked gets it; and the last time of day, for whoever begins to listen after it. */
export function onNews(listener: (news: News) => void): void {
  listeners.push(listener)
  if (lastTime) listener(lastTime)
}
let lastTime: ServerTime | undefined
const listeners: ((news: News) => void)[] = []

type Payload = {
  readonly body?: unknown
  readonly raw?: string | ArrayBuffer
  readonly type?: string
  readonly waitMs?: number
  readonly headers?: Readonly<Record<string, string>>
  /** For whom, if not for whoever is at the phone: his name must not end up under a colleague's work. */
  readonly person?: Uuid | undefined
  /** The token of the link under which it is made; it never stands in an address. */
  readonly share?: string | undefined
  /** The answer is a file rather than JSON: the value is its bytes. */
  readonly file?: boolean | undefined
}

/** For whom requests are made from now on. */
export function speakFor(person: Uuid | undefined): void {
  speaker = person
}
let speaker: Uuid | undefined

/** One request to the API; its news are told to whoever listens, and its outcome to whoever asked. */
export async function call<T>(method: string, path: string, payload: Payload = {}): Promise<Reply<T>> {
  const person = payload.person ?? speaker
  const reply = await replyTo<T>(method, path, { ...payload, person })
  for (const news of newsIn(reply, person)) for (const listener of listeners) listener(news)
  return reply
}

async function replyTo<T>(method: string, path: string, payload: Payload): Promise<Reply<T>> {
  const type = payload.type ?? (payload.body === undefined ? undefined : 'application/json')
  try {
    const response = await fetch(path, {
      method,
      headers: {
        accept: payload.file ? '*/*' : 'application/json',
        ...(type && { 'content-type': type }),
        ...payload.headers,
        ...(payload.person && { [PERSON_HEADER]: payload.person }),
        ...(payload.share && { [SHARE_HEADER]: payload.share }),
      },
      body: payload.raw ?? (payload.body === undefined ? null : JSON.stringify(payload.body)),
      signal: AbortSignal.timeout(payload.waitMs ?? 30_000),
      // A redirect is a captive portal's, never ours.
      redirect: 'error',
      cache: 'no-store',
    })
    if (response.status === 204) return { ok: true, value: undefined as T }
    if (payload.file && isFile(response)) return { ok: true, value: (await response.blob()) as T }
    // Anything but our own JSON comes from a proxy or a portal in between: as good as no answer.
    if (!/^application\/(problem\+)?json\b/.test(response.headers.get('content-type') ?? '')) return OFFLINE
    const value = await response.json()
    if (response.ok) return { ok: true, value }
    return typeof value?.code === 'string' ? { ok: false, offline: false, problem: value } : OFFLINE
  } catch {
    return OFFLINE
  }
}

/** Only what says its name is one of ours: a portal's page has none. */
function isFile(response: Response): boolean {
  return response.ok && response.headers.has('content-disposition')
}

const OFFLINE = { ok: false, offline: true } as const

function newsIn(reply: Reply<unknown>, person: Uuid | undefined): News[] {
  if (!reply.ok && reply.offline) return [{ kind: 'reached', reached: false }]
  const reached = { kind: 'reached', reached: true } as const
  if (!reply.ok) return reply.problem.code === 'signed-out' ? [reached, { kind: 'signed-out', person }] : [reached]
  // Not the time of a receipt: one that is given again names its first.
  const { now } = (reply.value ?? {}) as { now?: Instant }
  if (now === undefined) return [reached]
  lastTime = { kind: 'server-time', at: now, wallAt: wallNow(), monotonicAt: monotonicNow() }
  return [reached, lastTime]
}
