import { useSignal } from '@preact/signals'
import { REPORTERS } from '../../checkpoints/finding-decision.ts'
import { isClosed } from '../../checkpoints/resident-report.ts'
import type { ResidentReport } from '../../checkpoints/wire/resident-report.ts'
import type { Estate } from '../../checkpoints/wire/session.ts'
import { Button } from '../components/button.tsx'
import { Notice } from '../components/notice.tsx'
import { roles } from '../models/estate.ts'
import { isUnanswered } from '../models/resident-reports.ts'
import { findingWords } from '../words/findings.ts'
import { decimal } from '../words/writing.ts'
import { FindingReport } from './finding-report.tsx'
import { stateOf } from './finding-words.ts'

type Props = {
  readonly estate: Estate
  readonly report: ResidentReport
  readonly onChanged: () => void
}

/** A report that is more than a question becomes a problem of the estate; from then on its reporter reads what becomes of that. */
export function ReportFollowUp({ estate, report, onChanged }: Props) {
  const words = findingWords.value
  const open = useSignal(false)
  if (!words) return null
  const own = words.reportForm
  const { finding, state, checkpoint, category, text, id } = report
  if (finding)
    return (
      <>
        <p>
          <a href={`/findings/${finding.id}`}>
            {own.toFinding} {words.number(decimal(finding.number))}
          </a>{' '}
          · {stateOf(finding.state)}
        </p>
        {isUnanswered(report) && <Notice tone="warn">{words.detail.unanswered}</Notice>}
      </>
    )
  if (isClosed(state) || !roles.value.some((role) => REPORTERS.includes(role))) return null
  return (
    <>
      <div class="row">
        <Button
          onClick={() => {
            open.value = true
          }}
        >
          {own.fromResident}
        </Button>
      </div>
      {open.value && (
        <FindingReport
          words={words}
          estate={estate}
          title={own.fromResident}
          lead={own.fromResidentText}
          from={{
            checkpoint: checkpoint.id,
            note: text,
            residentReport: id,
            ...(category && { category }),
          }}
          onClose={() => {
            open.value = false
          }}
          onDone={() => {
            open.value = false
            onChanged()
          }}
        />
      )}
    </>
  )
}
