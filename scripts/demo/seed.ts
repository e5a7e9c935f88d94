/**
 * Seeds the demo estate with three weeks of history through the product's own API: people sign in, phones enrol, visits
 * are signed and filed, round after round, on a clock that runs from three weeks ago to now. No row is inserted by hand.
 */
import { createHash, randomInt } from 'node:crypto'
import type { Answer } from '../../checkpoints/answer.ts'
import type { Item } from '../../checkpoints/checklist.ts'
import { shippedItems } from '../../checkpoints/checklists/shipped.ts'
import { startOfDay } from '../../checkpoints/plan-window.ts'
import { tagDigitsIn } from '../../checkpoints/tag.ts'
import { civilDateOf, DAY_MS, HOUR_MS, type Instant, MINUTE_MS } from '../../checkpoints/time.ts'
import type { Checkpoints, ListedCheckpoint, RoundProgress, Rounds } from '../../checkpoints/wire/estate.ts'
import type { Me, StaffChanged } from '../../checkpoints/wire/session.ts'
import { createApp } from '../../server/app.ts'
import type { Config } from '../../server/config.ts'
import { openContext } from '../../server/context.ts'
import { makeRounds } from '../../server/services/rounds.ts'
import { offerSetUp } from '../../server/services/set-up.ts'
import { type ApiClient, apiClient } from '../support/api-client.ts'
import { enrolPhone, type Phone } from '../support/phone.ts'
import { planDraft } from '../support/plan.ts'
import type { DemoActor } from './finding-people.ts'
import { tellStories } from './finding-stories.ts'
import { type Office, seeToFindings, setFindingRules } from './findings.ts'
import {
  ADMIN,
  DEFECTS,
  type DemoPerson,
  ESTATE,
  HOLIDAYS,
  MAILINGS,
  METERS,
  PLACES,
  PLANS,
  SPOTS,
  STAFF,
  TEAMS,
} from './jade-lake.ts'
import { drawSignature, drawStainedWall } from './photo.ts'
import { reportAsResidents } from './residents.ts'

export type Login = {
  readonly username: string
  readonly password: string
  readonly name: string
  readonly roles: readonly string[]
}

const HISTORY_DAYS = 21
const ALL_OK = 0.96

type Walker = { readonly api: ApiClient; readonly me: Me; readonly phone: Phone }

type World = {
  readonly estate: string
  readonly admin: ApiClient
  readonly spots: ReadonlyMap<string, ListedCheckpoint>
  readonly walkers: readonly Walker[]
  readonly setClock: (now: Instant) => void
  /** Sessions last fourteen days, the history longer. */
  readonly signInAgain: () => Promise<void>
  /** Walker and seed of a drawn wall → its SHA-256, once he has sent it. */
  readonly photos: Map<string, string>
  readonly chance: (probability: number) => boolean
  readonly pick: <T>(from: readonly T[]) => T
}

/** @returns the logins, whose passwords are new for every demo; undefined if the data folder is in use already */
export async function seedDemo(config: Config): Promise<Login[] | undefined> {
  const end = Date.now()
  let clock = end - HISTORY_DAYS * DAY_MS
  const context = await openContext(config, { now: () => clock, log: () => {} })
  try {
    const token = await offerSetUp(context)
    if (token === undefined) return undefined
    const app = createApp(context)
    const admin = apiClient(app)
    const logins: Login[] = [login(ADMIN)]
    const { username, name, language } = ADMIN
    const me = await admin.call<Me>('POST', '/api/setup', {
      token,
      estate: ESTATE,
      admin: { username, name, language, password: logins[0]!.password },
    })
    const estate = me.memberships[0]!.estate
    const path = `/api/estates/${estate.id}`
    const walkers: World['walkers'][number][] = []
    const staff = new Map<string, DemoActor>()
    for (const person of STAFF) {
      const { api, member, entry } = await hire(app, admin, path, person)
      logins.push(entry)
      if (!person.roles.includes('assistant')) {
        staff.set(person.username, { api, me: member })
        continue
      }
      const phone = await enrolPhone(api, member, estate.id, `${person.name}：Android 手機`)
      walkers.push({ api, me: member, phone })
      staff.set(person.username, { api, me: member, phone })
    }
    const places = await layOut(admin, path)
    const bare = await admin.call<Checkpoints>('GET', `${path}/checkpoints`)
    await hangMeters(admin, path, places, bare.checkpoints)
    const { checkpoints } = await admin.call<Checkpoints>('GET', `${path}/checkpoints`)
    for (const plan of PLANS) await writePlan(admin, path, plan, checkpoints)
    for (const { names, members, places: area } of TEAMS) {
      const idOf = (username: string) => walkers.find(({ me }) => me.person.username === username)?.me.person.id
      await admin.call('POST', `${path}/teams`, {
        names,
        members: members.map(idOf),
        places: area.map((key) => places.get(key)),
      })
    }
    await admin.call('PUT', `${path}/holidays`, { holidays: HOLIDAYS })
    for (const mailing of MAILINGS) await admin.call('POST', `${path}/mailings`, mailing)
    const random = randomFrom(20261123)
    const world: World = {
      estate: estate.id,
      admin,
      spots: new Map(checkpoints.map((spot) => [spot.id, spot])),
      walkers,
      setClock: (now) => {
        clock = now
      },
      signInAgain: async () => {
        const apis = new Map([
          [ADMIN.username, admin],
          ...[...staff].map(([username, { api }]) => [username, api] as const),
        ])
        for (const { username, password } of logins) {
          await apis.get(username)?.call('POST', '/api/session', { username, password })
        }
      },
      photos: new Map(),
      chance: (probability) => random() < probability,
      pick: (from) => from[Math.floor(random() * from.length)]!,
    }
    const { spots, setClock } = world
    const member = (username: string) => staff.get(username)!
    const desk = { lee: member('lee'), cheung: member('cheung'), chan: member('chan'), ho: member('ho') }
    const office: Office = { estate: estate.id, spots, setClock, ...desk }
    await setFindingRules(office)
    await live(world, clock, end, {
      makeAhead: () => makeRounds(context, estate),
      after: async (day) => {
        // What came up to yesterday has been read.
        for (const api of [admin, ...[...staff.values()].map(({ api }) => api)]) {
          await api.call('PUT', '/api/inbox/read', { read: true })
        }
        await seeToFindings(office, morningIn(day))
      },
    })
    const people = { admin, resident: apiClient(app) }
    await reportAsResidents(people, path, checkpoints, { end, set: world.setClock })
    await tellStories(office, end, places.get('T3-8D') ?? null)
    return logins
  } finally {
    await context.database.close()
  }
}

async function hire(app: Parameters<typeof apiClient>[0], admin: ApiClient, path: string, person: DemoPerson) {
  const { username, name, language, roles } = person
  const added = await admin.call<StaffChanged>('POST', `${path}/staff`, { username, name, language, roles })
  const entry = login(person)
  const api = apiClient(app)
  const accepted = { token: added.invitation, password: entry.password }
  return { api, entry, member: await api.call<Me>('POST', '/api/invitation', accepted) }
}

async function layOut(admin: ApiClient, path: string): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<string, string>()
  for (const { key, parent, kind, names, occupancy = null } of PLACES) {
    const body = { kind, names, occupancy, parent: parent === null ? null : ids.get(parent) }
    ids.set(key, (await admin.call<{ id: string }>('POST', `${path}/places`, body)).id)
  }
  for (const { code, kind, names, place } of SPOTS) {
    await admin.call('POST', `${path}/checkpoints`, { code, kind, names, place: ids.get(place) })
  }
  return ids
}

/** Flats' meters in their meter rooms, as the estate's own questions. */
async function hangMeters(
  admin: ApiClient,
  path: string,
  places: ReadonlyMap<string, string>,
  spots: readonly ListedCheckpoint[],
) {
  for (const spot of spots) {
    const items = METERS.filter((meter) => meter.spot === spot.code).map((meter): Item => {
      const dwelling = places.get(meter.unit)
      const id = `x-${meter.serial.toLowerCase()}`
      return {
        ...{ id, clause: '4.4.1b', category: 'facilities', methods: ['look'], words: meter.name },
        ...{ type: 'reading', unit: 'm³', decimals: 3, optional: false, plausible: { least: 0, perDay: 5 } },
        meter: { serial: meter.serial, supply: 'water', ...(dwelling && { dwelling }) },
      }
    })
    if (items.length === 0) continue
    const focus = {
      'zh-Hant': '空置單位水錶如有轉動，先關該戶水掣',
      en: 'If a vacant flat’s meter moves, shut its valve first',
    }
    await admin.call('PUT', `${path}/checkpoints/${spot.id}/extras`, { basis: null, items, focus })
  }
}

async function writePlan(
  admin: ApiClient,
  path: string,
  { kinds, ...plan }: (typeof PLANS)[number],
  spots: readonly ListedCheckpoint[],
): Promise<void> {
  const checkpoints = spots.filter(({ kind }) => kinds.includes(kind)).map(({ id }) => id)
  await admin.call('POST', `${path}/plans`, planDraft({ ...plan, checkpoints }))
}

/** Walks every round that opens between two instants, day by day, so that rounds are made as a running server makes them. */
async function live(
  world: World,
  start: Instant,
  end: Instant,
  { makeAhead, after }: { readonly makeAhead: () => Promise<void>; readonly after: (day: Instant) => Promise<void> },
): Promise<void> {
  for (let day = start; day < end; day += DAY_MS) {
    world.setClock(day)
    if ((day - start) % (7 * DAY_MS) === 0) await world.signInAgain()
    await makeAhead()
    const { rounds } = await world.admin.call<Rounds>('GET', `/api/estates/${world.estate}/rounds?${periodAround(day)}`)
    const due = rounds.filter(({ opensAt }) => opensAt >= day && opensAt < Math.min(day + DAY_MS, end))
    for (const [i, round] of due.entries()) await walk(world, round, i, end)
    await after(day)
  }
  world.setClock(end)
  await makeAhead()
  await stopLift(world, end)
}

/** Ten o'clock by the estate's clock, in the day that begins at an instant. */
function morningIn(day: Instant): Instant {
  const ten = startOfDay(civilDateOf(day, ESTATE.zone), ESTATE.zone) + 10 * HOUR_MS
  return ten < day ? ten + DAY_MS : ten
}

/** A lift under repair since this morning, for three days. */
async function stopLift({ admin, estate, spots }: World, now: Instant): Promise<void> {
  const lift = [...spots.values()].find(({ code }) => code === 'T3-LIFT-2')
  const outage = {
    from: civilDateOf(now, ESTATE.zone),
    until: civilDateOf(now + 2 * DAY_MS, ESTATE.zone),
    reason: '更換主機鋼纜',
  }
  await admin.call('POST', `/api/estates/${estate}/checkpoints/${lift?.id}/outages`, outage)
}

/** One assistant walks one round: mostly in order, not always everything, and not past the end of the demo's time. */
async function walk(world: World, round: RoundProgress, index: number, end: Instant): Promise<void> {
  const walker = world.walkers[(Math.floor(round.opensAt / DAY_MS) + index) % world.walkers.length]!
  const { phone } = walker
  // Once in a while nobody walks at all; rounds of today are walked, so that the phone has something to show.
  if (round.opensAt < end - DAY_MS && world.chance(0.012)) return
  const windowMs = round.closesAt - round.opensAt
  const paceMs = Math.min((windowMs * 0.8) / round.expected.length, 7 * MINUTE_MS)
  let at = round.opensAt + 10 * MINUTE_MS + (world.chance(0.5) ? 25 * MINUTE_MS : 0)
  if (round.graceMs > 0 && world.chance(0.08)) at = round.closesAt - paceMs * (round.expected.length - 2)
  world.setClock(Math.min(at, end))
  phone.sync(Math.min(at, end))
  const clockErrorMs = world.chance(0.01) ? 2 * HOUR_MS : 0
  for (const { checkpoint: id } of round.expected) {
    at += paceMs * (0.6 + 0.8 * Number(world.chance(0.5)))
    if (at >= end - MINUTE_MS) break
    const spot = world.spots.get(id)!
    if (isSkipped(world, spot, at, end)) continue
    world.setClock(at)
    await visit(world, spot, walker, { at, clockErrorMs, round: round.id })
  }
  world.setClock(Math.min(Math.max(at, round.opensAt) + MINUTE_MS, end))
  const refused = await phone.drain()
  if (refused.length > 0) throw new Error(`the demo's own visits were refused: ${JSON.stringify(refused[0])}`)
}

/** The roof of tower 3 has a jammed door this week; elsewhere one spot in forty is forgotten. */
function isSkipped(world: World, spot: ListedCheckpoint, at: Instant, end: Instant): boolean {
  if (spot.code === 'T3-RF-ROF' && at > end - 5 * DAY_MS) return true
  return world.chance(0.025)
}

async function visit(
  world: World,
  spot: ListedCheckpoint,
  walker: Walker,
  { at, clockErrorMs, round }: { at: Instant; clockErrorMs: number; round: string },
): Promise<void> {
  // The label in lift 2 of tower 2 is scratched: its short code is typed more often than scanned.
  const typed = spot.code === 'T2-LIFT-2' ? world.chance(0.6) : world.chance(0.004)
  const evidence = typed
    ? ({ channel: 'typed' } as const)
    : ({ channel: 'camera', digits: tagDigitsIn(spot.tagUrl ?? '') ?? '' } as const)
  const answers = await answersFor(world, spot, walker, at)
  await walker.phone.file({ checkpoint: spot, evidence, answers, scannedAt: Math.round(at), clockErrorMs, round })
}

async function answersFor(world: World, spot: ListedCheckpoint, walker: Walker, at: Instant): Promise<Answer[]> {
  const [faulty, note] = world.chance(ALL_OK) ? [] : world.pick(DEFECTS[spot.kind])
  const answers: Answer[] = []
  const own = METERS.filter((meter) => meter.spot === spot.code)
  for (const { serial, perDay } of own) {
    answers.push({ item: `x-${serial.toLowerCase()}`, photos: [], result: 'reading', value: reads(812.4, perDay, at) })
  }
  for (const { id: item, type, ...rest } of shippedItems(spot.kind)) {
    if (type === 'reading') {
      // A main water meter in the one room, an electricity meter in the others.
      const isWater = 'unit' in rest && rest.unit === 'm³'
      if (isWater !== spot.code.endsWith('WTR')) continue
      answers.push({
        item,
        photos: [],
        result: 'reading',
        value: isWater ? reads(48_210, 118, at) : reads(90_377, 610, at),
      })
    }
    if (type !== 'condition') continue
    if (item !== faulty) answers.push({ item, photos: [], result: 'ok' })
    else {
      const photos = world.chance(0.7) ? [await takePhoto(world, walker, at)] : []
      const severity = world.pick(['minor', 'normal', 'normal', 'major'] as const)
      const settled = world.chance(0.3)
      const hand = settled ? { signature: await signHere(world, walker) } : {}
      answers.push({ ...{ item, photos, result: 'defect', note: note ?? '', severity, settled }, ...hand })
    }
  }
  return answers
}

/** What a meter shows that has turned evenly since this demo's first day. */
function reads(start: number, perDay: number, at: Instant): number {
  return Math.round((start + ((at - Date.UTC(2026, 0, 1)) / DAY_MS) * perDay) * 10) / 10
}

/** Six walls are enough. */
function takePhoto(world: World, walker: Walker, at: Instant): Promise<string> {
  const seed = Math.floor(at / MINUTE_MS) % 6
  return sendPicture(world, walker, `wall ${seed}`, () => drawStainedWall(seed))
}

/** Everybody signs in one way. */
function signHere(world: World, walker: Walker): Promise<string> {
  const { username } = walker.me.person
  return sendPicture(world, walker, 'hand', () => drawSignature(username.length + username.charCodeAt(0)))
}

/** Pictures go up before the visit that names them, sent by who took them. */
async function sendPicture(
  { photos }: World,
  { api, me }: Walker,
  name: string,
  draw: () => Uint8Array<ArrayBuffer>,
): Promise<string> {
  const taken = `${me.person.username} ${name}`
  const earlier = photos.get(taken)
  if (earlier) return earlier
  const bytes = draw()
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  await api.send(`/api/photos/${sha256}`, bytes, 'image/png')
  photos.set(taken, sha256)
  return sha256
}

/** Civil days in UTC, one wider on each side than any zone needs. */
function periodAround(day: Instant): string {
  const iso = (at: Instant) => new Date(at).toISOString().slice(0, 10)
  return `from=${iso(day - DAY_MS)}&to=${iso(day + 2 * DAY_MS)}`
}

function login({ username, name, roles }: DemoPerson): Login {
  return { username, password: Array.from({ length: 3 }, () => randomInt(1000, 10_000)).join('-'), name, roles }
}

/** Mulberry32: the same history every time, apart from the clock. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}
