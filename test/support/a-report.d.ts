/** A report as the server answers it, of an estate and a period as large as a test wants them; made by the core from made-up rounds. */
import { type CellState } from '../../checkpoints/coverage.ts'
import { type CivilDate } from '../../checkpoints/time.ts'
import type { Report, Trend } from '../../checkpoints/wire/report.ts'
export type ReportSize = {
  readonly spots?: number
  readonly from?: CivilDate
  readonly to?: CivilDate
  /** What a spot's cell came to; left out: some missed, some late, some doubtful, the same at every run. */
  readonly state?: (spot: number, day: number) => CellState
}
/** Of {@link TODAY}'s month, twelve spots on three floors, unless it says otherwise; one round a night. */
export declare function aReport({ spots, from, to, state }?: ReportSize): Report
/** Compliance day by day: `missed` of ten cells, from {@link TODAY} on unless it says otherwise; null: nothing was due. */
export declare function aTrend(missed: readonly (number | null)[], from?: CivilDate): Trend
