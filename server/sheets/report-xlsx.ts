/** A report as a workbook: a sheet a table, typed cells, headings that stay in sight. */
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
import { type CellStyle, type Sheet, type SheetRow, writeSheets } from './xlsx.ts'

/** A matrix of more days is wider than anybody reads. */
const MATRIX_DAYS = 31

export function reportXlsx(report: Report, language: Language): Promise<Uint8Array<ArrayBuffer>> {
  return writeSheets(() => sheetsOf(tell(report, language)))
}

function sheetsOf(told: Told): Sheet[] {
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
    ...(told.report.days.length <= MATRIX_DAYS ? [matrixTable(told)] : []),
  ]
  return [summarySheet(told), ...tables.map((table) => sheetOf(table, told.zone))]
}

/** What it is a report of, then its numbers, each of its own type, with what they mean. */
function summarySheet(told: Told): Sheet {
  const { words, names, report, zone } = told
  const { title, columns, rows } = summaryTable(told)
  const types = figuresOf(told).map(({ type }) => type)
  const previous = words.previousPeriod(periodOf(told, report.previous))
  const about = [names.estate, words.title, periodOf(told, report), filterOf(told), previous, madeAtOf(told)]
  const top = [...about.filter((line) => line !== '').map((line) => ({ values: [line], styles: [BOLD] })), BLANK]
  return {
    sheet: sheetName(title),
    columns: columns.map(({ width }) => ({ width })),
    stickyRowsCount: top.length + 1,
    data: [
      ...top,
      headings({ columns }),
      ...rows.map((row, i) => {
        const own = columns.map((_, at) => (at === 1 || at === 2 ? types[i]! : 'text'))
        return {
          values: row.map((value, at) => inSheet(value, own[at]!, zone)),
          styles: own.map((type) => STYLES[type]),
        }
      }),
    ],
  }
}

function sheetOf(table: Table, zone: Zone): Sheet {
  const { title, columns, rows, none } = table
  const types = columns.map(({ type }) => type)
  const styles = types.map((type) => STYLES[type])
  return {
    sheet: sheetName(title),
    columns: columns.map(({ width }) => ({ width })),
    stickyRowsCount: 1,
    data: [
      headings(table),
      ...rows.map((row) => ({ values: row.map((value, at) => inSheet(value, types[at]!, zone)), styles })),
      ...(rows.length === 0 ? [{ values: [none], styles: [STYLES.text] }] : []),
    ],
  }
}
function headings({ columns }: Pick<Table, 'columns'>): SheetRow {
  return { values: columns.map(({ heading }) => heading), styles: columns.map(() => HEADING) }
}

const BOLD: CellStyle = { fontWeight: 'bold' }
const HEADING: CellStyle = { ...BOLD, wrap: true, alignVertical: 'top', backgroundColor: '#e8e8e8' }
const BLANK: SheetRow = { values: [], styles: [] }
const STYLES: Readonly<Record<ColumnType, CellStyle>> = {
  text: {},
  count: {},
  number: {},
  share: { format: '0.00%' },
  instant: { isDate: true, format: 'yyyy-mm-dd hh:mm' },
  day: { isDate: true, format: 'yyyy-mm-dd' },
  hours: { format: '0.0' },
  minutes: { format: '0' },
}

function inSheet(value: Value, type: ColumnType, zone: Zone): Value {
  if (value === null) return null
  if (typeof value === 'string') return type === 'day' ? Date.parse(`${value}T00:00:00Z`) : value
  if (type === 'instant') return onTheWall(value, zone)
  return type === 'hours' ? value / HOUR_MS : type === 'minutes' ? value / MINUTE_MS : value
}

/** A spreadsheet knows no zones: what it is given as UTC is what the clocks of the estate showed. */
function onTheWall(at: Instant, zone: Zone): number {
  return Date.parse(`${civilDateOf(at, zone)}T00:00:00Z`) + minuteOfDay(at, zone) * MINUTE_MS + (at % MINUTE_MS)
}

/** At most 31 characters, and none of those that a spreadsheet refuses. */
function sheetName(title: string): string {
  return title.replace(/[[\]:*?/\\]/g, ' ').slice(0, 31)
}
