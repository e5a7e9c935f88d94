import type { ComponentChildren } from 'preact'
import './empty.css'

type Props = {
  readonly title: string
  /** One sentence on what will stand here, or what to do first. */
  readonly children?: ComponentChildren
  /** The button of the next step. */
  readonly action?: ComponentChildren
}

/** Where there is nothing yet: says so, and teaches the next step. */
export function Empty({ title, children, action }: Props) {
  return (
    <div class="empty">
      <p class="empty-title">{title}</p>
      {children && <div class="empty-text">{children}</div>}
      {action}
    </div>
  )
}
