/** What a manager waits for at the end of a month: its report as a file, of a large estate. */
import { fileOf } from '../../server/services/report-file.ts'
import { monthReport } from '../support/month-report.ts'
import { type Measure, percentile } from './measure.ts'

const RUNS = 5
const SIZE = { checkpoints: 300, days: 31, missed: 30 }
const GOAL_SECONDS = { pdf: 2, xlsx: 3, csv: 1 } as const

export async function measurePaper(): Promise<Measure[]> {
  const report = monthReport(SIZE)
  const how =
    `${SIZE.checkpoints} checkpoints × 4 rounds × ${SIZE.days} days, ${report.gaps.length} gaps, ` +
    `${report.doubtful.length} doubtful; from the report on; slowest of ${RUNS} runs, the first with loading`
  const measures: Measure[] = []
  for (const format of ['pdf', 'xlsx', 'csv'] as const) {
    const seconds: number[] = []
    let bytes = 0
    for (let run = 0; run < RUNS; run++) {
      const startedAt = performance.now()
      bytes = (await fileOf(report, { format, language: 'zh-Hant' })).bytes.length
      seconds.push((performance.now() - startedAt) / 1000)
    }
    const goal = { atMost: GOAL_SECONDS[format] }
    measures.push({
      name: `a month's report as ${format.toUpperCase()}`,
      value: Math.max(...seconds),
      unit: 's',
      goal,
      how,
    })
    measures.push({ name: '  p50', value: percentile(seconds, 0.5), unit: 's' })
    measures.push({ name: '  size', value: bytes / 1024, unit: 'KB' })
  }
  return measures
}
