import { Card } from '../components/card.tsx'
import { Table } from '../components/table.tsx'
import { spotWords } from '../words/spot.ts'
import { dayAndTime, decimal } from '../words/writing.ts'
import type { PictureProps } from './report-pictures.tsx'

/** Readings that could not be right at first sight, each with the way to its visit and to the chart it stands in. */
export function ReadingsPicture({ report: { anomalies, directory }, href, words, names }: PictureProps) {
  const spot = spotWords.value
  if (!spot) return null
  const { readings } = words
  const spots = new Set(anomalies.map(({ checkpoint }) => checkpoint))
  if (anomalies.length === 0) {
    return (
      <Card title={spot.anomaly}>
        <p>{readings.none}</p>
      </Card>
    )
  }
  return (
    <Card title={spot.anomaly}>
      <p>{readings.reading(decimal(anomalies.length), decimal(spots.size))}</p>
      <div class="picture-readings">
        <Table
          caption={`${spot.anomaly} · ${spot.meters}`}
          hideCaption
          head={[words.columns.spot, spot.at, spot.value, spot.remark, ...(href ? [readings.chart] : [])].map(
            (title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ),
          )}
        >
          {anomalies.map(({ visit, checkpoint, item, value, remark, occurredAt }) => {
            const { name, place } = names.spotAndPlace(checkpoint)
            const when = dayAndTime(occurredAt, directory.estate.zone)
            return (
              <tr key={`${visit} ${item}`}>
                <th scope="row">
                  {name} <span class="soft">{place}</span>
                </th>
                <td>{href ? <a href={href.visit(visit)}>{when}</a> : when}</td>
                <td>{decimal(value, decimalsOf(value))}</td>
                <td>{spot.remarks[remark]}</td>
                {href && (
                  <td>
                    <a
                      href={`${href.spot(checkpoint)}#meters`}
                      aria-label={readings.chartOf(`${place} ${name}`.trim())}
                    >
                      {readings.chart}
                    </a>
                  </td>
                )}
              </tr>
            )
          })}
        </Table>
      </div>
    </Card>
  )
}

/** A report does not tell how finely a meter is read: as finely as it was. */
function decimalsOf(value: number): number {
  return Math.min(3, String(value).split('.')[1]?.length ?? 0)
}
