import { useSignal } from '@preact/signals'
import type { TargetedKeyboardEvent } from 'preact'
import { useId } from 'preact/hooks'
import { nameIn } from '../../checkpoints/language.ts'
import type { Zone } from '../../checkpoints/time.ts'
import type { Cell, RoundCoverage } from '../../checkpoints/wire/coverage.ts'
import { Card } from '../components/card.tsx'
import { Mark } from '../components/mark.tsx'
import { type Grid, neighbour, type PlaceGroup, progressIn } from '../models/board.ts'
import { type Catalogue, spotIn } from '../models/catalogue.ts'
import type { BoardWords } from '../words/board.zh-Hant.ts'
import { language } from '../words/language.ts'
import { stateName } from '../words/state.ts'
import { decimal, timeOfDay, timeRange } from '../words/writing.ts'
import './board-grid.css'
import { cellHref, phaseText } from './round-words.ts'

type Props = {
  readonly words: BoardWords
  readonly zone: Zone
  readonly catalogue: Catalogue
  readonly grid: Grid
}

/** Rounds down, spots across. One stop for the Tab key; the arrow keys move between the cells (ARIA APG "grid"). */
export function BoardGrid(props: Props) {
  const { words, grid } = props
  const help = useId()
  // By name, not by position: a refresh may bring a row above it.
  const chosen = useSignal<string | undefined>(undefined)
  const reachable = grid.rows.some(({ round, cells }) =>
    cells.some((cell) => cell && keyOf(round, cell) === chosen.value),
  )
    ? chosen.value
    : firstKey(grid)
  const begins = new Set(firstColumns(grid))
  return (
    <Card
      title={words.board.rounds}
      aside={
        <span class="soft small" id={help}>
          {words.board.gridHelp}
        </span>
      }
      flush
    >
      <div class="board-grid">
        {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose cells the arrow keys reach */}
        <table role="grid" aria-label={words.board.rounds} aria-describedby={help}>
          <Head {...props} />
          <tbody onKeyDown={(event) => move(event, grid)}>
            {grid.rows.map(({ round, cells }) => (
              <tr key={round.round}>
                <RoundHead {...props} round={round} />
                {cells.map((cell, column) => (
                  <td key={column} data-begins={begins.has(column) ? '' : undefined}>
                    {cell && (
                      <CellLink
                        {...props}
                        round={round}
                        cell={cell}
                        reachable={keyOf(round, cell) === reachable}
                        onFocus={() => {
                          chosen.value = keyOf(round, cell)
                        }}
                      />
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  )
}

/** Where each building begins. */
function firstColumns({ groups }: Grid): readonly number[] {
  let column = 0
  return groups.map(({ floors }) => {
    const first = column
    column += floors.flatMap(({ spots }) => spots).length
    return first
  })
}

function keyOf(round: RoundCoverage, cell: Cell): string {
  return `${round.round}/${cell.checkpoint}`
}

function firstKey(grid: Grid): string | undefined {
  for (const { round, cells } of grid.rows) {
    const first = cells.find((cell) => cell !== undefined)
    if (first) return keyOf(round, first)
  }
  return undefined
}

function move(event: TargetedKeyboardEvent<HTMLTableSectionElement>, grid: Grid): void {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
  const from = (event.target as Element).closest('td')
  const row = from?.closest('tr')
  if (!from || !row) return
  // The round's own head is the first cell of its row.
  const next = neighbour(grid, { row: row.sectionRowIndex, column: from.cellIndex - 1 }, event.key)
  if (!next) return
  event.preventDefault()
  event.currentTarget.rows[next.row]?.cells[next.column + 1]?.querySelector('a')?.focus()
}

/** Building, floor, spot: a line for each. */
function Head({ words, catalogue, grid: { groups } }: Props) {
  const nameOf = (place: PlaceGroup['place']) => (place ? nameIn(place.names, language.value) : words.board.otherPlace)
  return (
    <thead>
      <tr>
        <th class="board-grid-corner" scope="col" rowSpan={3}>
          {words.board.round}
        </th>
        {groups.map(({ place, floors }) => (
          <th key={place?.id} scope="colgroup" colSpan={floors.flatMap(({ spots }) => spots).length}>
            <span class="board-grid-place">{nameOf(place)}</span>
          </th>
        ))}
      </tr>
      <tr>
        {groups.flatMap(({ floors }) =>
          floors.map(({ path, spots }) => {
            const name = path.map(({ names }) => nameIn(names, language.value)).join(' ')
            // A heading that says nothing would be read out as one.
            return name ? (
              <th key={spots[0]} scope="colgroup" colSpan={spots.length}>
                {name}
              </th>
            ) : (
              <td key={spots[0]} colSpan={spots.length} />
            )
          }),
        )}
      </tr>
      <tr>
        {groups.flatMap(({ floors }) =>
          floors.flatMap(({ spots }) =>
            spots.map((spot) => (
              <th key={spot} scope="col" class="board-grid-spot">
                <span>{spotIn(catalogue, spot, language.value).name}</span>
              </th>
            )),
          ),
        )}
      </tr>
    </thead>
  )
}

function RoundHead({ words, zone, round }: Pick<Props, 'words' | 'zone'> & { readonly round: RoundCoverage }) {
  const { visited, total } = progressIn(round)
  return (
    <th scope="row">
      <a href={`/board/rounds/${round.round}`}>{nameIn(round.names, language.value)}</a>
      <span class="board-grid-facts">
        {timeRange(round.opensAt, round.closesAt, zone)} · {decimal(visited)} / {decimal(total)}
      </span>
      {round.phase !== 'closed' && <span class="board-grid-facts">{phaseText(words, round, zone)}</span>}
    </th>
  )
}

type CellProps = Omit<Props, 'grid'> & {
  readonly round: RoundCoverage
  readonly cell: Cell
  readonly reachable: boolean
  readonly onFocus: () => void
}

function CellLink({ words, zone, catalogue, round, cell, reachable, onFocus }: CellProps) {
  const { name, place } = spotIn(catalogue, cell.checkpoint, language.value)
  const roundName = words.board.roundAt(nameIn(round.names, language.value), timeOfDay(round.opensAt, zone))
  const defects = cell.defects > 0 ? decimal(cell.defects) : undefined
  const state = stateName(cell.state)
  const said = words.board.cell(
    name,
    place,
    roundName,
    defects ? `${state}${words.board.and}${words.defects(defects)}` : state,
  )
  return (
    <a
      class="board-cell"
      href={cellHref(round.round, cell)}
      aria-label={said}
      title={said}
      tabIndex={reachable ? 0 : -1}
      onFocus={onFocus}
    >
      <Mark state={cell.state} />
      {defects && <span class="board-cell-defects">{defects}</span>}
    </a>
  )
}
