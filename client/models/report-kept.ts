import { computed, type ReadonlySignal } from '@preact/signals'
import type { Uuid } from '../../checkpoints/ids.ts'
import { addDays, type CivilDate } from '../../checkpoints/time.ts'
import type { Report, ReportQuery, Trend } from '../../checkpoints/wire/report.ts'
import * as server from '../server.ts'
import { type Polled, polled } from './polled.ts'

export type KeptReport = Polled<Report> & {
  /** The answer, or that to the question before for as long as this one has none. */
  readonly shown: ReadonlySignal<Report | undefined>
}

/** The report of an estate, and the one it is compared with; the last ones are kept, so that Back finds them at once. */
export const reportOf = keeper()
export const comparedReportOf = keeper()

const KEPT = 8

/** Two years day by day up to one of them, of the whole estate. */
export function trendOf(estate: Uuid, to: CivilDate): Polled<Trend> {
  if (lastTrend?.estate !== estate || lastTrend.to !== to) {
    const span = { from: addDays(to, -(TREND_DAYS - 1)), to }
    lastTrend = { estate, to, trend: polled(() => server.getTrend(estate, span)) }
  }
  return lastTrend.trend
}
let lastTrend: { estate: Uuid; to: CivilDate; trend: Polled<Trend> } | undefined
const TREND_DAYS = 731

function keeper(): (estate: Uuid, query: ReportQuery) => KeptReport {
  const known = new Map<string, KeptReport>()
  let last: { readonly estate: Uuid; readonly report: KeptReport } | undefined
  return (estate, query) => {
    const key = JSON.stringify([estate, query])
    let report = known.get(key)
    if (!report) {
      report = asked(estate, query, last?.estate === estate ? last.report.shown.peek() : undefined)
      known.set(key, report)
      const [oldest] = known.keys()
      if (known.size > KEPT && oldest !== undefined) known.delete(oldest)
    }
    last = { estate, report }
    return report
  }
}

function asked(estate: Uuid, query: ReportQuery, before: Report | undefined): KeptReport {
  const report = polled(() => server.getReport(estate, query))
  return { ...report, shown: computed(() => report.value.value ?? before) }
}
