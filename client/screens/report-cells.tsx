import { useComputed } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { nameIn } from '../../checkpoints/language.ts'
import { civilDateOf, type Zone } from '../../checkpoints/time.ts'
import type { CellsQuery, ListedCells } from '../../checkpoints/wire/report.ts'
import type { Estate } from '../../checkpoints/wire/session.ts'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Empty } from '../components/empty.tsx'
import { List } from '../components/list.tsx'
import { ListRow } from '../components/list-row.tsx'
import { Mark } from '../components/mark.tsx'
import { Notice } from '../components/notice.tsx'
import { Page } from '../components/page.tsx'
import { Table } from '../components/table.tsx'
import { TopBar } from '../components/top-bar.tsx'
import { wideEnough } from '../device/viewport.ts'
import { estate } from '../models/estate.ts'
import type { Growing } from '../models/growing.ts'
import { halfHourText } from '../models/half-hours.ts'
import { cellsIn, filterIn, reportHref } from '../models/report.ts'
import { cellsOf } from '../models/report-cells.ts'
import { type ReportNames, reportNames } from '../models/report-names.ts'
import { now } from '../models/server-time.ts'
import { boardWords } from '../words/board.ts'
import type { BoardWords } from '../words/board.zh-Hant.ts'
import { language } from '../words/language.ts'
import { failureText } from '../words/problems.ts'
import { reportWords } from '../words/report.ts'
import type { ReportWords } from '../words/report.zh-Hant.ts'
import { stateName } from '../words/state.ts'
import { dayAndTime, decimal } from '../words/writing.ts'
import './report.css'
import { daysText, filterText } from './report-words.ts'
import { useScreen } from './use-screen.ts'
import { Waiting } from './waiting.tsx'

/** What is behind a number of a report, one by one. */
export function ReportCellsScreen() {
  const words = reportWords.value
  const board = boardWords.value
  const current = estate.value
  return words && board && current ? <CellsPage key={current.id} {...{ words, board }} estate={current} /> : null
}

type Props = { readonly words: ReportWords; readonly board: BoardWords; readonly estate: Estate }

function CellsPage({ words, board, estate: { id, names, zone } }: Props) {
  useScreen(words.cellsTitle)
  const { query } = useLocation()
  const today = useComputed(() => civilDateOf(now.value, zone)).value
  const asked = cellsIn(query, today)
  const cells = cellsOf(id, asked)
  useEffect(() => void cells.refresh(), [cells])
  const value = cells.value.value
  const known = value && reportNames(value.directory, language.value)
  const back = reportHref({
    period: { from: asked.from, to: asked.to },
    filter: filterIn(query),
    against: 'previous',
  })
  return (
    <Page
      width="wide"
      top={
        <TopBar
          title={words.cellsTitle}
          over={nameIn(names, language.value)}
          back={{ href: back, label: words.backToReport }}
        />
      }
    >
      <div class="report-bar">
        <h2>
          {asked.state && (
            <>
              <Mark state={asked.state} /> {stateName(asked.state)}{' '}
            </>
          )}
          {value && words.total(decimal(value.total))}
          <span class="report-filter">
            {[daysText(words, asked), halfHourOf(words, asked), known && filterText(words, asked, known)]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </h2>
      </div>
      <Waiting words={board} shown={cells} zone={zone} />
      {value && known && <Found {...{ words, zone, value, cells }} names={known} />}
    </Page>
  )
}

function halfHourOf(words: ReportWords, { halfHour }: Pick<CellsQuery, 'halfHour'>): string | undefined {
  return halfHour === undefined ? undefined : words.days(halfHourText(halfHour), halfHourText(halfHour + 1))
}

type FoundProps = {
  readonly words: ReportWords
  readonly zone: Zone
  readonly names: ReportNames
  readonly value: ListedCells
  readonly cells: Growing<ListedCells>
}

function Found(props: FoundProps) {
  const { words, value, cells } = props
  const failure = cells.moreFailure.value
  if (value.total === 0)
    return (
      <Empty title={words.noCells} action={<Button href="/reports">{words.backToReport}</Button>}>
        {words.noCellsText}
      </Empty>
    )
  return (
    <>
      {wideEnough.value ? <CellTable {...props} /> : <CellRows {...props} />}
      {failure && <Notice tone="warn">{failureText(failure)}</Notice>}
      {value.cells.length < value.total && (
        <div class="row screen-only">
          <Button onClick={() => void cells.more()} busy={cells.busy.value}>
            {words.moreCells}
          </Button>
          <span class="soft">{words.shownOf(decimal(value.cells.length), decimal(value.total))}</span>
        </div>
      )}
    </>
  )
}

function CellTable({ words, zone, names, value }: FoundProps) {
  return (
    <Table
      caption={words.cellsTitle}
      hideCaption
      head={
        <>
          <th scope="col">{words.checkpoint}</th>
          <th scope="col">{words.state}</th>
          <th scope="col">{words.round}</th>
          <th scope="col">{words.time}</th>
          <th scope="col">{words.person}</th>
          <th scope="col">
            <span class="unseen">{words.openVisit}</span>
          </th>
        </>
      }
    >
      {value.cells.map(({ round, plan, opensAt, checkpoint, state, visit, occurredAt, person }) => (
        <tr key={`${round}/${checkpoint}`}>
          <th scope="row">{names.spot(checkpoint)}</th>
          <td>
            <Mark state={state} /> {stateName(state)}
          </td>
          <td>
            <a href={`/board/rounds/${round}`}>
              {dayAndTime(opensAt, zone)} {names.plan(plan) ?? words.unnamed}
            </a>
          </td>
          <td>{occurredAt !== null && dayAndTime(occurredAt, zone)}</td>
          <td>{person}</td>
          <td>
            {visit !== null && (
              <a href={`/visits/${visit}`} aria-label={`${words.openVisit}: ${names.spot(checkpoint)}`}>
                {words.openVisit}
              </a>
            )}
          </td>
        </tr>
      ))}
    </Table>
  )
}

/** On a phone each leads to its visit, or to the round that has none. */
function CellRows({ words, zone, names, value }: FoundProps) {
  return (
    <Card flush>
      <List>
        {value.cells.map(({ round, plan, opensAt, checkpoint, state, visit, occurredAt, person }) => (
          <ListRow
            key={`${round}/${checkpoint}`}
            href={visit === null ? `/board/rounds/${round}` : `/visits/${visit}`}
            mark={state}
            title={names.spot(checkpoint)}
            detail={
              <>
                {[stateName(state), occurredAt !== null && dayAndTime(occurredAt, zone), person]
                  .filter(Boolean)
                  .join(' · ')}
                <br />
                {dayAndTime(opensAt, zone)} {names.plan(plan) ?? words.unnamed}
              </>
            }
          />
        ))}
      </List>
    </Card>
  )
}
