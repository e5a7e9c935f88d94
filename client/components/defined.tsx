import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import './defined.css'

type Props = {
  /** What the number or the heading means. */
  readonly means: ComponentChildren
  /** Makes it a heading, with this id so that others can be named by it. */
  readonly heading?: { readonly level: 2 | 3; readonly id: string } | undefined
  /** The one number that matters. */
  readonly display?: boolean | undefined
  readonly children: ComponentChildren
}

/** A number or a heading with its definition: on hover, on focus, at a tap, and below it on paper. */
export function Defined({ means, heading, display, children }: Props) {
  const id = useId()
  const word = (
    <button
      type="button"
      class={display ? 'defined-word display' : 'defined-word'}
      aria-describedby={id}
      // Safari gives a button that is tapped no focus of its own.
      onClick={({ currentTarget }) => currentTarget.focus()}
      onKeyDown={({ key, currentTarget }) => {
        if (key === 'Escape') currentTarget.blur()
      }}
    >
      {children}
    </button>
  )
  const Heading = heading?.level === 3 ? 'h3' : 'h2'
  return (
    <div class="defined">
      {heading ? <Heading id={heading.id}>{word}</Heading> : word}
      <p class="defined-means small" role="tooltip" id={id}>
        {means}
      </p>
    </div>
  )
}
