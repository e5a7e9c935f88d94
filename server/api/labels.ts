/** Labels: on sheets, as pictures, for thermal printers; the estate's own sheets and its logo. */
import { Hono, type Context as HonoContext } from 'hono'
import * as v from 'valibot'
import { CheckpointId, Uuid } from '../../checkpoints/ids.ts'
import { OwnSheet, OwnSheetDraft } from '../../checkpoints/own-sheet.ts'
import {
  LabelPictureQuery,
  LabelPicturesQuery,
  LabelSettings,
  LabelSheetsQuery,
  LabelZplQuery,
  LOGO_MAX_BYTES,
  LogoFacts,
} from '../../checkpoints/wire/labels.ts'
import type { Context } from '../context.ts'
import { keepLogo, keepSheet, labelSettingsOf, removeSheet } from '../services/label-settings.ts'
import { answer, answerDone, atMost, describe, type Env, problem, takes } from './route.ts'

const JSON_MAX_BYTES = 128 * 1024
const SVG = 'image/svg+xml'
const SVG_POLICY = "default-src 'none'; img-src data:; frame-ancestors 'none'"

const SheetPath = v.object({ estate: v.string(), sheet: Uuid })
const CheckpointPath = v.object({ estate: v.string(), checkpoint: CheckpointId })

/** Loaded on first use: the PDF library and two whole typefaces would slow down every start. */
const printing = () => import('../services/print-labels.ts')

export function labelsApi(context: Context) {
  return new Hono<Env>()
    .route('/', sheetsApi(context))
    .route('/', picturesApi(context))
    .route('/', settingsApi(context))
}

function sheetsApi(context: Context) {
  return new Hono<Env>()
    .get(
      '/api/estates/:estate/labels.pdf',
      describe({
        summary: 'Labels as PDF',
        description: 'Print at 100 %. The same checkpoints always get the same symbols until their tag is reissued.',
        answers: { 200: null },
        problems: ['body-invalid', 'checkpoint-unknown', 'tag-key-revoked', 'sheet-unknown'],
        media: ['application/pdf'],
      }),
      takes('query', LabelSheetsQuery),
      async (c) => {
        const { labelsPdf } = await printing()
        const outcome = await labelsPdf(context, c.var.estate, c.req.valid('query'))
        if (!outcome.ok) return problem(c, outcome.problem)
        const headers = fileHeaders('application/pdf', `labels-${c.var.estate.code}.pdf`, 'inline')
        return c.body(outcome.value as Uint8Array<ArrayBuffer>, 200, headers)
      },
    )
    .get(
      '/api/estates/:estate/labels.svg',
      describe({
        summary: 'The first page of that PDF as a picture',
        description: 'Drawn from the same page, with outlines instead of fonts.',
        answers: { 200: null },
        problems: ['body-invalid', 'checkpoint-unknown', 'tag-key-revoked', 'sheet-unknown'],
        media: [SVG],
      }),
      takes('query', LabelSheetsQuery),
      async (c) => {
        const { labelsPreview } = await printing()
        const outcome = await labelsPreview(context, c.var.estate, c.req.valid('query'))
        if (!outcome.ok) return problem(c, outcome.problem)
        return c.body(outcome.value, 200, fileHeaders(SVG, `labels-${c.var.estate.code}.svg`, 'inline'))
      },
    )
    .get(
      '/api/estates/:estate/labels.zpl',
      describe({
        summary: 'Labels for Zebra printers',
        description: 'Each label is one graphic in the dots of a head of `dpi`, so that Chinese prints everywhere.',
        answers: { 200: null },
        problems: ['body-invalid', 'checkpoint-unknown', 'tag-key-revoked', 'sheet-unknown', 'sheet-impossible'],
        media: ['text/plain'],
      }),
      takes('query', LabelZplQuery),
      async (c) => {
        const { labelsZpl } = await printing()
        const outcome = await labelsZpl(context, c.var.estate, c.req.valid('query'))
        if (!outcome.ok) return problem(c, outcome.problem)
        const headers = fileHeaders('text/plain; charset=utf-8', `labels-${c.var.estate.code}.zpl`, 'attachment')
        return c.body(outcome.value, 200, headers)
      },
    )
}

function picturesApi(context: Context) {
  const picture = (format: 'svg' | 'png') =>
    [
      describe({
        summary: `A single label as ${format.toUpperCase()}`,
        answers: { 200: null },
        problems: ['body-invalid', 'checkpoint-unknown', 'tag-key-revoked', 'sheet-unknown', 'sheet-impossible'],
        media: [format === 'svg' ? SVG : 'image/png'],
      }),
      takes('param', CheckpointPath),
      takes('query', LabelPictureQuery),
    ] as const
  const answerPicture = async (
    c: HonoContext<Env>,
    checkpoint: string,
    query: LabelPictureQuery,
    format: 'svg' | 'png',
  ) => {
    const { labelPicture } = await printing()
    const outcome = await labelPicture(context, c.var.estate, { ...query, checkpoint, format })
    if (!outcome.ok) return problem(c, outcome.problem)
    const { name, bytes } = outcome.value
    return c.body(bytes, 200, fileHeaders(format === 'svg' ? SVG : 'image/png', name, 'inline'))
  }
  return new Hono<Env>()
    .get('/api/estates/:estate/checkpoints/:checkpoint/label.svg', ...picture('svg'), (c) =>
      answerPicture(c, c.req.valid('param').checkpoint, c.req.valid('query'), 'svg'),
    )
    .get('/api/estates/:estate/checkpoints/:checkpoint/label.png', ...picture('png'), (c) =>
      answerPicture(c, c.req.valid('param').checkpoint, c.req.valid('query'), 'png'),
    )
    .get(
      '/api/estates/:estate/labels.zip',
      describe({
        summary: 'Labels as pictures, one file each',
        answers: { 200: null },
        problems: ['body-invalid', 'checkpoint-unknown', 'tag-key-revoked', 'sheet-unknown', 'sheet-impossible'],
        media: ['application/zip'],
      }),
      takes('query', LabelPicturesQuery),
      async (c) => {
        const { labelsZip } = await printing()
        const outcome = await labelsZip(context, c.var.estate, c.req.valid('query'))
        if (!outcome.ok) return problem(c, outcome.problem)
        const headers = fileHeaders('application/zip', `labels-${c.var.estate.code}.zip`, 'attachment')
        return c.body(outcome.value, 200, headers)
      },
    )
}

function settingsApi(context: Context) {
  return new Hono<Env>()
    .get(
      '/api/estates/:estate/label-settings',
      describe({
        summary: 'The estate’s own label sheets, and whether it has a logo',
        answers: { 200: LabelSettings },
      }),
      async (c) => c.json(await labelSettingsOf(context, c.var.estate.id)),
    )
    .post(
      '/api/estates/:estate/label-sheets',
      describe({
        summary: 'Add a label sheet',
        answers: { 201: OwnSheet },
        problems: ['body-invalid', 'sheet-impossible', 'name-taken', 'sheets-too-many'],
      }),
      atMost(JSON_MAX_BYTES),
      takes('json', OwnSheetDraft),
      async (c) => answer(c, await keepSheet(context, c.var.estate.id, c.req.valid('json')), 201),
    )
    .put(
      '/api/estates/:estate/label-sheets/:sheet',
      describe({
        summary: 'Change a label sheet',
        answers: { 200: OwnSheet },
        problems: ['body-invalid', 'not-found', 'sheet-impossible', 'name-taken'],
      }),
      atMost(JSON_MAX_BYTES),
      takes('param', SheetPath),
      takes('json', OwnSheetDraft),
      async (c) =>
        answer(c, await keepSheet(context, c.var.estate.id, c.req.valid('json'), c.req.valid('param').sheet)),
    )
    .delete(
      '/api/estates/:estate/label-sheets/:sheet',
      describe({ summary: 'Remove a label sheet', answers: { 204: null }, problems: ['body-invalid', 'not-found'] }),
      takes('param', SheetPath),
      async (c) => answerDone(c, await removeSheet(context, c.var.estate.id, c.req.valid('param').sheet)),
    )
    .get(
      '/api/estates/:estate/logo',
      describe({
        summary: 'The estate’s logo',
        answers: { 200: null },
        problems: ['not-found'],
        media: ['image/png'],
      }),
      async (c) => {
        const logo = await context.database.read.labelSettings.logoOf(c.var.estate.id)
        if (!logo) return c.notFound()
        return c.body(logo.png, 200, fileHeaders('image/png', 'logo.png', 'inline'))
      },
    )
    .put(
      '/api/estates/:estate/logo',
      describe({
        summary: 'Set the estate’s logo',
        description:
          'A PNG of eight bits a channel, not interlaced and without palette, at most 512 KB and a million dots; browsers write such files.',
        answers: { 200: LogoFacts },
        problems: ['too-large', 'logo-unreadable'],
        body: ['image/png'],
      }),
      atMost(LOGO_MAX_BYTES),
      async (c) => answer(c, await keepLogo(context, c.var.estate.id, new Uint8Array(await c.req.arrayBuffer()))),
    )
    .delete(
      '/api/estates/:estate/logo',
      describe({ summary: 'Remove the estate’s logo', answers: { 204: null } }),
      async (c) => {
        await context.database.write(({ labelSettings }) => labelSettings.removeLogo(c.var.estate.id))
        return c.body(null, 204)
      },
    )
}

function fileHeaders(type: string, name: string, disposition: 'inline' | 'attachment'): Record<string, string> {
  return {
    'Content-Type': type,
    'Content-Disposition': `${disposition}; filename="${name}"`,
    'Cache-Control': 'no-store',
    // Opened by itself a picture is a page: nothing runs in it, and nothing is fetched but the logo it brings along.
    ...(type === SVG && { 'Content-Security-Policy': SVG_POLICY }),
  }
}
