import { useComputed } from '@preact/signals'
import { useMemo } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import type { Uuid } from '../../checkpoints/ids.ts'
import { nameIn } from '../../checkpoints/language.ts'
import { civilDateOf, MINUTE_MS } from '../../checkpoints/time.ts'
import type { Report, ReportQuery } from '../../checkpoints/wire/report.ts'
import type { Estate } from '../../checkpoints/wire/session.ts'
import { Button } from '../components/button.tsx'
import { Page } from '../components/page.tsx'
import { TopBar } from '../components/top-bar.tsx'
import { printPage } from '../device/print.ts'
import { estate } from '../models/estate.ts'
import { plansOf } from '../models/office-kept.ts'
import { cellsHref, daysCompared, daysOfPeriod, viewIn } from '../models/report.ts'
import { comparedReportOf, reportOf, trendOf } from '../models/report-kept.ts'
import { reportNames } from '../models/report-names.ts'
import { now } from '../models/server-time.ts'
import { reportFileUrl } from '../server.ts'
import { boardWords } from '../words/board.ts'
import type { BoardWords } from '../words/board.zh-Hant.ts'
import { language } from '../words/language.ts'
import { reportWords } from '../words/report.ts'
import type { ReportWords } from '../words/report.zh-Hant.ts'
import { dayAndTime } from '../words/writing.ts'
import './report.css'
import { ReportBody } from './report-body.tsx'
import { ReportFilters } from './report-filters.tsx'
import type { ReportLinks } from './report-links.ts'
import { ReportPictures } from './report-pictures.tsx'
import { ReportWays } from './report-ways.tsx'
import { daysText, filterText } from './report-words.ts'
import { useFresh } from './use-fresh.ts'
import { usePeople } from './use-people.ts'
import { useRefreshed } from './use-refreshed.ts'
import { useScreen } from './use-screen.ts'
import { Waiting } from './waiting.tsx'

/** The gap report of any period: what was visited, what was not, and what is worth a question. */
export function ReportScreen() {
  const words = reportWords.value
  const board = boardWords.value
  const current = estate.value
  return words && board && current ? <ReportPage key={current.id} {...{ words, board }} estate={current} /> : null
}

type Props = { readonly words: ReportWords; readonly board: BoardWords; readonly estate: Estate }

function ReportPage({ words, board, estate: { id, names, zone } }: Props) {
  useScreen(words.title)
  const view = viewIn(useLocation().query)
  // The clock ticks; the day, of which all of the page is made, seldom changes.
  const today = useComputed(() => civilDateOf(now.value, zone)).value
  const days = daysOfPeriod(view.period, today)
  const against = daysCompared(view.against, days)
  const asked = reportOf(id, { ...days, ...view.filter })
  const beside = comparedReportOf(id, { ...against, ...view.filter })
  useFresh(asked, REPORT_MS)
  useFresh(beside, REPORT_MS)
  const trend = trendOf(id, days.to)
  useFresh(trend, TREND_MS)
  const staff = usePeople(id)?.map(({ person }) => ({ id: person.id, label: person.name })) ?? []
  const plans = useRefreshed(plansOf(id))?.plans.map((plan) => ({
    id: plan.id,
    label: nameIn(plan.names, language.value),
  }))
  const report = asked.shown.value
  const isOfBefore = asked.value.value === undefined
  const compared = beside.shown.value
  // Of years only the whole is known.
  const isWhole = report !== undefined && Object.values(report.filter).every((value) => value === undefined)
  const known = report && reportNames(report.directory, language.value)
  // The same one for the same answer: the cells of the pictures are drawn anew when it changes.
  const href = useMemo(() => report && linksFrom(report), [report])
  return (
    <Page width="wide" top={<TopBar title={words.title} over={nameIn(names, language.value)} />}>
      <div class="report-bar">
        <h2>
          {daysText(words, report ?? days)}
          {report && known && <span class="report-filter">{filterText(words, report.filter, known)}</span>}
        </h2>
        {report && <p class="soft small">{words.asOf(dayAndTime(report.now, zone))}</p>}
        <p class="report-updating" role="status">
          {report && isOfBefore && words.updating}
        </p>
        <Actions words={words} estate={id} query={{ ...days, ...view.filter }} />
      </div>
      <ReportFilters
        {...{ words, view, days, against }}
        directory={report?.directory}
        names={known}
        plans={plans ?? []}
        people={staff}
      />
      <Waiting words={board} shown={asked} zone={zone} />
      {beside.failure.value && !asked.failure.value && <Waiting words={board} shown={beside} zone={zone} />}
      {report && href && (
        <div class="report-shown" aria-busy={isOfBefore}>
          <ReportBody
            report={report}
            href={href}
            compared={compared && isComparable(report, compared) ? compared : undefined}
            pictures={<ReportPictures report={report} href={href} trend={isWhole ? trend.value.value : undefined} />}
          />
        </div>
      )}
    </Page>
  )
}

/** What is over does not change much; the month that is running does. */
const REPORT_MS = MINUTE_MS
const TREND_MS = 10 * MINUTE_MS

/** Only the same questions can be held against each other; of two answers on their way one comes first. */
function isComparable(report: Report, compared: Report): boolean {
  return JSON.stringify(report.filter) === JSON.stringify(compared.filter)
}

function linksFrom({ from, to, filter }: Report): ReportLinks {
  return {
    cells: (more) => cellsHref({ from, to }, { ...filter, ...more }),
    round: (id) => `/board/rounds/${id}`,
    visit: (id) => `/visits/${id}`,
    spot: (id) => `/checkpoints/${id}`,
  }
}

type ActionsProps = { readonly words: ReportWords; readonly estate: Uuid; readonly query: ReportQuery }

const FORMATS = [
  { format: 'pdf', name: 'PDF' },
  { format: 'xlsx', name: 'Excel' },
  { format: 'csv', name: 'CSV' },
] as const

/** On paper, and as files: the browser fetches them by their address. */
function Actions({ words, estate, query }: ActionsProps) {
  return (
    <div class="row screen-only">
      <Button onClick={printPage} icon="print">
        {words.print}
      </Button>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for what is filled in */}
      <div class="row" role="group" aria-label={words.download}>
        <span class="soft" aria-hidden>
          {words.download}
        </span>
        {FORMATS.map(({ format, name }) => (
          <Button
            key={format}
            href={reportFileUrl(estate, { ...query, format, language: language.value })}
            download={`report.${format}`}
          >
            {name}
          </Button>
        ))}
      </div>
      <ReportWays />
    </div>
  )
}
