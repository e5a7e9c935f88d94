/** Checkpoints down, days across: where and when the gaps are, at one look. */
import { CELL_STATES, STATE_NAMES } from '../../checkpoints/coverage.ts'
import { decimal } from '../../checkpoints/writing.ts'
import { stateOfCode } from '../tables/spot-tables.ts'
import type { Told } from '../tables/told.ts'
import { emsOf } from './fonts.ts'
import { drawMarks, type PlacedMark } from './marks.ts'
import { drawLine, drawLines, GREY, INK, LEFT, needs, type Paper, RIGHT, RULE, WIDTH } from './paper.ts'
import { drawContinued, drawHeading, drawNote } from './sections.ts'

/** More do not fit across a page and stay legible. */
export const MATRIX_DAYS = 31

const ROW = 11.5
const HEAD = 14
const LEGEND = 16
const NAME_POINTS = 7.5
const MARK = 8
const LARGEST_CELL = 15

export function drawMatrix(paper: Paper, told: Told): void {
  const { report, words, language } = told
  drawHeading(paper, { title: words.sections.matrix, means: words.leads.matrix })
  if (report.days.length > MATRIX_DAYS) {
    drawNote(paper, words.matrixTooLong(decimal(MATRIX_DAYS, language)))
    return
  }
  if (report.spots.length === 0) {
    drawNote(paper, words.none.matrix)
    return
  }
  const columns = columnsOf(told)
  needs(paper, LEGEND + HEAD + 3 * ROW)
  drawLegend(paper, told)
  let [top, marks] = [drawDays(paper, told, columns), [] as PlacedMark[]]
  const endPage = () => {
    drawMarks(paper.doc, marks)
    drawGrid(paper, columns, top)
    marks = []
  }
  for (const { checkpoint, days } of report.spots) {
    if (paper.y + ROW > paper.bottom) {
      endPage()
      needs(paper, ROW)
      drawContinued(paper, told.words.sections.matrix)
      drawLegend(paper, told)
      top = drawDays(paper, told, columns)
    }
    const name = told.names.spot(checkpoint).whole
    drawLines(paper, name, LEFT, paper.y, { points: NAME_POINTS, width: columns.left - LEFT - 4, mostLines: 1 })
    for (let i = 0; i < days.length; i++) {
      const state = stateOfCode(days[i])
      if (!state) continue
      const x = columns.left + i * columns.cell + (columns.cell - MARK) / 2
      marks.push({ state, x, y: paper.y + (ROW - MARK) / 2, size: MARK })
    }
    paper.y += ROW
  }
  endPage()
  paper.y += 4
}

type Columns = { readonly left: number; readonly cell: number; readonly count: number }

function columnsOf({ report }: Told): Columns {
  const count = report.days.length
  const cell = Math.min(LARGEST_CELL, (WIDTH * 0.64) / count)
  return { left: RIGHT - cell * count, cell, count }
}

/** The marks with their names, on every page that they are read on. */
function drawLegend(paper: Paper, { language }: Told): void {
  let x = LEFT
  const marks: PlacedMark[] = []
  for (const state of CELL_STATES) {
    const name = STATE_NAMES[state][language]
    marks.push({ state, x, y: paper.y + 2, size: MARK + 1 })
    drawLine(paper, name, x + MARK + 5, paper.y, { points: 8 })
    x += MARK + 5 + emsOf(name) * 8 + 14
  }
  drawMarks(paper.doc, marks)
  paper.y += LEGEND
}

/** @returns where the rows begin */
function drawDays(paper: Paper, { report }: Told, { left, cell }: Columns): number {
  for (const [i, { day }] of report.days.entries()) {
    const middle = left + (i + 0.5) * cell
    drawLine(paper, String(Number(day.slice(8))), middle, paper.y, { points: 7, colour: GREY, align: 'centre' })
  }
  paper.y += HEAD
  return paper.y
}

/** All lines of a page in two strokes. */
function drawGrid({ doc, y }: Paper, { left, cell, count }: Columns, top: number): void {
  for (let line = top; line <= y + 0.1; line += ROW) doc.moveTo(LEFT, line).lineTo(RIGHT, line)
  for (let i = 0; i <= count; i++) doc.moveTo(left + i * cell, top).lineTo(left + i * cell, y)
  doc.lineWidth(0.25).strokeColor(RULE).stroke()
  doc.moveTo(LEFT, top).lineTo(RIGHT, top).lineWidth(0.8).strokeColor(INK).stroke()
}
