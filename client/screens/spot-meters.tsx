import { useEffect, useRef } from 'preact/hooks'
import { nameIn } from '../../checkpoints/language.ts'
import { TERMS } from '../../checkpoints/report-terms.ts'
import type { MeterSeries } from '../../checkpoints/wire/spot.ts'
import { Card } from '../components/card.tsx'
import { MeterChart } from '../components/meter-chart.tsx'
import { isAnomaly } from '../components/meter-plot.ts'
import { Table } from '../components/table.tsx'
import { language } from '../words/language.ts'
import type { SpotWords } from '../words/spot.zh-Hant.ts'
import { dayAndTime, dayOf, decimal } from '../words/writing.ts'
import type { SpotProps } from './spot.tsx'

/** A chart for each meter, with the numbers behind it. */
export function SpotMeters({ own, estate, history: { meters } }: SpotProps) {
  const charts = useRef<HTMLDivElement>(null)
  // They come after the page has been loaded, when the browser has long given up on the address's fragment.
  useEffect(() => {
    if (location.hash === '#meters') charts.current?.scrollIntoView()
  }, [])
  if (meters.length === 0) return null
  return (
    <Card title={own.meters}>
      <div class="stack" id="meters" ref={charts}>
        {meters.map((series) => (
          <Meter key={series.item} own={own} zone={estate.zone} series={series} />
        ))}
      </div>
    </Card>
  )
}

type MeterProps = { readonly own: SpotWords; readonly zone: string; readonly series: MeterSeries }

function Meter({ own, zone, series: { words, unit, decimals, meter, points } }: MeterProps) {
  const name = nameIn(words, language.value)
  const valueText = (value: number) => `${decimal(value, decimals)} ${unit}`
  const odd = points.filter(isAnomaly)
  return (
    <section>
      <h3>
        {name} {meter && <span class="soft small">{own.serial(meter.serial)}</span>}
      </h3>
      <MeterChart points={points} label={own.chart(name)} valueText={valueText} timeText={(at) => dayOf(at, zone)} />
      {odd.length > 0 && (
        <>
          <p>{TERMS.questioned.name[language.value]}</p>
          <ul>
            {odd.slice(-5).map((point) => (
              <li key={point.visit}>
                <a href={`/visits/${point.visit}`}>{dayAndTime(point.at, zone)}</a> {valueText(point.value)} ·{' '}
                {point.questions.map((question) => own.question[question]).join(' · ')}
              </li>
            ))}
          </ul>
        </>
      )}
      <details>
        <summary>{own.asTable}</summary>
        <Table
          caption={own.chart(name)}
          hideCaption
          head={[own.at, own.value, own.change, own.remark].map((title) => (
            <th key={title} scope="col">
              {title}
            </th>
          ))}
        >
          {points
            .map((point, i) => ({ point, before: points[i - 1] }))
            .reverse()
            .map(({ point, before }) => (
              <tr key={point.visit}>
                <th scope="row">
                  <a href={`/visits/${point.visit}`}>{dayAndTime(point.at, zone)}</a>
                </th>
                <td>{decimal(point.value, decimals)}</td>
                <td>{before && decimal(point.value - before.value, decimals)}</td>
                <td>
                  {[
                    ...point.questions.map((question) => own.question[question]),
                    point.remark && own.remarks[point.remark],
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </td>
              </tr>
            ))}
        </Table>
      </details>
    </section>
  )
}
