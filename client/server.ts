/**
 * The API as functions: the only place that fetches. None of them throws for what a day on the road brings: no signal, a
 * hotel's sign-in page instead of an answer, a server that restarts.
 */
import type { CheckpointId, Sha256, Uuid } from '../checkpoints/ids.ts'
import type { Place } from '../checkpoints/place.ts'
import type { Plan, PlanDraft } from '../checkpoints/plan.ts'
import type { CivilDate, Instant } from '../checkpoints/time.ts'
import type { Coverage, RoundVisits } from '../checkpoints/wire/coverage.ts'
import type {
  AddCheckpoint,
  AddPlace,
  ChangeCheckpoint,
  ChangePlan,
  ChecklistOnWire,
  Checkpoints,
  DeviceEnrolled,
  Devices,
  EnrolDevice,
  ListedCheckpoint,
  Pack,
  Places,
  Plans,
  Rounds,
  TagOpened,
} from '../checkpoints/wire/estate.ts'
import type { Problem } from '../checkpoints/wire/problem.ts'
import type {
  AcceptInvitation,
  AddStaff,
  ChangePassword,
  ChangeStaff,
  Me,
  SetUp,
  SignIn,
  Staff,
  StaffChanged,
} from '../checkpoints/wire/session.ts'
import type { PhotoKept, Receipt, VisitRecord } from '../checkpoints/wire/visit.ts'

/**
 * What came of a request. `offline`: no answer of ours came back, and the request may or may not have arrived; everything
 * that may be sent twice is made so that it can be.
 */
export type Reply<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly offline: false; readonly problem: Problem }
  | { readonly ok: false; readonly offline: true }

/** What any reply may tell in passing. */
export type News =
  | { readonly kind: 'server-time'; readonly at: Instant }
  | { readonly kind: 'signed-out' }
  | { readonly kind: 'reached'; readonly reached: boolean }

/** Hears the news of every reply, before whoever asked gets it. */
export function onNews(listener: (news: News) => void): void {
  listeners.push(listener)
}
const listeners: ((news: News) => void)[] = []

export type Span = { readonly from?: CivilDate; readonly to?: CivilDate }

export const signIn = (body: SignIn) => call<Me>('POST', '/api/session', { body })
export const signOut = () => call<void>('DELETE', '/api/session')
export const setUp = (body: SetUp) => call<Me>('POST', '/api/setup', { body })
export const acceptInvitation = (body: AcceptInvitation) => call<Me>('POST', '/api/invitation', { body })
export const getMe = () => call<Me>('GET', '/api/me')
export const changePassword = (body: ChangePassword) => call<Me>('PUT', '/api/me/password', { body })

export const enrolDevice = (body: EnrolDevice) => call<DeviceEnrolled>('POST', '/api/devices', { body })
export const getDevices = (estate: Uuid) => call<Devices>('GET', `/api/estates/${estate}/devices`)
export const revokeDevice = (estate: Uuid, device: Uuid) =>
  call<void>('DELETE', `/api/estates/${estate}/devices/${device}`)

export const getPack = (estate: Uuid) => call<Pack>('GET', `/api/estates/${estate}/pack`)
export const openTagUrl = (digits: string) => call<TagOpened>('GET', `/s/${digits}`)

/** @param jpeg re-encoded in the page: what we take is always JPEG */
export const putPhoto = (sha256: Sha256, jpeg: ArrayBuffer) =>
  call<PhotoKept>('PUT', `/api/photos/${sha256}`, { raw: jpeg, type: 'image/jpeg', waitMs: 90_000 })
/** Where an `<img>` finds a photo. */
export const photoUrl = (sha256: Sha256) => `/api/photos/${sha256}`
export const putVisit = (id: Uuid, jws: string) =>
  call<Receipt>('PUT', `/api/visits/${id}`, { raw: jws, type: 'application/jose' })
export const getVisit = (id: Uuid) => call<VisitRecord>('GET', `/api/visits/${id}`)

export const getCheckpoints = (estate: Uuid) => call<Checkpoints>('GET', `/api/estates/${estate}/checkpoints`)
export const addCheckpoint = (estate: Uuid, body: AddCheckpoint) =>
  call<ListedCheckpoint>('POST', `/api/estates/${estate}/checkpoints`, { body })
export const changeCheckpoint = (estate: Uuid, id: CheckpointId, body: ChangeCheckpoint) =>
  call<ListedCheckpoint>('PATCH', `/api/estates/${estate}/checkpoints/${id}`, { body })
export const reissueTag = (estate: Uuid, id: CheckpointId) =>
  call<ListedCheckpoint>('POST', `/api/estates/${estate}/checkpoints/${id}/tag`)
export const getChecklist = (estate: Uuid, { kind, version }: { readonly kind: string; readonly version: number }) =>
  call<ChecklistOnWire>('GET', `/api/estates/${estate}/checklists/${kind}/${version}`)
export const getPlaces = (estate: Uuid) => call<Places>('GET', `/api/estates/${estate}/places`)
export const addPlace = (estate: Uuid, body: AddPlace) => call<Place>('POST', `/api/estates/${estate}/places`, { body })

export const getPlans = (estate: Uuid) => call<Plans>('GET', `/api/estates/${estate}/plans`)
export const addPlan = (estate: Uuid, body: PlanDraft) => call<Plan>('POST', `/api/estates/${estate}/plans`, { body })
export const changePlan = (estate: Uuid, plan: Uuid, body: ChangePlan) =>
  call<Plan>('PATCH', `/api/estates/${estate}/plans/${plan}`, { body })

export const getRounds = (estate: Uuid, span: Span) =>
  call<Rounds>('GET', `/api/estates/${estate}/rounds${queryOf({ ...span })}`)
export const getRound = (estate: Uuid, round: Uuid) =>
  call<RoundVisits>('GET', `/api/estates/${estate}/rounds/${round}`)
/** @param span with `detail: 'cells'` every cell of every round comes along, for seven days at most */
export const getCoverage = (estate: Uuid, span: Span & { readonly detail?: 'cells' }) =>
  call<Coverage>('GET', `/api/estates/${estate}/coverage${queryOf({ ...span })}`)

export const getStaff = (estate: Uuid) => call<Staff>('GET', `/api/estates/${estate}/staff`)
export const addStaff = (estate: Uuid, body: AddStaff) =>
  call<StaffChanged>('POST', `/api/estates/${estate}/staff`, { body })
export const changeStaff = (estate: Uuid, person: Uuid, body: ChangeStaff) =>
  call<StaffChanged>('PATCH', `/api/estates/${estate}/staff/${person}`, { body })

/** Where the browser finds a PDF of labels; it fetches that itself. */
export const labelsUrl = (estate: Uuid, query: Readonly<Record<string, string>>) =>
  `/api/estates/${estate}/labels.pdf${queryOf(query)}`

type Payload = {
  readonly body?: unknown
  readonly raw?: string | ArrayBuffer
  readonly type?: string
  readonly waitMs?: number
}

async function call<T>(method: string, path: string, payload: Payload = {}): Promise<Reply<T>> {
  const reply = await replyTo<T>(method, path, payload)
  for (const news of newsIn(reply)) for (const listener of listeners) listener(news)
  return reply
}

async function replyTo<T>(method: string, path: string, payload: Payload): Promise<Reply<T>> {
  const type = payload.type ?? (payload.body === undefined ? undefined : 'application/json')
  try {
    const response = await fetch(path, {
      method,
      headers: { accept: 'application/json', ...(type && { 'content-type': type }) },
      body: payload.raw ?? (payload.body === undefined ? null : JSON.stringify(payload.body)),
      signal: AbortSignal.timeout(payload.waitMs ?? 30_000),
      // A redirect is a captive portal's, never ours.
      redirect: 'error',
      cache: 'no-store',
    })
    if (response.status === 204) return { ok: true, value: undefined as T }
    // Anything but our own JSON comes from a proxy or a portal in between: as good as no answer.
    if (!/^application\/(problem\+)?json\b/.test(response.headers.get('content-type') ?? '')) return OFFLINE
    const value = await response.json()
    if (response.ok) return { ok: true, value }
    return typeof value?.code === 'string' ? { ok: false, offline: false, problem: value } : OFFLINE
  } catch {
    return OFFLINE
  }
}

const OFFLINE = { ok: false, offline: true } as const

function newsIn(reply: Reply<unknown>): News[] {
  if (!reply.ok && reply.offline) return [{ kind: 'reached', reached: false }]
  const reached = { kind: 'reached', reached: true } as const
  if (!reply.ok) return reply.problem.code === 'signed-out' ? [reached, { kind: 'signed-out' }] : [reached]
  const { now, receivedAt } = (reply.value ?? {}) as { now?: Instant; receivedAt?: Instant }
  const at = now ?? receivedAt
  return at === undefined ? [reached] : [reached, { kind: 'server-time', at }]
}

function queryOf(query: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`
}
