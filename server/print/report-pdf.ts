/** A report on paper: A4, what an owners' committee reads, files and signs. */
import type { Language } from '../../checkpoints/language.ts'
import type { Report } from '../../checkpoints/wire/report.ts'
import { decimal } from '../../checkpoints/writing.ts'
import { buildingsTable, kindsTable, plansTable } from '../tables/report-tables.ts'
import { excusedTable, longestGapTable, repeatGapTable, unvisitedTable } from '../tables/spot-tables.ts'
import type { Table } from '../tables/table.ts'
import { filterOf, madeAtOf, periodOf, type Told, tell } from '../tables/told.ts'
import {
  acknowledgedTable,
  anomaliesTable,
  doubtfulTable,
  lateStartsTable,
  outOfPlanTable,
  rushedTable,
} from '../tables/visit-tables.ts'
import { type Frame, onPaper, type Paper } from './paper.ts'
import { drawCalendar } from './report-calendar.ts'
import { drawGaps } from './report-gaps.ts'
import { drawFigures, drawHeadline } from './report-headline.ts'
import { drawMatrix } from './report-matrix.ts'
import { drawSignatures } from './report-signatures.ts'
import { drawSection } from './sections.ts'
import { writtenRows } from './written.ts'

/** Of a list that has more rows the rest stands in the workbook, and the paper says how many. */
const ROWS_ON_PAPER = 100
const UNVISITED_ON_PAPER = 60

export function printReport(report: Report, language: Language): Promise<Uint8Array<ArrayBuffer>> {
  const told = tell(report, language)
  return onPaper(frameOf(told), (paper) => {
    drawHeadline(paper, told)
    drawFigures(paper, told)
    for (const table of [buildingsTable(told), kindsTable(told), plansTable(told)]) drawTable(paper, told, table)
    drawCalendar(paper, told)
    drawMatrix(paper, told)
    drawGaps(paper, told)
    drawTable(paper, told, unvisitedTable(told, 'paper'), {
      most: UNVISITED_ON_PAPER,
      more: told.words.moreUnvisited,
    })
    for (const table of listsOf(told)) drawTable(paper, told, table)
    drawSignatures(paper, told)
  })
}

function listsOf(told: Told): Table[] {
  const acknowledged = acknowledgedTable(told)
  return [
    longestGapTable(told, 'paper'),
    repeatGapTable(told, 'paper'),
    lateStartsTable(told),
    rushedTable(told),
    doubtfulTable(told, 'paper'),
    excusedTable(told, 'paper'),
    outOfPlanTable(told, 'paper'),
    anomaliesTable(told, 'paper'),
    ...(acknowledged ? [acknowledged] : []),
  ]
}

function drawTable(
  paper: Paper,
  told: Told,
  table: Table,
  { most = ROWS_ON_PAPER, more = told.words.more }: { most?: number; more?: (count: string) => string } = {},
): void {
  const rows = writtenRows(told, { ...table, rows: table.rows.slice(0, most) })
  const left = table.rows.length - rows.length
  drawSection(paper, { table, rows, more: left > 0 ? more(decimal(left, told.language)) : undefined })
}

function frameOf(told: Told): Frame {
  const { words, names, report } = told
  const about = [periodOf(told, report), filterOf(told)].filter((part) => part !== '').join(' · ')
  return {
    owner: names.estate,
    title: words.title,
    about,
    madeAt: madeAtOf(told),
    page: words.page,
    continued: words.continued,
  }
}
