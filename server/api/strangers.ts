/** What anybody may read who has scanned a tag, and the report he may leave. */
import { Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import { REPORT_TOKEN_HEADER } from '../../checkpoints/wire/report-header.ts'
import {
  PublicTag,
  REPORT_PHOTO_MAX_BYTES,
  ReportStatus,
  ReportTaken,
  SendReport,
} from '../../checkpoints/wire/resident-report.ts'
import type { Context } from '../context.ts'
import type { Strangers } from '../services/strangers.ts'
import { addressOf } from './address.ts'
import { answer, atMost, describe, type Env, problem, takes } from './route.ts'

/** The photo in base64, and room for the rest. */
const REPORT_MAX_BYTES = Math.ceil(REPORT_PHOTO_MAX_BYTES / 3) * 4 + 16 * 1024

export function strangersApi(context: Context, strangers: Strangers) {
  /** Before a body is read. */
  const admitted = createMiddleware<Env>(async (c, next) => {
    const outcome = await strangers.admit(addressOf(context, c))
    return outcome.ok ? next() : problem(c, outcome.problem)
  })
  return new Hono<Env>()
    .get(
      '/api/public/tags/:digits',
      describe({
        summary: 'What a stranger may know of a tag',
        description: 'As much as its estate allows, and a ticket for a report if it takes any. Files nothing.',
        answers: { 200: PublicTag },
        problems: ['tag-malformed', 'tag-unknown', 'tag-forged', 'tag-revoked', 'too-many-requests'],
      }),
      async (c) => answer(c, await strangers.see(c.req.param('digits'), addressOf(context, c))),
    )
    .post(
      '/api/public/tags/:digits/reports',
      describe({
        summary: 'Report a problem at a tag',
        description:
          'Without an account. The token is the only way to what becomes of it. The same ticket always gets the same token, and its first report is kept. Five an hour from an address, twenty a day at a tag.',
        answers: { 201: ReportTaken },
        problems: [
          'body-invalid',
          'tag-malformed',
          'tag-unknown',
          'tag-forged',
          'tag-revoked',
          'reports-not-taken',
          'report-refused',
          'report-too-soon',
          'report-form-stale',
          'photo-too-large',
          'too-large',
          'too-many-requests',
          'too-many-reports',
        ],
      }),
      admitted,
      atMost(REPORT_MAX_BYTES),
      takes('json', SendReport),
      async (c) =>
        answer(c, await strangers.report(c.req.param('digits'), c.req.valid('json'), addressOf(context, c)), 201),
    )
    .get(
      '/api/public/reports',
      describe({
        summary: 'What has become of a report',
        description: `Its token goes in the header \`${REPORT_TOKEN_HEADER}\`, so that no log of addresses holds it.`,
        answers: { 200: ReportStatus },
        problems: ['report-unknown', 'too-many-requests'],
      }),
      async (c) => {
        const token = c.req.header(REPORT_TOKEN_HEADER) ?? ''
        return answer(c, await strangers.statusOf(token, addressOf(context, c)))
      },
    )
}
