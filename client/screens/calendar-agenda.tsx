import { Card } from '../components/card.tsx'
import { List } from '../components/list.tsx'
import { ListRow } from '../components/list-row.tsx'
import { agendaOf, calendarHref } from '../models/calendar.ts'
import { now } from '../models/server-time.ts'
import { civilWeekday, decimal } from '../words/writing.ts'
import type { ViewProps } from './calendar.tsx'
import { holidayOn, hoursText, nameOf, walkersText } from './calendar-words.ts'

/** The rounds as a list, day by day: what the grids say, for small pages and for those who do not see them. */
export function CalendarAgenda({ words, zone, shown, days, today, rounds, holidays, staff }: ViewProps) {
  // A month is drawn in whole weeks, but read as a month.
  const read = shown.view === 'month' ? days.filter((day) => day.slice(0, 7) === shown.day.slice(0, 7)) : days
  const agenda = agendaOf(rounds, read, { zone, now: now.value })
  return (
    <div class="stack">
      {agenda
        .filter(({ day, rounds }) => rounds.length > 0 || holidayOn(holidays, day) !== undefined)
        .map(({ day, rounds }) => (
          <Card
            key={day}
            level={3}
            title={day === today ? `${civilWeekday(day)} · ${words.today}` : civilWeekday(day)}
            aside={<span class="soft small">{holidayOn(holidays, day) ?? words.rounds(decimal(rounds.length))}</span>}
            flush
          >
            {rounds.length === 0 && <p class="calendar-nothing soft small">{words.noRoundsOn}</p>}
            <List>
              {rounds.map((round) => (
                <ListRow
                  key={round.round}
                  href={calendarHref({ ...shown, round: round.round })}
                  title={nameOf(round)}
                  detail={
                    <>
                      {hoursText(words, round, zone, now.value)} · {words.spots(decimal(round.spots))}
                      <br />
                      {walkersText(words, round, staff)}
                    </>
                  }
                  aside={!round.made && words.foreseen}
                />
              ))}
            </List>
          </Card>
        ))}
    </div>
  )
}
