import { useSignal } from '@preact/signals'
import type { Chips, ListedChip } from '../../checkpoints/wire/chip.ts'
import { Field } from '../components/field.tsx'
import { revokeChip } from '../server.ts'
import type { ChipWords } from '../words/chips.zh-Hant.ts'
import type { OfficeWords } from '../words/office.zh-Hant.ts'
import { ConfirmSheet } from './confirm-sheet.tsx'
import { useSending } from './use-sending.ts'

type Props = {
  readonly words: ChipWords
  readonly office: OfficeWords
  readonly estate: string
  readonly chip: ListedChip
  /** What its spot is called. */
  readonly spot: string
  readonly onClose: () => void
  readonly onDone: (chips: Chips) => void
}

/** Asks why before a chip is taken out of use. */
export function ChipRevoking({ words: { secure: own }, office, estate, chip, spot, onClose, onDone }: Props) {
  const { busy, failure, send } = useSending()
  const reason = useSignal('')
  const tried = useSignal(false)
  const given = reason.value.trim()

  async function confirm(): Promise<void> {
    tried.value = true
    if (given === '') return
    const reply = await send(() => revokeChip(estate, chip.id, { reason: given }))
    if (reply?.ok) onDone(reply.value)
  }

  return (
    <ConfirmSheet
      words={office}
      title={own.revokeAsk(spot)}
      deed={own.revoke}
      busy={busy.value}
      failure={failure.value}
      onClose={onClose}
      onConfirm={() => void confirm()}
    >
      <p>{own.revokeText}</p>
      <Field
        label={own.reason}
        hint={own.reasonHint}
        maxLength={500}
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
