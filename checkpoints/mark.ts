/** The seven marks (look.md "Surface"), as shapes: what screens draw as SVG and paper as vectors. */
import type { CellState } from './coverage.ts'

/** What a mark can say: how a cell counts. */
export type MarkState = CellState

/** One layer of a mark, painted in the mark's colour alone: what has to stand out is cut out, so it prints in black. */
export type MarkLayer =
  /** Painted by the even-odd rule: what overlaps is cut out. */
  { readonly fill: string } | { readonly stroke: string; readonly width: number; readonly dash?: string }

/** Side of the square that the shapes are drawn in. */
export const MARK_SIZE = 20

const DISC = 'M10 1A9 9 0 0 1 10 19A9 9 0 0 1 10 1Z'
const RING = 'M10 2A8 8 0 0 1 10 18A8 8 0 0 1 10 2Z'
const LEFT_HALF = 'M10 2A8 8 0 0 0 10 18Z'
const QUESTION =
  'M6.3 7.7A3.7 3.7 0 1 1 11.1 11.24V12.6H8.9V9.3H10A1.6 1.6 0 1 0 8.4 7.7ZM10 13.6A1.3 1.3 0 0 1 10 16.2A1.3 1.3 0 0 1 10 13.6Z'
const CLOCK_HANDS = 'M8.8 1.1H11.2V8.8H15V11.2H8.8Z'
const CROSS = 'M5.5 5.5L14.5 14.5M14.5 5.5L5.5 14.5'
const HATCH = 'M1 7L7 1M1 13L5 9M9 5L13 1M7 19L11 15M15 11L19 7M13 19L19 13'

/** The seven marks. The same in every place they are drawn, on screen and on paper. */
// biome-ignore format: hand-aligned table
export const MARK_SHAPES: Readonly<Record<MarkState, readonly MarkLayer[]>> = {
  done:     [{ fill: DISC }],
  doubtful: [{ stroke: RING, width: 2 }, { fill: LEFT_HALF + QUESTION }],
  late:     [{ fill: DISC + CLOCK_HANDS }],
  pending:  [{ stroke: RING, width: 2 }],
  awaiting: [{ stroke: RING, width: 2.6, dash: '0 4.19' }],
  missed:   [{ stroke: HATCH, width: 1 }, { stroke: CROSS, width: 3 }],
  excused:  [{ stroke: 'M4 10H16', width: 3 }],
}
