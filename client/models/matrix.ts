/**
 * Spots down, days across: how five hundred rows are arranged, which of them have to be drawn, and where a key leads. Pure; all
 * rows are of one height, so that it follows from where the reader has scrolled to which of them he sees.
 */
import type { CellState } from '../../checkpoints/coverage.ts'
import type { CheckpointId } from '../../checkpoints/ids.ts'
import { DAY_CODES } from '../../checkpoints/report.ts'
import type { CivilDate } from '../../checkpoints/time.ts'
import type { ReportedSpot } from '../../checkpoints/wire/report.ts'
import { worstFirst } from './tower.ts'

export type MatrixRow =
  | { readonly kind: 'place'; readonly id: string; readonly place: string }
  | {
      readonly kind: 'spot'
      readonly id: CheckpointId
      readonly name: string
      readonly place: string
      readonly spot: ReportedSpot
    }

export type MatrixOrder = 'walking' | 'worst'

export type MatrixShown = {
  readonly order: MatrixOrder
  /** Only spots whose name or place has this in it. */
  readonly find: string
  readonly nameOf: (id: CheckpointId) => { readonly name: string; readonly place: string }
}

/** In walking order under the names of their places, else the worst first without them. */
export function matrixRows(spots: readonly ReportedSpot[], { order, find, nameOf }: MatrixShown): MatrixRow[] {
  const wanted = find.trim().toLowerCase()
  const rows = spots
    .map((spot) => ({ kind: 'spot' as const, id: spot.checkpoint, ...nameOf(spot.checkpoint), spot }))
    .filter(({ name, place }) => wanted === '' || `${place} ${name}`.toLowerCase().includes(wanted))
  if (order === 'worst') return rows.sort((a, b) => worstFirst(a.spot, b.spot))
  return rows.flatMap((row, i) =>
    rows[i - 1]?.place === row.place
      ? [row]
      : [{ kind: 'place' as const, id: `above ${row.id}`, place: row.place }, row],
  )
}

/** As many days as stand side by side. */
const DAYS_AT_ONCE = 31

export type DaysShown = {
  /** Where the first of them stands in a spot's `days`. */
  readonly first: number
  readonly days: readonly CivilDate[]
  readonly hasEarlier: boolean
  readonly hasLater: boolean
}

/** @param back how many times the reader has gone back by {@link DAYS_AT_ONCE}; the first days are always a full page */
export function daysShown(days: readonly CivilDate[], back: number): DaysShown {
  const end = Math.max(Math.min(DAYS_AT_ONCE, days.length), days.length - back * DAYS_AT_ONCE)
  const first = Math.max(0, end - DAYS_AT_ONCE)
  return { first, days: days.slice(first, end), hasEarlier: first > 0, hasLater: end < days.length }
}

const STATE_OF = new Map<string | undefined, CellState>(
  (Object.entries(DAY_CODES) as [CellState, string][]).map(([state, code]) => [code, state]),
)

/** undefined: no round of the day expects the spot. */
export function stateOn({ days }: Pick<ReportedSpot, 'days'>, day: number): CellState | undefined {
  return STATE_OF.get(days[day])
}

/** Rows from `from` up to, but not including, `to`. */
export type Rows = { readonly from: number; readonly to: number }

/** Some more than what can be seen, so that a flick of the wheel does not show a blank. */
const SPARE_ROWS = 8

/** @param heightPx of what shows rows; @param scrolledPx how far the rows have been scrolled up under the head */
export function rowsInSight(
  count: number,
  { scrolledPx, heightPx, rowPx }: { readonly scrolledPx: number; readonly heightPx: number; readonly rowPx: number },
): Rows {
  const first = Math.floor(Math.max(0, scrolledPx) / rowPx)
  const last = Math.ceil((Math.max(0, scrolledPx) + heightPx) / rowPx)
  const to = Math.min(count, last + SPARE_ROWS)
  return { from: Math.max(0, Math.min(first, to) - SPARE_ROWS), to }
}

/** Rows that are drawn, or the number of rows whose place is kept free. */
export type Piece = Rows | { readonly skipped: number }

/**
 * What is drawn of all rows, in order: those in sight, and the one that has the focus wherever it is, or scrolling would take the
 * reader's place in the page away.
 */
export function piecesOf(count: number, sight: Rows, focused: number | undefined): Piece[] {
  const isApart = focused !== undefined && focused < count && (focused < sight.from || focused >= sight.to)
  const drawn = isApart ? [sight, { from: focused, to: focused + 1 }].sort((a, b) => a.from - b.from) : [sight]
  const pieces: Piece[] = []
  let at = 0
  for (const rows of drawn) {
    if (rows.from > at) pieces.push({ skipped: rows.from - at })
    pieces.push(rows)
    at = rows.to
  }
  return at < count ? [...pieces, { skipped: count - at }] : pieces
}

/** Column 0 names the spot, the days follow. */
export type MatrixCell = { readonly row: number; readonly column: number }

export type MatrixKey = { readonly key: string; readonly ctrl: boolean; readonly rowsInPage: number }

/**
 * Where a key leads from a cell (ARIA APG "grid"), over the rows that only name a place. Ctrl+Home and Ctrl+End reach the corners.
 * @returns undefined where there is nowhere to go, and for every other key
 */
export function cellByKey(
  rows: readonly Pick<MatrixRow, 'kind'>[],
  columns: number,
  { row, column }: MatrixCell,
  { key, ctrl, rowsInPage }: MatrixKey,
): MatrixCell | undefined {
  const [first, last] = [() => spotRow(rows, 0, 1), () => spotRow(rows, rows.length - 1, -1)]
  const page = Math.max(1, rowsInPage - 1)
  // biome-ignore format: hand-aligned table
  const moves: Readonly<Record<string, () => readonly [row: number | undefined, column: number]>> = ctrl
    ? {
        Home:       () => [first(), 0],
        End:        () => [last(), columns - 1],
      }
    : {
        ArrowRight: () => [row, Math.min(column + 1, columns - 1)],
        ArrowLeft:  () => [row, Math.max(column - 1, 0)],
        Home:       () => [row, 0],
        End:        () => [row, columns - 1],
        ArrowDown:  () => [spotRow(rows, row + 1, 1), column],
        ArrowUp:    () => [spotRow(rows, row - 1, -1), column],
        PageDown:   () => [spotRow(rows, row + page, 1) ?? last(), column],
        PageUp:     () => [spotRow(rows, row - page, -1) ?? first(), column],
      }
  const [toRow, toColumn] = moves[key]?.() ?? [undefined, 0]
  if (toRow === undefined || (toRow === row && toColumn === column)) return undefined
  return { row: toRow, column: toColumn }
}

/** The nearest row of a spot, from `at` on in a direction. */
export function spotRow(rows: readonly Pick<MatrixRow, 'kind'>[], at: number, seek: 1 | -1): number | undefined {
  for (let row = at; row >= 0 && row < rows.length; row += seek) if (rows[row]!.kind === 'spot') return row
  return undefined
}

/** The spots that were missed, and the worst of them. */
export function missedSpots(spots: readonly ReportedSpot[]): {
  readonly count: number
  readonly worst: ReportedSpot | undefined
} {
  const missed = spots.filter(({ tally }) => tally.missed > 0).sort(worstFirst)
  return { count: missed.length, worst: missed[0] }
}
