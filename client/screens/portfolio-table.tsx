import { useLocation } from 'preact-iso'
import { nameIn } from '../../checkpoints/language.ts'
import { TERMS } from '../../checkpoints/report-terms.ts'
import type { Estate } from '../../checkpoints/wire/session.ts'
import { Icon } from '../components/icon.tsx'
import { Mark } from '../components/mark.tsx'
import { ShareBar } from '../components/share-bar.tsx'
import { Table } from '../components/table.tsx'
import type { Days } from '../models/calendar.ts'
import { chooseEstate } from '../models/estate.ts'
import { COLUMNS, type Column, estateReportHref, type PortfolioRow } from '../models/portfolio.ts'
import { cellsHref } from '../models/report.ts'
import { language } from '../words/language.ts'
import type { PortfolioWords } from '../words/portfolio.zh-Hant.ts'
import { decimal, percent } from '../words/writing.ts'
import { PortfolioChange } from './portfolio-change.tsx'

export type PortfolioListProps = {
  readonly words: PortfolioWords
  readonly rows: readonly PortfolioRow[]
  readonly order: Column
  readonly days: Days
  /** The days that the change is measured from, in words. */
  readonly before: string
  readonly onOrder: (order: Column) => void
}

/** One row an estate; the name of a column sorts by it. */
export function PortfolioTable({ words, rows, order, days, before, onOrder }: PortfolioListProps) {
  const means: Partial<Record<Column, string>> = {
    rank: words.rankMeans,
    compliance: TERMS.compliance.means[language.value],
    change: words.changeMeans(before),
    missed: TERMS.gap.means[language.value],
  }
  return (
    <div class="portfolio-table">
      <Table
        caption={order === 'rank' ? words.table : words.tableInOrder(words.columns[order])}
        head={COLUMNS.map((column) => (
          <th key={column} scope="col" aria-sort={order === column ? DIRECTIONS[column] : undefined}>
            <button
              type="button"
              class="portfolio-sort"
              title={means[column] ?? words.orderBy(words.columns[column])}
              onClick={() => onOrder(column)}
            >
              {MARKS[column] && <Mark state={MARKS[column]} />}
              {words.columns[column]}
              {order === column && <Icon name={DIRECTIONS[column] === 'ascending' ? 'up' : 'down'} />}
            </button>
          </th>
        ))}
      >
        {rows.map((row) => (
          <Row key={row.estate.id} words={words} row={row} days={days} />
        ))}
      </Table>
      <dl class="portfolio-meanings small soft">
        {COLUMNS.filter((column) => means[column]).map((column) => (
          <div key={column}>
            <dt>{words.columns[column]}</dt>
            <dd>{means[column]}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}

const MARKS: Partial<Record<Column, 'missed' | 'doubtful'>> = { missed: 'missed', doubtful: 'doubtful' }

/** The worst stands on top whichever column is pressed. */
const DIRECTIONS: Readonly<Record<Column, 'ascending' | 'descending'>> = {
  rank: 'ascending',
  name: 'ascending',
  compliance: 'ascending',
  change: 'ascending',
  missed: 'descending',
  doubtful: 'descending',
  rounds: 'descending',
}

type RowProps = Pick<PortfolioListProps, 'words' | 'days'> & { readonly row: PortfolioRow }

function Row({ words, row, days }: RowProps) {
  const { estate, rank, compliance } = row
  const open = useEstateReport()
  const name = nameIn(estate.names, language.value)
  const cells = (state: 'missed' | 'doubtful') => (
    <CellCount
      count={row[state]}
      label={`${name} ${words.count(words.columns[state], decimal(row[state]))}`}
      onOpen={() => open(estate, cellsHref(days, { state }))}
    />
  )
  return (
    <tr>
      <td>{rank === null ? words.none : decimal(rank)}</td>
      <th scope="row">
        <button
          type="button"
          class="portfolio-estate"
          title={words.toReport(name)}
          onClick={() => open(estate, estateReportHref(days))}
        >
          {name}
        </button>
      </th>
      <td>
        {compliance === null ? (
          words.none
        ) : (
          <span class="portfolio-share">
            <strong>{percent(compliance)}</strong>
            <ShareBar share={compliance} />
          </span>
        )}
      </td>
      <td>
        <PortfolioChange words={words} change={row.change} />
      </td>
      <td>{cells('missed')}</td>
      <td>{cells('doubtful')}</td>
      <td>{decimal(row.rounds)}</td>
    </tr>
  )
}

type CellCountProps = { readonly count: number; readonly label: string; readonly onOpen: () => void }

/** Leads to what it counts. */
function CellCount({ count, label, onOpen }: CellCountProps) {
  if (count === 0) return <>{decimal(count)}</>
  return (
    <button type="button" class="portfolio-count" aria-label={label} onClick={onOpen}>
      {decimal(count)}
    </button>
  )
}

/** Chooses an estate and opens a page of it. A button does: in another tab it would be that of whichever estate is chosen here. */
export function useEstateReport(): (estate: Estate, href: string) => void {
  const { route } = useLocation()
  return ({ id }, href) => {
    chooseEstate(id)
    route(href)
  }
}
