import type { Pack } from '../../checkpoints/wire/estate.ts'
import { Card } from '../components/card.tsx'
import { List } from '../components/list.tsx'
import { items } from '../models/outbox.ts'
import { weekAhead } from '../models/rounds.ts'
import { now } from '../models/server-time.ts'
import { routeWords } from '../words/route.ts'
import { civilWeekday, dayAndTime, decimal } from '../words/writing.ts'
import { RoundRow } from './round-progress.tsx'
import './week-ahead.css'

type Props = { readonly pack: Pack; readonly person: string }

/** What comes in the next days, as the phone knew when it last had signal. */
export function WeekAhead({ pack, person }: Props) {
  const words = routeWords.value
  if (!words) return null
  const { zone } = pack.estate
  const days = weekAhead(pack.rounds, items.value, { person, now: now.value, zone })
  return (
    <Card title={words.week} aside={<span class="soft small">{words.updated(dayAndTime(pack.now, zone))}</span>} flush>
      {days.map(({ day, rounds }) =>
        rounds.length === 0 ? (
          <p key={day} class="week-day soft">
            <span>{civilWeekday(day)}</span>
            <span>{words.nothing}</span>
          </p>
        ) : (
          <details key={day} class="week-day-open">
            <summary class="week-day">
              <span>{civilWeekday(day)}</span>
              <span class="soft">{words.rounds(decimal(rounds.length))}</span>
            </summary>
            <List label={civilWeekday(day)}>
              {rounds.map((progress) => (
                <RoundRow key={progress.round.id} pack={pack} progress={progress} />
              ))}
            </List>
          </details>
        ),
      )}
    </Card>
  )
}
