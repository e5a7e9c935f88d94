import type { ComponentChildren } from 'preact'
import { Icon } from './icon.tsx'
import './notice.css'

type Props = {
  readonly tone: 'info' | 'success' | 'warn' | 'error'
  readonly title?: string | undefined
  readonly children?: ComponentChildren
  /** What can be done about it, a button or two. */
  readonly actions?: ComponentChildren
}

/** Says what happened. Warnings and errors are read out at once, the rest when the reader pauses. */
export function Notice({ tone, title, children, actions }: Props) {
  return (
    <div class="notice" data-tone={tone} role={tone === 'warn' || tone === 'error' ? 'alert' : 'status'}>
      <Icon name={tone} />
      <div class="notice-body">
        {title && <p class="notice-title">{title}</p>}
        {children && <div>{children}</div>}
        {actions && <div class="row">{actions}</div>}
      </div>
    </div>
  )
}
