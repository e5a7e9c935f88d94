import type { TargetedKeyboardEvent } from 'preact'
import { useId, useLayoutEffect, useRef } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import type { CivilDate } from '../../checkpoints/time.ts'
import { agendaOf, type CalendarRound, calendarHref, dayByKey, isUnforeseen, weeksOf } from '../models/calendar.ts'
import { now } from '../models/server-time.ts'
import { civilDay, civilMonth, decimal, timeOfDay, weekdayName } from '../words/writing.ts'
import './calendar-month.css'
import type { ViewProps } from './calendar.tsx'
import { holidayOn, nameOf } from './calendar-words.ts'

/** As many rounds of a day as there is room for. */
const AT_MOST = 4

/** Weeks down, Monday first. The arrow keys move from day to day, over the edge of the month too (ARIA APG "grid"). */
export function CalendarMonth(props: ViewProps) {
  const { words, zone, shown, rounds, days } = props
  const { route } = useLocation()
  const help = useId()
  const table = useRef<HTMLTableElement>(null)
  const byKey = useRef(false)
  useLayoutEffect(() => {
    if (byKey.current) table.current?.querySelector<HTMLElement>('a[tabindex="0"]')?.focus()
    byKey.current = false
  }, [shown.day])
  const byDay = new Map(agendaOf(rounds, days, { zone, now: now.value }).map(({ day, rounds }) => [day, rounds]))

  function onKeyDown(event: TargetedKeyboardEvent<HTMLTableElement>): void {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
    const from = (event.target as HTMLElement).dataset.day
    const day = from && dayByKey(from, event.key)
    if (!day) return
    event.preventDefault()
    byKey.current = true
    route(calendarHref({ ...shown, day }), true)
  }

  return (
    <div class="calendar-grid">
      <p class="soft small screen-only" id={help}>
        {words.keysMonth}
      </p>
      <div class="calendar-month">
        {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose days the arrow keys reach */}
        <table ref={table} role="grid" aria-label={civilMonth(shown.day)} aria-describedby={help} onKeyDown={onKeyDown}>
          <thead>
            <tr>
              {[1, 2, 3, 4, 5, 6, 7].map((weekday) => (
                <th key={weekday} scope="col">
                  {weekdayName(weekday)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {weeksOf(shown.day).map((week) => (
              <tr key={week[0]}>
                {week.map((day) => (
                  <DayCell key={day} {...props} day={day} rounds={byDay.get(day) ?? []} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  )
}

type CellProps = ViewProps & { readonly day: CivilDate; readonly rounds: readonly CalendarRound[] }

function DayCell({ words, zone, shown, today, holidays, day, rounds }: CellProps) {
  const holiday = holidayOn(holidays, day)
  const hidden = rounds.length - AT_MOST
  return (
    <td
      data-beyond={day.slice(0, 7) === shown.day.slice(0, 7) ? undefined : ''}
      data-today={day === today ? '' : undefined}
      data-holiday={holiday ? '' : undefined}
    >
      <div class="calendar-cell">
        <p class="calendar-cell-day">
          <a
            href={calendarHref({ ...shown, view: 'day', day })}
            data-day={day}
            tabIndex={day === shown.day ? 0 : -1}
            aria-current={day === today ? 'date' : undefined}
          >
            <span aria-hidden="true">{Number(day.slice(8))}</span>
            <span class="unseen">
              {[civilDay(day), holiday, words.rounds(decimal(rounds.length))].filter(Boolean).join(words.and)}
            </span>
          </a>
          {holiday && <span class="calendar-holiday">{holiday}</span>}
        </p>
        <ul>
          {rounds.slice(0, hidden === 1 ? rounds.length : AT_MOST).map((round) => (
            <li key={round.round}>
              <a
                class="calendar-chip"
                href={calendarHref({ ...shown, round: round.round })}
                tabIndex={-1}
                data-foreseen={round.made ? undefined : ''}
                data-over={round.closesAt + round.graceMs < now.value ? '' : undefined}
              >
                {isUnforeseen(round, now.value) ? '' : `${timeOfDay(round.opensAt, zone)} `}
                {nameOf(round)}
                {!round.made && <span class="unseen">{`${words.and}${words.foreseen}`}</span>}
              </a>
            </li>
          ))}
        </ul>
        {hidden > 1 && (
          <a class="calendar-more" href={calendarHref({ ...shown, view: 'day', day })} tabIndex={-1}>
            {words.more(decimal(hidden))}
          </a>
        )}
      </div>
    </td>
  )
}
