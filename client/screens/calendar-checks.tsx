import type { ComponentChildren } from 'preact'
import { civilDateOf, type Zone } from '../../checkpoints/time.ts'
import type { Calendar } from '../../checkpoints/wire/plan.ts'
import '../components/card.css'
import { Icon } from '../components/icon.tsx'
import { wideEnough } from '../device/viewport.ts'
import { type CalendarRound, calendarHref } from '../models/calendar.ts'
import { type ConflictGroup, conflictGroups } from '../models/calendar-conflicts.ts'
import { type Catalogue, placeIn, spotIn } from '../models/catalogue.ts'
import { now } from '../models/server-time.ts'
import { language } from '../words/language.ts'
import { dayOf, decimal } from '../words/writing.ts'
import type { ViewProps } from './calendar.tsx'
import './calendar-checks.css'
import { hoursText, nameOf } from './calendar-words.ts'
import { useCatalogue } from './use-fresh.ts'

type Props = Pick<ViewProps, 'words' | 'zone' | 'staff'> & {
  readonly estate: string
  readonly calendar: Calendar
  /** The rounds in sight, whose conflicts are told. */
  readonly shown: readonly CalendarRound[]
}

/** What to mend: rounds that nobody can walk, spots that nobody visits, places that nobody answers for. */
export function CalendarChecks({ words, zone, staff, estate, calendar, shown }: Props) {
  const { checks: own } = words
  const catalogue = useCatalogue(estate).value.value
  const { unplanned, unassigned } = calendar
  const groups = conflictGroups(calendar.conflicts, shown, calendar.rounds)
  const count = groups.length + unplanned.length + unassigned.length
  if (count === 0) return <p class="soft small screen-only">{own.allWell}</p>
  return (
    <details class="card calendar-checks screen-only" open={wideEnough.value}>
      <summary>
        <h2>{own.title}</h2> <strong>{decimal(count)}</strong>
      </summary>
      {groups.length > 0 && (
        <ul class="calendar-conflicts" aria-label={own.conflicts}>
          {groups.map((group, i) => (
            <ConflictRow key={i} words={words} zone={zone} staff={staff} group={group} />
          ))}
        </ul>
      )}
      {unplanned.length > 0 && (
        <Missing title={own.unplanned} text={own.unplannedText} count={unplanned.length} others={own.others}>
          {catalogue && unplanned.slice(0, AT_MOST).map((id) => <SpotLink key={id} catalogue={catalogue} id={id} />)}
        </Missing>
      )}
      {unassigned.length > 0 && (
        <Missing title={own.unassigned} text={own.unassignedText} count={unassigned.length} others={own.others}>
          {catalogue &&
            unassigned.slice(0, AT_MOST).map((id) => (
              <li key={id}>
                <a href="/teams">{placeIn(catalogue, id, language.value)}</a>
              </li>
            ))}
        </Missing>
      )}
    </details>
  )
}

/** As many as can be taken in; the count says how many there are. */
const AT_MOST = 40
const CASES_AT_MOST = 2

type RowProps = Pick<Props, 'words' | 'zone' | 'staff'> & { readonly group: ConflictGroup }

function ConflictRow({ words, zone, staff, group }: RowProps) {
  const { checks: own } = words
  const { why, person, cases } = group
  const name = staff?.find((member) => member.person.id === person)?.person.name ?? own.someone
  const sentence = { 'two-at-once': own.twoAtOnce(name), nobody: own.nobody, 'no-spots': own.noSpots }[why]
  return (
    <li>
      <Icon name="warn" />
      <div>
        <p>{sentence}</p>
        <ul>
          {cases.slice(0, CASES_AT_MOST).map((rounds, i) => (
            <li key={i}>
              {rounds.map((round) => (
                <RoundLink key={round.round} words={words} zone={zone} round={round} />
              ))}
            </li>
          ))}
        </ul>
        {cases.length > CASES_AT_MOST && <p class="soft small">{own.others(decimal(cases.length - CASES_AT_MOST))}</p>}
      </div>
    </li>
  )
}

type LinkProps = Pick<Props, 'words'> & { readonly zone: Zone; readonly round: CalendarRound }

function RoundLink({ words, zone, round }: LinkProps) {
  const day = civilDateOf(round.opensAt, zone)
  return (
    <a href={calendarHref({ view: 'day', day, round: round.round })}>
      {nameOf(round)} {dayOf(round.opensAt, zone)} {hoursText(words, round, zone, now.value)}
    </a>
  )
}

function SpotLink({ catalogue, id }: { readonly catalogue: Catalogue; readonly id: string }) {
  const { name, place } = spotIn(catalogue, id, language.value)
  return (
    <li>
      <a href={`/checkpoints/${id}`}>
        {place} {name}
      </a>
    </li>
  )
}

type MissingProps = {
  readonly title: string
  readonly text: string
  readonly count: number
  readonly others: (count: string) => string
  readonly children: ComponentChildren
}

function Missing({ title, text, count, others, children }: MissingProps) {
  return (
    <details class="calendar-missing">
      <summary>
        {title} <strong>{decimal(count)}</strong>
      </summary>
      <p class="soft small">{text}</p>
      <ul class="calendar-links">{children}</ul>
      {count > AT_MOST && <p class="soft small">{others(decimal(count - AT_MOST))}</p>}
    </details>
  )
}
