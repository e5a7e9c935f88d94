import { TERMS } from '../../checkpoints/report-terms.ts'
import type { Report } from '../../checkpoints/wire/report.ts'
import { Icon } from '../components/icon.tsx'
import { List } from '../components/list.tsx'
import { ListRow } from '../components/list-row.tsx'
import { Table } from '../components/table.tsx'
import { daysSince } from '../models/board.ts'
import { type LongestGap, longestGaps, repeatGaps } from '../models/report-lists.ts'
import { language } from '../words/language.ts'
import { dayAndTime, decimal, span } from '../words/writing.ts'
import type { SectionProps } from './report-body.tsx'
import { Figure, Fold, Nothing } from './report-section.tsx'

/** Every spot in use, those nobody was ever at first: the list that is opened daily. */
export function Unvisited({ words, report, names, zone, href }: SectionProps) {
  const own = words.unvisited
  if (report.unvisited.length === 0) return <Nothing>{own.none}</Nothing>
  const sinceOf = ({ lastVisitAt }: Report['unvisited'][number]) => {
    const days = daysSince(lastVisitAt, report.now)
    if (days === undefined) return own.never
    return days === 0 ? own.today : own.days(decimal(days))
  }
  return (
    <Fold words={words} items={report.unvisited}>
      {(some) => (
        <List>
          {some.map((one) => (
            <ListRow
              key={one.checkpoint}
              href={href?.spot(one.checkpoint)}
              title={names.spot(one.checkpoint)}
              detail={one.lastVisitAt !== null && own.lastAt(dayAndTime(one.lastVisitAt, zone))}
              aside={<strong class="report-since">{sinceOf(one)}</strong>}
            />
          ))}
        </List>
      )}
    </Fold>
  )
}

/** How long each spot was left alone, held against what its plans promise. */
export function LongestGaps(props: SectionProps) {
  const { words, report } = props
  const gaps = longestGaps(report.spots)
  if (gaps.length === 0) return <Nothing>{words.longest.none}</Nothing>
  const beyond = gaps.filter(({ beyondMs }) => beyondMs > 0).length
  return (
    <>
      <p class="report-lead">{beyond > 0 ? words.longest.beyondCount(decimal(beyond)) : words.longest.allKept}</p>
      <Fold words={words} items={gaps}>
        {(some) => <GapTable {...props} gaps={some} />}
      </Fold>
    </>
  )
}

function GapTable({ words, names, href, gaps }: SectionProps & { readonly gaps: readonly LongestGap[] }) {
  const own = words.longest
  const name = TERMS.longestGap.name[language.value]
  return (
    <Table
      caption={own.table}
      hideCaption
      head={
        <>
          <th scope="col">{own.spot}</th>
          <th scope="col">{name}</th>
          <th scope="col">{TERMS.promisedGap.name[language.value]}</th>
          <th scope="col">{own.beyond}</th>
        </>
      }
    >
      {gaps.map(({ checkpoint, longestMs, promisedMs, beyondMs }) => (
        <tr key={checkpoint}>
          <th scope="row">{names.spot(checkpoint)}</th>
          <td>
            <Figure
              href={href?.cells({ checkpoint })}
              label={words.parts.cell(names.spot(checkpoint), name, span(longestMs))}
            >
              {span(longestMs)}
            </Figure>
          </td>
          <td>{span(promisedMs)}</td>
          <td>
            {beyondMs > 0 ? (
              <span class="report-beyond">
                <Icon name="warn" />
                {span(beyondMs)}
              </span>
            ) : (
              <span class="soft">{own.kept}</span>
            )}
          </td>
        </tr>
      ))}
    </Table>
  )
}

export function RepeatGaps({ words, report, names, href }: SectionProps) {
  const spots = repeatGaps(report.spots)
  if (spots.length === 0) return <Nothing>{words.repeat.none}</Nothing>
  return (
    <Fold words={words} items={spots}>
      {(some) => (
        <List>
          {some.map(({ checkpoint, longestRun, tally }) => (
            <ListRow
              key={checkpoint}
              href={href?.cells({ checkpoint, state: 'missed' })}
              mark="missed"
              title={names.spot(checkpoint)}
              detail={words.repeat.missed(decimal(tally.missed))}
              aside={<strong class="report-since">{words.repeat.run(decimal(longestRun))}</strong>}
            />
          ))}
        </List>
      )}
    </Fold>
  )
}
