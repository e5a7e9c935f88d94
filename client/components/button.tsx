import type { ComponentChildren } from 'preact'
import './button.css'
import { Icon, type IconName } from './icon.tsx'

type Props = {
  /** `primary` at most once a screen; `danger` for what cannot be undone; `quiet` for what few people need. */
  readonly kind?: 'primary' | 'plain' | 'danger' | 'quiet' | undefined
  readonly children: ComponentChildren
  /** Goes there instead of doing something here. */
  readonly href?: string | undefined
  /** The link is a file to keep, under this name; the router leaves it alone. */
  readonly download?: string | undefined
  /** The link opens beside this page, which stays as it is. */
  readonly newTab?: boolean | undefined
  readonly onClick?: ((event: MouseEvent) => void) | undefined
  /** Without it a button inside a form does not send the form. */
  readonly submit?: boolean | undefined
  readonly icon?: IconName | undefined
  /** Shows the sign alone; `children` are then said, not shown. */
  readonly iconOnly?: boolean | undefined
  /** As wide as its column. */
  readonly wide?: boolean | undefined
  /** Pressed and not yet through: stays where it is, keeps the focus, ignores further presses. */
  readonly busy?: boolean | undefined
  readonly disabled?: boolean | undefined
  /** Of a button that switches something on and off. */
  readonly pressed?: boolean | undefined
  readonly describedBy?: string | undefined
}

/** A button, or a link that looks like one. */
export function Button({ kind = 'plain', children, href, download, newTab, onClick, submit, icon, ...props }: Props) {
  const { iconOnly, wide, busy = false, disabled, pressed, describedBy } = props
  const look = {
    class: 'button',
    'data-kind': kind,
    'data-wide': wide ? '' : undefined,
    'data-icon-only': iconOnly ? '' : undefined,
    'aria-describedby': describedBy,
  }
  const face = (
    <>
      {icon && <Icon name={icon} />}
      <span class={iconOnly ? 'unseen' : 'button-text'}>{children}</span>
    </>
  )
  if (href !== undefined) {
    return (
      <a {...look} href={href} download={download} target={newTab ? '_blank' : undefined} onClick={onClick}>
        {face}
      </a>
    )
  }
  return (
    <button
      {...look}
      type={submit ? 'submit' : 'button'}
      disabled={disabled}
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
      aria-pressed={pressed}
      onClick={(event) => {
        if (busy) event.preventDefault()
        else onClick?.(event)
      }}
    >
      {face}
    </button>
  )
}
