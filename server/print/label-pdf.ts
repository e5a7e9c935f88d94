/** Labels as a PDF that prints true to size: vector symbols, embedded type, no scaling asked of the printer. */
import PDFDocument from 'pdfkit'
import { KIND_PICTURES, PICTURE_SIDE } from '../../checkpoints/kind-picture.ts'
import type { Drawn, Logo, Page } from './drawing.ts'
import { PICTURE_STROKE } from './drawing.ts'
import { FACES, runsOf } from './fonts.ts'
import { bytesOf } from './pdf-bytes.ts'
import { barsOf } from './qr-symbol.ts'

type Doc = InstanceType<typeof PDFDocument>
type DrawnAs<D extends Drawn['draw']> = Extract<Drawn, { draw: D }>

const POINTS_PER_MM = 72 / 25.4
const INK = '#000000'

/** @returns the PDF's bytes */
export async function pdfOf(pages: Iterable<Page>, logo?: Logo): Promise<Uint8Array> {
  const doc = new PDFDocument({ margin: 0, autoFirstPage: false, info: { Title: 'Waymark labels' } })
  const bytes = bytesOf(doc)
  for (const face of FACES) doc.registerFont(face.name, face.bytes)
  printTrueToSize(doc)
  for (const page of pages) {
    doc.addPage({ size: [page.width * POINTS_PER_MM, page.height * POINTS_PER_MM], margin: 0 })
    const { scaleX, scaleY, offsetX, offsetY } = page.adjust
    // From here on a unit is a millimetre.
    doc.transform(
      scaleX * POINTS_PER_MM,
      0,
      0,
      scaleY * POINTS_PER_MM,
      offsetX * POINTS_PER_MM,
      offsetY * POINTS_PER_MM,
    )
    for (const drawn of page.drawn) draw(doc, drawn, logo)
    // Turns of the event loop, so that others are served meanwhile and what is finished can go.
    await new Promise(setImmediate)
  }
  doc.end()
  return bytes
}

function draw(doc: Doc, drawn: Drawn, logo: Logo | undefined): void {
  switch (drawn.draw) {
    case 'symbol':
      drawSymbol(doc, drawn)
      break
    case 'text':
      drawText(doc, drawn)
      break
    case 'picture':
      drawPicture(doc, drawn)
      break
    case 'logo':
      if (logo) doc.image(logo.png as Buffer, drawn.x, drawn.y, { width: drawn.width, height: drawn.height })
      break
    case 'line':
      doc.lineWidth(drawn.width).strokeColor(INK)
      doc.moveTo(...drawn.from).lineTo(...drawn.to)
      doc.stroke()
  }
}

/** One path of horizontal bars: printers draw it without hairlines between modules. */
function drawSymbol(doc: Doc, { symbol, x, y, module }: DrawnAs<'symbol'>): void {
  const bars = barsOf(symbol).map(({ row, column, length }) => `${column} ${row} ${length} 1 re`)
  doc.save().transform(module, 0, 0, module, x, y).fillColor(INK)
  doc.addContent(`${bars.join(' ')} f`)
  doc.restore()
}

function drawText(doc: Doc, { text, x, y, em }: DrawnAs<'text'>): void {
  let at = x
  for (const run of runsOf(text)) {
    doc.font(run.face).fontSize(em).fillColor(INK)
    doc.text(run.text, at, y, { lineBreak: false, baseline: 'alphabetic' })
    at += run.ems * em
  }
}

function drawPicture(doc: Doc, { kind, x, y, side }: DrawnAs<'picture'>): void {
  const scale = side / PICTURE_SIDE
  doc.save().transform(scale, 0, 0, scale, x, y)
  doc.lineWidth(PICTURE_STROKE).lineCap('round').lineJoin('round').strokeColor(INK)
  doc.path(KIND_PICTURES[kind]).stroke()
  doc.restore()
}

/** ISO 32000-1 §12.2: a viewer that fits to the page prints at 96 % and ruins the sheet. */
function printTrueToSize(doc: Doc): void {
  const root = (doc as unknown as { _root: { data: Record<string, unknown> } })._root
  root.data.ViewerPreferences = doc.ref({ PrintScaling: 'None' })
}
