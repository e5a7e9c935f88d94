/** Papers about findings, and the link under which a contractor sees his work order without an account. */
import { Hono, type Context as HonoContext } from 'hono'
import { createMiddleware } from 'hono/factory'
import * as v from 'valibot'
import { Sha256, Uuid } from '../../checkpoints/ids.ts'
import {
  FindingPaperQuery,
  PUBLIC_PHOTO_MAX_BYTES,
  PublicWorkOrder,
  ReportFixed,
  WorkOrderLink,
  WorkOrderLinkState,
} from '../../checkpoints/wire/finding.ts'
import { WORK_ORDER_HEADER } from '../../checkpoints/wire/work-order-header.ts'
import type { Context } from '../context.ts'
import { contractorsAt, FIX_POINTS, type Opened } from '../services/contractors.ts'
import { historyPaper, noticePaper, workOrderPaper } from '../services/finding-papers.ts'
import { linkState, makeLink, takeBackLink } from '../services/work-orders.ts'
import { addressOf } from './address.ts'
import { asFile } from './reports.ts'
import { answer, answerDone, atMost, describe, type Env, problem, takes } from './route.ts'

const FindingPath = v.object({ finding: Uuid })
const PhotoPath = v.object({ sha256: Sha256 })
/** The photo in base64, and room for the rest. */
const FIX_MAX_BYTES = Math.ceil(PUBLIC_PHOTO_MAX_BYTES / 3) * 4 + 16 * 1024
const BEARER = `The token of the link (\`<origin>/work-order#<token>\`) goes into the header \`${WORK_ORDER_HEADER}\`, never into an address.`
const PDF = ['application/pdf']

export function workOrdersApi(context: Context) {
  return new Hono<Env>()
    .route('/', paperRoutes(context))
    .route('/', linkRoutes(context))
    .route('/', publicRoutes(context))
}

function paperRoutes(context: Context) {
  return new Hono<Env>()
    .get(
      '/api/estates/:estate/findings/:finding/history.pdf',
      describe({
        summary: 'All that was done about a finding, on paper',
        answers: { 200: null },
        problems: ['body-invalid', 'not-found'],
        media: PDF,
      }),
      takes('param', FindingPath),
      takes('query', FindingPaperQuery),
      async (c) =>
        file(c, await historyPaper(context, c.var.estate, { ...c.req.valid('param'), ...c.req.valid('query') })),
    )
    .get(
      '/api/estates/:estate/findings/:finding/notice.pdf',
      describe({
        summary: 'The notice to whoever has broken a rule; of violations only',
        answers: { 200: null },
        problems: ['body-invalid', 'not-found'],
        media: PDF,
      }),
      takes('param', FindingPath),
      takes('query', FindingPaperQuery),
      async (c) =>
        file(c, await noticePaper(context, c.var.estate, { ...c.req.valid('param'), ...c.req.valid('query') })),
    )
    .get(
      '/api/estates/:estate/findings/:finding/work-order.pdf',
      describe({
        summary: 'The work order of a repair, on paper',
        description: `With the symbol of its link if the request brings its token in \`${WORK_ORDER_HEADER}\`: only its hash is stored.`,
        answers: { 200: null },
        problems: ['body-invalid', 'not-found'],
        media: PDF,
      }),
      takes('param', FindingPath),
      takes('query', FindingPaperQuery),
      async (c) => {
        const asked = { ...c.req.valid('param'), ...c.req.valid('query'), token: c.req.header(WORK_ORDER_HEADER) }
        return file(c, await workOrderPaper(context, c.var.estate, asked))
      },
    )
}

function linkRoutes(context: Context) {
  return new Hono<Env>()
    .get(
      '/api/estates/:estate/findings/:finding/work-order/link',
      describe({
        summary: 'Whether a work order has a link for its contractor, and until when',
        answers: { 200: WorkOrderLinkState },
        problems: ['body-invalid', 'not-found'],
      }),
      takes('param', FindingPath),
      async (c) => answer(c, await linkState(context, c.var.estate, c.req.valid('param').finding)),
    )
    .post(
      '/api/estates/:estate/findings/:finding/work-order/link',
      describe({
        summary: 'Make a link under which a contractor sees the work order without an account',
        description:
          'Told this once. An older one ends with it; it ends with the repair, after 60 days, or when taken back.',
        answers: { 201: WorkOrderLink },
        problems: ['body-invalid', 'not-found', 'work-order-closed'],
      }),
      takes('param', FindingPath),
      async (c) => {
        const asked = { person: c.var.person, finding: c.req.valid('param').finding }
        return answer(c, await makeLink(context, c.var.estate, asked), 201)
      },
    )
    .delete(
      '/api/estates/:estate/findings/:finding/work-order/link',
      describe({
        summary: 'Take the link back: from now on it opens nothing',
        answers: { 204: null },
        problems: ['body-invalid', 'not-found'],
      }),
      takes('param', FindingPath),
      async (c) => {
        const asked = { person: c.var.person, finding: c.req.valid('param').finding }
        return answerDone(c, await takeBackLink(context, c.var.estate, asked))
      },
    )
}

function publicRoutes(context: Context) {
  const contractors = contractorsAt(context)
  const bearer = (c: HonoContext) => ({ token: c.req.header(WORK_ORDER_HEADER), address: addressOf(context, c) })
  /** Before a body is read. */
  const opening = createMiddleware<Env & { Variables: { opened: Opened } }>(async (c, next) => {
    const opened = await contractors.open(bearer(c), FIX_POINTS)
    if (!opened.ok) return problem(c, opened.problem)
    c.set('opened', opened.value)
    return next()
  })
  return new Hono<Env>()
    .get(
      '/api/public/work-order',
      describe({
        summary: 'The work order behind a link; it names nobody of the staff',
        description: BEARER,
        answers: { 200: PublicWorkOrder },
        problems: ['not-found', 'work-order-closed', 'too-many-requests'],
      }),
      async (c) => answer(c, await contractors.see(bearer(c))),
    )
    .get(
      '/api/public/work-order/photos/:sha256',
      describe({
        summary: 'A photo of the work order behind a link',
        description: BEARER,
        answers: { 200: null },
        problems: ['body-invalid', 'not-found', 'work-order-closed', 'too-many-requests'],
        media: ['image/jpeg', 'image/png', 'image/webp'],
      }),
      takes('param', PhotoPath),
      async (c) => {
        const { sha256 } = c.req.valid('param')
        const photo = await contractors.photo(bearer(c), sha256)
        if (!photo.ok) return problem(c, photo.problem)
        return c.body(photo.value.bytes, 200, {
          'Content-Type': photo.value.type,
          'Content-Disposition': `inline; filename="${sha256}.${photo.value.type.slice('image/'.length)}"`,
          // Bytes that strangers sent must never run, whatever they turn out to be (ASVS 3.2.1).
          'Content-Security-Policy': "default-src 'none'; sandbox",
        })
      },
    )
    .get(
      '/api/public/work-order/work-order.pdf',
      describe({
        summary: 'The work order behind a link, on paper',
        description: BEARER,
        answers: { 200: null },
        problems: ['body-invalid', 'not-found', 'work-order-closed', 'too-many-requests'],
        media: PDF,
      }),
      takes('query', FindingPaperQuery),
      async (c) => file(c, await contractors.paper(bearer(c), c.req.valid('query').language)),
    )
    .put(
      '/api/public/work-order/fix',
      describe({
        summary: 'A contractor says that the work is done',
        description: `${BEARER} The same report again is taken once; the estate verifies it on the spot.`,
        answers: { 200: PublicWorkOrder },
        problems: [
          'body-invalid',
          'not-found',
          'work-order-closed',
          'finding-act-refused',
          'word-conflict',
          'photo-too-large',
          'too-large',
          'too-many-requests',
        ],
      }),
      opening,
      atMost(FIX_MAX_BYTES),
      takes('json', ReportFixed),
      async (c) => answer(c, await contractors.fix(c.var.opened, c.req.valid('json'))),
    )
}

function file(c: HonoContext, outcome: Awaited<ReturnType<typeof historyPaper>>): Response {
  return outcome.ok ? asFile(c, outcome.value) : problem(c, outcome.problem)
}
