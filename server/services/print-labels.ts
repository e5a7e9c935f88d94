/**
 * Labels as files. The PDF library and two whole typefaces would slow down every start, so this module is loaded when the
 * first label is printed.
 */
import { strToU8, Zip, ZipDeflate, ZipPassThrough } from 'fflate'
import type { Label } from '../../checkpoints/label.ts'
import type {
  LabelPictureQuery,
  LabelPicturesQuery,
  LabelSheetsQuery,
  LabelZplQuery,
} from '../../checkpoints/wire/labels.ts'
import type { Estate } from '../../checkpoints/wire/session.ts'
import type { Context } from '../context.ts'
import { type Adjust, NO_ADJUST, type Page } from '../print/drawing.ts'
import { labelPage, labelPages, testPage } from '../print/label-pages.ts'
import { pdfOf } from '../print/label-pdf.ts'
import { svgOf } from '../print/label-svg.ts'
import { pngOf } from '../print/png.ts'
import { rasterOf } from '../print/raster.ts'
import { testPageLines } from '../print/test-page-words.ts'
import { zplOf } from '../print/zpl.ts'
import { type LookWithLogo, labelsOf, lookOf } from './labels.ts'
import { done, type Outcome, refused } from './outcome.ts'

export async function labelsPdf(
  context: Context,
  estate: Estate,
  asked: LabelSheetsQuery,
): Promise<Outcome<Uint8Array>> {
  const pages = await pagesOf(context, estate, asked)
  return pages.ok ? done(await pdfOf(pages.value.pages, pages.value.look.logo)) : pages
}

/** The first page as a picture: what the PDF shows, drawn from the same page. */
export async function labelsPreview(
  context: Context,
  estate: Estate,
  asked: LabelSheetsQuery,
): Promise<Outcome<string>> {
  const pages = await pagesOf(context, estate, asked)
  if (!pages.ok) return pages
  for (const page of pages.value.pages) return done(svgOf(page, pages.value.look.logo))
  throw new Error('even no labels make a page')
}

async function pagesOf(
  context: Context,
  estate: Estate,
  asked: LabelSheetsQuery,
): Promise<Outcome<{ readonly pages: Iterable<Page>; readonly look: LookWithLogo }>> {
  const look = await lookOf(context, estate.id, asked)
  if (!look.ok) return look
  const printing = { ...look.value, startAt: asked.startAt, adjust: adjustOf(asked) }
  if (asked.test) return done({ pages: [testPage(printing, testPageLines(asked.languages[0]!))], look: look.value })
  const labels = await labelsOf(context, estate, asked)
  return labels.ok ? done({ pages: labelPages(labels.value, printing), look: look.value }) : labels
}

function adjustOf(asked: Pick<LabelSheetsQuery, 'offsetX' | 'offsetY' | 'scaleX' | 'scaleY'>): Adjust {
  const { offsetX, offsetY, scaleX, scaleY } = asked
  return { offsetX, offsetY, scaleX: scaleX / 100, scaleY: scaleY / 100 }
}

export type LabelPicture = { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> }

/** @param checkpoint an active one */
export async function labelPicture(
  context: Context,
  estate: Estate,
  asked: LabelPictureQuery & { readonly checkpoint: string; readonly format: 'svg' | 'png' },
): Promise<Outcome<LabelPicture>> {
  const look = await (asked.format === 'png' ? dottedLook(context, estate, asked) : lookOf(context, estate.id, asked))
  if (!look.ok) return look
  const labels = await labelsOf(context, estate, { languages: asked.languages, checkpoints: [asked.checkpoint] })
  return labels.ok ? done(pictureOf(labels.value[0]!, look.value, asked)) : labels
}

function pictureOf(
  label: Label,
  look: LookWithLogo,
  { format, dpi }: { readonly format: 'svg' | 'png'; readonly dpi: number },
): LabelPicture {
  const name = `${label.code}.${format}`
  if (format === 'svg')
    return { name, bytes: strToU8(svgOf(labelPage(label, look, NO_ADJUST), look.logo)) as Uint8Array<ArrayBuffer> }
  return { name, bytes: pngOf(rasterOf(labelPage(label, onDots(look, dpi), NO_ADJUST), dpi, look.logo), dpi) }
}

/** A4 at 300 dpi is nine million dots and a good tenth of a second in which nobody else is served; more is nobody's label. */
const MOST_DOTS = 10_000_000

/** A module of the symbol becomes a whole number of dots. */
function onDots(look: LookWithLogo, dpi: number): LookWithLogo {
  return { ...look, sheet: { ...look.sheet, dpi } }
}

async function dottedLook(context: Context, estate: Estate, asked: LabelPictureQuery): Promise<Outcome<LookWithLogo>> {
  const look = await lookOf(context, estate.id, asked)
  if (!look.ok) return look
  const { width, height } = look.value.sheet.label
  const dots = width * height * (asked.dpi / 25.4) ** 2
  return dots > MOST_DOTS ? refused('sheet-impossible', { where: ['dpi'] }) : look
}

type Bytes = ReadableStream<Uint8Array<ArrayBuffer>>

/** A ZIP of pictures, made one by one as it is fetched. */
export async function labelsZip(context: Context, estate: Estate, asked: LabelPicturesQuery): Promise<Outcome<Bytes>> {
  const look = await (asked.format === 'png' ? dottedLook(context, estate, asked) : lookOf(context, estate.id, asked))
  if (!look.ok) return look
  const labels = await labelsOf(context, estate, asked)
  if (!labels.ok) return labels
  return done(
    oneByOne(labels.value, (enqueue) => {
      const zip = new Zip((error, chunk) => {
        if (error) throw error
        enqueue(chunk as Uint8Array<ArrayBuffer>)
      })
      return {
        add(label) {
          const { name, bytes } = pictureOf(label, look.value, asked)
          // A PNG is deflated already.
          const file = asked.format === 'svg' ? new ZipDeflate(name, { level: 6 }) : new ZipPassThrough(name)
          zip.add(file)
          file.push(bytes, true)
        },
        end: () => zip.end(),
      }
    }),
  )
}

/** For Zebra printers: each label a page of its own size, whatever sheet it is of. */
export async function labelsZpl(context: Context, estate: Estate, asked: LabelZplQuery): Promise<Outcome<Bytes>> {
  const look = await dottedLook(context, estate, asked)
  if (!look.ok) return look
  const labels = await labelsOf(context, estate, asked)
  if (!labels.ok) return labels
  const dpi = asked.dpi === 203 ? DPI_203 : asked.dpi
  const printed = onDots(look.value, dpi)
  return done(
    oneByOne(labels.value, (enqueue) => ({
      add(label) {
        const dots = rasterOf(labelPage(label, printed, adjustOf(asked)), dpi, look.value.logo)
        enqueue(strToU8(zplOf(dots)) as Uint8Array<ArrayBuffer>)
      },
      end() {},
    })),
  )
}

/** Eight dots a millimetre. */
const DPI_203 = 203.2

/** A stream that draws the next label when the last has gone: five thousand would not fit in memory. */
function oneByOne(
  labels: readonly Label[],
  start: (enqueue: (chunk: Uint8Array<ArrayBuffer>) => void) => { add(label: Label): void; end(): void },
): Bytes {
  let next = 0
  let sink: ReturnType<typeof start>
  return new ReadableStream({
    start(controller) {
      sink = start((chunk) => controller.enqueue(chunk))
    },
    async pull(controller) {
      // Others are served between two labels.
      await new Promise(setImmediate)
      const label = labels[next++]
      if (label) return sink.add(label)
      sink.end()
      controller.close()
    },
  })
}
