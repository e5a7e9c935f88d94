/** Links that open a report without an account, and what they open. */
import { Hono, type Context as HonoContext } from 'hono'
import { AddShare, ShareAdded, SharedFileQuery, SharedReport, Shares } from '../../checkpoints/wire/share.ts'
import { SHARE_HEADER } from '../../checkpoints/wire/share-header.ts'
import type { Context } from '../context.ts'
import { fileOf } from '../services/report-file.ts'
import { FILE_POINTS, sharedReports } from '../services/shared-report.ts'
import { addShare, sharesOf, takeBackShare } from '../services/shares.ts'
import { addressOf } from './address.ts'
import { asFile, XLSX } from './reports.ts'
import { answer, answerDone, atMost, describe, type Env, problem, takes } from './route.ts'

const JSON_MAX_BYTES = 16 * 1024
const BEARER = `The token of a link (\`<origin>/shared#<token>\`) goes into the header \`${SHARE_HEADER}\`, never into an address.`

export function sharesApi(context: Context) {
  const shared = sharedReports(context)
  const open = (c: HonoContext, points: number) =>
    shared.open({ token: c.req.header(SHARE_HEADER), address: addressOf(context, c) }, points)

  return new Hono<Env>()
    .get(
      '/api/estates/:estate/shares',
      describe({
        summary: 'The links that open a report without an account, and how often they have',
        answers: { 200: Shares },
      }),
      async (c) => answer(c, await sharesOf(context, c.var.estate)),
    )
    .post(
      '/api/estates/:estate/shares',
      describe({
        summary: 'Make a link that opens a report without an account',
        description: 'The answer holds its token, this once. It opens the report until the end of the day `lastOn`.',
        answers: { 201: ShareAdded },
        problems: ['body-invalid', 'place-unknown', 'too-large'],
      }),
      atMost(JSON_MAX_BYTES),
      takes('json', AddShare),
      async (c) =>
        answer(c, await addShare(context, c.var.estate, { person: c.var.person, asked: c.req.valid('json') }), 201),
    )
    .delete(
      '/api/estates/:estate/shares/:share',
      describe({
        summary: 'Take a link back: from now on it opens nothing',
        answers: { 204: null },
        problems: ['not-found'],
      }),
      async (c) => {
        const { person, estate } = c.var
        return answerDone(c, await takeBackShare(context, estate, { person, share: c.req.param('share') }))
      },
    )
    .get(
      '/api/shared/report',
      describe({
        summary: 'The report behind a link; it names nobody',
        description: `${BEARER} Days and cells are the link’s; nothing in the request changes them.`,
        answers: { 200: SharedReport },
        problems: ['not-found', 'share-expired', 'share-taken-back', 'share-throttled'],
      }),
      async (c) => answer(c, await open(c, 1)),
    )
    .get(
      '/api/shared/report/file',
      describe({
        summary: 'The report behind a link as a file: PDF, XLSX or CSV',
        description: BEARER,
        answers: { 200: null },
        problems: ['body-invalid', 'not-found', 'share-expired', 'share-taken-back', 'share-throttled'],
        media: ['application/pdf', XLSX, 'text/csv'],
      }),
      takes('query', SharedFileQuery),
      async (c) => {
        const outcome = await open(c, FILE_POINTS)
        if (!outcome.ok) return problem(c, outcome.problem)
        return asFile(c, await fileOf(outcome.value.report, c.req.valid('query')))
      },
    )
}
