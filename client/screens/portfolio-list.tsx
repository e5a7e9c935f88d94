import { nameIn } from '../../checkpoints/language.ts'
import { Card } from '../components/card.tsx'
import { List } from '../components/list.tsx'
import { ListRow } from '../components/list-row.tsx'
import { ShareBar } from '../components/share-bar.tsx'
import { estateReportHref, type PortfolioRow } from '../models/portfolio.ts'
import { language } from '../words/language.ts'
import type { PortfolioWords } from '../words/portfolio.zh-Hant.ts'
import { decimal, percent } from '../words/writing.ts'
import { PortfolioChange } from './portfolio-change.tsx'
import { type PortfolioListProps, useEstateReport } from './portfolio-table.tsx'

/** The same on a phone: a row an estate, all of which can be pressed. */
export function PortfolioList({ words, rows, order, days, before }: PortfolioListProps) {
  const open = useEstateReport()
  return (
    <>
      <Card flush>
        <List ordered label={order === 'rank' ? words.table : words.tableInOrder(words.columns[order])}>
          {rows.map((row) => (
            <ListRow
              key={row.estate.id}
              title={nameIn(row.estate.names, language.value)}
              detail={<Detail words={words} row={row} />}
              aside={<strong>{row.compliance === null ? words.none : percent(row.compliance)}</strong>}
              onClick={() => open(row.estate, estateReportHref(days))}
            />
          ))}
        </List>
      </Card>
      <p class="small soft">{words.changeMeans(before)}</p>
    </>
  )
}

function Detail({ words, row }: { readonly words: PortfolioWords; readonly row: PortfolioRow }) {
  const { columns, count } = words
  return (
    <>
      {row.compliance !== null && <ShareBar share={row.compliance} />}
      <span class="portfolio-detail">
        {row.rank !== null && <span>{words.ranked(decimal(row.rank))}</span>}
        <PortfolioChange words={words} change={row.change} />
      </span>
      <span class="portfolio-detail">
        <span>{count(columns.missed, decimal(row.missed))}</span>
        <span>{count(columns.doubtful, decimal(row.doubtful))}</span>
        <span>{count(columns.rounds, decimal(row.rounds))}</span>
      </span>
    </>
  )
}
