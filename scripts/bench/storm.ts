/**
 * The server was down for three days, and five hundred phones come back at once, each with forty visits. Every tenth answer
 * does not reach its phone, which sends the same again.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { MINUTE_MS } from '../../checkpoints/time.ts'
import type { Checkpoints } from '../../checkpoints/wire/estate.ts'
import type { Me } from '../../checkpoints/wire/session.ts'
import { apiClientAt } from '../support/api-client.ts'
import { enrolPhone } from '../support/phone.ts'
import { startServerProcess } from '../support/server-process.ts'
import { type BenchEstate, makeBenchEstate } from './estate.ts'
import { connectTo } from './http-load.ts'
import { type Measure, percentile } from './measure.ts'
import { batch, closedRounds, type Signed, signAllFine } from './signed-visits.ts'

const PHONES = 500
const VISITS_EACH = 40
const VISITS = PHONES * VISITS_EACH
/** As a phone does (client/models/delivery.ts). */
const TOGETHER = 20
const LOST_ONE_IN = 10
/** Four rounds a day: more cells in the three days before this one than there are visits, whatever the time of day. */
const SIZE = { checkpoints: 1700, assistants: 20, days: 4 }
const HEALTH_EVERY_MS = 100

export async function measureStorm(): Promise<Measure[]> {
  const dataDir = await mkdtemp(join(tmpdir(), 'waymark-bench-storm-'))
  const estate = await makeBenchEstate(dataDir, SIZE)
  const server = await startServerProcess(dataDir)
  let stopped = false
  try {
    const outboxes = await signOutboxes(server.origin, estate)
    const health = watchHealth(server.origin)
    const startedAt = performance.now()
    const receipts = await Promise.all(outboxes.map((outbox, i) => sendOutbox(server.origin, outbox, i)))
    const seconds = (performance.now() - startedAt) / 1000
    const waits = await health.stop()
    await server.stop()
    stopped = true
    return [
      {
        name: `${PHONES} phones × ${VISITS_EACH} visits, until the last is acknowledged`,
        value: seconds,
        unit: 's',
        goal: { atMost: 10 },
        how: `batches of ${TOGETHER}, one answer in ${LOST_ONE_IN} lost and asked for again, all phones at once`,
      },
      { name: '  visits acknowledged', value: receipts.flat().length, unit: 'visits', goal: { exactly: VISITS } },
      { name: '  visits stored', value: storedOf(dataDir, outboxes), unit: 'visits', goal: { exactly: VISITS } },
      { name: '  health not answered', value: waits.failures, unit: `of ${waits.asked}`, goal: { exactly: 0 } },
      { name: '  health answered, p50', value: percentile(waits.milliseconds, 0.5), unit: 'ms' },
      { name: '  health answered, slowest', value: Math.max(...waits.milliseconds), unit: 'ms' },
    ]
  } finally {
    if (!stopped) await server.stop()
    await rm(dataDir, { recursive: true })
  }
}

/** Phones share out each round's spots, and each goes its rounds over the three days. Signed before any clock starts. */
async function signOutboxes(origin: string, { id, admin, assistants }: BenchEstate): Promise<Signed[][]> {
  const desk = apiClientAt(origin)
  await desk.call('POST', '/api/session', admin)
  const { checkpoints } = await desk.call<Checkpoints>('GET', `/api/estates/${id}/checkpoints`)
  const spots = new Map(checkpoints.map((spot) => [spot.id, spot]))
  const rounds = await closedRounds(desk, id, SIZE.days)
  const cells = rounds.flatMap((round) =>
    round.expected.map((spot, i) => ({ round, spot: spots.get(spot.checkpoint)!, at: round.opensAt + i * 1000 })),
  )
  if (cells.length < VISITS) throw new Error(`${cells.length} cells are too few for ${VISITS} visits`)
  const clients = await Promise.all(
    assistants.map(async (login) => {
      const api = apiClientAt(origin)
      return { api, me: await api.call<Me>('POST', '/api/session', login) }
    }),
  )
  const outboxes: Signed[][] = []
  for (let i = 0; i < PHONES; i++) {
    const { api, me } = clients[i % clients.length]!
    const phone = await enrolPhone(api, me, id, `Phone ${i + 1}`)
    const outbox: Signed[] = []
    for (let n = 0; n < VISITS_EACH; n++) {
      const { round, spot, at } = cells[n * PHONES + i]!
      outbox.push({ ...(await signAllFine(phone, spot, at + MINUTE_MS, round.id)), cookie: api.cookie() })
    }
    outboxes.push(outbox)
  }
  return outboxes
}

/** @returns the ids it has receipts for */
async function sendOutbox(origin: string, outbox: readonly Signed[], phone: number): Promise<string[]> {
  const receipts: string[] = []
  const client = await connectTo(origin)
  for (let from = 0, nth = phone; from < outbox.length; from += TOGETHER, nth++) {
    const request = batch(outbox.slice(from, from + TOGETHER))
    // Answered, and not heard.
    if (nth % LOST_ONE_IN === 0) await client.ask(request)
    const answer = (await client.ask(request)).toString()
    for (const [, id] of answer.matchAll(/"receipt":\{"id":"([\w-]+)"/g)) receipts.push(id!)
  }
  client.close()
  return receipts
}

/** How many rows there are of the visits that were sent; NaN if there is any other. */
function storedOf(dataDir: string, outboxes: readonly Signed[][]): number {
  const db = new Database(join(dataDir, 'waymark.db'), { readonly: true })
  const stored = db.prepare<[], string>('select id from visits').pluck().all()
  db.close()
  const sent = new Set(outboxes.flat().map(({ id }) => id))
  return stored.every((id) => sent.has(id)) ? stored.length : Number.NaN
}

function watchHealth(origin: string) {
  const milliseconds: number[] = []
  let failures = 0
  let stopping = false
  const watching = (async () => {
    while (!stopping) {
      const askedAt = performance.now()
      const fine = await fetch(`${origin}/healthz`).then(
        ({ ok }) => ok,
        () => false,
      )
      milliseconds.push(performance.now() - askedAt)
      if (!fine) failures++
      await sleep(HEALTH_EVERY_MS)
    }
  })()
  return {
    async stop() {
      stopping = true
      await watching
      return { milliseconds, failures, asked: milliseconds.length }
    },
  }
}
