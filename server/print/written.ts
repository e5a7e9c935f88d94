/** The values of a table as a reader sees them on paper. */
import { HOUR_MS, MINUTE_MS } from '../../checkpoints/time.ts'
import { civilWeekday, dayAndTime, decimal, percent } from '../../checkpoints/writing.ts'
import type { ColumnType, Table, Value } from '../tables/table.ts'
import type { Told } from '../tables/told.ts'

const NOTHING = '–'

export function writtenRows(told: Told, { columns, rows }: Table): string[][] {
  return rows.map((row) => row.map((value, i) => written(told, value, columns[i]!.type)))
}

export function written({ language, zone, year }: Told, value: Value, type: ColumnType): string {
  if (value === null) return NOTHING
  if (typeof value === 'string') return type === 'day' ? civilWeekday(value, language, year) : value
  switch (type) {
    case 'share':
      return percent(value, language)
    case 'instant':
      return dayAndTime(value, zone, language, year)
    case 'hours':
      return decimal(value / HOUR_MS, language, 1)
    case 'minutes':
      return decimal(value / MINUTE_MS, language)
    case 'number':
      return decimal(value, language, Math.min(6, decimalsOf(value)))
    default:
      return decimal(value, language)
  }
}

function decimalsOf(value: number): number {
  return String(value).split('.')[1]?.length ?? 0
}
