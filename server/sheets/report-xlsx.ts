/** A report as a workbook: a sheet a table, typed cells, headings that stay in sight. */
import writeXlsxFile, { type CellObject, type SheetData } from 'write-excel-file/node'
import type { Language } from '../../checkpoints/language.ts'
import { civilDateOf, HOUR_MS, type Instant, MINUTE_MS, minuteOfDay, type Zone } from '../../checkpoints/time.ts'
import type { Report } from '../../checkpoints/wire/report.ts'
import {
  buildingsTable,
  daysTable,
  halfHoursTable,
  kindsTable,
  peopleTable,
  plansTable,
  roundsTable,
} from '../tables/report-tables.ts'
import {
  excusedTable,
  longestGapTable,
  matrixTable,
  repeatGapTable,
  spotsTable,
  unvisitedTable,
} from '../tables/spot-tables.ts'
import { figuresOf, summaryTable } from '../tables/summary.ts'
import type { ColumnType, Table, Value } from '../tables/table.ts'
import { filterOf, madeAtOf, periodOf, type Told, tell } from '../tables/told.ts'
import {
  acknowledgedTable,
  anomaliesTable,
  doubtfulTable,
  gapsTable,
  lateStartsTable,
  outOfPlanTable,
  rushedTable,
} from '../tables/visit-tables.ts'

type Sheet = {
  readonly sheet: string
  readonly columns: { readonly width: number }[]
  readonly stickyRowsCount: number
  readonly data: SheetData
}

/** A matrix of more days is wider than anybody reads. */
const MATRIX_DAYS = 31

export async function reportXlsx(report: Report, language: Language): Promise<Uint8Array<ArrayBuffer>> {
  const told = tell(report, language)
  const people = peopleTable(told)
  const acknowledged = acknowledgedTable(told)
  const tables: Table[] = [
    ...[gapsTable(told), spotsTable(told), unvisitedTable(told, 'file')],
    ...[longestGapTable(told, 'file'), repeatGapTable(told, 'file')],
    ...[lateStartsTable(told), rushedTable(told), doubtfulTable(told, 'file'), excusedTable(told, 'file')],
    ...[outOfPlanTable(told, 'file'), anomaliesTable(told, 'file'), ...(acknowledged ? [acknowledged] : [])],
    ...[daysTable(told), buildingsTable(told), kindsTable(told), plansTable(told), roundsTable(told)],
    ...(people ? [people] : []),
    halfHoursTable(told),
    ...(report.days.length <= MATRIX_DAYS ? [matrixTable(told)] : []),
  ]
  const file = writeXlsxFile([summarySheet(told), ...tables.map((table) => sheetOf(table, told.zone))])
  return new Uint8Array(await file.toBuffer())
}

/** What it is a report of, then its numbers, each of its own type, with what they mean. */
function summarySheet(told: Told): Sheet {
  const { words, names, report, zone } = told
  const { title, columns, rows } = summaryTable(told)
  const types = figuresOf(told).map(({ type }) => type)
  const previous = words.previousPeriod(periodOf(told, report.previous))
  const about = [names.estate, words.title, periodOf(told, report), filterOf(told), previous, madeAtOf(told)]
  const top = [...about.filter((line) => line !== '').map((line) => [text(line, BOLD)]), []]
  return {
    sheet: sheetName(title),
    columns: columns.map(({ width }) => ({ width })),
    stickyRowsCount: top.length + 1,
    data: [
      ...top,
      headings({ columns }),
      ...rows.map((row, i) => row.map((value, at) => cellOf(value, at === 1 || at === 2 ? types[i]! : 'text', zone))),
    ],
  }
}

function sheetOf(table: Table, zone: Zone): Sheet {
  const { title, columns, rows, none } = table
  return {
    sheet: sheetName(title),
    columns: columns.map(({ width }) => ({ width })),
    stickyRowsCount: 1,
    data: [
      headings(table),
      ...rows.map((row) => row.map((value, i) => cellOf(value, columns[i]!.type, zone))),
      ...(rows.length === 0 ? [[text(none)]] : []),
    ],
  }
}

function headings({ columns }: Pick<Table, 'columns'>): CellObject[] {
  return columns.map(({ heading }) => text(heading, HEADING))
}

/** Text is text even where it looks like a formula or a number: `=1+1` is somebody's name for a spot. */
function cellOf(value: Value, type: ColumnType, zone: Zone): CellObject | null {
  if (value === null || value === '') return null
  if (typeof value === 'string')
    return type === 'day' ? { value: new Date(`${value}T00:00:00Z`), type: Date, format: 'yyyy-mm-dd' } : text(value)
  switch (type) {
    case 'share':
      return { value, type: Number, format: '0.00%' }
    case 'instant':
      return { value: onTheWall(value, zone), type: Date, format: 'yyyy-mm-dd hh:mm' }
    case 'hours':
      return { value: value / HOUR_MS, type: Number, format: '0.0' }
    case 'minutes':
      return { value: value / MINUTE_MS, type: Number, format: '0' }
    default:
      return { value, type: Number }
  }
}

const BOLD = { fontWeight: 'bold' } as const
const HEADING = { ...BOLD, wrap: true, alignVertical: 'top', backgroundColor: '#e8e8e8' } as const

function text(value: string, style: Partial<CellObject> = {}): CellObject {
  return { value, type: String, format: '@', ...style }
}

/** A spreadsheet knows no zones: what it is given as UTC is what the clocks of the estate showed. */
function onTheWall(at: Instant, zone: Zone): Date {
  const midnight = Date.parse(`${civilDateOf(at, zone)}T00:00:00Z`)
  return new Date(midnight + minuteOfDay(at, zone) * MINUTE_MS + (at % MINUTE_MS))
}

/** At most 31 characters, and none of those that a spreadsheet refuses. */
function sheetName(title: string): string {
  return title.replace(/[[\]:*?/\\]/g, ' ').slice(0, 31)
}
