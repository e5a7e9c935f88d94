/**
 * A phone's page without a browser: the few globals that models touch, IndexedDB in memory, and a server that answers what
 * the test says. Loading the modules anew is what a reload is to a real page.
 */
import { IDBFactory } from 'fake-indexeddb'
import 'fake-indexeddb/auto'
import { vi } from 'vitest'
import type { ListedCheckpoint, Pack, RoundProgress } from '../../../checkpoints/wire/estate.ts'
import { type ProblemCode, problemOf } from '../../../checkpoints/wire/problem.ts'
import type { Me } from '../../../checkpoints/wire/session.ts'
import { aRound, checkpointId, ESTATE, LOBBY, PERSON, uuid } from '../../support/builders.ts'

export type Sent = {
  readonly method: string
  readonly path: string
  readonly body: string | ArrayBuffer | null
  /** For whom, as its header says. */
  readonly person: string | undefined
}

/** What the server says to a request; `offline`: nothing comes back. */
export type Answer = { readonly status: number; readonly body: unknown } | 'offline'

export const ME: Me = {
  person: { id: PERSON, username: 'chan', name: '陳有福', language: 'zh-Hant' },
  memberships: [
    {
      estate: { id: ESTATE, code: 'jade-lake', names: { en: 'Jade Lake' }, zone: 'Asia/Hong_Kong' },
      roles: ['assistant'],
    },
  ],
  signedInUntil: Number.MAX_SAFE_INTEGER,
  now: 0,
}

export class FakeServer {
  readonly sent: Sent[] = []
  /** Decides; what it leaves to others (undefined) is answered as an honest server would. */
  answer: (request: Sent) => Answer | undefined | Promise<Answer | undefined> = () => undefined

  /** What was asked, shortly: `PUT /api/visits/…`. */
  get log(): string[] {
    return this.sent.map(({ method, path }) => `${method} ${path}`)
  }

  readonly fetch = async (path: string, init: RequestInit): Promise<Response> => {
    const headers = new Headers(init.headers)
    const person = headers.get('Waymark-Person') ?? undefined
    const request = { method: init.method!, path, body: init.body as Sent['body'], person }
    const answer = await this.answerTo(request)
    if (answer === 'offline') throw new TypeError('Failed to fetch')
    const type = answer.status < 400 ? 'application/json' : 'application/problem+json'
    return new Response(JSON.stringify(answer.body), { status: answer.status, headers: { 'content-type': type } })
  }

  private async answerTo(request: Sent): Promise<Answer> {
    this.sent.push(request)
    const decided = await this.answer(request)
    if (decided || request.path !== '/api/visits/batch') return decided ?? honest(request)
    // As the real one does: each as if it had come alone.
    const { visits } = JSON.parse(request.body as string) as { readonly visits: readonly string[] }
    const outcomes: object[] = []
    for (const jws of visits) {
      const answer = await this.answerTo({ ...request, method: 'PUT', path: `/api/visits/${idIn(jws)}`, body: jws })
      if (answer === 'offline') return answer
      const { status, body } = answer
      outcomes.push(status < 400 ? { status, receipt: body } : { status, problem: body })
    }
    return { status: 200, body: { outcomes } }
  }
}

/** A problem as the server answers it. */
export function refusal(code: ProblemCode): Answer {
  const body = problemOf(code)
  return { status: body.status, body }
}

async function honest({ method, path, body }: Sent): Promise<Answer> {
  const id = path.split('/').at(-1)!
  if (method === 'POST' && path === '/api/session') return { status: 201, body: { ...ME, now: Date.now() } }
  if (path === '/api/me') return { status: 200, body: { ...ME, now: Date.now() } }
  if (path === '/api/devices') return { status: 201, body: { id: uuid(0xde), enrolledAt: 1 } }
  if (path.startsWith('/api/photos/')) return { status: 201, body: { sha256: id } }
  if (path.startsWith('/api/visits/')) return { status: 201, body: await receiptFor(id, body as string) }
  if (path.includes('/pack')) return { status: 200, body: aPack({ now: Date.now() }) }
  return refusal('not-found')
}

function idIn(jws: string): string {
  return JSON.parse(Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString()).id
}

export async function receiptFor(id: string, jws: string) {
  const receivedAt = Date.now()
  return { id, sha256: await sha256(jws), receivedAt, occurredAt: receivedAt, verdict: { outcome: 'verified' } }
}

export async function sha256(text: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))
  return Buffer.from(digest).toString('hex')
}

/** Puts up the globals of a phone that has never opened the app. */
export function newPhone(): FakeServer {
  const server = new FakeServer()
  const kept = new Map<string, string>()
  vi.stubGlobal('indexedDB', new IDBFactory())
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  })
  const document = Object.assign(new EventTarget(), {
    visibilityState: 'visible',
    documentElement: { lang: '', dataset: {} },
  })
  vi.stubGlobal('document', document)
  vi.stubGlobal('navigator', { languages: ['zh-HK'], userAgent: 'Mozilla/5.0 (Linux; Android 14; Pixel 7) Chrome/130' })
  vi.stubGlobal('addEventListener', () => {})
  vi.stubGlobal('location', { reload: () => {} })
  vi.stubGlobal('fetch', server.fetch)
  return server
}

/** Opens the app, or opens it again: nothing is left of the page before but what is on the phone. */
export async function openPage() {
  vi.resetModules()
  const [session, pack, device, drafts, filing, form, outbox, serverTime, tags, kept, people] = await Promise.all([
    import('../../../client/models/session.ts'),
    import('../../../client/models/pack.ts'),
    import('../../../client/models/device.ts'),
    import('../../../client/models/drafts.ts'),
    import('../../../client/models/filing.ts'),
    import('../../../client/models/form.ts'),
    import('../../../client/models/outbox.ts'),
    import('../../../client/models/server-time.ts'),
    import('../../../client/models/tag-reading.ts'),
    import('../../../client/local/outbox.ts'),
    import('../../../client/models/people.ts'),
  ])
  await session.startSession()
  return { session, pack, device, drafts, filing, form, outbox, serverTime, tags, kept, people }
}
export type OpenedPage = Awaited<ReturnType<typeof openPage>>

/** Opens the app with the assistant signed in. */
export async function openSignedIn(): Promise<OpenedPage> {
  const page = await openPage()
  if (!page.session.me.value) await page.session.signIn({ username: 'chan', password: 'a long password' })
  return page
}

export function aListedCheckpoint(given: Partial<ListedCheckpoint> = {}): ListedCheckpoint {
  return {
    id: LOBBY,
    code: 'A-GF-LOB',
    kind: 'lobby',
    names: { 'zh-Hant': '大堂', en: 'Lobby' },
    place: uuid(0xb1),
    position: 0,
    state: 'active',
    revision: 1,
    checklist: { kind: 'lobby', version: 1 },
    shortCode: '',
    focus: null,
    outage: null,
    ...given,
  }
}

export function aRoundInProgress(given: Partial<RoundProgress> = {}): RoundProgress {
  const round = aRound(given)
  return { ...round, states: given.states ?? round.expected.map(() => 'pending' as const) }
}

/** Two questions and a meter at the lobby of Jade Lake. */
export function aPack(given: Partial<Pack> = {}): Pack {
  const words = (text: string) => ({ 'zh-Hant': text, 'zh-Hans': text, en: text })
  const about = { clause: '4.4.5', category: 'facilities' as const, methods: ['look' as const] }
  return {
    now: 1,
    estate: ME.memberships[0]!.estate,
    places: [
      { id: uuid(0xb1), parent: null, kind: 'building', names: { en: 'Tower 1' }, position: 0, occupancy: null },
    ],
    checkpoints: [aListedCheckpoint(), aListedCheckpoint({ id: checkpointId(2), code: 'A-RF' })],
    checklists: [
      {
        kind: 'lobby',
        version: 1,
        items: [
          { ...about, id: 'lights', type: 'condition', words: words('Lights') },
          { ...about, id: 'signs', type: 'condition', words: words('Signs') },
          { ...about, id: 'meter', type: 'reading', words: words('Meter'), unit: 'kWh', decimals: 1, optional: true },
          { ...about, id: 'remarks', type: 'text', words: words('Remarks') },
        ],
      },
    ],
    extras: [],
    readings: [],
    findings: [],
    keys: [],
    displays: [],
    work: [],
    emergency: { securityPhone: null },
    rounds: [],
    ...given,
  }
}
