import { useId } from 'preact/hooks'
import './share-bar.css'

type Props = {
  /** 0 to 1. */
  readonly share: number
}

/** How much of something is there: filled, and what is missing hatched. Beside the number, which says it. */
export function ShareBar({ share }: Props) {
  const id = useId()
  return (
    <svg class="share-bar" aria-hidden="true">
      <defs>
        <pattern id={id} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect class="share-bar-ground" width="5" height="5" />
          <rect class="share-bar-missing" width="2" height="5" />
        </pattern>
      </defs>
      <rect width="100%" height="100%" fill={`url(#${id})`} />
      <rect class="share-bar-there" width={`${share * 100}%`} height="100%" />
    </svg>
  )
}
