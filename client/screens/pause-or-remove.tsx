import { useSignal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { Button } from '../components/button.tsx'
import { Notice } from '../components/notice.tsx'
import type { Reply } from '../request.ts'
import type { OfficeWords } from '../words/office.zh-Hant.ts'
import { failureText } from '../words/problems.ts'
import { ConfirmSheet } from './confirm-sheet.tsx'
import { useSending } from './use-sending.ts'

type Props = {
  readonly words: OfficeWords
  readonly own: {
    readonly pause: string
    readonly resume: string
    readonly remove: string
    readonly removeText: string
  }
  readonly removeAsk: string
  readonly isOn: boolean
  readonly change: (state: 'active' | 'paused') => Promise<Reply<unknown>>
  readonly remove: () => Promise<Reply<unknown>>
  readonly onChanged: () => void
  readonly onRemoved: () => void
  /** What a pause means. */
  readonly children: ComponentChildren
}

/** How something that goes out by itself is held back for a while, or ends. */
export function PauseOrRemove(props: Props) {
  const { words, own, removeAsk, isOn, change, remove, onChanged, onRemoved, children } = props
  const asking = useSignal(false)
  const pausing = useSending()
  const removing = useSending()
  return (
    <section class="pane-section">
      {children}
      <div class="row">
        <Button
          busy={pausing.busy.value}
          onClick={async () => {
            if ((await pausing.send(() => change(isOn ? 'paused' : 'active')))?.ok) onChanged()
          }}
        >
          {isOn ? own.pause : own.resume}
        </Button>
        <Button
          kind="danger"
          onClick={() => {
            asking.value = true
          }}
        >
          {own.remove}
        </Button>
      </div>
      {pausing.failure.value && <Notice tone="error">{failureText(pausing.failure.value)}</Notice>}
      {asking.value && (
        <ConfirmSheet
          words={words}
          title={removeAsk}
          deed={own.remove}
          busy={removing.busy.value}
          failure={removing.failure.value}
          onClose={() => {
            asking.value = false
            removing.forget()
          }}
          onConfirm={async () => {
            if ((await removing.send(remove))?.ok) onRemoved()
          }}
        >
          <p>{own.removeText}</p>
        </ConfirmSheet>
      )}
    </section>
  )
}
