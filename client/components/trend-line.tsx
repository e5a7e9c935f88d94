import type { Dot } from '../models/trend.ts'
import './trend-line.css'

type Props = {
  /** In a box of 1 × 1 from its upper left; undefined: a gap in the line. */
  readonly dots: readonly (Dot | undefined)[]
  /** Positions of neighbouring dots; the line is whole within each. */
  readonly runs: readonly (readonly number[])[]
  /** Those whose value is written beside them. */
  readonly labelled: readonly number[]
  readonly valueText: (at: number) => string
  readonly timeText: (at: number) => string
  /** Written at the upper and the lower end of the scale. */
  readonly scale: readonly [top: string, bottom: string]
  /** What it shows, for those who cannot see it; the numbers stand in a table behind it. */
  readonly label: string
}

const HEIGHT = { line: 150, over: 30, under: 30 }
/** The inner drawing's own units, stretched to what room there is; its strokes are not. */
const INNER = 1000

/** A line that breaks where nothing was due. Writing keeps its size however wide the page is. */
export function TrendLine({ dots, runs, labelled, valueText, timeText, scale, label }: Props) {
  const [first, last] = [dots.findIndex((dot) => dot), dots.findLastIndex((dot) => dot)]
  const whole = HEIGHT.over + HEIGHT.line + HEIGHT.under
  return (
    <div class="trend-line" role="img" aria-label={label}>
      <div class="trend-scale">
        <span>{scale[0]}</span>
        <span>{scale[1]}</span>
      </div>
      <svg width="100%" height={whole} aria-hidden="true">
        <line class="trend-rule" x1="0" x2="100%" y1={HEIGHT.over} y2={HEIGHT.over} />
        <line class="trend-rule" x1="0" x2="100%" y1={HEIGHT.over + HEIGHT.line} y2={HEIGHT.over + HEIGHT.line} />
        <svg
          class="trend-path"
          aria-hidden="true"
          y={HEIGHT.over}
          width="100%"
          height={HEIGHT.line}
          viewBox={`0 0 ${INNER} ${INNER}`}
          preserveAspectRatio="none"
        >
          {runs.map((run) => (
            <polyline key={run[0]} points={run.map((at) => pointOf(dots[at]!)).join(' ')} />
          ))}
        </svg>
        {dots.map(
          (dot, at) =>
            dot &&
            (dots.length <= 40 || labelled.includes(at) || isAlone(runs, at)) && (
              <circle
                key={at}
                class="trend-dot"
                cx={`${dot.x * 100}%`}
                cy={HEIGHT.over + dot.y * HEIGHT.line}
                r={labelled.includes(at) ? 5 : 3}
              />
            ),
        )}
        {labelled.map((at) => {
          const dot = dots[at]!
          return (
            <text
              key={at}
              x={`${dot.x * 100}%`}
              y={HEIGHT.over + dot.y * HEIGHT.line - 12}
              text-anchor={at === last && first !== last ? 'end' : 'middle'}
            >
              {valueText(at)}
            </text>
          )
        })}
        {[...new Set([first, last])].map((at) =>
          at < 0 ? null : (
            <text
              key={at}
              class="trend-time"
              x={`${dots[at]!.x * 100}%`}
              y={whole - 8}
              text-anchor={at === first && first !== last ? 'start' : at === last && first !== last ? 'end' : 'middle'}
            >
              {timeText(at)}
            </text>
          ),
        )}
      </svg>
    </div>
  )
}

function pointOf({ x, y }: Dot): string {
  return `${(x * INNER).toFixed(1)},${(y * INNER).toFixed(1)}`
}

/** A line of one point is none. */
function isAlone(runs: Props['runs'], at: number): boolean {
  return runs.some((run) => run.length === 1 && run[0] === at)
}
