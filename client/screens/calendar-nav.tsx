import { useLocation } from 'preact-iso'
import type { Plan } from '../../checkpoints/plan.ts'
import { Button } from '../components/button.tsx'
import { Select } from '../components/select.tsx'
import { calendarHref, type Days, stepped, VIEWS } from '../models/calendar.ts'
import { civilDay, civilMonth, civilWeekday } from '../words/writing.ts'
import './calendar-nav.css'
import type { Shown, ViewProps } from './calendar.tsx'
import { nameOf } from './calendar-words.ts'

type NavProps = Pick<ViewProps, 'words' | 'shown' | 'today'> & { readonly days: Days }

/** Which days are shown, the way to those beside them, and how many at once. */
export function CalendarNav({ words, shown, days, today }: NavProps) {
  const { view, day } = shown
  return (
    <div class="calendar-nav">
      <nav class="calendar-days" aria-label={words.dayNav}>
        <Button kind="quiet" icon="back" iconOnly href={calendarHref({ ...shown, day: stepped(view, day, -1) })}>
          {words.previous[view]}
        </Button>
        <h2>{titleOf(shown, days)}</h2>
        <Button kind="quiet" icon="forward" iconOnly href={calendarHref({ ...shown, day: stepped(view, day, 1) })}>
          {words.next[view]}
        </Button>
        {(today < days.from || today > days.to || (view === 'month' && day.slice(0, 7) !== today.slice(0, 7))) && (
          <Button href={calendarHref({ ...shown, day: today })}>{words.today}</Button>
        )}
      </nav>
      <nav class="calendar-views screen-only" aria-label={words.views.label}>
        {VIEWS.map((one) => (
          <a key={one} href={calendarHref({ ...shown, view: one })} aria-current={one === view ? 'true' : undefined}>
            {words.views[one]}
          </a>
        ))}
      </nav>
    </div>
  )
}

function titleOf({ view, day }: Shown, { from, to }: Days): string {
  if (view === 'month') return civilMonth(day)
  return view === 'day' ? civilDay(day) : `${civilWeekday(from)} – ${civilWeekday(to)}`
}

type FilterProps = Pick<ViewProps, 'words' | 'shown' | 'staff'> & { readonly plans: readonly Plan[] }

const ALL = ''

/** The rounds of one plan, or of one person. Kept in the address, as the days are. */
export function CalendarFilters({ words, shown, plans, staff }: FilterProps) {
  const { route } = useLocation()
  const show = (change: Partial<Shown>) => route(calendarHref({ ...shown, ...change }), true)
  if (plans.length < 2 && !staff) return null
  return (
    <div class="calendar-filters screen-only">
      <Select
        label={words.plan}
        value={shown.plan ?? ALL}
        onChange={(plan) => show({ plan: plan || undefined })}
        options={[
          { value: ALL, label: words.allPlans },
          ...plans.map((plan) => ({ value: plan.id, label: nameOf(plan) })),
        ]}
      />
      {staff && (
        <Select
          label={words.person}
          value={shown.person ?? ALL}
          onChange={(person) => show({ person: person || undefined })}
          options={[
            { value: ALL, label: words.everyone },
            ...staff.map(({ person }) => ({ value: person.id, label: person.name })),
          ]}
        />
      )}
    </div>
  )
}
