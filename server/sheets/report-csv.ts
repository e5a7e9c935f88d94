/** A report as one flat table, a row a checkpoint with all of its figures: what a committee sorts and filters by itself. */
import type { Language } from '../../checkpoints/language.ts'
import { civilDateOf, HOUR_MS, MINUTE_MS, type Zone } from '../../checkpoints/time.ts'
import type { Report } from '../../checkpoints/wire/report.ts'
import { percent, timeOfDay } from '../../checkpoints/writing.ts'
import { spotsTable } from '../tables/spot-tables.ts'
import type { ColumnType, Value } from '../tables/table.ts'
import { tell } from '../tables/told.ts'
import { writeCsv } from './csv.ts'

export async function reportCsv(report: Report, language: Language): Promise<Uint8Array<ArrayBuffer>> {
  const told = tell(report, language)
  const { columns, rows } = spotsTable(told)
  return writeCsv([
    columns.map(({ heading }) => heading),
    ...rows.map((row) => row.map((value, i) => written(value, columns[i]!.type, told.zone))),
  ])
}

/** So that a spreadsheet reads it as what it is, in whatever language it is set to. */
function written(value: Value, type: ColumnType, zone: Zone): string {
  if (value === null) return ''
  if (typeof value === 'string') return value
  switch (type) {
    case 'share':
      return percent(value, 'en')
    case 'instant':
      return `${civilDateOf(value, zone)} ${timeOfDay(value, zone, 'en')}`
    case 'hours':
      return hundredths(value / HOUR_MS)
    case 'minutes':
      return hundredths(value / MINUTE_MS)
    default:
      return String(value)
  }
}

function hundredths(value: number): string {
  return String(Math.round(value * 100) / 100)
}
