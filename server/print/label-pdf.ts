/** Labels as a PDF that prints true to size: vector symbols, embedded type, no scaling asked of the printer. */
import PDFDocument from 'pdfkit'
import type { Label } from '../../checkpoints/label.ts'
import {
  LABEL_SHEETS,
  type LabelBox,
  type LabelSheet,
  type LabelSheetId,
  labelBoxes,
} from '../../checkpoints/label-sheet.ts'
import { FACES, runsOf } from './fonts.ts'
import { bytesOf } from './pdf-bytes.ts'
import { QUIET_ZONE, qrSymbol } from './qr-symbol.ts'
import { type Line, type Paragraph, setBlock } from './text-block.ts'

export type LabelPrint = {
  readonly sheet: LabelSheetId
  /** The first label position to use, from 1. */
  readonly startAt: number
  /** What this printer is off by. */
  readonly offsetXMm: number
  readonly offsetYMm: number
}

type Doc = InstanceType<typeof PDFDocument>
/** In millimetres, as everything below until it reaches the page. */
type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

const POINTS_PER_MM = 72 / 25.4
/** From the label's edge to the symbol's quiet zone: cutting and feeding are rarely truer. */
const SYMBOL_INSET_MM = 2.5
const INK = '#000000'

/** @returns the PDF's bytes; no labels make one empty page */
export async function printLabels(
  labels: readonly Label[],
  { sheet: id, startAt, offsetXMm, offsetYMm }: LabelPrint,
): Promise<Uint8Array> {
  const sheet = LABEL_SHEETS[id]
  const size: [number, number] = [sheet.page.width * POINTS_PER_MM, sheet.page.height * POINTS_PER_MM]
  const doc = new PDFDocument({ size, margin: 0, autoFirstPage: false, info: { Title: 'Waymark labels' } })
  const bytes = bytesOf(doc)
  for (const face of FACES) doc.registerFont(face.name, face.bytes)
  printTrueToSize(doc)
  doc.addPage()
  let page = 0
  for (const [i, box] of labelBoxes(sheet, labels.length, startAt).entries()) {
    for (; page < box.page; page++) doc.addPage()
    drawLabel(doc, labels[i]!, shifted(box, offsetXMm, offsetYMm), sheet)
  }
  doc.end()
  return bytes
}

function drawLabel(doc: Doc, label: Label, box: Box, sheet: LabelSheet): void {
  const isSign = box.height > box.width
  const side = isSign
    ? Math.min(box.width - 2 * SYMBOL_INSET_MM, box.height * 0.66)
    : Math.min(box.width, box.height) - 2 * SYMBOL_INSET_MM
  const symbol: Box = {
    x: isSign ? box.x + (box.width - side) / 2 : box.x + SYMBOL_INSET_MM,
    y: box.y + SYMBOL_INSET_MM,
    width: side,
    height: side,
  }
  drawSymbol(doc, label.url, symbol, sheet.level)
  const left = isSign ? box.x + sheet.inset : symbol.x + side
  const top = isSign ? symbol.y + side : box.y + sheet.inset
  const width = box.x + box.width - sheet.inset - left
  const height = box.y + box.height - sheet.inset - top
  drawText(doc, label, { x: left, y: top, width, height }, isSign)
}

/** One path of horizontal bars: printers draw it without hairlines between modules. */
function drawSymbol(doc: Doc, url: string, box: Box, level: 'M' | 'Q'): void {
  const { size, isDark } = qrSymbol(url, level)
  const bars: string[] = []
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      if (!isDark(row, column)) continue
      const start = column
      while (column + 1 < size && isDark(row, column + 1)) column++
      bars.push(`${start} ${row} ${column + 1 - start} 1 re`)
    }
  }
  const module = (box.width / (size + 2 * QUIET_ZONE)) * POINTS_PER_MM
  const left = box.x * POINTS_PER_MM + QUIET_ZONE * module
  const top = box.y * POINTS_PER_MM + QUIET_ZONE * module
  doc.save().transform(module, 0, 0, module, left, top).fillColor(INK)
  doc.addContent(`${bars.join(' ')} f`)
  doc.restore()
}

/** Name first and largest, then the place, then the codes. */
function drawText(doc: Doc, label: Label, box: Box, isSign: boolean): void {
  const scale = isSign ? Math.min(box.width / 62, box.height / 26) : 1
  const paragraph = (text: string, points: number, spaceBefore: number, mostLines: number): Paragraph => ({
    text,
    points: points * scale,
    spaceBefore: spaceBefore * scale,
    mostLines,
  })
  const [width, height] = [box.width * POINTS_PER_MM, box.height * POINTS_PER_MM]
  const lines = setBlock(
    [
      paragraph(label.name, isSign ? 22 : 17, 0, 3),
      paragraph(label.place, 10, 1.5, 2),
      paragraph(label.shortCode, 10.5, 3, 1),
      paragraph(label.code, 7.5, 0, 1),
    ],
    { width, height },
  )
  for (const line of lines) {
    const indent = isSign ? (width - line.width) / 2 : 0
    drawLine(doc, line, box.x * POINTS_PER_MM + indent, box.y * POINTS_PER_MM)
  }
}

function drawLine(doc: Doc, { text, points, baseline }: Line, x: number, y: number): void {
  let at = x
  for (const run of runsOf(text)) {
    doc.font(run.face).fontSize(points).fillColor(INK)
    doc.text(run.text, at, y + baseline, { lineBreak: false, baseline: 'alphabetic' })
    at += run.ems * points
  }
}

/** ISO 32000-1 §12.2: a viewer that fits to the page prints at 96 % and ruins the sheet. */
function printTrueToSize(doc: Doc): void {
  const root = (doc as unknown as { _root: { data: Record<string, unknown> } })._root
  root.data.ViewerPreferences = doc.ref({ PrintScaling: 'None' })
}

function shifted(box: LabelBox, x: number, y: number): Box {
  return { ...box, x: box.x + x, y: box.y + y }
}
