import { visitedIn } from '../../checkpoints/coverage.ts'
import { TERMS } from '../../checkpoints/report-terms.ts'
import type { Coverage } from '../../checkpoints/wire/coverage.ts'
import { Card } from '../components/card.tsx'
import { Defined } from '../components/defined.tsx'
import { cellsHref } from '../models/report.ts'
import type { BoardWords } from '../words/board.zh-Hant.ts'
import { language } from '../words/language.ts'
import { decimal, percent } from '../words/writing.ts'
import './board-headline.css'
import { Tally } from './tally.tsx'

type Props = { readonly words: BoardWords; readonly coverage: Coverage }

/** The one number of the day, what it is made of, and the legend of the marks. */
export function BoardHeadline({ words, coverage: { from, to, tally, compliance } }: Props) {
  const visited = visitedIn(tally)
  const due = visited + tally.missed
  const means = `${words.board.complianceOf(decimal(visited), decimal(due))} ${TERMS.compliance.means[language.value]}`
  return (
    <Card title={TERMS.compliance.name[language.value]}>
      {compliance === null ? (
        <p>{words.board.nothingDue}</p>
      ) : (
        <div class="board-headline">
          <Defined display means={means}>
            {percent(compliance)}
          </Defined>
          <p class="soft small">{words.board.complianceShort}</p>
        </div>
      )}
      <Tally words={words} tally={tally} hrefOf={(state) => cellsHref({ from, to }, { state })} />
    </Card>
  )
}
