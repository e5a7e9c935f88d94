/** Where the numbers of a report can be clicked down to. */
import type { CellsQuery } from '../../checkpoints/wire/report.ts'

export type ReportLinks = {
  /** The cells behind a number: what the report is filtered by, and this beside it. */
  readonly cells: (filter: Partial<CellsQuery>) => string
  readonly round: (id: string) => string
  readonly visit: (id: string) => string
  readonly spot: (id: string) => string
}
