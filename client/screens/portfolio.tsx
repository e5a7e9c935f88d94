import { useComputed, useSignal } from '@preact/signals'
import { useLocation } from 'preact-iso'
import type { Uuid } from '../../checkpoints/ids.ts'
import { civilDateOf, MINUTE_MS, type Zone } from '../../checkpoints/time.ts'
import type { Portfolio } from '../../checkpoints/wire/report.ts'
import { Button } from '../components/button.tsx'
import { Empty } from '../components/empty.tsx'
import { Page } from '../components/page.tsx'
import { TopBar } from '../components/top-bar.tsx'
import { printPage } from '../device/print.ts'
import { wideEnough } from '../device/viewport.ts'
import type { Days } from '../models/calendar.ts'
import { estate } from '../models/estate.ts'
import {
  estateReportHref,
  foundIn,
  inColumnOrder,
  type PortfolioView,
  portfolioHref,
  portfolioRows,
  portfolioViewIn,
} from '../models/portfolio.ts'
import { portfolioOf } from '../models/portfolio-kept.ts'
import { daysCompared, daysOfPeriod } from '../models/report.ts'
import { now } from '../models/server-time.ts'
import { me } from '../models/session.ts'
import { boardWords } from '../words/board.ts'
import type { BoardWords } from '../words/board.zh-Hant.ts'
import { language } from '../words/language.ts'
import { portfolioWords } from '../words/portfolio.ts'
import type { PortfolioWords } from '../words/portfolio.zh-Hant.ts'
import { reportWords } from '../words/report.ts'
import type { ReportWords } from '../words/report.zh-Hant.ts'
import { decimal } from '../words/writing.ts'
import './portfolio.css'
import { PortfolioChoices } from './portfolio-choices.tsx'
import { PortfolioList } from './portfolio-list.tsx'
import { PortfolioTable } from './portfolio-table.tsx'
import { PortfolioTotal } from './portfolio-total.tsx'
import { daysText, shortDaysText } from './report-words.ts'
import { useFresh } from './use-fresh.ts'
import { useScreen } from './use-screen.ts'
import { Waiting } from './waiting.tsx'

/** All estates somebody has to answer for beside each other, the worst first; each leads to its report of the same days. */
export function PortfolioScreen() {
  const words = portfolioWords.value
  const report = reportWords.value
  const board = boardWords.value
  const person = me.value?.person.id
  const zone = estate.value?.zone
  if (!words || !report || !board || !person || !zone) return null
  return <PortfolioPage key={person} {...{ words, report, board, person, zone }} />
}

export type AreaWords = { readonly words: PortfolioWords; readonly report: ReportWords; readonly board: BoardWords }

/** `zone`: of the estate chosen last: what today is where the reader is. */
type Props = AreaWords & { readonly person: Uuid; readonly zone: Zone }

function PortfolioPage({ person, zone, ...area }: Props) {
  const { words, report, board } = area
  useScreen(words.title)
  const view = portfolioViewIn(useLocation().query)
  const today = useComputed(() => civilDateOf(now.value, zone)).value
  const days = daysOfPeriod(view.period, today)
  const asked = portfolioOf(person, days)
  useFresh(asked, MINUTE_MS)
  const portfolio = asked.value.value
  return (
    <Page width="wide" top={<TopBar title={words.title} />}>
      <div class="portfolio-bar">
        <h2>{daysText(report, days)}</h2>
        {wideEnough.value && (
          <div class="screen-only">
            <Button onClick={printPage} icon="print">
              {words.print}
            </Button>
          </div>
        )}
      </div>
      <Waiting words={board} shown={asked} zone={zone} notFound={words.one} />
      {portfolio &&
        (portfolio.estates.length > 1 ? (
          <Estates {...area} {...{ view, days, portfolio }} />
        ) : (
          <One {...{ words, days }} />
        ))}
    </Page>
  )
}

type EstatesProps = AreaWords & {
  readonly view: PortfolioView
  readonly days: Days
  readonly portfolio: Portfolio
}

function Estates({ view, days, portfolio, ...area }: EstatesProps) {
  const { words, report } = area
  const { route } = useLocation()
  const typed = useSignal('')
  const all = portfolioRows(portfolio)
  const rows = inColumnOrder(foundIn(all, typed.value), view.order, language.value)
  const show = (change: Partial<PortfolioView>) => route(portfolioHref({ ...view, ...change }), true)
  const before = shortDaysText(report, daysCompared('previous', days), days)
  const List = wideEnough.value ? PortfolioTable : PortfolioList
  return (
    <>
      <PortfolioTotal {...area} portfolio={portfolio} />
      <PortfolioChoices {...area} {...{ view, days, typed, show }} />
      <p role="status" class="soft small">
        {typed.value !== '' && words.found(decimal(rows.length), decimal(all.length))}
      </p>
      {rows.length === 0 ? (
        <Empty
          title={words.noneFound}
          action={
            <Button
              kind="primary"
              onClick={() => {
                typed.value = ''
              }}
            >
              {words.clear}
            </Button>
          }
        >
          {words.noneFoundText}
        </Empty>
      ) : (
        <List {...{ words, rows, before }} order={view.order} days={days} onOrder={(order) => show({ order })} />
      )}
    </>
  )
}

function One({ words, days }: { readonly words: PortfolioWords; readonly days: Days }) {
  return (
    <Empty
      title={words.one}
      action={
        <Button kind="primary" href={estateReportHref(days)}>
          {words.toOne}
        </Button>
      }
    >
      {words.oneText}
    </Empty>
  )
}
