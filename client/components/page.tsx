import type { ComponentChildren } from 'preact'
import './page.css'

type Props = {
  /** The `TopBar`. */
  readonly top?: ComponentChildren
  /** The `BottomBar`. */
  readonly bottom?: ComponentChildren
  /** `column` for reading and filling in; `wide` for boards and tables. */
  readonly width?: 'column' | 'wide' | undefined
  readonly children: ComponentChildren
}

/** A screen: bars that stay in sight above and below, and the one landmark that holds what it is about. */
export function Page({ top, bottom, width = 'column', children }: Props) {
  return (
    <div class="page" data-width={width}>
      {top}
      <main class="page-main" id="main" tabIndex={-1}>
        {children}
      </main>
      {bottom}
    </div>
  )
}
