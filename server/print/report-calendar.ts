/** The days of a period as a calendar: how much of what was due was visited, and how much was not. */
import { type CivilDate, DAY_MS } from '../../checkpoints/time.ts'
import type { Report } from '../../checkpoints/wire/report.ts'
import { civilMonth, decimal, percent, weekdayName } from '../../checkpoints/writing.ts'
import type { Told } from '../tables/told.ts'
import { drawMarks } from './marks.ts'
import { drawLine, GREY, INK, LEFT, needs, type Paper, RULE, WIDTH } from './paper.ts'
import { drawHeading, drawNote } from './sections.ts'

type Day = Report['days'][number]

const DAYS = 7
const COLUMN = WIDTH / DAYS
const HEAD = 13
const TITLE = 16
/** Rows are lower where there are many months. */
const ROW = { few: 34, many: 25 } as const
const FEW_MONTHS = 2

export function drawCalendar(paper: Paper, told: Told): void {
  const { report, words } = told
  drawHeading(paper, { title: words.sections.days, means: words.leads.days })
  if (report.rounds.length === 0) {
    drawNote(paper, words.none.days)
    return
  }
  const months = monthsOf(report.days)
  const row = months.length <= FEW_MONTHS ? ROW.few : ROW.many
  for (const days of months) drawMonth(paper, told, days, row)
}

function drawMonth(paper: Paper, told: Told, days: readonly Day[], row: number): void {
  const { language } = told
  const first = days[0]!.day
  const offset = (weekdayOf(first) + DAYS - 1) % DAYS
  const rows = Math.ceil((offset + days.length) / DAYS)
  needs(paper, TITLE + HEAD + rows * row + 8)
  drawLine(paper, civilMonth(first, language), LEFT, paper.y, { points: 10 })
  paper.y += TITLE
  for (let i = 0; i < DAYS; i++)
    drawLine(paper, weekdayName(i + 1, language), LEFT + i * COLUMN + 4, paper.y, { points: 8, colour: GREY })
  paper.y += HEAD
  for (const [i, day] of days.entries()) {
    const at = offset + i
    const [x, y] = [LEFT + (at % DAYS) * COLUMN, paper.y + Math.floor(at / DAYS) * row]
    drawDay(paper, told, day, { x, y, height: row })
  }
  paper.y += rows * row + 8
}

type Box = { readonly x: number; readonly y: number; readonly height: number }

/** Boxes of days on which something was missed are framed in black and carry the mark. */
function drawDay(paper: Paper, { language }: Told, { day, tally, compliance }: Day, { x, y, height }: Box): void {
  const { doc } = paper
  doc.rect(x, y, COLUMN, height).lineWidth(0.5).strokeColor(RULE).stroke()
  drawLine(paper, String(Number(day.slice(8))), x + 4, y + 2, { points: 8, colour: GREY })
  if (compliance === null) return
  drawLine(paper, percent(compliance, language), x + COLUMN - 4, y + 2, { points: 10.5, align: 'right' })
  if (tally.missed === 0) return
  const below = y + height - 12
  const missed = decimal(tally.missed, language)
  drawLine(paper, missed, x + COLUMN - 4, below, { points: 8, colour: INK, align: 'right' })
  drawMarks(doc, [{ state: 'missed', x: x + COLUMN - 6 - 8 - missed.length * 5, y: below + 2, size: 8 }])
}

function monthsOf(days: readonly Day[]): Day[][] {
  const months = new Map<string, Day[]>()
  for (const day of days) {
    const key = day.day.slice(0, 7)
    months.set(key, [...(months.get(key) ?? []), day])
  }
  return [...months.values()]
}

/** ISO: 1 Monday … 7 Sunday. */
function weekdayOf(day: CivilDate): number {
  // 1970-01-05 was a Monday.
  const days = Math.round((Date.parse(day) - Date.parse('1970-01-05')) / DAY_MS)
  return (((days % DAYS) + DAYS) % DAYS) + 1
}
