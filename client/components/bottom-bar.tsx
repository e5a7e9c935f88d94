import type { ComponentChildren } from 'preact'
import './bottom-bar.css'

type Props = {
  /** One line above the deeds, such as what is still missing. Read out when it changes. */
  readonly note?: ComponentChildren
  readonly children: ComponentChildren
}

/** What a thumb reaches: the one deed of the screen, perhaps a second. */
export function BottomBar({ note, children }: Props) {
  return (
    <footer class="bottom-bar">
      <div class="bottom-bar-inner">
        <div class="bottom-bar-note" role="status">
          {note}
        </div>
        {children}
      </div>
    </footer>
  )
}
