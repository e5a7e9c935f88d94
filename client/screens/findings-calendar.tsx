import type { TargetedKeyboardEvent } from 'preact'
import { useId, useLayoutEffect, useRef } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import type { CivilDate } from '../../checkpoints/time.ts'
import { Button } from '../components/button.tsx'
import { Empty } from '../components/empty.tsx'
import { dayByKey, weeksOf } from '../models/calendar.ts'
import { type DueCalendar, dueCalendar, monthBeside } from '../models/finding-groups.ts'
import { findingsHref } from '../models/findings.ts'
import { civilDay, civilMonth, civilWeekday, decimal, weekdayName } from '../words/writing.ts'
import './calendar-month.css'
import type { ViewProps } from './findings.tsx'
import { GroupCard } from './findings-list.tsx'

/** A month of due days with what is due on each, what is overdue before it, and the day that is chosen below. */
export function FindingsCalendar(props: ViewProps) {
  const { words, shown, findings, today } = props
  const due = dueCalendar(findings)
  const day = shown.month ?? today
  const ofDay = due.byDay.get(day) ?? []
  return (
    <>
      {due.overdue.length > 0 && <GroupCard {...props} title={words.calendar.overdue} within={due.overdue} />}
      <MonthNav {...props} day={day} />
      <Month {...props} day={day} due={due} />
      {ofDay.length > 0 ? (
        <GroupCard {...props} title={words.calendar.dueOn(civilWeekday(day))} within={ofDay} />
      ) : (
        <Empty title={words.noneDay}>{civilWeekday(day)}</Empty>
      )}
      {due.undated.length > 0 && <GroupCard {...props} title={words.calendar.undated} within={due.undated} />}
    </>
  )
}

type DayProps = ViewProps & { readonly day: CivilDate }

function MonthNav({ words: { calendar: own }, shown, day }: DayProps) {
  const to = (month: CivilDate | undefined) => findingsHref({ ...shown, month })
  return (
    <div class="row findings-month-nav">
      <Button icon="back" iconOnly href={to(monthBeside(day, -1))}>
        {own.previous}
      </Button>
      <h2>{civilMonth(day)}</h2>
      <Button icon="forward" iconOnly href={to(monthBeside(day, 1))}>
        {own.next}
      </Button>
      <Button kind="quiet" href={to(undefined)}>
        {own.today}
      </Button>
    </div>
  )
}

type MonthProps = DayProps & { readonly due: DueCalendar }

/** Weeks down, Monday first. The arrow keys move from day to day, over the edge of the month too (ARIA APG "grid"). */
function Month({ words: { calendar: own }, shown, today, day, due }: MonthProps) {
  const { route } = useLocation()
  const help = useId()
  const table = useRef<HTMLTableElement>(null)
  const byKey = useRef(false)
  useLayoutEffect(() => {
    if (byKey.current) table.current?.querySelector<HTMLElement>('a[tabindex="0"]')?.focus()
    byKey.current = false
  }, [day])

  function onKeyDown(event: TargetedKeyboardEvent<HTMLTableElement>): void {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
    const from = (event.target as HTMLElement).dataset.day
    const next = from && dayByKey(from, event.key)
    if (!next) return
    event.preventDefault()
    byKey.current = true
    route(findingsHref({ ...shown, month: next }), true)
  }

  return (
    <div class="findings-month calendar-month">
      <p class="unseen" id={help}>
        {own.keys}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose days the arrow keys reach */}
      <table ref={table} role="grid" aria-label={civilMonth(day)} aria-describedby={help} onKeyDown={onKeyDown}>
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
          {weeksOf(day).map((week) => (
            <tr key={week[0]}>
              {week.map((one) => {
                const count = due.byDay.get(one)?.length ?? 0
                const late = due.overdue.some(({ dueOn }) => dueOn === one)
                return (
                  <td
                    key={one}
                    data-beyond={one.slice(0, 7) === day.slice(0, 7) ? undefined : ''}
                    data-today={one === today ? '' : undefined}
                  >
                    <a
                      class="findings-day"
                      href={findingsHref({ ...shown, month: one })}
                      data-day={one}
                      data-chosen={one === day ? '' : undefined}
                      tabIndex={one === day ? 0 : -1}
                      aria-current={one === today ? 'date' : undefined}
                    >
                      <span aria-hidden="true">{Number(one.slice(8))}</span>
                      {count > 0 && (
                        <strong class="findings-count" data-late={late ? '' : undefined} aria-hidden="true">
                          {decimal(count)}
                        </strong>
                      )}
                      <span class="unseen">{own.onDay(civilDay(one), decimal(count))}</span>
                    </a>
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
