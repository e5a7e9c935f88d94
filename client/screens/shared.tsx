import { useSignal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { nameIn } from '../../checkpoints/language.ts'
import type { SharedFileQuery, SharedReport } from '../../checkpoints/wire/share.ts'
import { Button } from '../components/button.tsx'
import { Empty } from '../components/empty.tsx'
import { Notice } from '../components/notice.tsx'
import { Page } from '../components/page.tsx'
import { Skeleton } from '../components/skeleton.tsx'
import { TopBar } from '../components/top-bar.tsx'
import { saveFile } from '../device/download.ts'
import { printPage } from '../device/print.ts'
import type { Failure } from '../models/polled.ts'
import { reportNames } from '../models/report-names.ts'
import { mayPass, type SharedFailure, sharedFailure, sharedReportOf } from '../models/shared-report.ts'
import { getSharedFile } from '../server.ts'
import { language } from '../words/language.ts'
import { reportWords } from '../words/report.ts'
import type { ReportWords } from '../words/report.zh-Hant.ts'
import { shareWords } from '../words/share.ts'
import type { ShareWords } from '../words/share.zh-Hant.ts'
import { dayAndTime } from '../words/writing.ts'
import { PageLanguage } from './page-language.tsx'
import { ReportBody } from './report-body.tsx'
import { ReportPictures } from './report-pictures.tsx'
import { daysText, filterText } from './report-words.ts'
import { lastDayText } from './share-row.tsx'
import './shared.css'
import { useRefreshed } from './use-refreshed.ts'
import { useScreen } from './use-screen.ts'
import { useShareToken } from './use-share-token.ts'

/** What a link opens: a report to read and to take along, for whoever holds it; no account, no way further in. */
export function SharedScreen() {
  const own = shareWords.value
  const report = reportWords.value
  const token = useShareToken()
  if (!own || !report) return null
  return token === undefined ? <NoToken own={own} /> : <Shared key={token} own={own} words={report} token={token} />
}

function NoToken({ own }: { readonly own: ShareWords }) {
  useScreen(own.shared.title)
  return (
    <Frame own={own} title={own.shared.title}>
      <Failed own={own} failure="no-token" />
    </Frame>
  )
}

type Props = { readonly own: ShareWords; readonly words: ReportWords; readonly token: string }

function Shared({ own, words, token }: Props) {
  const shown = sharedReportOf(token)
  const answer = useRefreshed(shown)
  useScreen(answer?.label ?? own.shared.title)
  const failure = shown.failure.value && sharedFailure(shown.failure.value)
  if (answer && (!failure || mayPass(failure))) {
    const { estate } = answer.report.directory
    return (
      <Frame own={own} title={answer.label} over={nameIn(estate.names, language.value)}>
        <About {...{ own, words, answer }} />
        <TakingAlong {...{ own, words, token, answer }} />
        <ReportBody
          report={answer.report}
          href={undefined}
          pictures={<ReportPictures report={answer.report} href={undefined} trend={undefined} />}
        />
      </Frame>
    )
  }
  return (
    <Frame own={own} title={own.shared.title}>
      {failure ? (
        <Failed own={own} failure={failure} busy={shown.busy.value} onRetry={() => void shown.refresh()} />
      ) : (
        <Skeleton label={own.shared.loading} />
      )}
    </Frame>
  )
}

type FrameProps = {
  readonly own: ShareWords
  readonly title: string
  readonly over?: string
  readonly children: ComponentChildren
}

function Frame({ own, title, over, children }: FrameProps) {
  return (
    <Page width="wide" top={<TopBar title={title} over={over} />}>
      <div class="shared-languages screen-only">
        <PageLanguage legend={own.shared.language} />
      </div>
      {children}
    </Page>
  )
}

type AnswerProps = { readonly own: ShareWords; readonly words: ReportWords; readonly answer: SharedReport }

function About({ own: { shared }, words, answer: { report, expiresAt } }: AnswerProps) {
  const { zone } = report.directory.estate
  const filter = filterText(words, report.filter, reportNames(report.directory, language.value))
  return (
    <div>
      <h2>{filter === '' ? daysText(words, report) : words.of(daysText(words, report), filter)}</h2>
      <p class="soft">{shared.about(dayAndTime(report.now, zone), lastDayText(expiresAt, zone))}</p>
    </div>
  )
}

const FORMATS = [
  { format: 'pdf', name: 'PDF' },
  { format: 'xlsx', name: 'Excel' },
  { format: 'csv', name: 'CSV' },
] as const
type Format = SharedFileQuery['format']

/** Files are fetched here rather than linked to: their address would have to hold the token. */
function TakingAlong({ own, words, token, answer: { report } }: AnswerProps & { readonly token: string }) {
  const fetching = useSignal<Format | undefined>(undefined)
  const fetched = useSignal(false)
  const failure = useSignal<Failure | undefined>(undefined)

  async function take(format: Format): Promise<void> {
    if (fetching.value) return
    fetching.value = format
    fetched.value = false
    failure.value = undefined
    const reply = await getSharedFile(token, { format, language: language.value })
    fetching.value = undefined
    if (!reply.ok) {
      failure.value = reply
      return
    }
    const { directory, from, to } = report
    saveFile(`report-${directory.estate.code}-${from}-${to}.${format}`, reply.value.type, reply.value)
    fetched.value = true
  }

  const why = failure.value && own.shared.failures[sharedFailure(failure.value)]
  return (
    <section class="shared-taking stack screen-only" aria-label={own.shared.download}>
      <div class="row">
        {FORMATS.map(({ format, name }) => (
          <Button key={format} busy={fetching.value === format} onClick={() => void take(format)}>
            {`${words.download} ${name}`}
          </Button>
        ))}
        <Button icon="print" onClick={printPage}>
          {words.print}
        </Button>
      </div>
      <p role="status">{fetched.value && own.shared.fetched}</p>
      {why && (
        <Notice tone="error" title={why[0]}>
          {why[1]}
        </Notice>
      )}
    </section>
  )
}

type FailedProps = {
  readonly own: ShareWords
  readonly failure: SharedFailure
  readonly busy?: boolean
  readonly onRetry?: () => void
}

function Failed({ own: { shared }, failure, busy, onRetry }: FailedProps) {
  const [title, text] = shared.failures[failure]
  return (
    <div role="alert">
      <Empty
        title={title ?? ''}
        action={
          onRetry &&
          mayPass(failure) && (
            <Button kind="primary" busy={busy} onClick={onRetry}>
              {shared.tryAgain}
            </Button>
          )
        }
      >
        {text}
      </Empty>
    </div>
  )
}
