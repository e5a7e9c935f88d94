import './half-hour-bars.css'

type Props = {
  readonly counts: readonly number[]
  /** Those whose count is written above them. */
  readonly peaks: readonly number[]
  /** What it shows, for those who cannot see it; the numbers stand in a table behind it. */
  readonly label: string
  readonly countText: (count: number) => string
  /** Where a half hour begins; asked for the end of the last one too. */
  readonly timeText: (at: number) => string
}

const HEIGHT = { bars: 120, over: 24, under: 24 }
const BASE = HEIGHT.over + HEIGHT.bars
/** Written below the bars. */
const TIMES = [0, 12, 24, 36, 48]

/** A bar for each half hour. Widths are shares of what room there is, so that writing keeps its size on a phone. */
export function HalfHourBars({ counts, peaks, label, countText, timeText }: Props) {
  const most = Math.max(1, ...counts)
  const percentAt = (at: number) => `${((at / counts.length) * 100).toFixed(3)}%`
  const heightOf = (count: number) => (count === 0 ? 0 : Math.max(2, (count / most) * HEIGHT.bars))
  return (
    <svg class="half-hour-bars" width="100%" height={BASE + HEIGHT.under} role="img" aria-label={label}>
      {counts.map((count, at) => (
        <rect
          key={at}
          class="half-hour-bar"
          data-peak={peaks.includes(at) ? '' : undefined}
          x={percentAt(at + 0.08)}
          width={percentAt(0.84)}
          y={BASE - heightOf(count)}
          height={heightOf(count)}
        />
      ))}
      {peaks.map((at) => (
        <text key={at} x={percentAt(at + 0.5)} y={BASE - heightOf(counts[at]!) - 6} text-anchor={anchorAt(at / 48)}>
          {countText(counts[at]!)}
        </text>
      ))}
      <line class="half-hour-axis" x1="0" x2="100%" y1={BASE} y2={BASE} />
      {TIMES.map((at) => (
        <text key={at} class="half-hour-time" x={percentAt(at)} y={BASE + 18} text-anchor={anchorAt(at / 48)}>
          {timeText(at)}
        </text>
      ))}
    </svg>
  )
}

/** Nothing is written over the edge. */
function anchorAt(share: number): 'start' | 'middle' | 'end' {
  if (share < 0.05) return 'start'
  return share > 0.95 ? 'end' : 'middle'
}
