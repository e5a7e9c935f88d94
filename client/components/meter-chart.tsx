import type { MeterPoint } from '../../checkpoints/wire/spot.ts'
import { isAnomaly, isRemarked, plotted } from './meter-plot.ts'
import './meter-chart.css'

type Props = {
  readonly points: readonly MeterPoint[]
  /** What it shows, for those who cannot see it; the numbers stand in a table behind it. */
  readonly label: string
  /** Written at the ends of the scale. */
  readonly valueText: (value: number) => string
  readonly timeText: (at: number) => string
}

const BOX = { width: 640, height: 220, margin: 34 }
/** Room for the numbers at the left of the line. */
const SCALE = 96

/** A line of readings; what is to be looked at is a cross on it, what was explained a square: neither needs colour. */
export function MeterChart({ points, label, valueText, timeText }: Props) {
  const dots = plotted(points, { ...BOX, width: BOX.width - SCALE }).map((dot) => ({ ...dot, x: dot.x + SCALE }))
  const [first, last] = [dots[0], dots.at(-1)]
  if (!first || !last) return null
  const values = points.map(({ value }) => value)
  const line = dots.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ')
  return (
    <svg class="meter-chart" viewBox={`0 0 ${BOX.width} ${BOX.height}`} role="img" aria-label={label}>
      <line
        class="meter-chart-axis"
        x1={SCALE + BOX.margin}
        x2={BOX.width - BOX.margin}
        y1={BOX.height - BOX.margin}
        y2={BOX.height - BOX.margin}
      />
      <text x={SCALE + BOX.margin - 10} y={BOX.margin + 5} text-anchor="end">
        {valueText(Math.max(...values))}
      </text>
      {Math.min(...values) < Math.max(...values) && (
        <text x={SCALE + BOX.margin - 10} y={BOX.height - BOX.margin + 5} text-anchor="end">
          {valueText(Math.min(...values))}
        </text>
      )}
      <text x={SCALE + BOX.margin} y={BOX.height - 10}>
        {timeText(first.point.at)}
      </text>
      <text x={BOX.width - BOX.margin} y={BOX.height - 10} text-anchor="end">
        {timeText(last.point.at)}
      </text>
      <polyline class="meter-chart-line" points={line} />
      {dots.map(({ x, y, point }) =>
        isAnomaly(point) ? (
          <path key={point.visit} class="meter-chart-cross" d={`M${x - 6},${y - 6}l12,12m0,-12l-12,12`} />
        ) : isRemarked(point) ? (
          <path key={point.visit} class="meter-chart-square" d={`M${x - 6},${y - 6}h12v12h-12z`} />
        ) : (
          <circle key={point.visit} class="meter-chart-dot" cx={x} cy={y} r={dots.length > 60 ? 1.5 : 3} />
        ),
      )}
    </svg>
  )
}
