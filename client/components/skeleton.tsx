import './skeleton.css'

type Props = {
  /** Said aloud: that something is on its way. */
  readonly label: string
  readonly rows?: number | undefined
}

/** Holds the place of a list that is being fetched for the first time. */
export function Skeleton({ label, rows = 4 }: Props) {
  return (
    <div class="skeleton" role="status">
      <span class="unseen">{label}</span>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} class="skeleton-row" />
      ))}
    </div>
  )
}
