import { useMemo } from 'preact/hooks'
import { visitedIn } from '../../checkpoints/coverage.ts'
import { nameIn } from '../../checkpoints/language.ts'
import type { Place } from '../../checkpoints/place.ts'
import { TERMS } from '../../checkpoints/report-terms.ts'
import type { ReportedSpot } from '../../checkpoints/wire/report.ts'
import { Card } from '../components/card.tsx'
import { FloorBar, FloorStack } from '../components/floor-stack.tsx'
import { TableBehind } from '../components/table-behind.tsx'
import { type Floor, type Tower, towersOf, worstFloor } from '../models/tower.ts'
import { language } from '../words/language.ts'
import { stateName } from '../words/state.ts'
import { decimal, percent } from '../words/writing.ts'
import type { PictureProps } from './report-pictures.tsx'

/** Each building as its floors stacked. A floor opens to its spots, and these lead to their cells. */
export function TowerPicture(props: PictureProps) {
  const { report, words } = props
  const towers = useMemo(() => towersOf(report.spots, report.directory), [report])
  const worst = worstFloor(towers)
  if (towers.length === 0) return null
  const { columns, tower: own } = words
  const nameOf = (place: Place | undefined, otherwise: string) =>
    place ? nameIn(place.names, language.value) : otherwise
  const towerName = ({ place }: Tower) => nameOf(place, own.elsewhere)
  const floorName = ({ place }: Floor) => nameOf(place, own.itself)
  return (
    <Card title={own.title}>
      <p>
        {worst
          ? own.reading(
              `${towerName(worst.tower)} ${floorName(worst.floor)}`,
              shareText(worst.floor),
              decimal(worst.floor.tally.missed),
            )
          : own.allWell}
      </p>
      <p class="soft small screen-only">{own.open}</p>
      <div class="picture-towers">
        {towers.map((tower) => (
          <FloorStack key={tower.place?.id} title={towerName(tower)} aside={sideText(props, tower)}>
            {tower.floors.map((floor) => (
              <FloorBar
                key={floor.place?.id}
                name={floorName(floor)}
                compliance={floor.compliance}
                figure={shareText(floor)}
                gaps={floor.tally.missed > 0 ? own.missed(decimal(floor.tally.missed)) : undefined}
                isWorst={floor === worst?.floor}
              >
                <FloorSpots {...props} spots={floor.spots} />
              </FloorBar>
            ))}
          </FloorStack>
        ))}
      </div>
      <TableBehind
        summary={words.asTable}
        caption={own.title}
        head={[
          columns.building,
          columns.floor,
          TERMS.compliance.name[language.value],
          columns.visited,
          stateName('missed'),
        ]}
      >
        {towers.flatMap((tower) =>
          tower.floors.map((floor) => (
            <tr key={`${tower.place?.id} ${floor.place?.id}`}>
              <th scope="row">{towerName(tower)}</th>
              <td>{floorName(floor)}</td>
              <td>{shareText(floor)}</td>
              <td>{decimal(visitedIn(floor.tally))}</td>
              <td>{decimal(floor.tally.missed)}</td>
            </tr>
          )),
        )}
      </TableBehind>
    </Card>
  )
}

function FloorSpots({ href, words, names, spots }: PictureProps & { readonly spots: readonly ReportedSpot[] }) {
  return (
    <ul>
      {spots.map((spot) => {
        const { name } = names.spotAndPlace(spot.checkpoint)
        return (
          <li key={spot.checkpoint}>
            {href ? <a href={href.cells({ checkpoint: spot.checkpoint })}>{name}</a> : name}
            {words.and}
            {sideText({ words }, spot)}
          </li>
        )
      })}
    </ul>
  )
}

function sideText({ words }: Pick<PictureProps, 'words'>, part: Pick<Floor, 'tally' | 'compliance'>): string {
  const missed = part.tally.missed > 0 ? [words.tower.missed(decimal(part.tally.missed))] : []
  return [shareText(part), ...missed].join(words.and)
}

function shareText({ compliance }: Pick<Floor, 'compliance'>): string {
  return compliance === null ? '–' : percent(compliance)
}
