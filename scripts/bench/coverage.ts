/** What a supervisor waits for: coverage of a month, and a day's board, on two years of an estate. */
import { addDays, civilDateOf } from '../../checkpoints/time.ts'
import type { Coverage } from '../../checkpoints/wire/coverage.ts'
import { apiClientAt } from '../support/api-client.ts'
import { startServerProcess } from '../support/server-process.ts'
import { twoYears } from './history.ts'
import { sendAll } from './http-load.ts'
import { type Measure, percentile } from './measure.ts'

const REQUESTS = 60

export async function measureCoverage(): Promise<Measure[]> {
  const { dataDir, estate, visits, madeAt } = await twoYears()
  const server = await startServerProcess(dataDir)
  try {
    const desk = apiClientAt(server.origin)
    await desk.call('POST', '/api/session', estate.admin)
    const path = `/api/estates/${estate.id}/coverage`
    const to = addDays(civilDateOf(madeAt, 'Asia/Hong_Kong'), -3)
    const month = `${path}?from=${addDays(to, -30)}&to=${to}`
    const { rounds, gaps } = await desk.call<Coverage>('GET', month)
    const how = `${REQUESTS} times through HTTP, gzipped as for a browser; ${visits.toLocaleString('en')} visits`
    const cells = rounds.reduce((sum, { tally }) => sum + tally.done + tally.doubtful + tally.late + tally.missed, 0)
    return [
      ...(await timesOf('coverage of a month', server.origin, month, desk.cookie(), {
        how: `31 days, ${rounds.length} rounds, ${cells.toLocaleString('en')} cells, ${gaps.length} gaps; ${how}`,
        goal: { atMost: 50 },
      })),
      ...(await timesOf(
        'coverage of a day with its cells',
        server.origin,
        `${path}?from=${to}&to=${to}&detail=cells`,
        desk.cookie(),
        { how },
      )),
    ]
  } finally {
    await server.stop()
  }
}

async function timesOf(
  name: string,
  origin: string,
  path: string,
  cookie: string,
  { how, goal }: Pick<Measure, 'how' | 'goal'>,
): Promise<Measure[]> {
  const headers = { cookie, 'Accept-Encoding': 'gzip' }
  const requests = Array.from({ length: REQUESTS }, () => ({ method: 'GET', path, headers, status: 200 }) as const)
  await sendAll(origin, requests.slice(0, 5), 1)
  const { milliseconds, lastAnswer } = await sendAll(origin, requests, 1)
  return [
    {
      name: `${name}, p50`,
      value: percentile(milliseconds, 0.5),
      unit: 'ms',
      ...(how && { how }),
      ...(goal && { goal }),
    },
    { name: `${name}, p95`, value: percentile(milliseconds, 0.95), unit: 'ms' },
    { name: `${name}, answer`, value: lastAnswer.length / 1024, unit: 'KB gz' },
  ]
}
