import type { ComponentChildren } from 'preact'
import { useId, useLayoutEffect, useRef } from 'preact/hooks'
import { Button } from './button.tsx'
import './sheet.css'

type Props = {
  readonly title: string
  readonly closeLabel: string
  /** Asked for by Esc, the cross or a press beside the sheet. The parent closes it by not drawing it any more. */
  readonly onClose: () => void
  readonly children: ComponentChildren
  /** The deeds, at the bottom, always in sight. */
  readonly actions?: ComponentChildren
}

/**
 * Something to settle before going on: from the bottom on a phone, in the middle of a desk. Open as long as it is drawn.
 * The browser's own dialog keeps the focus inside, and gives it back to where it was.
 */
export function Sheet({ title, closeLabel, onClose, children, actions }: Props) {
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  useLayoutEffect(() => {
    const shown = dialog.current
    shown?.showModal()
    return () => shown?.close()
  }, [])
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the key for it is Esc, which arrives as 'cancel'
    <dialog
      ref={dialog}
      class="sheet"
      aria-labelledby={id}
      onCancel={(event) => {
        // A file chooser that is left without a file says 'cancel' too, and it bubbles.
        if (event.target !== event.currentTarget) return
        event.preventDefault()
        onClose()
      }}
      onClick={(event) => {
        // The backdrop is the dialog itself; everything inside is covered by the panel.
        if (event.target === event.currentTarget) onClose()
      }}
    >
      <div class="sheet-panel">
        <header class="sheet-head">
          <h2 id={id}>{title}</h2>
          <Button kind="quiet" icon="close" iconOnly onClick={onClose}>
            {closeLabel}
          </Button>
        </header>
        <div class="sheet-body">{children}</div>
        {actions && <footer class="sheet-actions">{actions}</footer>}
      </div>
    </dialog>
  )
}
