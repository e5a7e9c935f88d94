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
import { QUIET_ZONE, qrSymbol } from './qr-symbol.ts'

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
const PADDING_MM = 2.5
const INK = '#000000'

/** @returns the PDF's bytes; no labels make one empty page */
export async function printLabels(
  labels: readonly Label[],
  { sheet: id, startAt, offsetXMm, offsetYMm }: LabelPrint,
): Promise<Uint8Array> {
  const sheet = LABEL_SHEETS[id]
  const size: [number, number] = [sheet.page.width * POINTS_PER_MM, sheet.page.height * POINTS_PER_MM]
  const doc = new PDFDocument({ size, margin: 0, autoFirstPage: false, info: { Title: 'Waymark labels' } })
  const bytes = collect(doc)
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
  const inner = inset(box, PADDING_MM)
  const isSign = box.height > box.width
  // The symbol's own quiet zone lies inside the label; only paper is left beyond it.
  const side = isSign ? Math.min(inner.width, inner.height * 0.68) : inner.height
  const symbol: Box = {
    x: isSign ? inner.x + (inner.width - side) / 2 : inner.x,
    y: inner.y,
    width: side,
    height: side,
  }
  drawSymbol(doc, label.url, symbol, sheet.level)
  const text: Box = isSign
    ? { ...inner, y: inner.y + side, height: inner.height - side }
    : { ...inner, x: inner.x + side, width: inner.width - side }
  drawText(doc, label, text, isSign)
}

/** One path of horizontal bars: printers draw it without hairlines between modules. */
function drawSymbol(doc: Doc, url: string, box: Box, level: 'M' | 'Q'): void {
  const { size, isDark } = qrSymbol(url, level)
  const module = (box.width / (size + 2 * QUIET_ZONE)) * POINTS_PER_MM
  const left = box.x * POINTS_PER_MM + QUIET_ZONE * module
  const top = box.y * POINTS_PER_MM + QUIET_ZONE * module
  const path: string[] = []
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      if (!isDark(row, column)) continue
      const start = column
      while (column + 1 < size && isDark(row, column + 1)) column++
      const bar = [left + start * module, top + row * module, (column + 1 - start) * module, module]
      path.push(`${bar.map((value) => value.toFixed(3)).join(' ')} re`)
    }
  }
  doc.fillColor(INK)
  doc.addContent(`${path.join(' ')} f`)
}

/** Name first and largest, then the place, then the codes; each shrinks or wraps until it fits. */
function drawText(doc: Doc, label: Label, box: Box, isSign: boolean): void {
  const scale = isSign ? Math.min(box.width / 62, box.height / 26) : Math.min(1, box.height / 33)
  const align = isSign ? 'center' : 'left'
  const lines = [
    ...fitted(doc, label.name, box.width, 15 * scale, 3),
    ...fitted(doc, label.place, box.width, 10 * scale, 2),
    ...fitted(doc, label.shortCode, box.width, 10.5 * scale, 1),
    ...fitted(doc, label.code, box.width, 7.5 * scale, 1),
  ]
  const height = lines.reduce((sum, line) => sum + line.leading, 0)
  let y = box.y * POINTS_PER_MM + Math.max(0, (box.height * POINTS_PER_MM - height) / 2)
  for (const line of lines) {
    const room = box.width * POINTS_PER_MM - widthOf(doc, line.text, line.points)
    drawLine(doc, line, box.x * POINTS_PER_MM + (align === 'center' ? room / 2 : 0), y)
    y += line.leading
  }
}

type Line = { readonly text: string; readonly points: number; readonly leading: number }

/** One line if it fits in slightly smaller type, else up to `most` lines; what never fits ends in an ellipsis. */
function fitted(doc: Doc, text: string, widthMm: number, points: number, most: number): Line[] {
  const width = widthMm * POINTS_PER_MM
  const tries = [
    [1, points, points * 0.8],
    [most, points, points * 0.6],
  ] as const
  for (const [lineCount, largest, smallest] of tries) {
    for (let size = largest; size >= smallest; size -= 0.5) {
      const lines = wrapped(doc, text, width, size)
      if (lines.length <= lineCount) return lines.map((line) => lineOf(line, size))
    }
  }
  const size = points * 0.6
  const lines = wrapped(doc, text, width, size).slice(0, most)
  let last = `${lines.at(-1) ?? ''}…`
  while (last.length > 1 && widthOf(doc, last, size) > width) last = `${[...last].slice(0, -2).join('')}…`
  return [...lines.slice(0, -1), last].map((line) => lineOf(line, size))
}

function lineOf(text: string, points: number): Line {
  return { text, points, leading: points * 1.3 }
}

/** Latin breaks between words, Chinese between any two characters (UAX #14, near enough for a name). */
function wrapped(doc: Doc, text: string, width: number, points: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const piece of text.match(/[\u0020-\u024f]+?(?:\s+|-|$|(?=[^\u0020-\u024f]))|./gu) ?? []) {
    if (line !== '' && widthOf(doc, (line + piece).trimEnd(), points) > width) {
      lines.push(line.trimEnd())
      line = ''
    }
    line += piece
  }
  return [...lines, line.trimEnd()].filter((one) => one !== '')
}

function widthOf(doc: Doc, text: string, points: number): number {
  return runsOf(text).reduce((sum, run) => sum + doc.font(run.face).fontSize(points).widthOfString(run.text), 0)
}

function drawLine(doc: Doc, { text, points }: Line, x: number, y: number): void {
  let at = x
  for (const run of runsOf(text)) {
    doc.font(run.face).fontSize(points).fillColor(INK).text(run.text, at, y, { lineBreak: false })
    at += doc.widthOfString(run.text)
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

function inset(box: Box, by: number): Box {
  return { x: box.x + by, y: box.y + by, width: box.width - 2 * by, height: box.height - 2 * by }
}

function collect(doc: Doc): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    doc.on('data', (chunk: Buffer) => chunks.push(chunk))
    doc.on('end', () => resolve(Buffer.concat(chunks)))
    doc.on('error', reject)
  })
}
