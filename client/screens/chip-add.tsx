import { useSignal } from '@preact/signals'
import { chipUidIn } from '../../checkpoints/chip.ts'
import type { CheckpointId } from '../../checkpoints/ids.ts'
import type { ChipAdded } from '../../checkpoints/wire/chip.ts'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Field } from '../components/field.tsx'
import { Notice } from '../components/notice.tsx'
import { Select } from '../components/select.tsx'
import { hasNfc, readChipNumber } from '../device/nfc.ts'
import type { Catalogue } from '../models/catalogue.ts'
import { type ChipFault, chipToAdd, spotChoices } from '../models/chips.ts'
import { addChip } from '../server.ts'
import type { ChipWords } from '../words/chips.zh-Hant.ts'
import { language } from '../words/language.ts'
import { failureText } from '../words/problems.ts'
import { useNfc } from './use-nfc.ts'
import { useSending } from './use-sending.ts'

type Props = {
  readonly words: ChipWords
  readonly estate: string
  readonly catalogue: Catalogue
  readonly onAdded: (added: ChipAdded) => void
}

/** Takes a chip into use: its number, typed or read, and its spot. */
export function ChipAdding({ words, estate, catalogue, onAdded }: Props) {
  const { secure: own } = words
  const uid = useSignal('')
  const spot = useSignal<CheckpointId | undefined>(undefined)
  const faults = useSignal<readonly ChipFault[]>([])
  const { busy, failure, send } = useSending()

  async function submit(): Promise<void> {
    const ready = chipToAdd(uid.value, spot.value)
    faults.value = ready.ok ? [] : ready.faults
    if (!ready.ok) return
    const reply = await send(() => addChip(estate, ready.chip))
    if (!reply?.ok) return
    uid.value = ''
    spot.value = undefined
    onAdded(reply.value)
  }

  return (
    <Card title={own.add}>
      <form
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        <Field
          label={own.uid}
          hint={own.uidHint}
          verbatim
          maxLength={30}
          value={uid.value}
          onInput={(typed) => {
            uid.value = typed
          }}
          error={faults.value.includes('uid') ? own.uidMissing : undefined}
        />
        {hasNfc() && (
          <NumberReader
            words={words}
            onRead={(number) => {
              uid.value = chipUidIn(number) ?? number
            }}
          />
        )}
        <Select<CheckpointId>
          label={words.spot}
          options={spotChoices(catalogue, language.value)}
          placeholder={words.choose}
          value={spot.value}
          onChange={(id) => {
            spot.value = id
          }}
          error={faults.value.includes('checkpoint') ? words.spotMissing : undefined}
        />
        {failure.value && <Notice tone="error">{failureText(failure.value)}</Notice>}
        <div class="row">
          <Button kind="primary" submit busy={busy.value}>
            {own.submit}
          </Button>
        </div>
      </form>
    </Card>
  )
}

type ReaderProps = { readonly words: ChipWords; readonly onRead: (number: string) => void }

function NumberReader({ words: { secure: own, phone }, onRead }: ReaderProps) {
  const nfc = useNfc<'hold'>()
  const { value: fault } = nfc.fault
  async function read(): Promise<void> {
    const number = await nfc.run(({ signal }) => readChipNumber(signal), 'hold')
    if (number !== undefined) onRead(number)
  }
  return (
    <>
      {nfc.step.value === undefined ? (
        <div class="row">
          <Button onClick={() => void read()}>{own.read}</Button>
        </div>
      ) : (
        <Notice tone="info" title={own.reading} actions={<Button onClick={nfc.stop}>{phone.stop}</Button>} />
      )}
      {fault && <Notice tone={fault === 'stopped' ? 'info' : 'error'}>{phone.faults[fault]}</Notice>}
    </>
  )
}
