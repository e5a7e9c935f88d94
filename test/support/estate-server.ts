/** A real server on a real database file, with one estate, somebody in every role, and a clock that tests may turn. */
import { createHash } from 'node:crypto'
import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { exportJWK, generateKeyPair } from 'jose'
import type { Answer } from '../../checkpoints/answer.ts'
import { shippedItems } from '../../checkpoints/checklists/shipped.ts'
import type { Kind } from '../../checkpoints/checkpoint.ts'
import { type FindingEvent, signFindingEvent } from '../../checkpoints/finding-act.ts'
import { ROLES, type Role } from '../../checkpoints/people.ts'
import { tagDigitsIn } from '../../checkpoints/tag.ts'
import { signVisit, type VisitClaims } from '../../checkpoints/visit.ts'
import { VISIT_VERSION } from '../../checkpoints/visit-version.ts'
import type { Checkpoints, DeviceEnrolled, EnrolDevice, ListedCheckpoint } from '../../checkpoints/wire/estate.ts'
import type { Me, StaffChanged } from '../../checkpoints/wire/session.ts'
import { planDraft } from '../../scripts/support/plan.ts'
import type { Config, MailConfig } from '../../server/config.ts'
import { type Context, openContext } from '../../server/context.ts'
import type { PublicFetch, PublicLook } from '../../server/notify/public-fetch.ts'
import { foundEstate, invite, offerSetUp } from '../../server/services/set-up.ts'
import { newTagKey } from '../../server/services/tag-keys.ts'
import { startServer } from '../../server/start.ts'
import { at, freshUuid } from './builders.ts'

export type Answered = {
  readonly status: number
  // biome-ignore lint/suspicious/noExplicitAny: what came back is the very thing under test
  readonly body: any
  readonly headers: Headers
}
export type Caller = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
) => Promise<Answered>

/** An estate at work: somebody in every role, and three spots. */
export type EstateAtWork = {
  readonly estate: string
  /** `/api/estates/<id>` */
  readonly path: string
  readonly as: Readonly<Record<Role, Caller>>
  readonly me: Readonly<Record<Role, Me>>
  /** A lobby, a lift, a car park: in walking order, with their tags. */
  readonly spots: readonly ListedCheckpoint[]
}

export type EstateServer = EstateAtWork & {
  readonly origin: string
  readonly dataDir: string
  readonly context: Context
  readonly anyone: Caller
  readonly logged: readonly string[]
  readonly now: () => number
  readonly setClock: (now: number) => void
  readonly stop: () => Promise<void>
}

export const PASSWORD = 'correct-horse-battery'

const HALF_PAST_EIGHT = at('20:30')

/** What a test may want otherwise: a proxy that names the clients, a mail server, addresses outside. */
type Given = {
  readonly now?: number
  readonly mail?: MailConfig
  readonly trustProxy?: boolean
  readonly publicFetch?: PublicFetch
  readonly publicLook?: PublicLook
}

/** @param given a zone other than Hong Kong's, and another moment than half past eight */
export async function startEstateServer(given: Given & { readonly zone?: string } = {}): Promise<EstateServer> {
  const { zone = 'Asia/Hong_Kong', now = HALF_PAST_EIGHT } = given
  const begun = `${zone} ${now}`
  const founded = foundedAlready.get(begun) ?? found(zone, now)
  foundedAlready.set(begun, founded)
  const { dataDir: from, staffed } = await founded
  const dataDir = newDataDir()
  cpSync(from, dataDir, { recursive: true })
  const server = await startBareServer({ ...given, dataDir })
  return { ...server, ...atWorkOn(server.origin, staffed) }
}

/** Founded over the API once in each process; every server begins with a copy of the folder. */
const foundedAlready = new Map<string, Promise<{ readonly dataDir: string; readonly staffed: Staffed }>>()

async function found(zone: string, now: number): Promise<{ readonly dataDir: string; readonly staffed: Staffed }> {
  const server = await startBareServer({ now })
  const setUp = await server.anyone('POST', '/api/setup', {
    token: await offerSetUp(server.context),
    estate: { code: 'test-court', names: { 'zh-Hant': '測試苑' }, zone },
    admin: { username: 'admin', name: 'admin', language: 'en', password: PASSWORD },
  })
  const estate = (setUp.body as Me).memberships[0]!.estate.id
  const staffed = await putToWork(server, estate, callerAt(server.origin, cookieOf(setUp)), 'the')
  // Stopped, so that all of it is in the files.
  await server.stop()
  return { dataDir: server.dataDir, staffed }
}

export type BareServer = Omit<EstateServer, keyof EstateAtWork>

/** A server with nothing set up; or, given the folder of one that has stopped, the same server started again. */
export async function startBareServer(given: Given & { readonly dataDir?: string } = {}): Promise<BareServer> {
  const dataDir = given.dataDir ?? newDataDir()
  let clock = given.now ?? HALF_PAST_EIGHT
  const logged: string[] = []
  const config: Config = {
    port: 0,
    host: 'localhost',
    dataDir,
    origin: 'http://localhost',
    secret: undefined,
    trustProxy: given.trustProxy ?? false,
    logLevel: 'silent',
    mail: given.mail ?? { by: 'nowhere' },
  }
  const context = await openContext(config, {
    now: () => clock,
    log: (level, event, facts) => logged.push(JSON.stringify({ level, event, ...facts })),
    ...(given.publicFetch && { publicFetch: given.publicFetch }),
    ...(given.publicLook && { publicLook: given.publicLook }),
  })
  const running = await startServer(context, clientIn(dataDir))
  const origin = `http://localhost:${running.port}`
  return {
    origin,
    dataDir,
    context,
    anyone: callerAt(origin),
    logged,
    now: () => clock,
    setClock: (now) => {
      clock = now
    },
    stop: running.stop,
  }
}

/** A second estate on the same server. No route founds one yet, so its first rows are written by the stores. */
export async function addNeighbour(server: BareServer): Promise<EstateAtWork> {
  const { context } = server
  const [estate, person] = [context.newId(), context.newId()]
  const key = await newTagKey(context, estate, 1)
  await context.database.write(async (stores) => {
    const { people } = stores
    const founded = { id: estate, code: 'next-door', names: { en: 'Next Door' }, zone: 'Europe/Berlin' }
    await foundEstate(stores, founded, { key, now: 1 })
    await people.add({ id: person, username: 'neighbour', name: 'neighbour', language: 'en' }, null, 1)
    await people.setRoles(person, estate, ['admin'])
  })
  const entered = await server.anyone('POST', '/api/invitation', {
    token: await invite(context, person),
    password: PASSWORD,
  })
  const staffed = await putToWork(server, estate, callerAt(server.origin, cookieOf(entered)), 'next')
  return atWorkOn(server.origin, staffed)
}

/** An estate at work before it is known where its server listens: who is signed in by which cookie. */
type Staffed = Omit<EstateAtWork, 'as'> & { readonly cookies: Readonly<Record<Role, string>> }

async function putToWork({ anyone }: BareServer, estate: string, admin: Caller, prefix: string): Promise<Staffed> {
  const path = `/api/estates/${estate}`
  const staff = await Promise.all(
    ROLES.map(async (role) => {
      const profile = { username: `${prefix}-${role}`, name: role, language: 'en', roles: [role] }
      const { invitation } = (await admin('POST', `${path}/staff`, profile)).body as StaffChanged
      const accepted = await anyone('POST', '/api/invitation', { token: invitation, password: PASSWORD })
      return { role, me: accepted.body as Me, cookie: cookieOf(accepted) }
    }),
  )
  const place = await admin('POST', `${path}/places`, { parent: null, kind: 'building', names: { en: 'Tower' } })
  for (const [code, kind] of [
    ['LOBBY', 'lobby'],
    ['LIFT', 'lift'],
    ['PARK', 'car-park'],
  ]) {
    await admin('POST', `${path}/checkpoints`, { code, kind, names: { en: code }, place: place.body.id })
  }
  const { checkpoints } = (await admin('GET', `${path}/checkpoints`)).body as Checkpoints
  return {
    estate,
    path,
    me: Object.fromEntries(staff.map(({ role, me }) => [role, me])) as Staffed['me'],
    cookies: Object.fromEntries(staff.map(({ role, cookie }) => [role, cookie])) as Staffed['cookies'],
    spots: checkpoints,
  }
}

function atWorkOn(origin: string, { cookies, ...estate }: Staffed): EstateAtWork {
  const calls = ROLES.map((role) => [role, callerAt(origin, cookies[role])])
  return { ...estate, as: Object.fromEntries(calls) as EstateAtWork['as'] }
}

function newDataDir(): string {
  return mkdtempSync(join(tmpdir(), 'waymark-server-'))
}

/** A client of one page, to tell the page from the API. */
function clientIn(dataDir: string): string {
  const folder = join(dataDir, 'client')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>the shell</title>')
  return folder
}

export function callerAt(origin: string, cookie?: string): Caller {
  return async (method, path, body, headers = {}) => {
    const isRaw = typeof body === 'string' || body instanceof Uint8Array || body instanceof ReadableStream
    const request: RequestInit & { readonly duplex: 'half' } = {
      method,
      redirect: 'manual',
      // Streams go out in chunks, their length untold.
      duplex: 'half',
      headers: {
        ...(cookie && { cookie }),
        ...(body !== undefined && !isRaw && { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: isRaw ? (body as BodyInit) : JSON.stringify(body) }),
    }
    const response = await fetch(origin + path, request)
    const isEndless = response.headers.get('content-type')?.includes('event-stream')
    const text = isEndless ? await response.body?.cancel().then(() => '') : await response.text()
    const isJson = response.headers.get('content-type')?.includes('json')
    return { status: response.status, body: isJson && text ? JSON.parse(text) : text, headers: response.headers }
  }
}

/** A body whose length is not told in advance: `count` times the same bytes. */
export function inChunks(count: number, bytes: number): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(body) {
      for (let i = 0; i < count; i++) body.enqueue(new Uint8Array(bytes).fill(0x78))
      body.close()
    },
  })
}

export function cookieOf({ headers }: Answered): string {
  return headers.get('set-cookie')?.split(';')[0] ?? ''
}

export type TestPhone = {
  readonly device: string
  /** Signs a visit to a spot now, with everything in order unless `given` says otherwise. */
  readonly visit: (spot: ListedCheckpoint, given?: Partial<VisitClaims>) => Promise<{ id: string; jws: string }>
  /** Signs and files it. */
  readonly file: (spot: ListedCheckpoint, given?: Partial<VisitClaims>) => Promise<Answered>
  /** Signs what somebody does about a finding. */
  readonly signEvent: (event: FindingEvent) => Promise<string>
}

type ChainEnd = Pick<VisitClaims, 'sequence' | 'previous'>

/** A phone of whoever has the role, enrolled on the server. */
export async function enrolPhone(
  server: EstateServer,
  role: Role = 'assistant',
  given: Partial<EnrolDevice> = {},
): Promise<TestPhone> {
  const { publicKey, privateKey } = await generateKeyPair('ES256')
  const call = server.as[role]
  const enrolment = { publicKey: await exportJWK(publicKey), label: 'test phone', ...given }
  const enrolled = await call('POST', '/api/devices', enrolment)
  const device = (enrolled.body as DeviceEnrolled).id
  let sequence = 0
  let last: Promise<string | null> = Promise.resolve(null)
  async function sign(spot: ListedCheckpoint, link: ChainEnd, given: Partial<VisitClaims>) {
    const now = given.scannedAt ?? server.now()
    const claims: VisitClaims = {
      v: VISIT_VERSION,
      id: freshUuid(),
      estate: server.estate,
      person: server.me[role].person.id,
      device,
      ...link,
      checkpoint: spot.id,
      evidence: { channel: 'camera', digits: tagDigitsIn(spot.tagUrl ?? '') ?? '' },
      openedAt: now,
      scannedAt: now,
      submittedAt: now,
      lastServerTime: { at: now, elapsedMs: 0 },
      position: null,
      round: null,
      checklist: spot.checklist,
      answers: allFine(spot.kind),
      ...given,
    }
    return { id: claims.id, jws: await signVisit(claims, privateKey) }
  }
  const visit: TestPhone['visit'] = (spot, given = {}) => {
    // Each names the bytes of the one before, also when many are signed at once.
    const signed = last.then((previous) => sign(spot, { sequence: ++sequence, previous }, given))
    last = signed.then(({ jws }) => createHash('sha256').update(jws).digest('hex'))
    return signed
  }
  return {
    device,
    visit,
    async file(spot, given) {
      const { id, jws } = await visit(spot, given)
      return call('PUT', `/api/visits/${id}`, jws)
    },
    signEvent: (event) => signFindingEvent({ ...event, person: server.me[role].person.id, device }, privateKey),
  }
}

export function allFine(kind: Kind): Answer[] {
  return shippedItems(kind).flatMap((item): Answer[] =>
    item.type === 'condition' ? [{ item: item.id, photos: [], result: 'ok' }] : [],
  )
}

let plansWritten = 0

/** A plan over all spots, 20:00–22:00 daily. */
export async function writePlan(server: EstateServer, given: object = {}): Promise<string> {
  const written = await server.as.admin('POST', `${server.path}/plans`, {
    // No two plans of an estate may have the same name.
    ...planDraft({
      names: { en: `Evening ${++plansWritten}` },
      graceMinutes: 10,
      checkpoints: server.spots.map(({ id }) => id),
    }),
    ...given,
  })
  if (written.status !== 201) throw new Error(JSON.stringify(written.body))
  return written.body.id
}
