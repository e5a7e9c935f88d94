/**
 * The whole life of a visit, as a client of your own would live it: with the public API (docs/api.md) and nothing of ours.
 *
 *   npm run demo            # in one terminal
 *   node dist/scripts/example-client.js
 *
 * The server and its people come from `<DATA_DIR>/demo.json`, or from `WAYMARK_URL` and `WAYMARK_ADMIN`,
 * `WAYMARK_ASSISTANT` and `WAYMARK_SUPERVISOR`, each `username:password`. It files a real visit: not for a live estate.
 */
import { createHash, randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CompactSign, exportJWK, generateKeyPair } from 'jose'
import { drawPng } from './support/png.ts'

const { url, logins } = whereAndWho()

// 1 · An assistant looks at what is to be walked today.
const assistant = await signIn('assistant')
const { estates } = await assistant.get('/api/estates')
const estate = estates[0].estate
const { rounds, now } = await assistant.get(`/api/estates/${estate.id}/rounds?from=${civilDay(-1)}&to=${civilDay(0)}`)
const [nowSeenAt, wallAt] = [performance.now(), Date.now()]
const open = rounds.find(
  (round: Json) => now >= round.opensAt && now <= round.closesAt && round.states.includes('pending'),
)
const spot = open?.expected[open.states.indexOf('pending')].checkpoint
say('rounds', open ? `“${nameOf(open)}” is open and expects ${spot}` : 'none is open: the visit will stand out of plan')

// 2 · He stands before a label and his camera reads a URL off it. An admin may read the same URL from the API.
const admin = await signIn('admin')
const { checkpoints } = await admin.get(`/api/estates/${estate.id}/checkpoints`)
const label: string = checkpoints.find((one: Json) => (spot ? one.id === spot : one.state === 'active')).tagUrl
say('label', `${label.slice(0, 48)}…`)

// 3 · The URL says which spot it is, if the signature in it is the estate's. Opening it files nothing.
const digits = /\/s\/(\d{174})$/.exec(label)?.[1]
const scannedAt = Date.now()
const elapsedMs = Math.floor(performance.now() - nowSeenAt)
const tag = await assistant.get(`/s/${digits}`)
say('tag', `${nameOf(tag.checkpoint)} (${tag.checkpoint.id}), revision ${tag.checkpoint.revision}`)

// 4 · His phone makes a key pair once and enrols the public half; the private half never leaves it.
const { publicKey, privateKey } = await generateKeyPair('ES256')
const device = await assistant.post('/api/devices', { publicKey: await exportJWK(publicKey), label: 'Example client' })
say('device', `enrolled as ${device.id}`)

// 5 · What is to be checked here. A published version never changes, so a client may keep it for ever.
const { kind, version, extras } = tag.checklist
const checklist = await assistant.get(`/api/estates/${estate.id}/checklists/${kind}/${version}`)
say('checklist', `${kind}, version ${version}, ${checklist.items.length} items`)

// 6 · Photos go up before the visit that names them, addressed by the SHA-256 of their bytes.
const photo = drawPng(64, 48, (x, y) => (x + y > 56 ? [120, 96, 70] : [190, 188, 180]))
const kept = await assistant.put(`/api/photos/${sha256(photo)}`, photo, 'image/png')
say('photo', `${kept.body.bytes} bytes kept: ${kept.status}`)

// 7 · The visit: claims as JSON, signed as a compact JWS by the phone's key.
const visit = {
  v: 3,
  id: uuidV7(),
  estate: estate.id,
  person: assistant.me.person.id,
  device: device.id,
  sequence: 1,
  previous: null,
  checkpoint: tag.checkpoint.id,
  evidence: { channel: 'camera', digits },
  openedAt: scannedAt,
  scannedAt,
  submittedAt: Date.now(),
  // A monotonic clock counts on where nobody can set it: it bounds what the wall clock claims, however wrong that one is.
  lastServerTime: { at: now, elapsedMs, wallAt, whole: true },
  // This phone had filed nothing yet when it read the tag.
  follows: 0,
  position: null,
  round: open?.id ?? null,
  // A spot with items of its own names their version too; this one has none.
  checklist: { kind, version, ...(extras && { extras }) },
  answers: checklist.items.flatMap(answered),
}
const jws = await new CompactSign(Buffer.from(JSON.stringify(visit)))
  .setProtectedHeader({ alg: 'ES256', kid: device.id, typ: 'waymark-visit' })
  .sign(privateKey)
say('visit', `${visit.id}, ${jws.length} bytes signed`)

// 8 · Filed once: 201 with a receipt, given only after the row is on disk. Filed again: 200 with the same receipt.
const first = await assistant.put(`/api/visits/${visit.id}`, jws, 'application/jose')
const second = await assistant.put(`/api/visits/${visit.id}`, jws, 'application/jose')
say('filed', `${first.status}, presence ${first.body.verdict.outcome}; sent again: ${second.status}`)
expect(first.status === 201 && second.status === 200, 'the first PUT answers 201, the second 200')
expect(first.body.sha256 === sha256(jws), 'the receipt names the bytes that were sent')
expect(JSON.stringify(first.body) === JSON.stringify(second.body), 'both answers are the same receipt')

// 9 · The supervisor sees it on the board.
const supervisor = await signIn('supervisor')
const period = `from=${civilDay(-1)}&to=${civilDay(0)}&detail=cells`
const coverage = await supervisor.get(`/api/estates/${estate.id}/coverage?${period}`)
const cells = coverage.rounds.flatMap((round: Json) => round.cells)
const cell = cells.find((one: Json) => one.visit === visit.id)
const outOfPlan = coverage.outOfPlan.find((one: Json) => one.visit === visit.id)
expect(cell ?? outOfPlan, 'coverage shows the visit')
say('coverage', cell ? `${cell.checkpoint} is ${cell.state}, ${cell.defects} defect` : 'shown out of plan')
const record = await supervisor.get(`/api/visits/${visit.id}`)
expect(record.jws === jws, 'the server kept the exact bytes')
say('record', `filed by ${record.person.name}, the exact bytes are kept`)

/** The first condition is defective, for the photo's sake; all others are fine, and every meter shows 1234. */
function answered(item: Json, position: number): Json[] {
  if (item.type === 'text') return []
  if (item.type === 'reading') return [{ item: item.id, photos: [], result: 'reading', value: 1234 }]
  const followUp = item.followUp ? { severity: 'normal', settled: false } : {}
  if (position > 0) return [{ item: item.id, photos: [], result: 'ok' }]
  return [{ item: item.id, photos: [sha256(photo)], result: 'defect', note: 'Water on the floor', ...followUp }]
}

// biome-ignore lint/suspicious/noExplicitAny: shapes are in docs/api.md and at /api/openapi.json
type Json = any

/** Opens a session. The cookie is the session; anything but 2xx is a problem (RFC 9457) with a `code` and a `title`. */
async function signIn(role: 'admin' | 'assistant' | 'supervisor') {
  const { username, password } = logins(role)
  let cookie = ''
  const request = async (method: string, path: string, body?: BodyInit, type?: string) => {
    const headers = {
      Accept: 'application/json',
      ...(cookie && { Cookie: cookie }),
      ...(type && { 'Content-Type': type }),
    }
    const response = await fetch(url + path, { method, headers, ...(body !== undefined && { body }) })
    const answer: Json = await response.json()
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${answer.code}: ${answer.title}`)
    cookie ||= response.headers.get('Set-Cookie')?.split(';')[0] ?? ''
    return { status: response.status, body: answer }
  }
  const post = async (path: string, body: Json) =>
    (await request('POST', path, JSON.stringify(body), 'application/json')).body
  const me = await post('/api/session', { username, password })
  say('signed in', `${me.person.name} as ${role}`)
  return {
    me,
    post,
    get: async (path: string): Promise<Json> => (await request('GET', path)).body,
    put: (path: string, body: BodyInit, type: string) => request('PUT', path, body, type),
  }
}

function whereAndWho() {
  const { WAYMARK_URL, DATA_DIR = './data' } = process.env
  const demo: Json = WAYMARK_URL ? undefined : JSON.parse(readFileSync(join(DATA_DIR, 'demo.json'), 'utf8'))
  return {
    url: WAYMARK_URL ?? (demo.origin as string),
    logins(role: string): { username: string; password: string } {
      if (demo) return demo.logins.find((login: Json) => login.roles.includes(role))
      const [username = '', ...password] = (process.env[`WAYMARK_${role.toUpperCase()}`] ?? '').split(':')
      return { username, password: password.join(':') }
    },
  }
}

/** In whatever language the estate has given it one. */
function nameOf({ names }: Json): string {
  return names.en ?? names['zh-Hant'] ?? names['zh-Hans']
}

/** Today in the estate's zone, or some days before or after. */
function civilDay(offset: number): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: estate.zone }).format(Date.now() + offset * 86_400_000)
}

function sha256(data: Uint8Array | string): string {
  return createHash('sha256').update(data).digest('hex')
}

/** RFC 9562 §5.7: 48 bits of Unix milliseconds, version, 74 random bits. */
function uuidV7(): string {
  const bytes = Buffer.concat([Buffer.alloc(6), randomBytes(10)])
  bytes.writeUIntBE(Date.now(), 0, 6)
  bytes[6] = (bytes[6]! & 0x0f) | 0x70
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}

function expect(truth: unknown, what: string): void {
  if (!truth) throw new Error(`not as documented: ${what}`)
}

function say(step: string, what: string): void {
  console.log(`${step.padEnd(10)} ${what}`)
}
