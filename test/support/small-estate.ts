/** A small estate set up through the public API, as an admin would through the screens: what the e2e tests walk in. */
import { addDays, type CivilDate, civilDateOf, MINUTE_MS } from '../../checkpoints/time.ts'
import type { ListedCheckpoint } from '../../checkpoints/wire/estate.ts'
import type { Me, StaffChanged } from '../../checkpoints/wire/session.ts'
import { planDraft } from '../../scripts/support/plan.ts'
import type { Product } from './product.ts'

export type SignedIn = {
  readonly me: Me
  readonly username: string
  readonly password: string
  readonly call: <T>(method: string, path: string, body?: unknown) => Promise<T>
  readonly bytes: (path: string) => Promise<Uint8Array>
}

export type SmallEstate = {
  readonly id: string
  readonly admin: SignedIn
  readonly assistant: SignedIn
  readonly supervisor: SignedIn
  readonly manager: SignedIn
  /** A lift, a stairwell and a car park, in walking order. */
  readonly spots: readonly ListedCheckpoint[]
}

/** Of the estate. */
export const ZONE = 'Asia/Hong_Kong'

export async function setUpSmallEstate(product: Product): Promise<SmallEstate> {
  const admin = await enter(product, 'admin', '/api/setup', (password) => ({
    token: product.setUpToken,
    estate: { code: 'test-court', names: { 'zh-Hant': '測試苑', en: 'Test Court' }, zone: ZONE },
    admin: { username: 'admin', name: '管理員', language: 'zh-Hant', password },
  }))
  const id = admin.me.memberships[0]!.estate.id
  const path = `/api/estates/${id}`
  const assistant = await hire(product, admin, path, 'chan', '陳有福', 'assistant')
  const supervisor = await hire(product, admin, path, 'lee', '李美玲', 'supervisor')
  const manager = await hire(product, admin, path, 'cheung', '張志明', 'manager')
  const tower = await admin.call<{ id: string }>('POST', `${path}/places`, {
    parent: null,
    kind: 'building',
    names: { 'zh-Hant': 'B 座', en: 'Tower B' },
  })
  const floor = await admin.call<{ id: string }>('POST', `${path}/places`, {
    parent: tower.id,
    kind: 'floor',
    names: { 'zh-Hant': '12/F', en: '12/F' },
  })
  const spots: ListedCheckpoint[] = []
  for (const [code, kind, hant, en] of [
    ['B-12F-LIFT', 'lift', '1 號𨋢', 'Lift 1'],
    ['B-12F-ST', 'stairwell', '後樓梯 A', 'Staircase A'],
    ['B-CP', 'car-park', '停車場入口', 'Car park entrance'],
  ]) {
    const body = { code, kind, names: { 'zh-Hant': hant, en }, place: floor.id }
    spots.push(await admin.call('POST', `${path}/checkpoints`, body))
  }
  return { id, admin, assistant, supervisor, manager, spots }
}

export type OpenRound = {
  readonly closesAt: number
  /** On which it opens: soon after midnight, yesterday. */
  readonly day: CivilDate
}

/** A plan over all spots whose one window is open now and closes at the next full minute after `leastMs`. */
export async function openRound({ id, admin, spots }: SmallEstate, leastMs: number): Promise<OpenRound> {
  const now = Date.now()
  const closesAt = Math.ceil((now + leastMs) / MINUTE_MS) * MINUTE_MS
  const startsAt = now - 5 * MINUTE_MS
  await admin.call('POST', `/api/estates/${id}/plans`, {
    ...planDraft({ names: { 'zh-Hant': '晚更', en: 'Evening' }, checkpoints: spots.map((spot) => spot.id) }),
    windows: [{ startsAt: timeOfDay(startsAt), endsAt: timeOfDay(closesAt) }],
  })
  return { closesAt, day: civilDateOf(startsAt, ZONE) }
}

/** Today, as the estate counts days. */
export function today(): string {
  return civilDateOf(Date.now(), ZONE)
}

/** Yesterday and today, as a query asks for them: what began before midnight is found after it. */
export function lately(): string {
  return `from=${addDays(today(), -1)}&to=${today()}`
}

async function hire(product: Product, admin: SignedIn, path: string, username: string, name: string, role: string) {
  const body = { username, name, language: 'zh-Hant', roles: [role] }
  const { invitation } = await admin.call<StaffChanged>('POST', `${path}/staff`, body)
  return enter(product, username, '/api/invitation', (password) => ({ token: invitation, password }))
}

async function enter(
  product: Product,
  username: string,
  path: string,
  bodyWith: (password: string) => object,
): Promise<SignedIn> {
  const password = `correct-horse-${username}`
  return opened(product, path, bodyWith(password), { username, password })
}

/** Signs in somebody who has a password. */
export async function signInOverApi(product: Product, username: string, password: string): Promise<SignedIn> {
  return opened(product, '/api/session', { username, password }, { username, password })
}

async function opened(
  product: Product,
  path: string,
  entry: object,
  { username, password }: { username: string; password: string },
): Promise<SignedIn> {
  const response = await fetch(product.origin + path, {
    method: 'POST',
    body: JSON.stringify(entry),
    headers: { 'Content-Type': 'application/json' },
  })
  if (!response.ok) throw new Error(`${path}: ${await response.text()}`)
  const cookie = response.headers.get('set-cookie')?.split(';')[0] ?? ''
  const request = async (method: string, url: string, body?: unknown) => {
    const answer = await fetch(product.origin + url, {
      method,
      headers: { cookie, ...(body !== undefined && { 'Content-Type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    if (!answer.ok) throw new Error(`${method} ${url}: ${answer.status} ${await answer.text()}`)
    return answer
  }
  return {
    me: (await response.json()) as Me,
    username,
    password,
    call: async (method, url, body) => (await request(method, url, body)).json(),
    bytes: async (url) => new Uint8Array(await (await request('GET', url)).arrayBuffer()),
  }
}

/** `21:05`, by the clocks of the estate. */
export function timeOfDay(at: number): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, hour: '2-digit', minute: '2-digit' }).format(at)
}
