import { Button } from '../components/button.tsx'
import { List } from '../components/list.tsx'
import { ListRow } from '../components/list-row.tsx'
import { byDay, gapsLatestFirst, type ReportGap } from '../models/report-lists.ts'
import { civilWeekday, decimal, shortDay, timeOfDay } from '../words/writing.ts'
import type { SectionProps } from './report-body.tsx'
import { Fold, Nothing } from './report-section.tsx'

/** One by one, each a sentence, and what was said about its round. */
export function ReportGaps(props: SectionProps) {
  const { words, report, zone, href } = props
  const gaps = gapsLatestFirst(report, zone)
  if (gaps.length === 0) return <Nothing>{words.gaps.none}</Nothing>
  return (
    <>
      <Fold words={words} items={gaps}>
        {(some) => <Days {...props} gaps={some} />}
      </Fold>
      {href && (
        <div class="report-section-foot screen-only">
          <Button href={href.cells({ state: 'missed' })}>{words.gaps.all}</Button>
        </div>
      )}
    </>
  )
}

function Days({ words, names, zone, href, gaps }: SectionProps & { readonly gaps: readonly ReportGap[] }) {
  return (
    <>
      {byDay(gaps).map(({ day, gaps }) => (
        <div key={day} class="report-day">
          <h3>{words.gaps.ofDay(civilWeekday(day), decimal(gaps.length))}</h3>
          <List>
            {gaps.map(({ round, checkpoint, opensAt, said }) => (
              <ListRow
                key={`${round}/${checkpoint}`}
                href={href?.round(round)}
                mark="missed"
                title={
                  <>
                    {names.spot(checkpoint)}
                    <span class="report-sentence">{words.gaps.gap(shortDay(day), timeOfDay(opensAt, zone))}</span>
                  </>
                }
                detail={said.map(({ by, reason, at }) => (
                  <span key={at} class="report-said">
                    {words.gaps.said(by, reason)}
                  </span>
                ))}
              />
            ))}
          </List>
        </div>
      ))}
    </>
  )
}
