import { nameIn } from '../../checkpoints/language.ts'
import { phaseOf } from '../../checkpoints/round.ts'
import type { Pack } from '../../checkpoints/wire/estate.ts'
import { Card } from '../components/card.tsx'
import { List } from '../components/list.tsx'
import { ListRow } from '../components/list-row.tsx'
import { Progress } from '../components/progress.tsx'
import type { Progress as RoundState } from '../models/rounds.ts'
import { now } from '../models/server-time.ts'
import { spotNames } from '../models/spots.ts'
import { decimal, language, timeOfDay, timeRange } from '../words/language.ts'
import type { PhoneWords } from '../words/phone.zh-Hant.ts'
import './round-progress.css'

type Props = { readonly words: PhoneWords; readonly pack: Pack; readonly progress: RoundState }

/** A round that is due: how far, where next, and every spot on demand. */
export function DueRound({ words, pack, progress }: Props) {
  const { round, covered, next } = progress
  const name = nameIn(round.names, language.value)
  const names = next === undefined ? undefined : spotNames(pack, next, language.value)
  return (
    <Card title={name} aside={<span class="soft">{until(words, pack, progress)}</span>}>
      <p class="round-count">
        <span class="display">
          {decimal(covered)} / {decimal(round.expected.length)}
        </span>
        <span class="soft">{words.myDay.covered}</span>
      </p>
      <Progress done={covered} total={round.expected.length} label={words.myDay.progress(name)} />
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
      <details>
        <summary>{words.myDay.spots(decimal(round.expected.length))}</summary>
        <Spots words={words} pack={pack} progress={progress} />
      </details>
    </Card>
  )
}

/** A round that is not due: one line, and every spot on demand. */
export function RoundDetails({ words, pack, progress }: Props) {
  const { round, covered } = progress
  return (
    <details class="round-details">
      <summary>
        <span class="round-line">
          <span>{nameIn(round.names, language.value)}</span>
          <span class="soft">
            {timeRange(round.opensAt, round.closesAt, pack.estate.zone)} · {decimal(covered)} /{' '}
            {decimal(round.expected.length)}
          </span>
        </span>
      </summary>
      <Spots words={words} pack={pack} progress={progress} />
    </details>
  )
}

function Spots({ words, pack, progress: { round, states } }: Props) {
  return (
    <List ordered label={nameIn(round.names, language.value)}>
      {round.expected.map(({ checkpoint }, i) => {
        const names = spotNames(pack, checkpoint, language.value)
        const state = states[i] ?? 'pending'
        return (
          <ListRow
            key={checkpoint}
            mark={state}
            title={names?.name ?? checkpoint}
            detail={names?.place}
            aside={words.states[state]}
          />
        )
      })}
    </List>
  )
}

function until(words: PhoneWords, pack: Pack, { round }: RoundState): string {
  const { zone } = pack.estate
  return phaseOf(round, now.value) === 'grace'
    ? words.myDay.graceUntil(timeOfDay(round.closesAt + round.graceMs, zone))
    : words.myDay.until(timeOfDay(round.closesAt, zone))
}
