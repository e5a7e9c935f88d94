import { nameIn } from '../../checkpoints/language.ts'
import type { RoundCoverage } from '../../checkpoints/wire/coverage.ts'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { List } from '../components/list.tsx'
import { ListRow } from '../components/list-row.tsx'
import { Progress } from '../components/progress.tsx'
import { progressIn } from '../models/board.ts'
import { spotIn } from '../models/catalogue.ts'
import { language } from '../words/language.ts'
import { stateName } from '../words/state.ts'
import { decimal, timeOfDay, timeRange } from '../words/writing.ts'
import type { DayProps } from './board.tsx'
import './board-rounds.css'
import { cellHref, phaseText } from './round-words.ts'

/** The rounds of the day one below the other, for pages that are too narrow for the grid. */
export function BoardRounds({
  rounds,
  ...props
}: Omit<Props, 'round'> & { readonly rounds: readonly RoundCoverage[] }) {
  return (
    <>
      <h2>{props.words.board.rounds}</h2>
      {rounds.map((round) => (
        <RoundCard key={round.round} {...props} round={round} />
      ))}
    </>
  )
}

type Props = Omit<DayProps, 'coverage'> & { readonly round: RoundCoverage }

function RoundCard({ words, zone, catalogue, round }: Props) {
  const name = nameIn(round.names, language.value)
  const { visited, total } = progressIn(round)
  return (
    <Card title={words.board.roundAt(name, timeOfDay(round.opensAt, zone))} level={3}>
      <div class="board-round-line">
        <p class="soft small">
          {timeRange(round.opensAt, round.closesAt, zone)} · {phaseText(words, round, zone)}
        </p>
        <Button kind="quiet" icon="forward" iconOnly href={`/board/rounds/${round.round}`}>
          {words.board.openRound(name)}
        </Button>
      </div>
      <Progress done={visited} total={total} label={words.board.progress(name)} />
      <details>
        <summary>{words.board.spots(decimal(round.cells?.length ?? total))}</summary>
        <List ordered label={name}>
          {round.cells?.map((cell) => {
            const spot = spotIn(catalogue, cell.checkpoint, language.value)
            const at = cell.occurredAt === null ? '' : ` ${timeOfDay(cell.occurredAt, zone)}`
            return (
              <ListRow
                key={cell.checkpoint}
                href={cellHref(round.round, cell)}
                mark={cell.state}
                title={spot.name}
                detail={spot.place}
                aside={`${stateName(cell.state)}${at}`}
              />
            )
          })}
        </List>
      </details>
    </Card>
  )
}
