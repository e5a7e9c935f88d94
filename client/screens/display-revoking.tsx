import { useSignal } from '@preact/signals'
import type { ListedDisplay } from '../../checkpoints/wire/display.ts'
import { Field } from '../components/field.tsx'
import { revokeDisplay } from '../server.ts'
import type { DisplayWords } from '../words/displays.zh-Hant.ts'
import type { OfficeWords } from '../words/office.zh-Hant.ts'
import { decimal } from '../words/writing.ts'
import { ConfirmSheet } from './confirm-sheet.tsx'
import { useSending } from './use-sending.ts'

type Props = {
  readonly words: DisplayWords
  readonly office: OfficeWords
  readonly estate: string
  readonly display: ListedDisplay
  /** What it stands at is called. */
  readonly spot: string
  readonly onClose: () => void
  readonly onDone: (display: ListedDisplay) => void
}

/** Takes a display out of use, for a reason that stays with it. */
export function DisplayRevoking({ words, office, estate, display, spot, onClose, onDone }: Props) {
  const { busy, failure, send } = useSending()
  const reason = useSignal('')
  const tried = useSignal(false)
  const given = reason.value.trim()

  async function revoke(): Promise<void> {
    tried.value = true
    if (given === '') return
    if ((await send(() => revokeDisplay(estate, display.id, { reason: given })))?.ok) onDone(display)
  }

  return (
    <ConfirmSheet
      words={office}
      title={words.revokeAsk}
      deed={words.revoke}
      busy={busy.value}
      failure={failure.value}
      onClose={onClose}
      onConfirm={() => void revoke()}
    >
      <p>
        <strong>{spot}</strong>
        <br />
        {words.numbered(decimal(display.number))} · {display.label}
      </p>
      <p>{words.revokeText}</p>
      <Field
        label={words.reason}
        hint={words.reasonHint}
        maxLength={200}
        required
        value={reason.value}
        onInput={(text) => {
          reason.value = text
        }}
        error={tried.value && given === '' ? words.reasonMissing : undefined}
      />
    </ConfirmSheet>
  )
}
