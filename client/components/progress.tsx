import './progress.css'

type Props = {
  readonly done: number
  readonly total: number
  /** What is counted. Said with the bar; the numbers stand beside it. */
  readonly label: string
}

/** A bar and its numbers, as in `7 / 12`. */
export function Progress({ done, total, label }: Props) {
  return (
    <div class="progress">
      <progress value={done} max={Math.max(total, 1)} aria-label={label} />
      <span class="progress-numbers">
        {done} / {total}
      </span>
    </div>
  )
}
