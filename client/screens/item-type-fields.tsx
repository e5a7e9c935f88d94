import { useSignal } from '@preact/signals'
import type { Item, Supply } from '../../checkpoints/checklist.ts'
import type { Place } from '../../checkpoints/place.ts'
import { Button } from '../components/button.tsx'
import { Check } from '../components/check.tsx'
import { Field } from '../components/field.tsx'
import { FieldGroup } from '../components/field-group.tsx'
import { Select } from '../components/select.tsx'
import { freshId } from '../models/checklist-editor.ts'
import { readingOf } from '../models/form.ts'
import type { ChecklistsWords } from '../words/checklists.zh-Hant.ts'
import { decimal } from '../words/writing.ts'
import { NamesInput } from './names-input.tsx'

export type Dwelling = { readonly place: Place; readonly label: string }

type Props = {
  readonly words: ChecklistsWords
  readonly item: Item
  /** Units that a meter may supply; the name of each as people say it. */
  readonly dwellings: readonly Dwelling[]
  readonly set: (change: object) => void
}

/** What only items of this type have. */
export function ItemTypeFields(props: Props) {
  const { words, item, set } = props
  switch (item.type) {
    case 'condition':
      return (
        <Check label={words.followUp} checked={item.followUp ?? false} onChange={(followUp) => set({ followUp })} />
      )
    case 'text':
      return (
        <Check label={words.required} checked={item.required ?? false} onChange={(required) => set({ required })} />
      )
    case 'reading':
      return <ReadingFields {...props} item={item} />
    case 'number':
      return (
        <>
          <UnitFields {...props} item={item} />
          <FieldGroup label={`${words.least} · ${words.most}`} layout="chips">
            <NumberInput label={words.least} value={item.least} onValue={(least) => set({ least })} />
            <NumberInput label={words.most} value={item.most} onValue={(most) => set({ most })} />
          </FieldGroup>
          <Optional {...props} item={item} />
        </>
      )
    case 'choice':
      return <ChoiceFields {...props} item={item} />
    case 'photo':
    case 'signature':
      return <Optional {...props} item={item} />
  }
}

function Optional({ words, item, set }: Props & { readonly item: { readonly optional: boolean } }) {
  return <Check label={words.optional} checked={item.optional} onChange={(optional) => set({ optional })} />
}

function UnitFields({
  words,
  item,
  set,
}: Props & { readonly item: { readonly unit: string; readonly decimals: number } }) {
  return (
    <FieldGroup label={`${words.unit} · ${words.decimals}`} layout="chips">
      <Field label={words.unit} maxLength={12} value={item.unit} onInput={(unit) => set({ unit })} />
      <Select
        label={words.decimals}
        options={[0, 1, 2, 3, 4, 5, 6].map((count) => ({ value: String(count), label: decimal(count) }))}
        value={String(item.decimals)}
        onChange={(count) => set({ decimals: Number(count) })}
      />
    </FieldGroup>
  )
}

function ReadingFields({ item, ...props }: Props & { readonly item: Extract<Item, { type: 'reading' }> }) {
  const { words, set, dwellings } = props
  const { plausible = {}, meter } = item
  const bound = (change: object) => {
    const bounds = Object.entries({ ...plausible, ...change }).filter(([, value]) => value !== undefined)
    set({ plausible: bounds.length === 0 ? undefined : Object.fromEntries(bounds) })
  }
  /** Whoever clears the number to type another finds the supply and the unit again. */
  const last = useSignal<{ readonly serial: string; readonly supply: Supply }>(meter ?? { serial: '', supply: 'water' })
  const setMeter = (change: object) => {
    last.value = { ...last.value, ...change }
    set({ meter: 'serial' in change && last.value.serial.trim() === '' ? undefined : last.value })
  }
  return (
    <>
      <UnitFields {...props} item={item} />
      <Select<'rises' | 'free'>
        label={words.runs}
        options={(['rises', 'free'] as const).map((value) => ({ value, label: words.runsOf[value] }))}
        value={item.runs ?? 'rises'}
        onChange={(runs) => set({ runs })}
      />
      <FieldGroup label={`${words.least} · ${words.most} · ${words.perDay}`} layout="chips">
        <NumberInput label={words.least} value={plausible.least} onValue={(least) => bound({ least })} />
        <NumberInput label={words.most} value={plausible.most} onValue={(most) => bound({ most })} />
        <NumberInput label={words.perDay} value={plausible.perDay} onValue={(perDay) => bound({ perDay })} />
      </FieldGroup>
      <Field
        label={words.serial}
        verbatim
        maxLength={40}
        value={meter?.serial ?? ''}
        onInput={(serial) => setMeter({ serial })}
      />
      {meter && (
        <>
          <Select<Supply>
            label={words.supply}
            options={(['water', 'electricity', 'gas'] as const).map((value) => ({
              value,
              label: words.supplies[value],
            }))}
            value={meter.supply}
            onChange={(supply) => setMeter({ supply })}
          />
          <Select
            label={words.dwelling}
            options={[
              { value: '', label: words.noDwelling },
              ...dwellings.map(({ place, label }) => ({ value: place.id, label })),
            ]}
            value={meter.dwelling ?? ''}
            onChange={(id) => setMeter({ dwelling: id === '' ? undefined : id })}
          />
        </>
      )}
      <Optional {...props} item={item} />
    </>
  )
}

function ChoiceFields({ item, ...props }: Props & { readonly item: Extract<Item, { type: 'choice' }> }) {
  const { words, set } = props
  const { options } = item
  return (
    <>
      <FieldGroup label={words.options}>
        {options.map((option, i) => (
          <FieldGroup key={option.id} label={words.option(decimal(i + 1))}>
            <NamesInput
              words={words.option(decimal(i + 1))}
              value={option.words}
              onChange={(names) =>
                set({ options: options.map((one, j) => (i === j ? { ...one, words: names } : one)) })
              }
            />
            {options.length > 2 && (
              <div>
                <Button kind="quiet" icon="close" onClick={() => set({ options: options.filter((_, j) => i !== j) })}>
                  {words.removeOption(decimal(i + 1))}
                </Button>
              </div>
            )}
          </FieldGroup>
        ))}
        <div>
          <Button
            icon="plus"
            onClick={() => {
              const id = freshId({ en: 'option' }, new Set(options.map(({ id }) => id)))
              set({ options: [...options, { id, words: {} }] })
            }}
          >
            {words.addOption}
          </Button>
        </div>
      </FieldGroup>
      <Check label={words.many} checked={item.many} onChange={(many) => set({ many })} />
      <Optional {...props} item={item} />
    </>
  )
}

type NumberProps = {
  readonly label: string
  readonly value: number | undefined
  readonly onValue: (value: number | undefined) => void
}

/** What is typed stays as typed; only a number is taken over. */
function NumberInput({ label, value, onValue }: NumberProps) {
  const typed = useSignal(value === undefined ? '' : String(value))
  return (
    <Field
      label={label}
      inputMode="decimal"
      maxLength={16}
      value={typed.value}
      onInput={(text) => {
        typed.value = text
        onValue(readingOf(text))
      }}
    />
  )
}
