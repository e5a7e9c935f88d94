import { useLocation } from 'preact-iso'
import { CATEGORIES } from '../../checkpoints/checklist.ts'
import { nameIn } from '../../checkpoints/language.ts'
import { mayCall } from '../../checkpoints/people.ts'
import { isClosed, REPORT_STATES } from '../../checkpoints/resident-report.ts'
import type { ListedReport, ResidentReports } from '../../checkpoints/wire/resident-report.ts'
import type { Estate } from '../../checkpoints/wire/session.ts'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Empty } from '../components/empty.tsx'
import { KindIcon } from '../components/kind-icon.tsx'
import { List } from '../components/list.tsx'
import { ListRow } from '../components/list-row.tsx'
import { Notice } from '../components/notice.tsx'
import { Page } from '../components/page.tsx'
import { Segmented } from '../components/segmented.tsx'
import { TopBar } from '../components/top-bar.tsx'
import { estate, roles } from '../models/estate.ts'
import type { Growing } from '../models/growing.ts'
import { residentReportsOf } from '../models/office-kept.ts'
import { filtered, isUnanswered, type ReportFilter } from '../models/resident-reports.ts'
import { language } from '../words/language.ts'
import { officeWords } from '../words/office.ts'
import type { OfficeWords } from '../words/office.zh-Hant.ts'
import { failureText } from '../words/problems.ts'
import { residentReportWords } from '../words/resident-reports.ts'
import type { ResidentReportWords } from '../words/resident-reports.zh-Hant.ts'
import { dayAndTime, decimal } from '../words/writing.ts'
import { type Pane, Panes, rowId } from './panes.tsx'
import { ResidentReportPane } from './resident-report-pane.tsx'
import './resident-reports.css'
import { useRefreshed } from './use-refreshed.ts'
import { useScreen } from './use-screen.ts'
import { Waiting } from './waiting.tsx'

/** Problems that people without an account have reported at tags, the newest first, and what becomes of them. */
export function ResidentReportsScreen() {
  const words = residentReportWords.value
  const office = officeWords.value
  const current = estate.value
  return words && office && current ? <Reports key={current.id} words={words} office={office} estate={current} /> : null
}

type Props = { readonly words: ResidentReportWords; readonly office: OfficeWords; readonly estate: Estate }

function Reports({ words, office, estate }: Props) {
  useScreen(words.title)
  const { query, route } = useLocation()
  const { id, names, zone } = estate
  const shown = residentReportsOf(id)
  const reports = useRefreshed(shown)?.reports
  const open = reports?.find((report) => report.id === query.open)
  // A link to one that is closed shows the closed ones.
  const filter: ReportFilter = query.show === 'closed' || (open && isClosed(open.state)) ? 'closed' : 'open'
  const listed = reports && filtered(reports, filter)
  const mayOpen = mayCall('PUT /api/estates/:estate/public-page', roles.value)
  return (
    <Page
      width="wide"
      top={
        <TopBar title={words.title} over={nameIn(names, language.value)}>
          {mayOpen && <Button href="/labels/public">{words.toSettings}</Button>}
        </TopBar>
      }
    >
      <Waiting words={office} shown={shown} zone={zone} />
      {listed && (
        <Panes
          open={open && paneOf({ words, office, estate }, open, filter, () => void shown.refresh())}
          list={
            <>
              <Segmented<ReportFilter>
                legend={words.show}
                hideLegend
                size="small"
                segments={[
                  { value: 'open', label: words.open },
                  { value: 'closed', label: words.closed },
                ]}
                value={filter}
                onChange={(show) => route(`/resident-reports?show=${show}`, true)}
              />
              <Rows words={words} zone={zone} reports={listed} filter={filter} open={query.open} />
              {filter === 'closed' && <More words={words} shown={shown} count={listed.length} />}
            </>
          }
        />
      )}
    </Page>
  )
}

function paneOf(props: Props, report: ListedReport, filter: ReportFilter, onChanged: () => void): Pane {
  return {
    id: report.id,
    title: nameIn(report.checkpoint.names, language.value),
    closeHref: `/resident-reports?show=${filter}`,
    closeLabel: props.office.back(props.words.title),
    children: <ResidentReportPane key={report.id} {...props} report={report} onChanged={onChanged} />,
  }
}

type MoreProps = {
  readonly words: ResidentReportWords
  readonly shown: Growing<ResidentReports>
  readonly count: number
}

/** The way to those that were closed earlier, as long as there are any. */
function More({ words, shown: { value, busy, more, moreFailure }, count }: MoreProps) {
  const all = value.value?.closed ?? 0
  const failure = moreFailure.value
  if (count >= all) return null
  return (
    <>
      {failure && <Notice tone="warn">{failureText(failure)}</Notice>}
      <div class="row">
        <Button onClick={() => void more()} busy={busy.value}>
          {words.more}
        </Button>
        <span class="soft">{words.shownOf(decimal(count), decimal(all))}</span>
      </div>
    </>
  )
}

type RowsProps = {
  readonly words: ResidentReportWords
  readonly zone: string
  readonly reports: readonly ListedReport[]
  readonly filter: ReportFilter
  readonly open: string | undefined
}

function Rows({ words, zone, reports, filter, open }: RowsProps) {
  if (reports.length === 0)
    return <Empty title={filter === 'open' ? words.noneOpen : words.noneClosed}>{words.noneText}</Empty>
  return (
    <Card flush>
      <List label={words.title}>
        {reports.map(({ id, checkpoint, text, category, state, receivedAt, hasContact, finding }) => (
          <ListRow
            key={id}
            id={rowId(id)}
            href={`/resident-reports?show=${filter}&open=${id}`}
            current={open === id}
            lead={<KindIcon kind={checkpoint.kind} />}
            title={<span class="report-excerpt">{text}</span>}
            detail={
              <>
                {nameIn(checkpoint.names, language.value)}
                {category && ` · ${nameIn(CATEGORIES[category].names, language.value)}`}
                <br />
                {dayAndTime(receivedAt, zone)}
                {isUnanswered({ state, finding }) && (
                  <>
                    {' · '}
                    <strong>{words.unanswered}</strong>
                  </>
                )}
                {hasContact && (
                  <>
                    {' · '}
                    <strong>{words.callBack}</strong>
                  </>
                )}
              </>
            }
            aside={nameIn(REPORT_STATES[state], language.value)}
          />
        ))}
      </List>
    </Card>
  )
}
