/** What papers about a finding are set with: facts below each other, text that goes on over pages, lines to sign on. */
import { drawLine, drawLines, drawRule, GREY, INK, LEADING, LEFT, needs, type Paper, WIDTH } from './paper.ts'
import { drawContinued, drawHeading } from './sections.ts'
import { linesOf } from './text-block.ts'

export const TEXT_POINTS = 9.5
const MOST_LINES = 2000

export type Flow = {
  readonly left?: number
  readonly points?: number
  readonly colour?: string
  /** Said again at the top of a page on which the text goes on. */
  readonly title: string
}

/** Text as it was written, its paragraphs kept, line by line over as many pages as it needs. */
export function drawText(paper: Paper, text: string, { left = LEFT, points = TEXT_POINTS, colour = INK, title }: Flow) {
  const width = LEFT + WIDTH - left
  for (const paragraph of text.split(/[\r\n\u2028\u2029]+/)) {
    for (const line of linesOf(paragraph, width / points, MOST_LINES)) {
      if (needs(paper, points * LEADING)) drawContinued(paper, title)
      drawLine(paper, line, left, paper.y, { points, colour })
      paper.y += points * LEADING
    }
  }
}

export type Fact = readonly [name: string, value: string]

const NAME = 96

/** Names on the left, values beside them; what has no value is left out. */
export function drawFacts(paper: Paper, facts: readonly Fact[], title: string): void {
  for (const [name, value] of facts) {
    if (value === '') continue
    if (needs(paper, TEXT_POINTS * LEADING + 4)) drawContinued(paper, title)
    drawLines(paper, name, LEFT, paper.y + 0.5, { points: 8.5, colour: GREY, width: NAME - 8, mostLines: 1 })
    drawText(paper, value, { left: LEFT + NAME, title })
    paper.y += 2.5
    drawRule(paper, paper.y, { width: 0.35 })
    paper.y += 2.5
  }
}

const GUTTER = 16
const LINE = 27
const LABEL = 54

export type Signatures = {
  readonly title: string
  readonly lead: string
  /** Who signs, one a column. */
  readonly who: readonly string[]
  readonly lines: { readonly name: string; readonly signature: string; readonly date: string }
  /** For what has to stay on the same page below them. */
  readonly room?: number
}

/** Where those concerned put their names by hand (policy 9.4). */
export function drawSignatureLines(paper: Paper, { title, lead, who, lines, room = 0 }: Signatures): void {
  const height = 3 * LINE + 24
  needs(paper, height + 56 + room)
  drawHeading(paper, { title, means: lead })
  const column = (WIDTH - GUTTER * (who.length - 1)) / who.length
  for (const [i, role] of who.entries()) {
    const left = LEFT + i * (column + GUTTER)
    drawLines(paper, role, left, paper.y, { points: 10, width: column, mostLines: 1 })
    for (const [at, label] of [lines.name, lines.signature, lines.date].entries()) {
      const y = paper.y + 14 + (at + 1) * LINE
      drawLines(paper, label, left, y - 12, { points: 8.5, colour: GREY, width: LABEL - 4, mostLines: 1 })
      drawRule(paper, y, { from: left + LABEL, to: left + column, width: 0.7, colour: INK })
    }
  }
  paper.y += height
}

/** Figures side by side, each large above what it counts. */
export function drawLargeFigures(
  paper: Paper,
  figures: readonly { readonly text: string; readonly note: string }[],
): void {
  const height = 44
  needs(paper, height + 8)
  const column = (WIDTH - GUTTER * (figures.length - 1)) / figures.length
  for (const [i, { text, note }] of figures.entries()) {
    const left = LEFT + i * (column + GUTTER)
    paper.doc.rect(left, paper.y, column, height).lineWidth(0.8).strokeColor(INK).stroke()
    drawLines(paper, text, left + 9, paper.y + 5, { points: 15, width: column - 18, mostLines: 1 })
    drawLines(paper, note, left + 9, paper.y + 27, { points: 8, colour: GREY, width: column - 18, mostLines: 1 })
  }
  paper.y += height + 8
}
