import { Icon } from './icon.tsx'
import './scan-button.css'

type Props = {
  readonly label: string
  /** One line below, such as the spot that comes next. */
  readonly hint?: string | undefined
  readonly href: string
}

/** The way to the scanner: the largest thing on the screen, under the thumb. */
export function ScanButton({ label, hint, href }: Props) {
  return (
    <a class="scan-button" href={href}>
      <Icon name="scan" />
      <span>
        <span class="scan-button-label">{label}</span>
        {hint && <span class="scan-button-hint">{hint}</span>}
      </span>
    </a>
  )
}
