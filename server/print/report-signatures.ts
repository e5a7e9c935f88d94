/** Where those who answer for the report put their names (policy 9.4, 10). */
import type { Told } from '../tables/told.ts'
import { drawLine, drawLines, drawRule, GREY, INK, LEFT, needs, type Paper, WIDTH } from './paper.ts'
import { drawHeading } from './sections.ts'

const GUTTER = 28
const COLUMN = (WIDTH - GUTTER) / 2
const LINE = 32
const LABEL = 62
const HEIGHT = 3 * LINE + 30

export function drawSignatures(paper: Paper, { words }: Told): void {
  const { signatures } = words
  needs(paper, HEIGHT + 60)
  drawHeading(paper, { title: words.sections.signatures, means: signatures.lead })
  for (const [i, role] of [signatures.supervisor, signatures.manager].entries()) {
    const left = LEFT + i * (COLUMN + GUTTER)
    drawLine(paper, role, left, paper.y, { points: 10.5 })
    for (const [at, label] of [signatures.name, signatures.signature, signatures.date].entries()) {
      const y = paper.y + 22 + (at + 1) * LINE
      drawLines(paper, label, left, y - 13, { points: 9, colour: GREY, width: LABEL - 6, mostLines: 1 })
      drawRule(paper, y, { from: left + LABEL, to: left + COLUMN, width: 0.7, colour: INK })
    }
  }
  paper.y += HEIGHT
}
