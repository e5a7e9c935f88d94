import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { is } from 'valibot'
import { REPORT_MOST_DAYS } from '../../checkpoints/report-period.ts'
import { CivilDate } from '../../checkpoints/time.ts'
import type { Directory } from '../../checkpoints/wire/report.ts'
import { Button } from '../components/button.tsx'
import { Field } from '../components/field.tsx'
import { Select } from '../components/select.tsx'
import { wideEnough } from '../device/viewport.ts'
import type { Days } from '../models/calendar.ts'
import {
  COMPARISONS,
  daysOfPeriod,
  FILTERS,
  type FilterName,
  filteredBy,
  PERIODS,
  type ReportView,
  reportHref,
} from '../models/report.ts'
import { choicesOf } from '../models/report-choices.ts'
import type { ReportNames } from '../models/report-names.ts'
import type { ReportWords } from '../words/report.zh-Hant.ts'
import { decimal } from '../words/writing.ts'
import './report-filters.css'

type Props = {
  readonly words: ReportWords
  readonly view: ReportView
  /** The days that are shown, and those they are compared with. */
  readonly days: Days
  readonly against: Days
  /** Undefined until a report has come. */
  readonly directory: Directory | undefined
  readonly names: ReportNames | undefined
  /** Plans and people that may be chosen though the report shown does not speak of them. */
  readonly plans: readonly { readonly id: string; readonly label: string }[]
  readonly people: readonly { readonly id: string; readonly label: string }[]
}

const ALL = ''
const OWN = 'own' as const

/** Which days and which cells. Kept in the address, so that a link shows the same and Back goes back. */
export function ReportFilters(props: Props) {
  const { words, view, days } = props
  const { route } = useLocation()
  const show: Show = (change, replace = false) => route(reportHref({ ...view, ...change }), replace)
  return (
    <search class="report-filters screen-only" aria-label={words.filters}>
      <div class="report-choices">
        <Select
          label={words.period}
          value={typeof view.period === 'string' ? view.period : OWN}
          onChange={(period) => show({ period: period === OWN ? days : period })}
          options={([...PERIODS, OWN] as const).map((value) => ({ value, label: words.periods[value] }))}
        />
        {typeof view.period !== 'string' && (
          <OwnDays words={words} days={view.period} onChange={(period) => show({ period }, true)} />
        )}
        {wideEnough.value && <Choices {...props} show={show} />}
      </div>
      {!wideEnough.value && (
        <details class="report-fold">
          <summary>{words.filters}</summary>
          <div class="report-choices">
            <Choices {...props} show={show} />
          </div>
        </details>
      )}
    </search>
  )
}

type Show = (change: Partial<ReportView>, replace?: boolean) => void

function Choices({ show, ...props }: Props & { readonly show: Show }) {
  const { words, view, against } = props
  return (
    <>
      {FILTERS.map((name) => (
        <Choice key={name} {...props} name={name} onChange={(filter) => show({ filter })} />
      ))}
      <Select
        label={words.against}
        value={typeof view.against === 'string' ? view.against : OWN}
        onChange={(chosen) => show({ against: chosen === OWN ? against : chosen })}
        options={([...COMPARISONS, OWN] as const).map((value) => ({ value, label: words.comparisons[value] }))}
      />
      {typeof view.against !== 'string' && (
        <OwnDays words={words} days={view.against} onChange={(chosen) => show({ against: chosen }, true)} />
      )}
      {Object.keys(view.filter).length > 0 && <Button onClick={() => show({ filter: {} })}>{words.clear}</Button>}
    </>
  )
}

type OwnDaysProps = {
  readonly words: ReportWords
  readonly days: Days
  readonly onChange: (days: Days) => void
}

/** Two dates. What is half typed, or the wrong way round, is kept and changes nothing yet. */
function OwnDays({ words, days, onChange }: OwnDaysProps) {
  const typed = useSignal<Days | undefined>(undefined)
  useEffect(() => {
    typed.value = undefined
  }, [days.from, days.to, typed])
  const shown = typed.value ?? days
  const { from, to } = shown
  const change = (part: Partial<Days>) => {
    const next = { ...shown, ...part }
    typed.value = next
    if (areWhole(next) && next.from <= next.to) onChange(next)
  }
  const most = words.mostDays(decimal(REPORT_MOST_DAYS))
  const error = !areWhole(shown) ? undefined : from > to ? words.backwards : isTooLong(shown) ? most : undefined
  return (
    <>
      <Field type="date" label={words.from} hint={most} value={from} onInput={(day) => change({ from: day })} />
      <Field type="date" label={words.to} hint={most} error={error} value={to} onInput={(day) => change({ to: day })} />
    </>
  )
}

function areWhole({ from, to }: Days): boolean {
  return is(CivilDate, from) && is(CivilDate, to)
}

/** Of such a period the report shows the last days. */
function isTooLong(days: Days): boolean {
  return daysOfPeriod(days, days.to).from !== days.from
}

type ChoiceProps = Props & {
  readonly name: FilterName
  readonly onChange: (filter: ReportView['filter']) => void
}

/** One filter. A choice that leaves out what another has chosen takes that back. */
function Choice({ words, view, name, directory, names, plans, people, onChange }: ChoiceProps) {
  const { filter } = view
  const options = directory && names ? choicesOf(name, { directory, names, filter, plans, people }) : []
  const chosen = filter[name]
  if (options.length < 2 && chosen === undefined) return null
  return (
    <Select
      label={words[name]}
      value={chosen ?? ALL}
      onChange={(value) => {
        onChange(filteredBy(filter, name, value === ALL ? undefined : value))
      }}
      options={[{ value: ALL, label: words.all }, ...options.map(({ id, label }) => ({ value: id, label }))]}
    />
  )
}
