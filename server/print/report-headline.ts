/** The first thing that is read: how much of what was due was visited, what every state came to, and what that means. */
import { CELL_STATES, type CellState, visitedIn } from '../../checkpoints/coverage.ts'
import { decimal, percent } from '../../checkpoints/writing.ts'
import { figuresOf, summaryTable } from '../tables/summary.ts'
import { periodOf, type Told } from '../tables/told.ts'
import { emsOf } from './fonts.ts'
import { drawLine, drawLines, drawRule, GREY, INK, LEFT, type Paper, WIDTH } from './paper.ts'
import { drawSection } from './sections.ts'
import { written } from './written.ts'

const LARGE = 38

export function drawHeadline(paper: Paper, told: Told): void {
  const { report, words, language, term } = told
  const { compliance, tally } = report
  const visited = visitedIn(tally)
  const large = compliance === null ? '–' : percent(compliance, language)
  drawLine(paper, term('compliance').name, LEFT, paper.y, { points: 11 })
  drawLine(paper, large, LEFT, paper.y + 12, { points: LARGE })
  const beside = LEFT + emsOf(large) * LARGE + 18
  const line = (text: string, down: number, points: number, colour = INK) =>
    drawLines(paper, text, beside, paper.y + down, { points, colour, width: LEFT + WIDTH - beside, mostLines: 1 })
  const due = visited + tally.missed
  line(due === 0 ? words.nothing : words.headline(decimal(visited, language), decimal(due, language)), 19, 12)
  line(comparison(told), 37, 10)
  line(words.previousPeriod(periodOf(told, report.previous)), 52, 8.5, GREY)
  paper.y += 74
  drawRule(paper, paper.y)
  paper.y += 2
}

/** Every figure with the one of the period before and its definition; the marks beside the states are the legend as well. */
export function drawFigures(paper: Paper, told: Told): void {
  const figures = figuresOf(told)
  const rows = figures.map(({ name, value, previous, means, type }) => [
    name,
    written(told, value, type),
    previous === null ? '' : written(told, previous, type),
    means,
  ])
  const table = summaryTable(told)
  drawSection(paper, {
    table: { ...table, columns: table.columns.map((column, i) => ({ ...column, width: WIDTHS[i]! })) },
    rows,
    markOf: stateOfRow,
  })
}
const WIDTHS = [26, 11, 13, 76]

/** Compliance stands before the states. */
function stateOfRow(row: number): CellState | undefined {
  return CELL_STATES[row - 1]
}

function comparison({ report, words, language }: Told): string {
  const [now, before] = [report.compliance, report.previous.compliance]
  if (now === null || before === null) return words.noPrevious
  const tenths = Math.round((now - before) * 1000)
  const points = decimal(Math.abs(tenths) / 10, language, 1)
  if (tenths === 0) return words.same
  return tenths > 0 ? words.better(points) : words.worse(points)
}
