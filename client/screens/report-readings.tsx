import { nameIn } from '../../checkpoints/language.ts'
import { TERMS } from '../../checkpoints/report-terms.ts'
import type { Report } from '../../checkpoints/wire/report.ts'
import { Table } from '../components/table.tsx'
import { language } from '../words/language.ts'
import { spotWords } from '../words/spot.ts'
import { dayAndTime, decimal } from '../words/writing.ts'
import type { SectionProps } from './report-body.tsx'
import { Fold, Nothing } from './report-section.tsx'

/** Readings that could not be right at first sight, each with the way to its visit and to the chart it stands in. */
export function QuestionedReadings(props: SectionProps) {
  const { words, report } = props
  if (report.anomalies.length === 0) return <Nothing>{words.readings.none}</Nothing>
  return (
    <Fold words={words} items={report.anomalies}>
      {(some) => <Readings {...props} some={some} />}
    </Fold>
  )
}

type Props = SectionProps & { readonly some: readonly Report['anomalies'][number][] }

function Readings({ words, names, zone, href, some }: Props) {
  const spot = spotWords.value
  if (!spot) return null
  const { item: itemName, chart, chartOf } = words.readings
  return (
    <Table
      caption={TERMS.questioned.name[language.value]}
      hideCaption
      head={[words.checkpoint, itemName, spot.at, spot.value, spot.remark, ...(href ? [chart] : [])].map((title) => (
        <th key={title} scope="col">
          {title}
        </th>
      ))}
    >
      {some.map(({ visit, checkpoint, item, words: asked, value, remark, occurredAt }) => {
        const [name, when] = [names.spot(checkpoint), dayAndTime(occurredAt, zone)]
        return (
          <tr key={`${visit}/${item}`}>
            <th scope="row">{name}</th>
            <td>{nameIn(asked, language.value)}</td>
            <td>{href ? <a href={href.visit(visit)}>{when}</a> : when}</td>
            <td>{decimal(value, digitsOf(value))}</td>
            <td>{spot.remarks[remark]}</td>
            {href && (
              <td>
                <a href={`${href.spot(checkpoint)}#meters`} aria-label={chartOf(name)}>
                  {chart}
                </a>
              </td>
            )}
          </tr>
        )
      })}
    </Table>
  )
}

/** As many as the walker gave: a report does not tell how finely a meter is read. */
function digitsOf(value: number): number {
  return (String(value).split('.')[1] ?? '').length
}
