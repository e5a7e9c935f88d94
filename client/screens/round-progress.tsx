import { nameIn } from '../../checkpoints/language.ts'
import { phaseOf } from '../../checkpoints/round.ts'
import type { Pack } from '../../checkpoints/wire/estate.ts'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { ListRow } from '../components/list-row.tsx'
import { Progress } from '../components/progress.tsx'
import { minutesLeft, type Progress as RoundState } from '../models/rounds.ts'
import { now } from '../models/server-time.ts'
import { spotNames } from '../models/spots.ts'
import { language } from '../words/language.ts'
import type { PhoneWords } from '../words/phone.zh-Hant.ts'
import { routeWords } from '../words/route.ts'
import { decimal, timeOfDay, timeRange } from '../words/writing.ts'
import { durationText } from './duration-text.ts'
import './round-progress.css'

type Props = { readonly words: PhoneWords; readonly pack: Pack; readonly progress: RoundState }

/** A round that is due: how far, where next, and every spot on demand. */
export function DueRound({ words, pack, progress }: Props) {
  const { round, covered, asked, next } = progress
  const own = routeWords.value
  if (!own) return null
  const name = nameIn(round.names, language.value)
  const names = next === undefined ? undefined : spotNames(pack, next, language.value)
  return (
    <Card title={name} aside={<span class="soft">{until(words, pack, progress)}</span>}>
      <p class="round-count">
        <span class="display">
          {decimal(covered)} / {decimal(asked)}
        </span>
        <span class="soft">
          {words.myDay.covered} · {own.left(durationText(own, minutesLeft(round, now.value)))}
        </span>
      </p>
      <Progress done={covered} total={asked} label={words.myDay.progress(name)} />
      {names ? (
        <div>
          <p class="soft small">{words.myDay.next}</p>
          <p class="round-next">{names.name}</p>
          <p class="soft">{names.place}</p>
        </div>
      ) : (
        next === undefined && <p>{words.myDay.allDone}</p>
      )}
      {round.focus && (
        <p>
          <span class="soft">{words.myDay.focus}</span>
          {round.focus}
        </p>
      )}
      <Button wide href={`/rounds/${round.id}`}>
        {own.open} · {words.myDay.spots(decimal(round.expected.length))}
      </Button>
    </Card>
  )
}

/** A round that is not due: one line, and its route behind it. */
export function RoundRow({ pack, progress }: Omit<Props, 'words'>) {
  const { round, covered, asked } = progress
  return (
    <ListRow
      href={`/rounds/${round.id}`}
      title={nameIn(round.names, language.value)}
      detail={timeRange(round.opensAt, round.closesAt, pack.estate.zone)}
      aside={`${decimal(covered)} / ${decimal(asked)}`}
    />
  )
}

function until(words: PhoneWords, pack: Pack, { round }: RoundState): string {
  const { zone } = pack.estate
  return phaseOf(round, now.value) === 'grace'
    ? words.myDay.graceUntil(timeOfDay(round.closesAt + round.graceMs, zone))
    : words.myDay.until(timeOfDay(round.closesAt, zone))
}
