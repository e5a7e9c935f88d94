import { useMemo } from 'preact/hooks'
import { visitedIn } from '../../checkpoints/coverage.ts'
import { TERMS } from '../../checkpoints/report-terms.ts'
import type { CivilDate } from '../../checkpoints/time.ts'
import { Card } from '../components/card.tsx'
import { HeatMap } from '../components/heat-map.tsx'
import { TableBehind } from '../components/table-behind.tsx'
import { dayWithin, dueIn, extremesOf, type HeatDay, heatMonths, type ReportDay } from '../models/heat-map.ts'
import { language } from '../words/language.ts'
import type { PicturesWords } from '../words/pictures.zh-Hant.ts'
import { stateName } from '../words/state.ts'
import { civilMonth, civilWeekday, decimal, percent, weekdayName } from '../words/writing.ts'
import type { PictureProps } from './report-pictures.tsx'

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7]

/** A wall calendar of compliance; each day leads to its cells. */
export function CalendarPicture({ report: { days }, href, words }: PictureProps) {
  const months = useMemo(() => heatMonths(days), [days])
  const name = TERMS.compliance.name[language.value]
  return (
    <Card title={words.calendar.title}>
      <p>{readingOf(words, days)}</p>
      {href && <p class="soft small screen-only">{words.calendar.open}</p>}
      <HeatMap
        months={months}
        monthName={civilMonth}
        weekdays={WEEKDAYS.map(weekdayName)}
        said={(day) => said(words, name, day)}
        share={wholePercent}
        hrefOf={href && (({ day }) => href.cells({ from: day, to: day }))}
        byKey={(from: CivilDate, key: string) => dayWithin(days, from, key)}
      />
      <TableBehind
        summary={words.asTable}
        caption={words.calendar.title}
        head={[words.columns.day, name, words.columns.visited, stateName('missed')]}
      >
        {days.map(({ day, tally, compliance }) => (
          <tr key={day}>
            <th scope="row">{civilWeekday(day)}</th>
            <td>{compliance === null ? '–' : percent(compliance)}</td>
            <td>{decimal(visitedIn(tally))}</td>
            <td>{decimal(tally.missed)}</td>
          </tr>
        ))}
      </TableBehind>
    </Card>
  )
}

/** There is no room for a decimal; rounded down, as every share is. */
function wholePercent(share: number): string {
  return percent(Math.floor(share * 100 + 1e-9) / 100)
}

function said(words: PicturesWords, name: string, { day, compliance, tally, worst }: HeatDay): string {
  const facts = [
    compliance === null ? worst && stateName(worst) : words.facts(name, percent(compliance)),
    tally.missed > 0 && words.facts(stateName('missed'), decimal(tally.missed)),
  ]
  return [civilWeekday(day), ...facts].filter(Boolean).join(words.and)
}

function readingOf(words: PicturesWords, days: readonly ReportDay[]): string {
  const extremes = extremesOf(days)
  if (!extremes) return words.nothingDue
  const due = days.filter(({ tally }) => dueIn(tally) > 0)
  const clean = due.filter(({ tally }) => tally.missed === 0)
  const { best, worst } = extremes
  const [top, bottom] = [percent(best.compliance!), percent(worst.compliance!)]
  const reading =
    best.compliance === worst.compliance
      ? words.calendar.allSame(top)
      : words.calendar.reading(civilWeekday(best.day), top, civilWeekday(worst.day), bottom)
  return `${reading} ${words.calendar.clean(decimal(clean.length), decimal(due.length))}`
}
