/** What the desk waits for: reports, boards and trends on two years of an estate, and a portfolio of a hundred. */
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { addDays, civilDateOf } from '../../checkpoints/time.ts'
import type { Coverage } from '../../checkpoints/wire/coverage.ts'
import type { Portfolio, Report } from '../../checkpoints/wire/report.ts'
import { apiClientAt } from '../support/api-client.ts'
import { type ServerProcess, startServerProcess } from '../support/server-process.ts'
import { twoYears } from './history.ts'
import { sendAll } from './http-load.ts'
import { type Measure, percentile } from './measure.ts'

const REQUESTS = 100
const WARM_UP = 10
/** Of files, whose writing takes long. */
const AS_FILE = { requests: 20, warmUp: 2 }

export async function measureCoverage(): Promise<Measure[]> {
  const { dataDir, estate, visits, madeAt } = await twoYears()
  const server = await startServerProcess(dataDir)
  try {
    const desk = apiClientAt(server.origin)
    await desk.call('POST', '/api/session', estate.admin)
    const ask: Ask = (name, path, given) => timesOf(name, { server, cookie: desk.cookie(), path }, given)
    const path = `/api/estates/${estate.id}`
    // Days that are over, so that every visit has come.
    const to = addDays(civilDateOf(madeAt, 'Asia/Hong_Kong'), -3)
    const since = (days: number) => `from=${addDays(to, 1 - days)}&to=${to}`
    const how = `${REQUESTS} times through HTTP, gzipped as for a browser; ${visits.toLocaleString('en')} visits`

    // First, while the server still looks for rounds to roll up, what waits for nothing of it.
    const portfolio = await ask<Portfolio>('portfolio of a month', `/api/portfolio?${since(31)}`, {
      how: ({ estates }) => `${estates.length} estates of two years each, from what is rolled up; ${how}`,
      atMost: 100,
    })
    const untilNow = await ask<Portfolio>('portfolio of this month so far', '/api/portfolio', { atMost: 100 })
    const report = await ask<Report>('report of a month', `${path}/report?${since(31)}`, {
      how: ({ rounds, gaps, tally }) => {
        const cells = Object.values(tally).reduce((sum, count) => sum + count, 0)
        return `31 days, ${rounds.length} rounds, ${cells.toLocaleString('en')} cells, ${gaps.length} gaps; ${how}`
      },
      atMost: 50,
    })
    const year = await ask<Report>('report of a year', `${path}/report?${since(365)}`)
    const years = await ask<Report>('report of two years', `${path}/report?${since(730)}`, AS_FILE)
    const board = await ask<Coverage>('board of a day', `${path}/coverage?${since(1)}&detail=cells`, {
      how: ({ rounds }) => `${rounds.length} rounds, ${rounds.flatMap(({ cells = [] }) => cells).length} cells; ${how}`,
      atMost: 10,
    })
    const today = await ask<Coverage>('board of today', `${path}/coverage?detail=cells`, { atMost: 10 })
    const month = await ask('trend of a month', `${path}/report/trend?${since(31)}`)
    const trend = await ask('trend of two years', `${path}/report/trend?${since(730)}`, { how: () => how, atMost: 300 })
    const file = (format: string, days = 31) => `${path}/report/file?${since(days)}&format=${format}`
    const files = [
      await ask('report of a month as PDF', file('pdf'), { ...AS_FILE, atMost: 2000 }),
      await ask('report of a month as XLSX', file('xlsx'), { ...AS_FILE, atMost: 3000 }),
      await ask('report of two years as XLSX', file('xlsx', 730), AS_FILE),
    ]
    return [
      ...[report, year, years, board, today, month, trend, portfolio, untilNow, ...files].flatMap(
        ({ measures }) => measures,
      ),
      {
        name: 'report, a year against a month',
        value: year.p50 / report.p50,
        unit: '×',
        how: 'p50; 12 times the days',
      },
      { name: 'trend, 24 months against one', value: trend.p50 / month.p50, unit: '×', how: 'p50; 24 times the days' },
    ]
  } finally {
    await server.stop()
  }
}

type Given<Answer> = {
  readonly how?: (answer: Answer) => string
  readonly atMost?: number
  readonly requests?: number
  readonly warmUp?: number
}
type Times = { readonly p50: number; readonly measures: readonly Measure[] }
type Ask = <Answer>(name: string, path: string, given?: Given<Answer>) => Promise<Times>
type Asked = { readonly server: ServerProcess; readonly cookie: string; readonly path: string }

/** What is demanded is demanded of the 95th percentile. */
async function timesOf<Answer>(
  name: string,
  { server, cookie, path }: Asked,
  { how, atMost, requests = REQUESTS, warmUp = WARM_UP }: Given<Answer> = {},
): Promise<Times> {
  const headers = { cookie, 'Accept-Encoding': 'gzip' }
  const times = (count: number) =>
    Array.from({ length: count }, () => ({ method: 'GET', path, headers, status: 200 }) as const)
  await sendAll(server.origin, times(warmUp), 1)
  const usedBefore = processorMsOf(server.pid)
  const { milliseconds, lastAnswer } = await sendAll(server.origin, times(requests), 1)
  const used = processorMsOf(server.pid)
  const p50 = percentile(milliseconds, 0.5)
  return {
    p50,
    measures: [
      { name: `${name}, p50`, value: p50, unit: 'ms', ...(how && { how: how(answerIn(lastAnswer)) }) },
      {
        name: `${name}, p95`,
        value: percentile(milliseconds, 0.95),
        unit: 'ms',
        ...(atMost !== undefined && { goal: { atMost } }),
      },
      ...(used === undefined || usedBefore === undefined
        ? []
        : [{ name: `${name}, processor`, value: (used - usedBefore) / requests, unit: 'ms', how: PROCESSOR }]),
      { name: `${name}, answer`, value: lastAnswer.length / 1024, unit: isGzipped(lastAnswer) ? 'KB gz' : 'KB' },
    ],
  }
}

const PROCESSOR = 'what the server itself used a request, however busy the machine was with other things'

/** Of a process since it began; undefined where the system does not tell in this way (proc_pid_stat(5): in hundredths of a second). */
function processorMsOf(pid: number): number | undefined {
  if (process.platform !== 'linux') return undefined
  // The second field is a name, and may hold anything.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) * 10
}

function isGzipped(answer: Buffer): boolean {
  return /^content-encoding: gzip\r$/im.test(answer.toString('latin1', 0, answer.indexOf('\r\n\r\n') + 2))
}

/** The JSON in an answer as it came: gzipped, with a length told in advance or in chunks. */
function answerIn<Answer>(answer: Buffer): Answer {
  const headEnd = answer.indexOf('\r\n\r\n')
  const isChunked = /^transfer-encoding: chunked\r$/im.test(answer.toString('latin1', 0, headEnd + 2))
  const body = answer.subarray(headEnd + 4)
  return JSON.parse(gunzipSync(isChunked ? joined(body) : body).toString())
}

/** RFC 9112 §7.1, without extensions and trailers. */
function joined(body: Buffer): Buffer {
  const chunks: Buffer[] = []
  for (let at = 0; ; ) {
    const lineEnd = body.indexOf('\r\n', at)
    const length = Number.parseInt(body.toString('latin1', at, lineEnd), 16)
    if (length === 0) return Buffer.concat(chunks)
    chunks.push(body.subarray(lineEnd + 2, lineEnd + 2 + length))
    at = lineEnd + 2 + length + 2
  }
}
