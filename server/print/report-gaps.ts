/** Every gap as a sentence, day by day. */
import { civilDateOf } from '../../checkpoints/time.ts'
import { civilWeekday, decimal, timeOfDay } from '../../checkpoints/writing.ts'
import type { Told } from '../tables/told.ts'
import { drawMarks } from './marks.ts'
import { drawLine, LEADING, LEFT, needs, type Paper, WIDTH } from './paper.ts'
import { drawContinued, drawHeading, drawNote } from './sections.ts'
import { linesOf } from './text-block.ts'

/** Beyond this many nobody reads them on paper. */
export const GAPS_ON_PAPER = 3000

const POINTS = 8.5
const DAY_POINTS = 9.5
const COLUMNS = 2
const GUTTER = 14
const COLUMN = (WIDTH - GUTTER * (COLUMNS - 1)) / COLUMNS
const MARK = 7.5
const INDENT = 12
const MOST_LINES = 3

export function drawGaps(paper: Paper, told: Told): void {
  const { report, words, language, year, term } = told
  const { name: title, means } = term('gap')
  drawHeading(paper, { title, means })
  if (report.gaps.length === 0) {
    drawNote(paper, words.none.gaps)
    return
  }
  const days = sentencesByDay(told)
  for (const [day, sentences] of days) {
    const heading = words.gapsOnDay(civilWeekday(day, language, year), decimal(sentences.length, language))
    needs(paper, 2.5 * DAY_POINTS * LEADING + POINTS)
    drawLine(paper, heading, LEFT, paper.y + 3, { points: DAY_POINTS })
    paper.y += DAY_POINTS * LEADING + 4
    for (let i = 0; i < sentences.length; i += COLUMNS) drawRow(paper, sentences.slice(i, i + COLUMNS), title)
    paper.y += 5
  }
  const left = report.gaps.length - GAPS_ON_PAPER
  if (left > 0) drawNote(paper, words.more(decimal(left, language)))
}

function drawRow(paper: Paper, sentences: readonly string[], title: string): void {
  const lines = sentences.map((sentence) => linesOf(sentence, (COLUMN - INDENT) / POINTS, MOST_LINES))
  const height = Math.max(...lines.map(({ length }) => length)) * POINTS * LEADING
  if (needs(paper, height)) drawContinued(paper, title)
  const left = (i: number) => LEFT + i * (COLUMN + GUTTER)
  drawMarks(
    paper.doc,
    lines.map((_, i) => ({ state: 'missed', x: left(i), y: paper.y + 2, size: MARK })),
  )
  for (const [i, own] of lines.entries())
    for (const [at, line] of own.entries())
      drawLine(paper, line, left(i) + INDENT, paper.y + at * POINTS * LEADING, { points: POINTS })
  paper.y += height
}

/** In order of the rounds' opening, as the report has them. */
function sentencesByDay({ report, words, names, zone, language, roundOf }: Told): Map<string, string[]> {
  const days = new Map<string, string[]>()
  for (const { round, checkpoint } of report.gaps.slice(0, GAPS_ON_PAPER)) {
    const opensAt = roundOf(round)?.opensAt ?? 0
    const day = civilDateOf(opensAt, zone)
    const sentences = days.get(day) ?? []
    days.set(day, sentences)
    sentences.push(words.gap(names.spot(checkpoint).whole, timeOfDay(opensAt, zone, language)))
  }
  return days
}
