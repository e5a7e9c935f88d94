import type { Signal } from '@preact/signals'
import { Field } from '../components/field.tsx'
import { Select } from '../components/select.tsx'
import { wideEnough } from '../device/viewport.ts'
import type { Days } from '../models/calendar.ts'
import { COLUMNS, PORTFOLIO_PERIODS, type PortfolioView } from '../models/portfolio.ts'
import type { AreaWords } from './portfolio.tsx'
import { daysText } from './report-words.ts'

type Props = AreaWords & {
  readonly view: PortfolioView
  readonly days: Days
  /** What the reader looks for. */
  readonly typed: Signal<string>
  readonly show: (change: Partial<PortfolioView>) => void
}

const OWN = 'own' as const

/** Which days, and which estates; on a phone, where no column can be pressed, also in what order. */
export function PortfolioChoices({ words, report, view, days, typed, show }: Props) {
  const own = typeof view.period === 'string' ? [] : [{ value: OWN, label: daysText(report, days) }]
  return (
    <search class="portfolio-choices screen-only" aria-label={report.filters}>
      <Select
        label={words.period}
        value={typeof view.period === 'string' ? view.period : OWN}
        onChange={(period) => period !== OWN && show({ period })}
        options={[...PORTFOLIO_PERIODS.map((value) => ({ value, label: report.periods[value] })), ...own]}
      />
      {wideEnough.value ? (
        <Find words={words} typed={typed} />
      ) : (
        <details class="portfolio-fold">
          <summary>{words.fold}</summary>
          <Find words={words} typed={typed} />
          <Select
            label={words.order}
            value={view.order}
            onChange={(order) => show({ order })}
            options={COLUMNS.map((value) => ({ value, label: words.columns[value] }))}
          />
        </details>
      )}
    </search>
  )
}

function Find({ words, typed }: Pick<Props, 'words' | 'typed'>) {
  return (
    <Field
      type="search"
      label={words.find}
      hint={words.findHint}
      value={typed.value}
      onInput={(text) => {
        typed.value = text
      }}
    />
  )
}
