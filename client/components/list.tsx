import type { ComponentChildren } from 'preact'
import './list.css'

type Props = {
  /** What the rows are, where no heading says it. */
  readonly label?: string | undefined
  /** Of rows whose order means something, such as the way a walker takes. */
  readonly ordered?: boolean | undefined
  readonly children: ComponentChildren
}

/** Holds the rows. The role is said again because Safari drops it from a list without bullets. */
export function List({ label, ordered, children }: Props) {
  const Element = ordered ? 'ol' : 'ul'
  return (
    <Element class="list" role="list" aria-label={label}>
      {children}
    </Element>
  )
}
