import type { ComponentChildren } from 'preact'
import { TERMS } from '../../checkpoints/report-terms.ts'
import { daysSince } from '../../checkpoints/time.ts'
import type { Report } from '../../checkpoints/wire/report.ts'
import { Icon } from '../components/icon.tsx'
import { List } from '../components/list.tsx'
import { ListRow } from '../components/list-row.tsx'
import { Table } from '../components/table.tsx'
import { wideEnough } from '../device/viewport.ts'
import { type LongestGap, longestGaps, repeatGaps } from '../models/report-lists.ts'
import { language } from '../words/language.ts'
import { dayAndTime, decimal, spanInFull } from '../words/writing.ts'
import type { SectionProps } from './report-body.tsx'
import { Figure, Fold, Nothing } from './report-section.tsx'

/** Every spot in use, those nobody was ever at first: the list that is opened daily. */
export function Unvisited({ words, report, names, zone, href }: SectionProps) {
  const own = words.unvisited
  if (report.unvisited.length === 0) return <Nothing>{own.none}</Nothing>
  const sinceOf = ({ lastVisitAt }: Report['unvisited'][number]) => {
    if (lastVisitAt === null) return own.never
    const days = daysSince(lastVisitAt, report.now)
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
        {(some) => (wideEnough.value ? <GapTable {...props} gaps={some} /> : <GapList {...props} gaps={some} />)}
      </Fold>
    </>
  )
}

type GapProps = SectionProps & { readonly gaps: readonly LongestGap[] }

/** A phone has no room for four columns: what matters most would stand in the one out of sight. */
function GapList({ words, names, href, gaps }: GapProps) {
  const { longest } = words
  return (
    <List>
      {gaps.map(({ checkpoint, longestMs, promisedMs, beyondMs }) => (
        <ListRow
          key={checkpoint}
          href={href?.cells({ checkpoint })}
          title={names.spot(checkpoint)}
          detail={longest.heldAgainst(spanInFull(longestMs), spanInFull(promisedMs))}
          aside={beyondMs > 0 ? <Beyond>{longest.beyondBy(spanInFull(beyondMs))}</Beyond> : longest.kept}
        />
      ))}
    </List>
  )
}

function Beyond({ children }: { readonly children: ComponentChildren }) {
  return (
    <span class="report-beyond">
      <Icon name="warn" />
      {children}
    </span>
  )
}

function GapTable({ words, names, href, gaps }: GapProps) {
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
              label={words.parts.cell(names.spot(checkpoint), name, spanInFull(longestMs))}
            >
              {spanInFull(longestMs)}
            </Figure>
          </td>
          <td>{spanInFull(promisedMs)}</td>
          <td>{beyondMs > 0 ? <Beyond>{spanInFull(beyondMs)}</Beyond> : <span class="soft">{own.kept}</span>}</td>
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
