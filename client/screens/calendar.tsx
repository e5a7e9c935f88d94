import { useSignal } from '@preact/signals'
import { useMemo } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { is } from 'valibot'
import { nameIn } from '../../checkpoints/language.ts'
import { mayCall } from '../../checkpoints/people.ts'
import { CivilDate, civilDateOf, MINUTE_MS, type Zone } from '../../checkpoints/time.ts'
import type { Calendar } from '../../checkpoints/wire/plan.ts'
import type { Estate, StaffMember } from '../../checkpoints/wire/session.ts'
import { Button } from '../components/button.tsx'
import { Empty } from '../components/empty.tsx'
import { Notice } from '../components/notice.tsx'
import { Page } from '../components/page.tsx'
import { TopBar } from '../components/top-bar.tsx'
import { printPage } from '../device/print.ts'
import { wideEnough } from '../device/viewport.ts'
import {
  type CalendarRound,
  calendarHref,
  type Days,
  daysBetween,
  daysOfView,
  daysToAsk,
  filtered,
  VIEWS,
  type View,
} from '../models/calendar.ts'
import { calendarOf } from '../models/calendar-kept.ts'
import { estate, roles } from '../models/estate.ts'
import { plansOf } from '../models/office-kept.ts'
import { now } from '../models/server-time.ts'
import { calendarWords } from '../words/calendar.ts'
import type { CalendarWords } from '../words/calendar.zh-Hant.ts'
import { language } from '../words/language.ts'
import { AdHocButton } from './ad-hoc.tsx'
import './calendar.css'
import { CalendarAgenda } from './calendar-agenda.tsx'
import { CalendarChecks } from './calendar-checks.tsx'
import { CalendarMonth } from './calendar-month.tsx'
import { CalendarFilters, CalendarNav } from './calendar-nav.tsx'
import { CalendarRoundSheet } from './calendar-round.tsx'
import { CalendarWeek } from './calendar-week.tsx'
import { useFresh } from './use-fresh.ts'
import { usePeople } from './use-people.ts'
import { useRefreshed } from './use-refreshed.ts'
import { useScreen } from './use-screen.ts'
import { Waiting } from './waiting.tsx'

/** What was walked, is, and will be: by day, week or month. */
export function CalendarScreen() {
  const words = calendarWords.value
  const current = estate.value
  return words && current ? <CalendarPage key={current.id} words={words} estate={current} /> : null
}

/** What the address says is shown. */
export type Shown = {
  readonly view: View
  readonly day: CivilDate
  readonly plan: string | undefined
  readonly person: string | undefined
}

function shownBy(query: Readonly<Record<string, string>>, today: CivilDate): Shown {
  const view = VIEWS.find((one) => one === query.view) ?? 'week'
  return { view, day: is(CivilDate, query.day) ? query.day : today, plan: query.plan, person: query.person }
}

type Props = { readonly words: CalendarWords; readonly estate: Estate }

function CalendarPage({ words, estate: { id, names, zone } }: Props) {
  useScreen(words.title)
  const { query, route } = useLocation()
  const today = civilDateOf(now.value, zone)
  const shown = shownBy(query, today)
  const days = daysOfView(shown.view, shown.day)
  const calendar = calendarOf(id, daysToAsk(days))
  useFresh(calendar, MINUTE_MS)
  const staff = usePeople(id)
  const plans = useRefreshed(plansOf(id))?.plans ?? []
  const handedOver = useSignal(false)
  const value = calendar.value.value
  const opened = query.round
  const closeHref = calendarHref(shown)
  return (
    <Page
      width="wide"
      top={
        <TopBar title={words.title} over={nameIn(names, language.value)}>
          <AdHocButton estate={id} zone={zone} />
        </TopBar>
      }
    >
      <div class="calendar-bar">
        <CalendarNav words={words} shown={shown} days={days} today={today} />
        <Button onClick={printPage} icon="print">
          {words.print}
        </Button>
      </div>
      <CalendarFilters words={words} shown={shown} plans={plans} staff={staff} />
      {(calendar.failure.value || !wideEnough.value) && <Waiting words={words} shown={calendar} zone={zone} />}
      {handedOver.value && <Notice tone="success">{words.handOver.given}</Notice>}
      <CalendarDays {...{ words, zone, shown, days, staff }} estate={id} calendar={value} />
      {value && opened !== undefined && (
        <CalendarRoundSheet
          key={opened}
          words={words}
          estate={id}
          zone={zone}
          staff={staff}
          plans={plans}
          round={value.rounds.find(({ round }) => round === opened)}
          onClose={() => route(closeHref, true)}
          onHandedOver={() => {
            handedOver.value = true
            route(closeHref, true)
            void calendar.refresh()
          }}
        />
      )}
    </Page>
  )
}

/** What every view of the calendar is drawn from. */
export type ViewProps = {
  readonly words: CalendarWords
  readonly zone: Zone
  readonly shown: Shown
  readonly days: readonly CivilDate[]
  readonly today: CivilDate
  /** Filtered; those of the day before reach into the first one. */
  readonly rounds: readonly CalendarRound[]
  readonly holidays: Calendar['holidays']
  readonly staff: readonly StaffMember[] | undefined
}

type DaysProps = Pick<ViewProps, 'words' | 'zone' | 'shown' | 'staff'> & {
  readonly estate: string
  readonly days: Days
  /** Undefined as long as it has not come: the days stand there empty, so that turning pages does not lose the place. */
  readonly calendar: Calendar | undefined
}

function CalendarDays({ estate, days: { from, to }, calendar, ...props }: DaysProps) {
  const { words, zone, shown, staff } = props
  const { plan, person } = shown
  const days = useMemo(() => daysBetween({ from, to }), [from, to])
  const rounds = useMemo(() => filtered(calendar?.rounds ?? [], { plan, person }), [calendar, plan, person])
  const inView = rounds.filter(({ opensAt }) => civilDateOf(opensAt, zone) >= from)
  const today = civilDateOf(now.value, zone)
  const view = { words, zone, shown, days, today, rounds, holidays: calendar?.holidays ?? [], staff }
  const list = inView.length > 0 && <CalendarAgenda {...view} />
  return (
    <>
      {calendar && (
        <CalendarChecks words={words} zone={zone} estate={estate} calendar={calendar} shown={inView} staff={staff} />
      )}
      {calendar && inView.length === 0 && <NoRounds words={words} shown={shown} any={calendar.rounds.length > 0} />}
      {wideEnough.value ? (
        <div class="stack" aria-busy={!calendar}>
          {shown.view === 'month' ? <CalendarMonth {...view} /> : <CalendarWeek {...view} />}
          {list && (
            <details class="screen-only">
              <summary>{words.asList}</summary>
              {list}
            </details>
          )}
        </div>
      ) : (
        list
      )}
    </>
  )
}

type NoRoundsProps = Pick<ViewProps, 'words' | 'shown'> & { readonly any: boolean }

function NoRounds({ words, shown, any }: NoRoundsProps) {
  const isFiltered = shown.plan !== undefined || shown.person !== undefined
  if (any && isFiltered) {
    const href = calendarHref({ view: shown.view, day: shown.day })
    return <Empty title={words.noneFound} action={<Button href={href}>{words.clearFilter}</Button>} />
  }
  const mayPlan = mayCall('POST /api/estates/:estate/plans', roles.value)
  return (
    <Empty title={words.none} action={mayPlan && <Button href="/plans">{words.toPlans}</Button>}>
      {mayPlan ? words.noneText : words.noneReadOnly}
    </Empty>
  )
}
