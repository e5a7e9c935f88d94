import { addDays, type CivilDate, civilDateOf, type Zone } from '../../checkpoints/time.ts'
import type { Coverage } from '../../checkpoints/wire/coverage.ts'
import { Button } from '../components/button.tsx'
import { isLive } from '../models/live.ts'
import type { Polled } from '../models/polled.ts'
import { now } from '../models/server-time.ts'
import type { BoardWords } from '../words/board.zh-Hant.ts'
import { civilDay, timeOfDay } from '../words/writing.ts'
import './board-day.css'

type Props = {
  readonly words: BoardWords
  readonly zone: Zone
  /** Undefined: today, whichever day that becomes while the page stays open. */
  readonly day: CivilDate | undefined
  readonly board: Polled<Coverage>
}

/** Which day is shown, and the way to the days beside it. */
export function BoardDay({ words, zone, day, board }: Props) {
  const today = civilDateOf(now.value, zone)
  const shown = day ?? today
  const hrefOf = (date: CivilDate) => (date === today ? '/board' : `/board?day=${date}`)
  const at = board.at.value
  return (
    <nav class="board-day" aria-label={words.board.dayNav}>
      <Button kind="quiet" icon="back" iconOnly href={hrefOf(addDays(shown, -1))}>
        {words.board.previousDay}
      </Button>
      <h2>{civilDay(shown)}</h2>
      <Button kind="quiet" icon="forward" iconOnly href={hrefOf(addDays(shown, 1))}>
        {words.board.nextDay}
      </Button>
      {shown !== today && <Button href="/board">{words.board.today}</Button>}
      {at !== undefined && (
        <span class="board-as-of soft small">
          {words.asOf(timeOfDay(at, zone))} · {isLive.value ? words.board.live : words.board.notLive}
        </span>
      )}
    </nav>
  )
}
