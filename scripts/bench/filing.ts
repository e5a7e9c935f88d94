/** Durable visits per second: signed visits of many phones through HTTP, against a server in a process of its own. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MINUTE_MS } from '../../checkpoints/time.ts'
import type { Checkpoints } from '../../checkpoints/wire/estate.ts'
import type { Me } from '../../checkpoints/wire/session.ts'
import { BATCH_MAX } from '../../checkpoints/wire/visit.ts'
import { apiClientAt } from '../support/api-client.ts'
import { enrolPhone } from '../support/phone.ts'
import { startServerProcess } from '../support/server-process.ts'
import { type BenchEstate, makeBenchEstate } from './estate.ts'
import { sendAll } from './http-load.ts'
import { type Measure, percentile } from './measure.ts'
import { batch, closedRounds, type Signed, signAllFine, single } from './signed-visits.ts'

const SIZE = { checkpoints: 300, assistants: 8, days: 30 }
const SINGLES = [
  { connections: 1, visits: 2000 },
  { connections: 8, visits: 6000 },
  { connections: 32, visits: 12_000 },
] as const
const BATCHES = 100
const WARM_UP = 1000

/** A month of an estate's visits in the order in which they happen: each is another cell, is settled, and counts. */
export async function measureFiling(): Promise<Measure[]> {
  const dataDir = await mkdtemp(join(tmpdir(), 'waymark-bench-filing-'))
  const estate = await makeBenchEstate(dataDir, SIZE)
  const server = await startServerProcess(dataDir)
  try {
    const outboxes = await signVisits(server.origin, estate)
    await sendAll(server.origin, takeInTurn(outboxes, WARM_UP).map(single), 8)
    const measures: Measure[] = []
    for (const { connections, visits } of SINGLES) {
      const load = await sendAll(server.origin, takeInTurn(outboxes, visits).map(single), connections)
      measures.push(...rates(`PUT, ${connections} connection${connections > 1 ? 's' : ''}`, visits, load))
    }
    const batches = Array.from({ length: BATCHES }, (_, i) =>
      batch(outboxes[i % outboxes.length]!.splice(0, BATCH_MAX)),
    )
    const load = await sendAll(server.origin, batches, 4)
    expectAllFiled(load.lastAnswer)
    measures.push(...rates(`batches of ${BATCH_MAX}, 4 connections`, BATCHES * BATCH_MAX, load))
    return measures
  } finally {
    await server.stop()
    await rm(dataDir, { recursive: true })
  }
}

function rates(way: string, visits: number, { seconds, milliseconds }: Awaited<ReturnType<typeof sendAll>>): Measure[] {
  const how = `${visits} distinct visits, signatures checked, settled, WAL with synchronous=FULL`
  const goal = way.startsWith('PUT, 32') ? { goal: { atLeast: 1500 } } : {}
  return [
    { name: `durable visits, ${way}`, value: visits / seconds, unit: 'visits/s', how, ...goal },
    { name: `  answer to one request, ${way}, p50`, value: percentile(milliseconds, 0.5), unit: 'ms' },
    { name: `  answer to one request, ${way}, p99`, value: percentile(milliseconds, 0.99), unit: 'ms' },
  ]
}

/** An outbox for each assistant: they share out each round's spots. Signed before any clock of the benchmark starts. */
async function signVisits(origin: string, { id, admin, assistants }: BenchEstate): Promise<Signed[][]> {
  const desk = apiClientAt(origin)
  await desk.call('POST', '/api/session', admin)
  const { checkpoints } = await desk.call<Checkpoints>('GET', `/api/estates/${id}/checkpoints`)
  const spots = new Map(checkpoints.map((spot) => [spot.id, spot]))
  const rounds = await closedRounds(desk, id, SIZE.days)
  const outboxes: Signed[][] = []
  for (const [turn, login] of assistants.entries()) {
    const api = apiClientAt(origin)
    const phone = await enrolPhone(api, await api.call<Me>('POST', '/api/session', login), id, 'Bench')
    const outbox: Signed[] = []
    for (const round of rounds) {
      for (let i = turn; i < round.expected.length; i += assistants.length) {
        const scannedAt = round.opensAt + (i + 1) * MINUTE_MS
        const spot = spots.get(round.expected[i]!.checkpoint)!
        outbox.push({ ...(await signAllFine(phone, spot, scannedAt, round.id)), cookie: api.cookie() })
      }
    }
    outboxes.push(outbox)
  }
  return outboxes
}

/** The next visits, one of each assistant in turn. */
function takeInTurn(outboxes: readonly Signed[][], count: number): Signed[] {
  return Array.from({ length: count }, (_, i) => {
    const visit = outboxes[i % outboxes.length]?.shift()
    if (!visit) throw new Error('the estate has too few cells for so many visits')
    return visit
  })
}

/** Every item has a status of its own: 201, or the receipt is not there. */
function expectAllFiled(answer: Buffer): void {
  const filed = answer.toString().match(/"status":201/g)?.length ?? 0
  if (filed !== BATCH_MAX) throw new Error(`a batch was not filed: ${answer}`)
}
