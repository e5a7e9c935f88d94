/** Checkpoints by the hundred: taken out as a file, brought in from one. */
import { Hono, type Context as HonoContext } from 'hono'
import * as v from 'valibot'
import { ImportRows } from '../../checkpoints/checkpoint-row.ts'
import { ExportQuery, IMPORT_MAX_BYTES, ImportDone, ImportPreview, ImportQuery } from '../../checkpoints/wire/import.ts'
import type { Context } from '../context.ts'
import { exportCheckpoints } from '../services/export-checkpoints.ts'
import { importCheckpoints, previewImport, type RowsRead, rowsOfFile } from '../services/import-checkpoints.ts'
import { done, type Outcome, refused } from '../services/outcome.ts'
import { answer, atMost, describe, type Env, problem, takes } from './route.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const MEDIA = { csv: 'text/csv; charset=utf-8', xlsx: XLSX } as const

export function importsApi(context: Context) {
  return new Hono<Env>()
    .get(
      '/api/estates/:estate/checkpoints/export',
      describe({
        summary: 'All checkpoints as a file, in walking order',
        description:
          'In the language of whoever asks. Brought in again, it changes nothing. `template=1`: two examples.',
        answers: { 200: null },
        problems: ['body-invalid'],
        media: ['text/csv', XLSX],
      }),
      takes('query', ExportQuery),
      async (c) => {
        const query = c.req.valid('query')
        const { name, bytes } = await exportCheckpoints(context, c.var.estate, query, c.var.person.language)
        return c.body(bytes, 200, {
          'Content-Type': MEDIA[query.format],
          'Content-Disposition': `attachment; filename="${name}"`,
          'Cache-Control': 'no-store',
        })
      },
    )
    .post(
      '/api/estates/:estate/checkpoints/import',
      describe({
        summary: 'Preview checkpoints from a file, or bring them in',
        description:
          'CSV in UTF-8, XLSX, or generated rows as JSON. Without `confirm` nothing is written; with the digest of a preview exactly what it has shown is, in one transaction. Rows go by their codes: the same file twice changes nothing.',
        answers: { 200: v.union([ImportPreview, ImportDone]) },
        problems: ['body-invalid', 'too-large', 'import-unreadable', 'import-too-long', 'import-changed'],
        body: ['text/csv', XLSX, 'application/json'],
      }),
      atMost(IMPORT_MAX_BYTES),
      takes('query', ImportQuery),
      async (c) => {
        const read = await rowsOf(c)
        if (!read.ok) return problem(c, read.problem)
        const { confirm } = c.req.valid('query')
        if (confirm === undefined) return c.json(await previewImport(context, c.var.estate, read.value))
        return answer(c, await importCheckpoints(context, c.var.estate, { rows: read.value.rows, confirm }))
      },
    )
}

/** Rows as JSON count from 1: there are no headings above them. */
async function rowsOf(c: HonoContext): Promise<Outcome<RowsRead>> {
  const bytes = new Uint8Array(await c.req.arrayBuffer())
  if (!c.req.header('Content-Type')?.startsWith('application/json')) return rowsOfFile(bytes)
  const parsed = v.safeParse(ImportRows, jsonOf(bytes))
  if (!parsed.success) return refused('body-invalid', { where: ['rows'] })
  const rows = parsed.output.rows.map((cells, i) => ({ line: i + 1, cells }))
  return done({ rows, unknownHeadings: [] })
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    return undefined
  }
}
