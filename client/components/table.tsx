import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import './table.css'

type Props = {
  readonly caption: string
  readonly hideCaption?: boolean | undefined
  /** The cells of the head row, as `th`. */
  readonly head: ComponentChildren
  /** The rows of the body. */
  readonly children: ComponentChildren
}

/** A table that scrolls sideways inside its own frame, its head and first column staying in sight. */
export function Table({ caption, hideCaption, head, children }: Props) {
  const id = useId()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1)
    <section class="table-frame" aria-labelledby={id} tabIndex={0}>
      <table>
        <caption id={id} class={hideCaption ? 'unseen' : 'table-caption'}>
          {caption}
        </caption>
        <thead>
          <tr>{head}</tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </section>
  )
}
