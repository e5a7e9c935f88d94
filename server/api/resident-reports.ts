/** Reports that strangers left at tags, for the desk; and what the estate allows them, for its admin. */
import { Hono } from 'hono'
import * as v from 'valibot'
import { Uuid } from '../../checkpoints/ids.ts'
import { PublicPage } from '../../checkpoints/public-page.ts'
import {
  ChangeReport,
  PublicPageRecord,
  ResidentReport,
  ResidentReports,
  ResidentReportsQuery,
} from '../../checkpoints/wire/resident-report.ts'
import type { Context } from '../context.ts'
import {
  changeResidentReport,
  listResidentReports,
  publicPageOf,
  readResidentReport,
  residentPhoto,
  setPublicPage,
} from '../services/resident-reports.ts'
import { answer, describe, type Env, problem, takes } from './route.ts'

const ReportPath = v.object({ report: Uuid })

export function residentReportsApi(context: Context) {
  return new Hono<Env>()
    .get(
      '/api/estates/:estate/public-page',
      describe({ summary: 'What strangers see who scan a tag', answers: { 200: PublicPageRecord } }),
      async (c) => c.json(await publicPageOf(context, c.var.estate.id)),
    )
    .put(
      '/api/estates/:estate/public-page',
      describe({
        summary: 'Allow strangers to see the day of the last patrol, or to report problems',
        answers: { 200: PublicPageRecord },
        problems: ['body-invalid'],
      }),
      takes('json', PublicPage),
      async (c) => c.json(await setPublicPage(context, c.var.estate.id, c.var.person, c.req.valid('json'))),
    )
    .get(
      '/api/estates/:estate/resident-reports',
      describe({
        summary: 'Problems that residents reported, the newest first',
        description: 'All that are open, and of those that are closed the newest 500; with `after`, 500 older ones.',
        answers: { 200: ResidentReports },
        problems: ['body-invalid'],
      }),
      takes('query', ResidentReportsQuery),
      async (c) => c.json(await listResidentReports(context, c.var.estate.id, c.req.valid('query'))),
    )
    .get(
      '/api/estates/:estate/resident-reports/:report',
      describe({
        summary: 'A problem that a resident reported',
        description: 'The contact is shown to those who answer, until the report is closed; never to auditors.',
        answers: { 200: ResidentReport },
        problems: ['body-invalid', 'not-found'],
      }),
      takes('param', ReportPath),
      async (c) =>
        answer(c, await readResidentReport(context, c.var.estate.id, c.var.roles, c.req.valid('param').report)),
    )
    .get(
      '/api/estates/:estate/resident-reports/:report/photo',
      describe({
        summary: 'Its photo',
        answers: { 200: null },
        problems: ['body-invalid', 'not-found'],
        media: ['image/jpeg'],
      }),
      takes('param', ReportPath),
      async (c) => {
        const { report } = c.req.valid('param')
        const outcome = await residentPhoto(context, c.var.estate.id, report)
        if (!outcome.ok) return problem(c, outcome.problem)
        return c.body(outcome.value.bytes, 200, {
          'Content-Type': 'image/jpeg',
          'Content-Disposition': `inline; filename="${report}.jpeg"`,
          // Bytes that strangers sent must never run, whatever they turn out to be (ASVS 3.2.1).
          'Content-Security-Policy': "default-src 'none'; sandbox",
        })
      },
    )
    .put(
      '/api/estates/:estate/resident-reports/:report',
      describe({
        summary: 'Say what has become of it',
        description:
          'Closing erases the contact and asks whether the resident was called back. One that has become a finding closes with it.',
        answers: { 200: ResidentReport },
        problems: ['body-invalid', 'not-found', 'call-back-unsaid', 'report-taken-up'],
      }),
      takes('param', ReportPath),
      takes('json', ChangeReport),
      async (c) => {
        const change = { ...c.req.valid('json'), id: c.req.valid('param').report }
        return answer(c, await changeResidentReport(context, c.var.estate.id, c.var.person, change))
      },
    )
}
