import { useSignal } from '@preact/signals'
import type { Alert } from '../../checkpoints/alert.ts'
import { Button } from '../components/button.tsx'
import { Notice } from '../components/notice.tsx'
import { Sheet } from '../components/sheet.tsx'
import { TextArea } from '../components/text-area.tsx'
import { acknowledge } from '../server.ts'
import type { BoardWords } from '../words/board.zh-Hant.ts'
import { failureText } from '../words/problems.ts'
import { useSending } from './use-sending.ts'

type Props = {
  readonly words: BoardWords
  readonly estate: string
  readonly alert: Alert
  /** The alert in words. */
  readonly said: string
  readonly onClose: () => void
  readonly onDone: () => void
}

/** Says what is being done about an alert, so that everybody at a board knows that somebody sees to it. */
export function Acknowledging({ words, estate, alert: { kind, round }, said, onClose, onDone }: Props) {
  const { board: own } = words
  const { busy, failure, send } = useSending()
  const reason = useSignal('')
  const tried = useSignal(false)
  const given = reason.value.trim()

  async function save(): Promise<void> {
    tried.value = true
    if (given === '') return
    if ((await send(() => acknowledge(estate, round, { kind, reason: given })))?.ok) onDone()
  }

  return (
    <Sheet
      title={own.acknowledgeTitle}
      closeLabel={words.visit.close}
      onClose={onClose}
      actions={
        <Button kind="primary" busy={busy.value} onClick={() => void save()}>
          {own.acknowledgeSave}
        </Button>
      }
    >
      <div class="stack">
        <p>
          <strong>{said}</strong>
        </p>
        <p>{own.acknowledgeText}</p>
        <TextArea
          label={own.acknowledgeReason}
          hint={own.acknowledgeHint}
          maxLength={500}
          required
          value={reason.value}
          onInput={(text) => {
            reason.value = text
          }}
          error={tried.value && given === '' ? own.acknowledgeMissing : undefined}
        />
        {failure.value && <Notice tone="error">{failureText(failure.value)}</Notice>}
      </div>
    </Sheet>
  )
}
