import { visitedIn } from '../../checkpoints/coverage.ts'
import { TERMS } from '../../checkpoints/report-terms.ts'
import { Card } from '../components/card.tsx'
import { Defined } from '../components/defined.tsx'
import { Icon } from '../components/icon.tsx'
import { changeBetween } from '../models/report-parts.ts'
import { language } from '../words/language.ts'
import { decimal, percent } from '../words/writing.ts'
import type { SectionProps } from './report-body.tsx'
import './report-headline.css'
import { shortDaysText } from './report-words.ts'
import { Tally } from './tally.tsx'

/** The one number, how many visits it is made of, and what it was before. */
export function ReportHeadline(props: SectionProps) {
  const { words, board, report, href } = props
  const { tally, compliance } = report
  const visited = visitedIn(tally)
  const { name, means } = TERMS.compliance
  return (
    <Card title={name[language.value]}>
      {compliance === null ? (
        <p>
          {words.nothingDue} {words.otherPeriod}
        </p>
      ) : (
        <>
          <div class="report-headline">
            <Defined display means={means[language.value]}>
              {percent(compliance)}
            </Defined>
            <p>{words.visitedOf(decimal(visited), decimal(visited + tally.missed))}</p>
          </div>
          <Change {...props} />
        </>
      )}
      <Tally words={board} tally={tally} hrefOf={href && ((state) => href.cells({ state }))} />
    </Card>
  )
}

function Change({ words, report, compared }: SectionProps) {
  const before = compared ?? report.previous
  const days = shortDaysText(words, before, report)
  const change = changeBetween(report.compliance, before.compliance)
  if (change === null || before.compliance === null) return <p class="soft">{words.nothingBefore(days)}</p>
  const share = percent(before.compliance)
  if (change === 0) return <p>{words.same(days, share)}</p>
  const text = change > 0 ? words.better : words.worse
  return (
    <p class="report-change" data-change={change > 0 ? 'better' : 'worse'}>
      <Icon name={change > 0 ? 'up' : 'down'} />
      {text(days, share, pointsText(change))}
    </p>
  )
}

/** Thousandths as percentage points, without a sign: the words beside it say which way. */
export function pointsText(change: number): string {
  return decimal(Math.abs(change) / 10, 1)
}
