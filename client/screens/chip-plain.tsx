import { useSignal } from '@preact/signals'
import type { CheckpointId } from '../../checkpoints/ids.ts'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Check } from '../components/check.tsx'
import { Notice } from '../components/notice.tsx'
import { Select } from '../components/select.tsx'
import { hasNfc, type WritingStep, writeChip } from '../device/nfc.ts'
import type { Catalogue } from '../models/catalogue.ts'
import { plainAddress, spotChoices } from '../models/chips.ts'
import type { ChipWords } from '../words/chips.zh-Hant.ts'
import { language } from '../words/language.ts'
import { CopyField } from './copy-field.tsx'
import { useNfc } from './use-nfc.ts'

type Props = { readonly words: ChipWords; readonly catalogue: Catalogue }

/** Writes the address of a spot to a plain chip, or gives it to whatever else writes it. */
export function PlainChip({ words, catalogue }: Props) {
  const { plain: own } = words
  const chosen = useSignal<CheckpointId | undefined>(undefined)
  const spot = chosen.value === undefined ? undefined : catalogue.checkpoints.get(chosen.value)
  const address = spot && plainAddress(spot)
  return (
    <Card title={own.title}>
      <div class="stack">
        <p class="soft">{own.text}</p>
        <Select<CheckpointId>
          label={words.spot}
          options={spotChoices(catalogue, language.value)}
          placeholder={words.choose}
          value={chosen.value}
          onChange={(id) => {
            chosen.value = id
          }}
        />
        {spot && address === undefined && <Notice tone="warn">{own.noAddress}</Notice>}
        {spot && address !== undefined && (
          <>
            <CopyField words={words} label={own.address} hint={own.addressHint} value={address} />
            {hasNfc() && <Writer key={spot.id} words={words} address={address} />}
          </>
        )}
        {!hasNfc() && <p class="soft">{own.missing}</p>}
      </div>
    </Card>
  )
}

function Writer({ words, address }: { readonly words: ChipWords; readonly address: string }) {
  const { plain: own, phone } = words
  const nfc = useNfc<WritingStep>()
  const lock = useSignal(false)
  const written = useSignal<string | undefined>(undefined)
  const { value: step } = nfc.step
  const { value: fault } = nfc.fault

  async function write(): Promise<void> {
    written.value = undefined
    const number = await nfc.run((ends) => writeChip({ url: address, lock: lock.value, ...ends }), 'hold')
    if (number !== undefined) written.value = lock.value ? own.locked(number) : own.written(number)
  }

  return (
    <>
      <Check
        label={own.lock}
        detail={own.lockDetail}
        checked={lock.value}
        disabled={step !== undefined}
        onChange={(checked) => {
          lock.value = checked
        }}
      />
      {step === undefined ? (
        <Button kind="primary" onClick={() => void write()}>
          {own.write}
        </Button>
      ) : (
        <Notice tone="info" title={phone[step]} actions={<Button onClick={nfc.stop}>{phone.stop}</Button>} />
      )}
      {fault && <Notice tone={fault === 'stopped' ? 'info' : 'error'}>{phone.faults[fault]}</Notice>}
      {written.value && <Notice tone="success">{written.value}</Notice>}
    </>
  )
}
