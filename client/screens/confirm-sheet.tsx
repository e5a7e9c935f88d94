import type { ComponentChildren } from 'preact'
import { Button } from '../components/button.tsx'
import { Notice } from '../components/notice.tsx'
import { Sheet } from '../components/sheet.tsx'
import type { Failure } from '../models/polled.ts'
import type { OfficeWords } from '../words/office.zh-Hant.ts'
import { failureText } from '../words/problems.ts'

type Props = {
  readonly words: Pick<OfficeWords, 'close' | 'cancel'>
  readonly title: string
  /** What the button says that does it. */
  readonly deed: string
  readonly busy: boolean
  readonly failure: Failure | undefined
  readonly onClose: () => void
  readonly onConfirm: () => void
  /** What it means. */
  readonly children: ComponentChildren
}

/** Asks before something that cannot be undone, and says what it means. */
export function ConfirmSheet({ words, title, deed, busy, failure, onClose, onConfirm, children }: Props) {
  return (
    <Sheet
      title={title}
      closeLabel={words.close}
      onClose={onClose}
      actions={
        <>
          <Button kind="danger" busy={busy} onClick={onConfirm}>
            {deed}
          </Button>
          <Button onClick={onClose}>{words.cancel}</Button>
        </>
      }
    >
      <div class="stack">
        {children}
        {failure && <Notice tone="error">{failureText(failure)}</Notice>}
      </div>
    </Sheet>
  )
}
