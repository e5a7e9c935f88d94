import { SUSPICION_NAMES } from '../../checkpoints/presence.ts'
import type { Cell } from '../../checkpoints/wire/coverage.ts'
import { Card } from '../components/card.tsx'
import { List } from '../components/list.tsx'
import { ListRow } from '../components/list-row.tsx'
import { Mark } from '../components/mark.tsx'
import { Table } from '../components/table.tsx'
import { spotIn } from '../models/catalogue.ts'
import { language } from '../words/language.ts'
import { stateName } from '../words/state.ts'
import { decimal, timeOfDay } from '../words/writing.ts'
import type { RoundProps } from './round.tsx'
import './round-spots.css'

type Row = {
  readonly cell: Cell
  readonly name: string
  readonly place: string
  readonly time: string
  readonly person: string
  readonly remarks: string
}

function rowsOf({ words, zone, round, catalogue }: RoundProps): readonly Row[] {
  return (round.cells ?? []).map((cell) => {
    const visit = round.visits.find(({ visit }) => visit === cell.visit)
    const reasons = visit?.verdict.outcome === 'doubtful' ? visit.verdict.reasons : []
    return {
      cell,
      ...spotIn(catalogue, cell.checkpoint, language.value),
      time: cell.occurredAt === null ? '' : timeOfDay(cell.occurredAt, zone),
      person: visit?.person ?? '',
      remarks: [
        ...reasons.map((reason) => SUSPICION_NAMES[reason][language.value]),
        ...(visit?.remarks ?? []).map((remark) => words.walk[remark]),
        ...defectsOf(words, cell),
      ].join(words.board.and),
    }
  })
}

function defectsOf(words: RoundProps['words'], { defects }: Pick<Cell, 'defects'>): readonly string[] {
  return defects > 0 ? [words.defects(decimal(defects))] : []
}

/** In walking order, as a table for a desk. */
export function SpotTable(props: RoundProps) {
  const { words } = props
  const own = words.round
  return (
    <Table
      caption={own.spots}
      head={
        <>
          <th scope="col">{own.order}</th>
          <th scope="col">{own.spot}</th>
          <th scope="col">{own.place}</th>
          <th scope="col">{own.state}</th>
          <th scope="col">{own.time}</th>
          <th scope="col">{own.person}</th>
          <th scope="col">{own.remarks}</th>
        </>
      }
    >
      {rowsOf(props).map(({ cell, name, place, time, person, remarks }, i) => (
        <tr key={cell.checkpoint}>
          <td>{decimal(i + 1)}</td>
          <th scope="row">
            <a href={`/checkpoints/${cell.checkpoint}`}>{name}</a>
          </th>
          <td>{place}</td>
          <td class="round-state">
            <Mark state={cell.state} /> {stateName(cell.state)}
          </td>
          <td>
            {cell.visit === null ? (
              time
            ) : (
              <a class="round-visit" href={`/visits/${cell.visit}`}>
                {time} <span class="unseen">{own.openVisit(name)}</span>
              </a>
            )}
          </td>
          <td>{person}</td>
          <td>{remarks}</td>
        </tr>
      ))}
    </Table>
  )
}

/** The same as a list for a narrow page. */
export function SpotList(props: RoundProps) {
  const { words } = props
  return (
    <Card title={words.round.spots} flush>
      <List ordered>
        {rowsOf(props).map(({ cell, name, place, time, person, remarks }) => (
          <ListRow
            key={cell.checkpoint}
            href={cell.visit === null ? `/checkpoints/${cell.checkpoint}` : `/visits/${cell.visit}`}
            mark={cell.state}
            title={name}
            detail={
              <>
                <span class="round-spot-line">{place}</span>
                <span class="round-spot-line">{[time, person].filter(Boolean).join(' · ')}</span>
                {remarks && <span class="round-spot-line">{remarks}</span>}
              </>
            }
            aside={stateName(cell.state)}
          />
        ))}
      </List>
    </Card>
  )
}

/** What was filed for this round beside the visits that cover its spots. */
export function OtherVisits({ words, zone, round, catalogue }: RoundProps) {
  const covers = new Set(round.cells?.map(({ visit }) => visit))
  const others = round.visits.filter(({ visit }) => !covers.has(visit))
  if (others.length === 0) return null
  return (
    <Card title={words.round.others} flush>
      <p class="round-lead soft small">{words.round.othersLead}</p>
      <List>
        {others.map((visit) => {
          const { name, place } = spotIn(catalogue, visit.checkpoint, language.value)
          return (
            <ListRow
              key={visit.visit}
              href={`/visits/${visit.visit}`}
              title={`${place} ${name}`}
              detail={`${timeOfDay(visit.occurredAt, zone)} · ${visit.person}`}
              aside={defectsOf(words, visit)[0]}
            />
          )
        })}
      </List>
    </Card>
  )
}
