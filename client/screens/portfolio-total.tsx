import { visitedIn } from '../../checkpoints/coverage.ts'
import { TERMS } from '../../checkpoints/report-terms.ts'
import type { Portfolio } from '../../checkpoints/wire/report.ts'
import { Card } from '../components/card.tsx'
import { Defined } from '../components/defined.tsx'
import { wideEnough } from '../device/viewport.ts'
import { language } from '../words/language.ts'
import { decimal, percent } from '../words/writing.ts'
import type { AreaWords } from './portfolio.tsx'
import { Tally } from './tally.tsx'

/** All estates as if they were one. */
export function PortfolioTotal({ words, board, portfolio }: AreaWords & { readonly portfolio: Portfolio }) {
  const { tally, compliance, estates } = portfolio
  const visited = visitedIn(tally)
  const { name, means } = TERMS.compliance
  return (
    <Card
      title={`${words.total} · ${name[language.value]}`}
      aside={<span class="soft">{words.lead(decimal(estates.length))}</span>}
    >
      {compliance === null ? (
        <p>{words.nothingDue}</p>
      ) : (
        <div class="portfolio-headline">
          <Defined display means={means[language.value]}>
            {percent(compliance)}
          </Defined>
          <p>{words.totalOf(decimal(visited), decimal(visited + tally.missed))}</p>
        </div>
      )}
      {/* On a phone the estates come first. */}
      {wideEnough.value && <Tally words={board} tally={tally} />}
    </Card>
  )
}
