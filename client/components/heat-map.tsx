import type { TargetedKeyboardEvent } from 'preact'
import { useState } from 'preact/hooks'
import type { CivilDate } from '../../checkpoints/time.ts'
import type { HeatDay, HeatMonth } from '../models/heat-map.ts'
import './heat-map.css'
import { Mark } from './mark.tsx'

type Props = {
  readonly months: readonly HeatMonth[]
  readonly monthName: (first: CivilDate) => string
  /** Of Monday to Sunday. */
  readonly weekdays: readonly string[]
  /** The day in words, for those who cannot see it. */
  readonly said: (day: HeatDay) => string
  /** Written in the cell. */
  readonly share: (compliance: number) => string
  readonly hrefOf: ((day: HeatDay) => string) | undefined
  /** Where a key leads; undefined: nowhere. */
  readonly byKey: (from: CivilDate, key: string) => CivilDate | undefined
}

/** A wall calendar, each day with its share in figures, its worst mark and a darker ground the more was missed. */
export function HeatMap({ months, monthName, weekdays, byKey, ...cell }: Props) {
  const days = months.flatMap(({ weeks }) => weeks.flat()).flatMap((day) => day?.day ?? [])
  const [chosen, choose] = useState<CivilDate>()
  const reachable = chosen !== undefined && days.includes(chosen) ? chosen : days.at(-1)

  function onKeyDown(event: TargetedKeyboardEvent<HTMLDivElement>): void {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
    const from = (event.target as HTMLElement).dataset.day
    const to = from && byKey(from, event.key)
    if (!to) return
    event.preventDefault()
    event.currentTarget.querySelector<HTMLElement>(`[data-day="${to}"]`)?.focus()
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the grids within, across their edges
    <div class="heat-maps" onKeyDown={onKeyDown}>
      {months.map(({ first, weeks }) => (
        <div key={first} class="heat-map">
          <p class="heat-map-month" aria-hidden="true">
            {monthName(first)}
          </p>
          {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose days the arrow keys reach */}
          <table role="grid" aria-label={monthName(first)}>
            <thead>
              <tr>
                {weekdays.map((weekday) => (
                  <th key={weekday} scope="col">
                    {weekday}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {weeks.map((week, i) => (
                <tr key={i}>
                  {week.map((day, column) =>
                    day ? (
                      <td key={day.day} data-shade={day.shade}>
                        <Day {...cell} day={day} reachable={day.day === reachable} onFocus={() => choose(day.day)} />
                      </td>
                    ) : (
                      <td key={column} class="heat-map-none" />
                    ),
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ))}
    </div>
  )
}

type DayProps = Pick<Props, 'said' | 'share' | 'hrefOf'> & {
  readonly day: HeatDay
  readonly reachable: boolean
  readonly onFocus: () => void
}

function Day({ day, said, share, hrefOf, reachable, onFocus }: DayProps) {
  const words = said(day)
  const drawn = (
    <>
      <span class="heat-map-day" aria-hidden="true">
        {Number(day.day.slice(8))}
      </span>
      {day.worst && <Mark state={day.worst} />}
      <span class="heat-map-share" aria-hidden="true">
        {day.compliance === null ? '–' : share(day.compliance)}
      </span>
    </>
  )
  const given = { 'data-day': day.day, tabIndex: reachable ? 0 : -1, onFocus, title: words }
  if (hrefOf && day.worst) {
    return (
      <a {...given} class="heat-map-cell" href={hrefOf(day)}>
        {drawn}
        <span class="unseen">{words}</span>
      </a>
    )
  }
  return (
    <span {...given} class="heat-map-cell" role="img" aria-label={words}>
      {drawn}
    </span>
  )
}
