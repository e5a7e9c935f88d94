import type { ComponentChildren } from 'preact'
import { Button } from './button.tsx'
import './top-bar.css'

type Props = {
  readonly title: string
  /** Above the title, smaller: the estate, the round. */
  readonly over?: string | undefined
  /** Where back leads, and what it is called for those who do not see the arrow. */
  readonly back?: { readonly href: string; readonly label: string } | undefined
  /** On the right: a button or two. */
  readonly children?: ComponentChildren
}

/** Where one is, and the way back. Its title is the screen's heading. */
export function TopBar({ title, over, back, children }: Props) {
  return (
    <header class="top-bar">
      {back && (
        <Button kind="quiet" icon="back" iconOnly href={back.href}>
          {back.label}
        </Button>
      )}
      <div class="top-bar-title">
        {over && <p class="top-bar-over">{over}</p>}
        <h1>{title}</h1>
      </div>
      {children && <div class="top-bar-aside">{children}</div>}
    </header>
  )
}
