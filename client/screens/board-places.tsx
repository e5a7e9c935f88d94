import { nameIn } from '../../checkpoints/language.ts'
import { Card } from '../components/card.tsx'
import { Mark } from '../components/mark.tsx'
import type { Grid, PlaceGroup } from '../models/board.ts'
import { spotIn } from '../models/catalogue.ts'
import { language } from '../words/language.ts'
import { stateName } from '../words/state.ts'
import { timeOfDay } from '../words/writing.ts'
import type { DayProps } from './board.tsx'
import './board-places.css'
import { cellHref } from './round-words.ts'

type Props = Pick<DayProps, 'words' | 'zone' | 'catalogue'> & { readonly grid: Grid }

/** Building by building, floor by floor: each spot with a mark for every round of the day. */
export function BoardPlaces(props: Props) {
  const { words, grid } = props
  let column = 0
  return (
    <>
      {grid.groups.map((group) => {
        const first = column
        column += group.floors.reduce((sum, { spots }) => sum + spots.length, 0)
        const title = group.place ? nameIn(group.place.names, language.value) : words.board.otherPlace
        return (
          <Card key={group.place?.id ?? ''} title={title} flush>
            <Building {...props} group={group} first={first} />
          </Card>
        )
      })}
    </>
  )
}

type BuildingProps = Props & {
  readonly group: PlaceGroup
  /** The column of the grid that its first spot stands in. */
  readonly first: number
}

function Building({ group, first, ...props }: BuildingProps) {
  let column = first
  return (
    <ul class="board-places">
      {group.floors.flatMap(({ path, spots }) =>
        spots.map((spot) => {
          const own = column++
          const floor = path.map(({ names }) => nameIn(names, language.value)).join(' ')
          return (
            <li key={spot}>
              <span>
                {spotIn(props.catalogue, spot, language.value).name}
                {floor && <span class="soft small"> {floor}</span>}
              </span>
              <Marks {...props} column={own} />
            </li>
          )
        }),
      )}
    </ul>
  )
}

/** In order of the rounds; each leads to its visit, or to its round. */
function Marks({ words, zone, grid, column }: Props & { readonly column: number }) {
  return (
    <span class="board-place-marks">
      {grid.rows.map(({ round, cells }) => {
        const cell = cells[column]
        if (!cell) return null
        const time = timeOfDay(round.opensAt, zone)
        const said = `${words.board.roundAt(nameIn(round.names, language.value), time)}: ${stateName(cell.state)}`
        return (
          <a key={round.round} href={cellHref(round.round, cell)} title={said}>
            <Mark state={cell.state} label={said} />
            <span class="small" aria-hidden>
              {time}
            </span>
          </a>
        )
      })}
    </span>
  )
}
