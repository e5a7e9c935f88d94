import type { CellState } from '../../checkpoints/coverage.ts'
import { drawnLayer } from './mark.tsx'
import './mark.css'
import { MARK_SHAPES, MARK_SIZE } from '../../checkpoints/mark.ts'

/** The marks, drawn once for thousands of {@link MarkUse}s. One on a page is enough; it takes no room. */
export function MarkSymbols() {
  return (
    <svg class="mark-symbols" width="0" height="0" aria-hidden="true">
      {(Object.keys(MARK_SHAPES) as CellState[]).map((state) => (
        <symbol key={state} id={symbolOf(state)} viewBox={`0 0 ${MARK_SIZE} ${MARK_SIZE}`}>
          {MARK_SHAPES[state].map(drawnLayer)}
        </symbol>
      ))}
    </svg>
  )
}

/** A mark by reference; the words stand beside it. */
export function MarkUse({ state }: { readonly state: CellState }) {
  return (
    <svg class="mark" data-state={state} aria-hidden="true">
      <use href={`#${symbolOf(state)}`} />
    </svg>
  )
}

function symbolOf(state: CellState): string {
  return `mark-${state}`
}
