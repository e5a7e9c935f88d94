import type { ComponentChildren } from 'preact'
import type { CellsQuery, Report } from '../../checkpoints/wire/report.ts'

/** Where the numbers of a report lead; what is left out of a filter is as in the report. */
export type ReportLinks = {
  cells(filter: Partial<CellsQuery>): string
  round(id: string): string
  visit(id: string): string
  spot(id: string): string
}

type Props = {
  readonly report: Report
  /** Undefined: read-only, for those who may not see what stands behind the numbers. */
  readonly href: ReportLinks | undefined
  /** The same questions asked of another period. */
  readonly compared?: Report | undefined
  /** Drawn after the headline. */
  readonly pictures?: ComponentChildren
}

/** A report as it is read: one number, what it is made of, then everything worth a question. */
export function ReportBody({ pictures }: Props) {
  return <div class="report-body">{pictures}</div>
}
