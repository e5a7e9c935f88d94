import { CELL_STATES, type CellState, type Tally as Counts } from '../../checkpoints/coverage.ts'
import { Mark } from '../components/mark.tsx'
import type { BoardWords } from '../words/board.zh-Hant.ts'
import { stateName } from '../words/state.ts'
import { decimal } from '../words/writing.ts'
import './tally.css'

type Props = {
  readonly words: BoardWords
  readonly tally: Counts
  /** Where the cells of a state are listed. */
  readonly hrefOf?: ((state: CellState) => string) | undefined
}

/** How many cells are in each state; the legend of the marks at the same time. */
export function Tally({ words, tally, hrefOf }: Props) {
  return (
    <ul class="tally" aria-label={words.board.tally}>
      {CELL_STATES.map((state) => (
        <li key={state}>
          {hrefOf && tally[state] > 0 ? (
            <a href={hrefOf(state)}>
              <Count state={state} count={tally[state]} />
            </a>
          ) : (
            <Count state={state} count={tally[state]} />
          )}
        </li>
      ))}
    </ul>
  )
}

function Count({ state, count }: { readonly state: CellState; readonly count: number }) {
  return (
    <>
      <Mark state={state} />
      <span>{stateName(state)}</span>
      <strong>{decimal(count)}</strong>
    </>
  )
}
