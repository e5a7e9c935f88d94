/** Reports of coverage, what they are clicked down to, and what the desk says about what it has read. */
import { Hono, type Context as HonoContext } from 'hono'
import { streamSSE } from 'hono/streaming'
import * as v from 'valibot'
import { Uuid } from '../../checkpoints/ids.ts'
import { Acknowledge, Period } from '../../checkpoints/wire/coverage.ts'
import { problemOf } from '../../checkpoints/wire/problem.ts'
import {
  CellsQuery,
  ListedCells,
  Portfolio,
  Report,
  ReportFileQuery,
  ReportQuery,
  Trend,
} from '../../checkpoints/wire/report.ts'
import { Announce, Reviews, ReviewVisit } from '../../checkpoints/wire/visit.ts'
import type { Context } from '../context.ts'
import { announce } from '../services/announce.ts'
import { reportOf } from '../services/report.ts'
import { type ReportedFile, reportFile } from '../services/report-file.ts'
import { cellsOf, portfolioOf, trendOf } from '../services/report-lists.ts'
import { acknowledge, reviewVisit } from '../services/reviews.ts'
import { answer, atMost, describe, type Env, longAnswer, problem, takes } from './route.ts'

const PERIOD = '`from` and `to` are civil days of the estate, both included; left out: this month so far.'

export function reportsApi(context: Context) {
  return new Hono<Env>()
    .get(
      '/api/estates/:estate/report',
      describe({
        summary: 'The gap report of a period: every figure, every gap, and the names to read them by',
        description: `${PERIOD} Filters leave out what they do not name; all of them may be combined.`,
        answers: { 200: Report },
        problems: ['body-invalid'],
      }),
      takes('query', ReportQuery),
      async (c) => longAnswer(c, await reportOf(context, c.var.estate, c.req.valid('query'))),
    )
    .get(
      '/api/estates/:estate/report/cells',
      describe({
        summary: 'The cells behind a number of a report, with their visits',
        description: `${PERIOD} \`state\` as in a tally; \`halfHour\` as in a report; \`after\` goes on where an answer ended.`,
        answers: { 200: ListedCells },
        problems: ['body-invalid'],
      }),
      takes('query', CellsQuery),
      async (c) => longAnswer(c, await cellsOf(context, c.var.estate, c.req.valid('query'))),
    )
    .get(
      '/api/estates/:estate/report/trend',
      describe({
        summary: 'Compliance day by day, over up to three years',
        answers: { 200: Trend },
        problems: ['body-invalid'],
      }),
      takes('query', Period),
      async (c) => longAnswer(c, await trendOf(context, c.var.estate, c.req.valid('query'))),
    )
    .get(
      '/api/estates/:estate/report/file',
      describe({
        summary: 'The same report as a file: PDF for paper, XLSX with a sheet a table, CSV with a row a checkpoint',
        description: `${PERIOD} The filters of the report. Whatever people have named is text in it, and never a formula.`,
        answers: { 200: null },
        problems: ['body-invalid'],
        media: ['application/pdf', XLSX, 'text/csv'],
      }),
      takes('query', ReportFileQuery),
      async (c) => {
        const query = c.req.valid('query')
        const outcome = await reportFile(context, c.var.estate, query)
        return outcome.ok ? asFile(c, outcome.value) : problem(c, outcome.problem)
      },
    )
    .get(
      '/api/portfolio',
      describe({
        summary: 'Every estate whose coverage the caller reads, the worst first',
        description: PERIOD,
        answers: { 200: Portfolio },
        problems: ['body-invalid', 'not-found'],
      }),
      takes('query', Period),
      async (c) => longAnswer(c, await portfolioOf(context, c.var.person, c.req.valid('query'))),
    )
    .post(
      '/api/estates/:estate/rounds/:round/acknowledgement',
      describe({
        summary: 'Say what is being done about the gaps of a round',
        description: 'Its alert is quiet from then on, until there are more spots to see to.',
        answers: { 201: Acknowledge },
        problems: ['body-invalid', 'not-found', 'alert-over'],
      }),
      takes('json', Acknowledge),
      async (c) => {
        const said = { ...c.req.valid('json'), round: c.req.param('round') }
        return answer(c, await acknowledge(context, c.var.estate, c.var.person, said), 201)
      },
    )
    .put(
      '/api/visits/:id/review',
      describe({
        summary: 'Review a visit: it stands, or it does not count',
        description: 'The visit and its verdict stay what they are; the last review decides. Nobody reviews his own.',
        answers: { 200: Reviews },
        problems: ['body-invalid', 'not-found', 'visit-own'],
      }),
      takes('json', ReviewVisit),
      async (c) => {
        const id = c.req.param('id')
        if (!v.is(Uuid, id)) return problem(c, problemOf('not-found'))
        return answer(c, await reviewVisit(context, c.var.person, id, c.req.valid('json')))
      },
    )
    .put(
      '/api/devices/:device/announcement',
      describe({
        summary: 'Tell which visits a phone holds and has not brought up yet',
        description:
          'In the place of what it said before. It proves nothing: their cells are shown as awaited for a day.',
        answers: { 200: Announced },
        problems: ['body-invalid', 'not-found', 'device-revoked', 'too-large'],
      }),
      atMost(256 * 1024),
      takes('json', Announce),
      async (c) => answer(c, await announce(context, c.var.person, c.req.param('device'), c.req.valid('json'))),
    )
    .get(
      '/api/estates/:estate/events',
      describe({
        summary: 'Hear when something changes on an estate (server-sent events)',
        description:
          'An event `changed` at once, unless `Last-Event-ID` is the newest, and one after each change; its id says which. ' +
          'It says only that a look is worth it. The stream ends now and then: whoever goes on listening asks again.',
        answers: { 200: null },
        media: ['text/event-stream'],
      }),
      (c) => {
        const { estate } = c.var
        const known = c.req.header('Last-Event-ID')
        // Proxies that gather an answer before they pass it on would hold back every event.
        c.header('X-Accel-Buffering', 'no')
        return streamSSE(c, (stream) => tell(stream, { context, estate: estate.id, known }))
      },
    )
}

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** A PDF is looked at before it is kept. */
export function asFile(c: HonoContext, { name, type, bytes }: ReportedFile): Response {
  const disposition = type === 'application/pdf' ? 'inline' : 'attachment'
  return c.body(bytes, 200, {
    'Content-Type': type,
    'Content-Disposition': `${disposition}; filename="${name}"`,
    'Cache-Control': 'no-store',
  })
}

const Announced = v.strictObject({ held: v.number() })

type Told = { readonly context: Context; readonly estate: string; readonly known: string | undefined }
type Stream = Parameters<Parameters<typeof streamSSE>[1]>[0]

/** Changes that come in one breath are one event. */
const BREATH_MS = 250
/** A connection that carries nothing for long is cut by what lies between. */
const BEAT_MS = 20_000
/** Then the listener comes back, and is asked anew who he is and what he may read. */
const LONGEST_MS = 10 * 60_000

async function tell(stream: Stream, { context, estate, known }: Told): Promise<void> {
  const { live } = context
  const endsAt = performance.now() + LONGEST_MS
  let told = known
  let wake = () => {}
  let end = () => {}
  const over = new Promise<void>((resolve) => {
    end = resolve
  })
  stream.onAbort(end)
  live.closing.addEventListener('abort', end)
  const stopListening = live.listen(estate, () => wake())
  try {
    while (!stream.aborted && !live.closing.aborted && performance.now() < endsAt) {
      const version = live.version(estate)
      if (version !== told) {
        await stream.writeSSE({ event: 'changed', id: version, data: '' })
        told = version
        await Promise.race([stream.sleep(BREATH_MS), over])
        continue
      }
      const changed = new Promise<'changed'>((resolve) => {
        wake = () => resolve('changed')
      })
      const woken = await Promise.race([changed, stream.sleep(BEAT_MS).then(() => 'beat' as const), over])
      if (woken === 'beat') await stream.write(': \n\n')
    }
  } finally {
    stopListening()
    live.closing.removeEventListener('abort', end)
  }
}
