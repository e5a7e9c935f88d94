import { type CellState, STATE_NAMES } from '../../checkpoints/coverage.ts'
import { language } from './language.ts'

/** A mark, said in the reader's language. */
export function stateName(state: CellState): string {
  return STATE_NAMES[state][language.value]
}
