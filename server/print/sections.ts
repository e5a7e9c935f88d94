/** The parts of a printed report: a heading, what its numbers mean, and a table that goes on over as many pages as it needs. */
import type { MarkState } from '../../checkpoints/mark.ts'
import type { Column, Table } from '../tables/table.ts'
import { drawMarks } from './marks.ts'
import { drawLine, drawLines, drawRule, GREY, INK, LEADING, LEFT, needs, type Paper, SHADE, WIDTH } from './paper.ts'
import { linesOf } from './text-block.ts'

const HEADING_POINTS = 13
const MEANS_POINTS = 8
const TEXT_POINTS = 8.5
const ABOVE = 16
/** A heading with so little below it on its page goes on to the next. */
const KEPT_WITH_HEADING = 54

export type Section = Pick<Table, 'title' | 'means'>

export function drawHeading(paper: Paper, { title, means }: Section): void {
  const lines = means === '' ? [] : linesOf(means, WIDTH / MEANS_POINTS, 6)
  const height = HEADING_POINTS * LEADING + lines.length * MEANS_POINTS * LEADING + 6
  if (!needs(paper, ABOVE + height + KEPT_WITH_HEADING) && !isAtTop(paper)) paper.y += ABOVE
  drawLine(paper, title, LEFT, paper.y, { points: HEADING_POINTS })
  paper.y += HEADING_POINTS * LEADING + 1
  for (const line of lines) {
    drawLine(paper, line, LEFT, paper.y, { points: MEANS_POINTS, colour: GREY })
    paper.y += MEANS_POINTS * LEADING
  }
  paper.y += 5
}

/** What goes on here, at the top of a page. */
export function drawContinued(paper: Paper, title: string): void {
  drawLine(paper, paper.frame.continued(title), LEFT, paper.y, { points: MEANS_POINTS, colour: GREY })
  paper.y += MEANS_POINTS * LEADING + 4
}

/** A line of plain text across the page. */
export function drawNote(paper: Paper, text: string): void {
  const height = linesOf(text, WIDTH / TEXT_POINTS, 4).length * TEXT_POINTS * LEADING
  needs(paper, height + 4)
  drawLines(paper, text, LEFT, paper.y, { points: TEXT_POINTS, width: WIDTH, mostLines: 4 })
  paper.y += height + 4
}

export type TableOnPaper = {
  readonly table: Table
  /** The cells, as they are written. */
  readonly rows: readonly (readonly string[])[]
  /** Said below rows that do not all fit into the report. */
  readonly more?: string | undefined
  /** Drawn before the text of a row's first cell. */
  readonly markOf?: ((row: number) => MarkState | undefined) | undefined
}

/** A whole section: heading, and its rows or the sentence that there are none. */
export function drawSection(paper: Paper, { table, rows, more, markOf }: TableOnPaper): void {
  drawHeading(paper, table)
  if (rows.length === 0) {
    drawNote(paper, table.none)
    return
  }
  const columns = setColumns(table.columns)
  drawColumnHeads(paper, columns)
  for (const [i, row] of rows.entries()) {
    const mark = markOf?.(i)
    const own = mark ? indented(columns) : columns
    const cells = row.map((text, at) => linesOf(text, own[at]!.width / TEXT_POINTS, MOST_LINES))
    const height = Math.max(...cells.map(({ length }) => length), 1) * TEXT_POINTS * LEADING + 2 * PADDING
    if (needs(paper, height)) {
      drawContinued(paper, table.title)
      drawColumnHeads(paper, columns)
    }
    for (const [at, lines] of cells.entries()) drawCell(paper, lines, own[at]!, TEXT_POINTS)
    if (mark) drawMarks(paper.doc, [{ state: mark, x: LEFT, y: paper.y + PADDING + 1.5, size: MARK }])
    paper.y += height
    drawRule(paper, paper.y, { width: 0.35 })
  }
  if (more !== undefined) {
    paper.y += 4
    drawNote(paper, more)
  }
}

const PADDING = 2.5
const GUTTER = 8
const MOST_LINES = 4
const HEAD_POINTS = 8
const MARK = 9
const INDENT = MARK + 5

type SetColumn = { readonly heading: string; readonly left: number; readonly width: number; readonly isNumber: boolean }

/** The columns share the line by their widths. */
function setColumns(columns: readonly Column[]): SetColumn[] {
  const total = columns.reduce((sum, { width }) => sum + width, 0)
  const room = WIDTH - GUTTER * (columns.length - 1)
  let left = LEFT
  return columns.map(({ heading, type, width: share }) => {
    const width = (room * share) / total
    const set = { heading, left, width, isNumber: type !== 'text' && type !== 'instant' && type !== 'day' }
    left += width + GUTTER
    return set
  })
}

/** Room for a mark in the first column. */
function indented([first, ...others]: readonly SetColumn[]): SetColumn[] {
  return first ? [{ ...first, left: first.left + INDENT, width: first.width - INDENT }, ...others] : []
}

function drawColumnHeads(paper: Paper, columns: readonly SetColumn[]): void {
  const cells = columns.map(({ heading, width }) => linesOf(heading, width / HEAD_POINTS, 3))
  const height = Math.max(...cells.map(({ length }) => length)) * HEAD_POINTS * LEADING + 2 * PADDING
  paper.doc.rect(LEFT, paper.y, WIDTH, height).fillColor(SHADE).fill()
  for (const [at, lines] of cells.entries()) drawCell(paper, lines, columns[at]!, HEAD_POINTS)
  paper.y += height
  drawRule(paper, paper.y, { width: 0.8, colour: INK })
}

function drawCell(paper: Paper, lines: readonly string[], { left, width, isNumber }: SetColumn, points: number): void {
  const [x, align] = isNumber ? [left + width, 'right' as const] : [left, 'left' as const]
  for (const [i, line] of lines.entries())
    drawLine(paper, line, x, paper.y + PADDING + i * points * LEADING, { points, align })
}

function isAtTop({ y, top }: Paper): boolean {
  return y === top
}
