/** Pages of a document in A4: the same head and foot on each, and what comes between set from the top down. In points. */
import PDFDocument from 'pdfkit'
import { emsOf, FACES, runsOf } from './fonts.ts'
import { bytesOf } from './pdf-bytes.ts'
import { linesOf } from './text-block.ts'

export type Doc = InstanceType<typeof PDFDocument>

/** What stands on every page. */
export type Frame = {
  /** Whose document it is. */
  readonly owner: string
  readonly title: string
  /** Below both: which days, and what is left out. */
  readonly about: string
  readonly madeAt: string
  readonly page: (page: string, pages: string) => string
  readonly continued: (title: string) => string
}

export type Paper = {
  readonly doc: Doc
  readonly frame: Frame
  /** Where the next thing is set, down from the top of the page. */
  y: number
  /** Where a page begins below its head. */
  readonly top: number
  readonly bottom: number
}

export const A4 = { width: 595.28, height: 841.89 } as const
export const LEFT = 42
export const RIGHT = A4.width - 42
export const WIDTH = RIGHT - LEFT
const TOP = 92
const BOTTOM = A4.height - 52

export const INK = '#000000'
/** Still black enough for a photocopier. */
export const GREY = '#4d4d4d'
export const RULE = '#9a9a9a'
export const SHADE = '#ececec'

/** Of a line of text to its size. */
export const LEADING = 1.4
/** From the top of a line to its baseline, of its size. */
const ASCENT = 1.08

/** Draws on pages until all is drawn. @returns the PDF's bytes */
export async function onPaper(frame: Frame, draw: (paper: Paper) => void): Promise<Uint8Array<ArrayBuffer>> {
  const info = { Title: `${frame.owner} ${frame.title} ${frame.about}`, Creator: 'Waymark' }
  const doc = new PDFDocument({ size: 'A4', margin: 0, autoFirstPage: false, bufferPages: true, info })
  const bytes = bytesOf(doc)
  for (const face of FACES) doc.registerFont(face.name, face.bytes)
  const paper: Paper = { doc, frame, y: TOP, top: TOP, bottom: BOTTOM }
  newPage(paper)
  draw(paper)
  const { count } = doc.bufferedPageRange()
  for (let page = 0; page < count; page++) {
    doc.switchToPage(page)
    drawFoot(paper, frame.page(String(page + 1), String(count)))
  }
  doc.end()
  return bytes
}

export function newPage(paper: Paper): void {
  paper.doc.addPage()
  paper.y = TOP
  drawHead(paper)
}

/** Goes on to a new page unless so much fits on this one. @returns whether it did */
export function needs(paper: Paper, height: number): boolean {
  if (paper.y + height <= BOTTOM) return false
  newPage(paper)
  return true
}

type Style = { readonly points: number; readonly colour?: string; readonly align?: 'left' | 'right' | 'centre' }

/** One line of text. @param x its left edge, right edge or middle, as it is aligned. @param top of the line */
export function drawLine({ doc }: Paper, text: string, x: number, top: number, style: Style): void {
  const { points, colour = INK, align = 'left' } = style
  let at = align === 'left' ? x : x - emsOf(text) * points * (align === 'right' ? 1 : 0.5)
  for (const run of runsOf(text)) {
    doc.font(run.face).fontSize(points).fillColor(colour)
    doc.text(run.text, at, top + points * ASCENT, { lineBreak: false, baseline: 'alphabetic' })
    at += run.ems * points
  }
}

/** Lines one below the other, within a width; the last one is cut short if there are too many. @returns their height */
export function drawLines(paper: Paper, text: string, x: number, top: number, style: Style & Fitting): number {
  const lines = linesOf(text, style.width / style.points, style.mostLines ?? 99)
  for (const [i, line] of lines.entries()) drawLine(paper, line, x, top + i * style.points * LEADING, style)
  return lines.length * style.points * LEADING
}
type Fitting = { readonly width: number; readonly mostLines?: number }

export function drawRule(
  { doc }: Paper,
  y: number,
  { from = LEFT, to = RIGHT, width = 0.5, colour = RULE } = {},
): void {
  doc.moveTo(from, y).lineTo(to, y).lineWidth(width).strokeColor(colour).stroke()
}

function drawHead(paper: Paper): void {
  const { owner, title, about } = paper.frame
  const titleWidth = Math.min(emsOf(title) * 11, WIDTH / 2)
  drawLines(paper, owner, LEFT, 34, { points: 13, width: WIDTH - titleWidth - 16, mostLines: 1 })
  drawLines(paper, title, RIGHT - titleWidth, 36, { points: 11, width: titleWidth + 0.1, mostLines: 1 })
  drawLines(paper, about, LEFT, 55, { points: 8.5, colour: GREY, width: WIDTH, mostLines: 1 })
  drawRule(paper, 73, { width: 1.2, colour: INK })
}

function drawFoot(paper: Paper, page: string): void {
  const top = A4.height - 40
  drawRule(paper, top - 5)
  drawLine(paper, paper.frame.madeAt, LEFT, top, { points: 8, colour: GREY })
  drawLine(paper, page, RIGHT, top, { points: 8, colour: GREY, align: 'right' })
}
