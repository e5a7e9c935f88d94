/** Where the numbers of a report lead; what is left out of a filter is as in the report. */
import type { CellsQuery } from '../../checkpoints/wire/report.ts'

export type ReportLinks = {
  readonly cells: (filter: Partial<CellsQuery>) => string
  readonly round: (id: string) => string
  readonly visit: (id: string) => string
  readonly spot: (id: string) => string
}
