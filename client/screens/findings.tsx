import { useSignal } from '@preact/signals'
import { useEffect, useMemo, useRef } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { REPORTERS } from '../../checkpoints/finding-decision.ts'
import type { Uuid } from '../../checkpoints/ids.ts'
import { nameIn } from '../../checkpoints/language.ts'
import { mayCall } from '../../checkpoints/people.ts'
import { type CivilDate, civilDateOf } from '../../checkpoints/time.ts'
import type { FindingDetail, ListedFinding } from '../../checkpoints/wire/finding.ts'
import type { Estate } from '../../checkpoints/wire/session.ts'
import { Button } from '../components/button.tsx'
import { Notice } from '../components/notice.tsx'
import { Page } from '../components/page.tsx'
import { Segmented } from '../components/segmented.tsx'
import { TopBar } from '../components/top-bar.tsx'
import { wideEnough } from '../device/viewport.ts'
import { catalogueOf } from '../models/catalogue-kept.ts'
import { estate, roles } from '../models/estate.ts'
import {
  FINDING_VIEWS,
  type FindingsShown,
  type FindingView,
  fetchFindings,
  findingsHref,
  searchesFor,
  shownFrom,
} from '../models/findings.ts'
import { waiting } from '../models/inbox-kept.ts'
import { findingRulesOf } from '../models/office-kept.ts'
import { type Polled, polled } from '../models/polled.ts'
import { now } from '../models/server-time.ts'
import { getFinding } from '../server.ts'
import { findingWords } from '../words/findings.ts'
import type { FindingWords } from '../words/findings.zh-Hant.ts'
import { language } from '../words/language.ts'
import { officeWords } from '../words/office.ts'
import type { OfficeWords } from '../words/office.zh-Hant.ts'
import { decimal } from '../words/writing.ts'
import { FindingPane } from './finding-pane.tsx'
import { FindingReport } from './finding-report.tsx'
import { whatIsWrong } from './finding-words.ts'
import './findings.css'
import { FindingsBoard } from './findings-board.tsx'
import { FindingsBulk } from './findings-bulk.tsx'
import { FindingsCalendar } from './findings-calendar.tsx'
import { FindingsFilters } from './findings-filters.tsx'
import { FindingsList } from './findings-list.tsx'
import { FindingsShortcuts } from './findings-shortcuts.tsx'
import { type Pane, Panes } from './panes.tsx'
import { BegunElsewhere } from './phone-deeds-begun.tsx'
import { useLive } from './use-fresh.ts'
import { useRefreshed } from './use-refreshed.ts'
import { useScreen } from './use-screen.ts'
import { Waiting } from './waiting.tsx'

/** Problems of the estate: what waits for whom, how far each is, when it is due; one of them open beside the list. */
export function FindingsScreen() {
  const words = findingWords.value
  const office = officeWords.value
  const current = estate.value
  return words && office && current ? (
    <FindingsPage key={current.id} words={words} office={office} estate={current} />
  ) : null
}

type Props = { readonly words: FindingWords; readonly office: OfficeWords; readonly estate: Estate }

export type ViewProps = {
  readonly words: FindingWords
  readonly office: OfficeWords
  readonly estate: Estate
  readonly shown: FindingsShown
  readonly findings: readonly ListedFinding[]
  readonly today: CivilDate
  /** Those that are ticked; undefined: the reader may change nothing about many at once. */
  readonly selected: ReadonlySet<Uuid> | undefined
  readonly onSelect: (ids: readonly Uuid[], on: boolean) => void
  readonly onChanged: () => void
}

function FindingsPage({ words, office, estate }: Props) {
  useScreen(words.title)
  const { query, route } = useLocation()
  const shown = shownFrom(query)
  const today = civilDateOf(now.value, estate.zone)
  const list = useSearched(estate.id, shown, today)
  const findings = list.findings
  const selected = useSignal<ReadonlySet<Uuid>>(new Set())
  const reporting = useSignal(false)
  useRefreshed(findingRulesOf(estate.id))
  useRefreshed(catalogueOf(estate.id))
  const detail = useOpen(estate.id, shown.open, list)
  const mayDecide = roles.value.some((role) => role === 'supervisor' || role === 'manager')
  function select(ids: readonly Uuid[], on: boolean): void {
    const next = new Set(selected.value)
    for (const id of ids) {
      if (on) next.add(id)
      else next.delete(id)
    }
    selected.value = next
  }
  const view: ViewProps = {
    ...{ words, office, estate, shown, findings: findings ?? [], today },
    selected: mayDecide ? selected.value : undefined,
    onSelect: select,
    onChanged: () => void list.polled.refresh(),
  }
  return (
    <Page width="wide" top={<Top words={words} estate={estate} onReport={() => (reporting.value = true)} />}>
      <Panes
        open={detail && paneOf(view, detail)}
        list={
          <>
            <div class="screen-only">
              <Views words={words} shown={shown} onChange={(next) => route(findingsHref(next), true)} />
            </div>
            <FindingsFilters {...view} />
            {findings && mayDecide && <FindingsBulk {...view} selected={selected.value} />}
            <BegunElsewhere nameOf={(id) => findings?.find((one) => one.id === id)?.note} />
            <Waiting words={office} shown={list.polled} zone={estate.zone} />
            {list.more && <Notice tone="info">{words.more}</Notice>}
            {findings && <View {...view} />}
            {!wideEnough.value && (
              <div class="row screen-only">
                <Aside words={words} />
              </div>
            )}
          </>
        }
      />
      <FindingsShortcuts {...view} onReport={() => (reporting.value = true)} />
      {reporting.value && (
        <FindingReport
          {...{ words, office, estate }}
          onClose={() => {
            reporting.value = false
          }}
          onDone={(finding) => {
            reporting.value = false
            void list.polled.refresh()
            route(findingsHref({ ...shown, open: finding }))
          }}
        />
      )}
    </Page>
  )
}

function View(props: ViewProps) {
  switch (props.shown.view) {
    case 'board':
      return <FindingsBoard {...props} />
    case 'calendar':
      return <FindingsCalendar {...props} />
    default:
      return <FindingsList {...props} />
  }
}

type TopProps = Pick<Props, 'words' | 'estate'> & { readonly onReport: () => void }

function Top({ words, estate, onReport }: TopProps) {
  return (
    <TopBar title={words.title} over={nameIn(estate.names, language.value)}>
      {wideEnough.value && <Aside words={words} />}
      {roles.value.some((role) => REPORTERS.includes(role)) && (
        <Button icon="plus" onClick={onReport}>
          {wideEnough.value ? words.report : words.reportShort}
        </Button>
      )}
    </TopBar>
  )
}

/** What is looked at seldom; on a phone there is no room for it in the bar. */
function Aside({ words }: Pick<Props, 'words'>) {
  const may = (route: string) => mayCall(route, roles.value)
  return (
    <>
      {may('GET /api/estates/:estate/findings/scorecard') && (
        <Button href="/findings/scorecard">{words.scorecard}</Button>
      )}
      {may('PUT /api/estates/:estate/finding-rules') && <Button href="/findings/rules">{words.rules}</Button>}
    </>
  )
}

type ViewsProps = {
  readonly words: FindingWords
  readonly shown: FindingsShown
  readonly onChange: (shown: FindingsShown) => void
}

function Views({ words, shown, onChange }: ViewsProps) {
  return (
    <Segmented<FindingView>
      legend={words.views.legend}
      hideLegend
      size="small"
      segments={FINDING_VIEWS.map((value) => ({
        value,
        label: value === 'mine' && waiting.value ? `${words.views.mine} ${decimal(waiting.value)}` : words.views[value],
      }))}
      value={shown.view}
      onChange={(view) => onChange({ ...shown, view })}
    />
  )
}

type Searched = {
  readonly polled: Polled<{ readonly findings: readonly ListedFinding[]; readonly more: boolean }>
  /** The last answer, also to an earlier question, while another is on its way. */
  readonly findings: readonly ListedFinding[] | undefined
  readonly more: boolean
}

/** Asks for what the address says, hears when something changes, and shows the last answer until the next is there. */
function useSearched(estate: Uuid, { view, filter }: FindingsShown, today: CivilDate): Searched {
  const searches = searchesFor({ view, filter }, today)
  const key = JSON.stringify(searches)
  const shown = useMemo(() => polled(() => fetchFindings(estate, JSON.parse(key))), [estate, key])
  useLive(estate, shown)
  const last = useRef(shown.value.value)
  last.current = shown.value.value ?? last.current
  return { polled: shown, findings: last.current?.findings, more: last.current?.more ?? false }
}

/** The one that is open, fetched again when the list shows that something has happened to it. */
function useOpen(estate: Uuid, open: Uuid | undefined, { polled: list, findings }: Searched) {
  const shown = useMemo(() => (open === undefined ? undefined : polled(() => getFinding(estate, open))), [estate, open])
  const listed = findings?.find(({ id }) => id === open)
  const at = listed ? listed.version : list.at.value
  useEffect(() => {
    if (shown && at !== shown.value.peek()?.finding.version) void shown.refresh()
  }, [shown, at])
  return shown && open !== undefined ? { id: open, shown } : undefined
}

type Open = { readonly id: Uuid; readonly shown: Polled<FindingDetail> }

function paneOf(view: ViewProps, { id, shown }: Open): Pane {
  const { words, office, estate, onChanged } = view
  const finding = shown.value.value?.finding ?? view.findings.find((one) => one.id === id)
  return {
    id,
    title: finding ? `${words.number(decimal(finding.number))} ${whatIsWrong(finding)}` : words.title,
    closeHref: findingsHref({ ...view.shown, open: undefined }),
    closeLabel: words.detail.back,
    children: (
      <>
        <Waiting words={office} shown={shown} zone={estate.zone} notFound={words.detail.notFound} />
        <FindingPane {...{ words, office, estate, shown, onChanged }} />
      </>
    ),
  }
}
