import { CELL_STATES, type Tally as Counts } from '../../checkpoints/coverage.ts'
import { Mark } from '../components/mark.tsx'
import type { BoardWords } from '../words/board.zh-Hant.ts'
import { stateName } from '../words/state.ts'
import { decimal } from '../words/writing.ts'
import './tally.css'

type Props = { readonly words: BoardWords; readonly tally: Counts }

/** How many cells are in each state; the legend of the marks at the same time. */
export function Tally({ words, tally }: Props) {
  return (
    <ul class="tally" aria-label={words.board.tally}>
      {CELL_STATES.map((state) => (
        <li key={state}>
          <Mark state={state} />
          <span>{stateName(state)}</span>
          <strong>{decimal(tally[state])}</strong>
        </li>
      ))}
    </ul>
  )
}
