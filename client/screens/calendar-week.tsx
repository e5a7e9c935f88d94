import { useSignal } from '@preact/signals'
import type { ComponentChildren, TargetedKeyboardEvent } from 'preact'
import { useId, useLayoutEffect, useRef } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { type CivilDate, minuteOfDay } from '../../checkpoints/time.ts'
import { agendaOf, type Block, blocksOf, calendarHref, hoursOf, isUnforeseen, stepped } from '../models/calendar.ts'
import { now } from '../models/server-time.ts'
import { civilWeekday, decimal, timeRange } from '../words/writing.ts'
import type { ViewProps } from './calendar.tsx'
import './calendar-week.css'
import { holidayOn, nameOf, walkersText } from './calendar-words.ts'

type Hours = { readonly from: number; readonly to: number }

/**
 * Days side by side, rounds where they lie in the day; those that start at random stand above. Each day is a list, so it is
 * read as one. One stop for the Tab key: arrow keys move among the rounds, and over the edge to the next days.
 */
export function CalendarWeek(props: ViewProps) {
  const { words, zone, shown, days, rounds } = props
  const { route } = useLocation()
  const help = useId()
  const chosen = useSignal<string | undefined>(undefined)
  const timed = rounds.filter((round) => !isUnforeseen(round, now.value))
  const byDay = agendaOf(rounds, days, { zone, now: now.value })
  const columns = byDay.map(({ day, rounds }) => ({
    day,
    blocks: blocksOf(timed, day, zone),
    random: rounds.filter((round) => isUnforeseen(round, now.value)),
  }))
  const hours = hoursOf(columns.flatMap(({ blocks }) => blocks))
  const keys = columns.flatMap(({ day, blocks, random }) =>
    [...random, ...blocks.map(({ round }) => round)].map(({ round }) => `${day}/${round}`),
  )
  const grid = useRef<HTMLDivElement>(null)
  /** The page was turned from the grid: the focus goes on in the next one, once its rounds are there. */
  const turning = useRef(false)
  useLayoutEffect(() => {
    if (!turning.current || keys.length === 0) return
    turning.current = false
    grid.current?.querySelector<HTMLElement>('.calendar-round[tabindex="0"]')?.focus()
  }, [shown.day, keys.length])
  const reachable = chosen.value !== undefined && keys.includes(chosen.value) ? chosen.value : keys[0]

  function onKeyDown(event: TargetedKeyboardEvent<HTMLElement>): void {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
    const turned = PAGES[event.key] ?? moved(event.currentTarget, event.target as Element, event.key)
    if (turned === undefined) return
    event.preventDefault()
    if (turned === 'inside') return
    turning.current = true
    route(calendarHref({ ...shown, day: stepped(shown.view, shown.day, turned) }), true)
  }

  return (
    <div class="calendar-grid">
      <p class="soft small screen-only" id={help}>
        {words.keysWeek}
      </p>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the rounds in it are links; this only moves the focus among them */}
      <div ref={grid} class="calendar-week" data-days={days.length} onKeyDown={onKeyDown}>
        <div class="calendar-corner" aria-hidden="true" />
        <HourLabels hours={hours} />
        {columns.map(({ day, blocks, random }) => (
          <DayColumn key={day} {...props} day={day} hours={hours}>
            <div class="calendar-anytime">
              {random.length > 0 && (
                <ul>
                  {random.map((round) => (
                    <li key={round.round}>
                      <RoundBlock
                        {...props}
                        round={round}
                        when={words.random}
                        itemKey={`${day}/${round.round}`}
                        reachable={reachable}
                        chosen={chosen}
                      />
                    </li>
                  ))}
                </ul>
              )}
            </div>
            <ul class="calendar-blocks">
              {day === props.today && <NowLine hours={hours} minute={minuteOfDay(now.value, zone)} />}
              {blocks.map((block) => (
                <Placed key={block.round.round} block={block} hours={hours}>
                  <RoundBlock
                    {...props}
                    round={block.round}
                    when={`${timeRange(block.round.opensAt, block.round.closesAt, zone)}${block.continued ? ` ${words.continued}` : ''}`}
                    itemKey={`${day}/${block.round.round}`}
                    reachable={reachable}
                    chosen={chosen}
                  />
                </Placed>
              ))}
            </ul>
          </DayColumn>
        ))}
      </div>
    </div>
  )
}

const PAGES: Readonly<Record<string, 1 | -1>> = { PageUp: -1, PageDown: 1 }

/** Moves the focus. @returns `inside`, or which way it would leave the grid; undefined for other keys */
function moved(grid: Element, from: Element, key: string): 'inside' | 1 | -1 | undefined {
  const columns = [...grid.querySelectorAll('.calendar-day')].map((day) => [
    ...day.querySelectorAll<HTMLElement>('.calendar-round'),
  ])
  const at = columns.findIndex((column) => column.includes(from as HTMLElement))
  const row = columns[at]?.indexOf(from as HTMLElement) ?? -1
  if (at === -1) return undefined
  switch (key) {
    case 'ArrowUp':
    case 'ArrowDown':
      columns[at]?.[row + (key === 'ArrowUp' ? -1 : 1)]?.focus()
      return 'inside'
    case 'ArrowLeft':
    case 'ArrowRight': {
      const way = key === 'ArrowLeft' ? -1 : 1
      for (let next = at + way; next >= 0 && next < columns.length; next += way) {
        const column = columns[next]!
        const to = column[Math.min(row, column.length - 1)]
        if (to) {
          to.focus()
          return 'inside'
        }
      }
      return way
    }
  }
  return undefined
}

function HourLabels({ hours }: { readonly hours: Hours }) {
  const labels = Array.from({ length: hours.to - hours.from }, (_, i) => hours.from + i)
  return (
    <div class="calendar-hours" aria-hidden="true">
      {labels.map((hour) => (
        <span key={hour}>{String(hour).padStart(2, '0')}:00</span>
      ))}
    </div>
  )
}

type ColumnProps = ViewProps & {
  readonly day: CivilDate
  readonly hours: Hours
  readonly children: ComponentChildren
}

function DayColumn({ words, shown, today, holidays, day, children }: ColumnProps) {
  const id = useId()
  const holiday = holidayOn(holidays, day)
  return (
    <section
      class="calendar-day"
      data-today={day === today ? '' : undefined}
      data-holiday={holiday ? '' : undefined}
      aria-labelledby={id}
    >
      <h3 id={id}>
        <a href={calendarHref({ ...shown, view: 'day', day })}>{civilWeekday(day)}</a>
        {day === today && <span class="calendar-today">{words.today}</span>}
        {holiday && <span class="calendar-holiday">{holiday}</span>}
      </h3>
      {children}
    </section>
  )
}

type BlockProps = ViewProps & {
  readonly round: ViewProps['rounds'][number]
  readonly when: string
  readonly itemKey: string
  readonly reachable: string | undefined
  readonly chosen: { value: string | undefined }
}

function RoundBlock({ words, shown, staff, round, when, itemKey, reachable, chosen }: BlockProps) {
  const { made, closesAt, graceMs, spots } = round
  const said = [nameOf(round), when, words.spots(decimal(spots)), walkersText(words, round, staff)]
  return (
    <a
      class="calendar-round"
      href={calendarHref({ ...shown, round: round.round })}
      data-foreseen={made ? undefined : ''}
      data-over={closesAt + graceMs < now.value ? '' : undefined}
      // Where rounds stand side by side there is no room for all of it.
      title={said.join(' · ')}
      tabIndex={itemKey === reachable ? 0 : -1}
      onFocus={() => {
        chosen.value = itemKey
      }}
    >
      <strong>{said[0]}</strong>
      {said.slice(1).map((line) => (
        <span key={line}>{line}</span>
      ))}
      {!made && <span class="calendar-foreseen">{words.foreseen}</span>}
    </a>
  )
}

type PlacedProps = { readonly block: Block; readonly hours: Hours; readonly children: ComponentChildren }

/** Lies where its time is. By the DOM: the server's content policy refuses style attributes, and rightly. */
function Placed({ block: { from, to, lane, lanes }, hours, children }: PlacedProps) {
  return (
    <li
      class="calendar-block"
      data-narrow={lanes > 2 ? '' : undefined}
      ref={(element) => {
        placeAt(element, '--from', shareOf(from, hours))
        placeAt(element, '--to', shareOf(to, hours))
        placeAt(element, '--lane', lane / lanes)
        placeAt(element, '--width', 1 / lanes)
      }}
    >
      {children}
    </li>
  )
}

function NowLine({ hours, minute }: { readonly hours: Hours; readonly minute: number }) {
  if (minute < hours.from * 60 || minute > hours.to * 60) return null
  return (
    <li class="calendar-now" aria-hidden="true" ref={(element) => placeAt(element, '--from', shareOf(minute, hours))} />
  )
}

function shareOf(minute: number, { from, to }: Hours): number {
  return (minute - from * 60) / ((to - from) * 60)
}

function placeAt(element: HTMLElement | null, name: string, share: number): void {
  element?.style.setProperty(name, share.toFixed(4))
}
