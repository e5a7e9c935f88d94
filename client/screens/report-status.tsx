import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { nameIn } from '../../checkpoints/language.ts'
import { REPORT_STATES } from '../../checkpoints/resident-report.ts'
import type { ReportStatus } from '../../checkpoints/wire/resident-report.ts'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Notice } from '../components/notice.tsx'
import { Page } from '../components/page.tsx'
import { Skeleton } from '../components/skeleton.tsx'
import { statusPath } from '../models/report-draft.ts'
import type { Reply } from '../request.ts'
import { getReportStatus } from '../server-public.ts'
import { language } from '../words/language.ts'
import { failureText } from '../words/problems.ts'
import { strangerWords } from '../words/stranger.ts'
import type { StrangerWords } from '../words/stranger.zh-Hant.ts'
import { civilDay } from '../words/writing.ts'
import { CopyField } from './copy-field.tsx'
import { PageLanguage } from './page-language.tsx'
import './stranger.css'
import { tokenInAddress } from './token-in-address.ts'
import { useScreen } from './use-screen.ts'

/** What has become of a report, for whoever has its link; and the link, to keep. */
export function ReportStatusScreen() {
  const words = strangerWords.value
  return words ? <Status words={words} /> : null
}

function Status({ words }: { readonly words: StrangerWords }) {
  const { status: own } = words
  useScreen(own.title)
  const token = tokenInAddress() ?? ''
  const reply = useSignal<Reply<ReportStatus> | undefined>(undefined)
  const busy = useSignal(false)
  const ask = async () => {
    busy.value = true
    reply.value = await getReportStatus(token)
    busy.value = false
  }
  useEffect(() => void ask(), [token])
  const { value: answered } = reply
  return (
    <Page>
      {answered?.ok && <p class="soft">{nameIn(answered.value.estate.names, language.value)}</p>}
      <h1>{own.title}</h1>
      {answered === undefined ? (
        <Skeleton label={words.loading} rows={2} />
      ) : answered.ok ? (
        <>
          <Said words={own} report={answered.value} />
          <Kept words={own} token={token} />
        </>
      ) : (
        <Notice tone="warn">{failureText(answered)}</Notice>
      )}
      {answered && (
        <Button wide busy={busy.value} onClick={() => void ask()}>
          {own.refresh}
        </Button>
      )}
      <PageLanguage legend={words.language} />
    </Page>
  )
}

function Said({ words, report }: { readonly words: StrangerWords['status']; readonly report: ReportStatus }) {
  const { state, answer, receivedOn, answeredOn } = report
  return (
    <Card title={nameIn(REPORT_STATES[state], language.value)}>
      <p>{words.explained[state]}</p>
      {answer !== '' && (
        <div>
          <h3>{words.answer}</h3>
          <p class="as-written">{answer}</p>
        </div>
      )}
      <p class="soft small">
        {words.received(civilDay(receivedOn))}
        {answeredOn && (
          <>
            <br />
            {words.answered(civilDay(answeredOn))}
          </>
        )}
      </p>
    </Card>
  )
}

function Kept({ words, token }: { readonly words: StrangerWords['status']; readonly token: string }) {
  return (
    <Card title={words.keep}>
      <p>{words.keepText}</p>
      <CopyField words={words} kind="primary" label={words.link} value={location.origin + statusPath(token)} />
    </Card>
  )
}
