import { useId } from 'preact/hooks'
import { visitedIn } from '../../checkpoints/coverage.ts'
import { TERMS } from '../../checkpoints/report-terms.ts'
import type { Coverage } from '../../checkpoints/wire/coverage.ts'
import { Card } from '../components/card.tsx'
import type { BoardWords } from '../words/board.zh-Hant.ts'
import { language } from '../words/language.ts'
import { decimal, percent } from '../words/writing.ts'
import './board-headline.css'
import { Tally } from './tally.tsx'

type Props = { readonly words: BoardWords; readonly coverage: Coverage }

/** The one number of the day, what it is made of, and the legend of the marks. */
export function BoardHeadline({ words, coverage: { tally, compliance } }: Props) {
  const id = useId()
  const visited = visitedIn(tally)
  const due = visited + tally.missed
  return (
    <Card title={TERMS.compliance.name[language.value]}>
      {compliance === null ? (
        <p>{words.board.nothingDue}</p>
      ) : (
        <div class="board-headline">
          <button
            type="button"
            class="board-number display"
            aria-describedby={id}
            onKeyDown={({ key, currentTarget }) => {
              if (key === 'Escape') currentTarget.blur()
            }}
          >
            {percent(compliance)}
          </button>
          <p class="soft small">{words.board.complianceShort}</p>
          <p class="board-definition small" role="tooltip" id={id}>
            {words.board.complianceOf(decimal(visited), decimal(due))} {TERMS.compliance.means[language.value]}
          </p>
        </div>
      )}
      <Tally words={words} tally={tally} />
    </Card>
  )
}
