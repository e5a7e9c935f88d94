import { useSignal } from '@preact/signals'
import type { Device } from '../../checkpoints/wire/estate.ts'
import { Field } from '../components/field.tsx'
import { revokeDevice } from '../server.ts'
import type { OfficeWords } from '../words/office.zh-Hant.ts'
import { ConfirmSheet } from './confirm-sheet.tsx'
import { useSending } from './use-sending.ts'

type Props = {
  readonly words: OfficeWords
  readonly estate: string
  readonly device: Device
  readonly onClose: () => void
  readonly onDone: () => void
}

/** Takes a phone out of use, for a reason that stays with it. */
export function DeviceRevoking({ words, estate, device, onClose, onDone }: Props) {
  const { devices: own } = words
  const { busy, failure, send } = useSending()
  const reason = useSignal('')
  const tried = useSignal(false)
  const given = reason.value.trim()

  async function revoke(): Promise<void> {
    tried.value = true
    if (given === '') return
    if ((await send(() => revokeDevice(estate, device.id, { reason: given })))?.ok) onDone()
  }

  return (
    <ConfirmSheet
      words={words}
      title={own.revokeAsk}
      deed={own.revoke}
      busy={busy.value}
      failure={failure.value}
      onClose={onClose}
      onConfirm={() => void revoke()}
    >
      <p>
        <strong>{device.person.name}</strong>
        <br />
        {device.label}
      </p>
      <p>{own.revokeText}</p>
      <Field
        label={own.reason}
        hint={own.reasonHint}
        maxLength={200}
        required
        value={reason.value}
        onInput={(text) => {
          reason.value = text
        }}
        error={tried.value && given === '' ? own.reasonMissing : undefined}
      />
    </ConfirmSheet>
  )
}
