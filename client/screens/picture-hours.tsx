import { TERMS } from '../../checkpoints/report-terms.ts'
import { Card } from '../components/card.tsx'
import { HalfHourBars } from '../components/half-hour-bars.tsx'
import { TableBehind } from '../components/table-behind.tsx'
import { halfHourText, peaksOf, predictabilityOf } from '../models/half-hours.ts'
import { language } from '../words/language.ts'
import { decimal, span } from '../words/writing.ts'
import type { PictureProps } from './report-pictures.tsx'
import { Figure } from './report-section.tsx'

/** When of the day it is patrolled, and whether somebody who waits for it could tell. */
export function HoursPicture(props: PictureProps) {
  const { report, words, href } = props
  const { halfHours } = report
  const { hours } = words
  const [busiest] = peaksOf(halfHours, { atMost: 1 })
  if (busiest === undefined) {
    return (
      <Card title={hours.title}>
        <p>{hours.none}</p>
      </Card>
    )
  }
  const reading = hours.reading(halfHourText(busiest), halfHourText(busiest + 1), decimal(halfHours[busiest]!))
  return (
    <Card title={hours.title}>
      <p>{reading}</p>
      <HalfHourBars
        counts={halfHours}
        peaks={peaksOf(halfHours)}
        label={reading}
        countText={decimal}
        timeText={halfHourText}
      />
      <Predictable {...props} />
      <TableBehind summary={words.asTable} caption={hours.title} head={[words.columns.time, words.columns.visits]}>
        {halfHours.map((count, halfHour) => {
          const when = words.fromTo(halfHourText(halfHour), halfHourText(halfHour + 1))
          return (
            <tr key={halfHour}>
              <th scope="row">{when}</th>
              <td>
                <Figure
                  href={count > 0 ? href?.cells({ halfHour }) : undefined}
                  label={words.facts(when, decimal(count))}
                >
                  {decimal(count)}
                </Figure>
              </td>
            </tr>
          )
        })}
      </TableBehind>
    </Card>
  )
}

function Predictable({ report: { plans }, words: { hours }, names }: PictureProps) {
  const { name, means } = TERMS.startSpread
  return (
    <section>
      <h3>{hours.question}</h3>
      <ul>
        {plans.map(({ plan, startSpreadMs }) => (
          <li key={plan}>{hours[predictabilityOf(startSpreadMs)](names.plan(plan) ?? '', span(startSpreadMs ?? 0))}</li>
        ))}
      </ul>
      <p class="soft small">
        <strong>{name[language.value]}</strong> {means[language.value]}
      </p>
    </section>
  )
}
