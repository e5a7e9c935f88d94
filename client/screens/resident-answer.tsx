import { REPORT_TEXT_MAX } from '../../checkpoints/resident-report.ts'
import type { ChangeReport, ResidentReport } from '../../checkpoints/wire/resident-report.ts'
import { Button } from '../components/button.tsx'
import { Notice } from '../components/notice.tsx'
import { Segmented } from '../components/segmented.tsx'
import { TextArea } from '../components/text-area.tsx'
import {
  type AnswerDraft,
  type AnswerFault,
  answerFaults,
  answerOf,
  asksCallBack,
  changeOf,
} from '../models/resident-reports.ts'
import { changeResidentReport } from '../server.ts'
import type { ResidentReportWords } from '../words/resident-reports.zh-Hant.ts'
import { useForm } from './use-form.ts'

type Props = {
  readonly words: ResidentReportWords
  readonly estate: string
  readonly report: ResidentReport
  readonly onChanged: () => void
}

/** What has become of a report, and what its reporter reads. Closing asks whether he was called back, as his contact goes. */
export function ResidentAnswer({ words, estate, report, onChanged }: Props) {
  const { contact } = report
  const form = useForm<AnswerDraft, AnswerFault>({
    initial: answerOf(report),
    faultsOf: (draft) => answerFaults(draft, contact),
    faultText: (fault) => (fault === 'state' ? words.stateMissing : words.wasCalledMissing),
    fieldOf: { 'call-back-unsaid': 'calledBack' },
  })
  const { draft, set, errorOf } = form
  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault()
    const changed = await form.submit((draft) => changeResidentReport(estate, report.id, changeOf(draft)))
    if (!changed) return
    form.startWith(answerOf(changed))
    onChanged()
  }
  return (
    <form class="stack" ref={form.ref} onSubmit={submit} noValidate>
      <h3>{words.answerTitle}</h3>
      <Segmented<ChangeReport['state']>
        legend={words.state}
        size="small"
        segments={STATES.map((value) => ({ value, label: words.states[value] }))}
        value={draft.state}
        onChange={(state) => set({ state })}
        error={errorOf('state')}
      />
      <TextArea
        label={words.answer}
        hint={words.answerHint}
        maxLength={REPORT_TEXT_MAX}
        value={draft.answer}
        onInput={(answer) => set({ answer })}
      />
      {asksCallBack(contact, draft.state) && (
        <>
          <Segmented<'yes' | 'no'>
            legend={words.wasCalled}
            size="small"
            segments={[
              { value: 'yes', label: words.yes },
              { value: 'no', label: words.no },
            ]}
            value={draft.calledBack}
            onChange={(calledBack) => set({ calledBack })}
            error={errorOf('calledBack')}
          />
          <p class="soft small">{words.wasCalledHint}</p>
        </>
      )}
      {form.trouble && <Notice tone="error">{form.trouble}</Notice>}
      {form.saved && <Notice tone="success">{words.saved}</Notice>}
      <div class="row">
        <Button kind="primary" submit busy={form.busy}>
          {words.save}
        </Button>
      </div>
    </form>
  )
}

const STATES = ['looked-at', 'solved', 'not-ours'] as const
