import { useMemo } from 'preact/hooks'
import { visitedIn } from '../../checkpoints/coverage.ts'
import { TERMS } from '../../checkpoints/report-terms.ts'
import type { Trend } from '../../checkpoints/wire/report.ts'
import { Card } from '../components/card.tsx'
import { TableBehind } from '../components/table-behind.tsx'
import { TrendLine } from '../components/trend-line.tsx'
import { extremesOf, type ReportDay } from '../models/heat-map.ts'
import {
  labelledPoints,
  type Step,
  scaleFrom,
  stepFor,
  type TrendPoint,
  trendDots,
  trendPoints,
  wholeRuns,
} from '../models/trend.ts'
import { language } from '../words/language.ts'
import type { PicturesWords } from '../words/pictures.zh-Hant.ts'
import { stateName } from '../words/state.ts'
import { civilDay, civilMonth, decimal, percent, shortDay } from '../words/writing.ts'
import type { PictureProps } from './report-pictures.tsx'
import { Figure } from './report-section.tsx'

/** Compliance over the period, and over the time before it as far as that is known. */
export function TrendPicture({ report, words, href, trend }: PictureProps & { readonly trend: Trend | undefined }) {
  const isLonger = trend !== undefined && trend.days.length > report.days.length
  return (
    <Card title={words.trend.title}>
      <Line words={words} href={href} days={report.days} titles={words.trend.ofPeriod} />
      {isLonger && <Line words={words} href={href} days={trend.days} titles={words.trend.long} />}
    </Card>
  )
}

type LineProps = Pick<PictureProps, 'words' | 'href'> & {
  readonly days: readonly ReportDay[]
  readonly titles: Readonly<Record<Step, string>>
}

function Line({ words, href, days, titles }: LineProps) {
  const step = stepFor(days.length)
  const points = useMemo(() => trendPoints(days, step), [days, step])
  const from = scaleFrom(points)
  const when = (point: TrendPoint) => whenText(words, point, step)
  const shareAt = (at: number) => percent(points[at]!.compliance!)
  const name = TERMS.compliance.name[language.value]
  return (
    <section class="picture-trend">
      <h3>{titles[step]}</h3>
      <p>{readingOf(words, points, step)}</p>
      {points.length > 1 && (
        <TrendLine
          dots={trendDots(points, from)}
          runs={wholeRuns(points)}
          labelled={labelledPoints(points)}
          valueText={shareAt}
          timeText={(at) => (step === 'month' ? civilMonth(points[at]!.from) : shortDay(points[at]!.from))}
          scale={[percent(1), percent(from)]}
          label={`${name}${words.and}${titles[step]}`}
        />
      )}
      {points.length > 0 && (
        <TableBehind
          summary={words.asTable}
          caption={`${name}${words.and}${titles[step]}`}
          head={[words.columns.time, name, words.columns.visited, stateName('missed')]}
        >
          {points.map((point) => (
            <Row key={point.from} {...{ words, href, point }} name={when(point)} />
          ))}
        </TableBehind>
      )}
    </section>
  )
}

type RowProps = Pick<PictureProps, 'words' | 'href'> & { readonly name: string; readonly point: TrendPoint }

function Row({ words, href, name, point: { from, to, tally, compliance } }: RowProps) {
  const { missed } = tally
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>
        {compliance === null ? (
          '–'
        ) : (
          <Figure href={href?.cells({ from, to })} label={words.facts(name, percent(compliance))}>
            {percent(compliance)}
          </Figure>
        )}
      </td>
      <td>{decimal(visitedIn(tally))}</td>
      <td>
        <Figure
          href={missed > 0 ? href?.cells({ from, to, state: 'missed' }) : undefined}
          label={words.facts(`${name}${words.and}${stateName('missed')}`, decimal(missed))}
        >
          {decimal(missed)}
        </Figure>
      </td>
    </tr>
  )
}

function readingOf(words: PicturesWords, points: readonly TrendPoint[], step: Step): string {
  const extremes = extremesOf(points)
  const [first, last] = [points[0], points.at(-1)]
  if (!extremes || !first || !last) return words.nothingDue
  const when = (point: TrendPoint) => whenText(words, point, step)
  const share = ({ compliance }: TrendPoint) => percent(compliance ?? 0)
  if (first === last) return words.trend.only(when(first), share(first))
  const { worst } = extremes
  const reading = words.trend.reading(when(first), share(first), when(last), share(last))
  return worst === first || worst === last ? reading : `${reading} ${words.trend.lowest(when(worst), share(worst))}`
}

function whenText(words: PicturesWords, { from }: TrendPoint, step: Step): string {
  if (step === 'month') return civilMonth(from)
  return step === 'week' ? words.trend.weekOf(civilDay(from)) : civilDay(from)
}
