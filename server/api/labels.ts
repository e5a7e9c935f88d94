/** Label sheets. */
import { Hono } from 'hono'
import * as v from 'valibot'
import { CheckpointId } from '../../checkpoints/ids.ts'
import { LabelSheetId } from '../../checkpoints/label-sheet.ts'
import { Language } from '../../checkpoints/language.ts'
import type { Context } from '../context.ts'
import { labelsPdf } from '../services/labels.ts'
import { describe, type Env, problem, takes } from './route.ts'

const Millimetres = v.pipe(v.string(), v.regex(/^-?\d{1,2}(\.\d{1,2})?$/), v.transform(Number))

const LabelsQuery = v.object({
  sheet: v.optional(LabelSheetId, 'l7160'),
  /** The first label position to use, from 1: part-used sheets can go in again. */
  startAt: v.optional(v.pipe(v.string(), v.regex(/^[1-9]\d{0,2}$/), v.transform(Number)), '1'),
  offsetX: v.optional(Millimetres, '0'),
  offsetY: v.optional(Millimetres, '0'),
  language: v.optional(Language, 'zh-Hant'),
  /** Comma-separated ids; left out: every active checkpoint. */
  checkpoints: v.optional(
    v.pipe(
      v.string(),
      v.transform((ids) => ids.split(',')),
      v.array(CheckpointId),
    ),
  ),
})

export function labelsApi(context: Context) {
  return new Hono<Env>().get(
    '/api/estates/:estate/labels.pdf',
    describe({
      summary: 'A sheet of labels as PDF',
      description: 'Print at 100 %. The same checkpoints always get the same symbols until their tag is reissued.',
      answers: { 200: null },
      problems: ['body-invalid', 'checkpoint-unknown', 'tag-key-revoked'],
      media: ['application/pdf'],
    }),
    takes('query', LabelsQuery),
    async (c) => {
      const outcome = await labelsPdf(context, c.var.estate, c.req.valid('query'))
      if (!outcome.ok) return problem(c, outcome.problem)
      return c.body(outcome.value as Uint8Array<ArrayBuffer>, 200, {
        'Content-Type': 'application/pdf',
        'Content-Disposition': `inline; filename="labels-${c.var.estate.code}.pdf"`,
        'Cache-Control': 'no-store',
      })
    },
  )
}
