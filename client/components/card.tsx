import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import './card.css'

type Props = {
  readonly title?: string | undefined
  /** Of the title among the headings of its screen. */
  readonly level?: 2 | 3 | undefined
  /** To the right of the title. */
  readonly aside?: ComponentChildren
  /** Of a card that holds a list or a table: it reaches the card's edges. */
  readonly flush?: boolean | undefined
  readonly children: ComponentChildren
}

/** What belongs together, on a ground of its own. */
export function Card({ title, level = 2, aside, flush, children }: Props) {
  const id = useId()
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <section class="card" data-flush={flush ? '' : undefined} aria-labelledby={title ? id : undefined}>
      {(title || aside) && (
        <div class="card-head">
          {title && <Heading id={id}>{title}</Heading>}
          {aside}
        </div>
      )}
      {children}
    </section>
  )
}
