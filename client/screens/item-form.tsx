import { useSignal } from '@preact/signals'
import {
  CATEGORIES,
  type Category,
  ITEM_TYPES,
  type Item,
  METHODS,
  type Method,
  resultsToAskFor,
} from '../../checkpoints/checklist.ts'
import { LANGUAGES, type Names, nameIn } from '../../checkpoints/language.ts'
import type { Occupancy, Place } from '../../checkpoints/place.ts'
import { Check } from '../components/check.tsx'
import { Field } from '../components/field.tsx'
import { FieldGroup } from '../components/field-group.tsx'
import { Select } from '../components/select.tsx'
import { askable, type ItemType, withType } from '../models/checklist-editor.ts'
import { draftOfNames, namesOf } from '../models/names.ts'
import type { ChecklistsWords } from '../words/checklists.zh-Hant.ts'
import { LANGUAGE_NAMES, language } from '../words/language.ts'
import { ItemTypeFields } from './item-type-fields.tsx'

export type ItemFormProps = {
  readonly words: ChecklistsWords
  readonly items: readonly Item[]
  readonly index: number
  /** Units that a meter may supply; the name of each as people say it. */
  readonly dwellings: readonly { readonly place: Place; readonly label: string }[]
  readonly onChange: (item: Item) => void
}

/** Everything about one item: what it says, how it is answered, what it needs, when it is asked. */
export function ItemForm(props: ItemFormProps) {
  const { words, items, index, onChange } = props
  const item = items[index]
  if (!item) return null
  const set = (change: object) => onChange({ ...item, ...change } as Item)
  return (
    <div class="item-form stack">
      <NamesInput words={words.words} hint={words.wordsHint} value={item.words} onChange={(words) => set({ words })} />
      <Field
        label={words.clause}
        hint={words.clauseHint}
        verbatim
        maxLength={12}
        value={item.clause}
        onInput={(clause) => set({ clause: clause.trim() })}
      />
      <Select<Category>
        label={words.category}
        options={(Object.keys(CATEGORIES) as Category[]).map((value) => ({
          value,
          label: CATEGORIES[value].names[language.value],
        }))}
        value={item.category}
        onChange={(category) => set({ category })}
      />
      <FieldGroup label={words.methods} layout="chips">
        {(Object.keys(METHODS) as Method[]).map((method) => (
          <Check
            key={method}
            look="chip"
            label={METHODS[method][language.value]}
            checked={item.methods.includes(method)}
            onChange={(on) => set({ methods: toggled(item.methods, method, on) })}
          />
        ))}
      </FieldGroup>
      <Select<ItemType>
        label={words.type}
        options={ITEM_TYPES.map((value) => ({ value, label: words.types[value] }))}
        value={item.type}
        onChange={(type) => onChange(withType(item, type))}
      />
      <ItemTypeFields {...props} item={item} set={set} />
      <Required words={words} item={item} onChange={onChange} />
      <When {...props} item={item} />
      <FieldGroup label={words.occupancy} layout="chips">
        {(['vacant', 'fit-out', 'occupied'] as const).map((one) => (
          <Check
            key={one}
            look="chip"
            label={words.occupancies[one]}
            checked={item.occupancy?.includes(one) ?? false}
            onChange={(on) => onChange(without(item, 'occupancy', toggled<Occupancy>(item.occupancy ?? [], one, on)))}
          />
        ))}
      </FieldGroup>
    </div>
  )
}

export function toggled<T>(all: readonly T[], one: T, on: boolean): T[] {
  return [...all.filter((other) => other !== one), ...(on ? [one] : [])]
}

/** Sets a list, or takes it away when nothing is in it any more. */
function without(item: Item, key: 'occupancy', value: readonly Occupancy[]): Item {
  const { [key]: _, ...rest } = item
  return (value.length === 0 ? rest : { ...rest, [key]: value }) as Item
}

type NamesProps = {
  readonly words: string
  readonly hint?: string
  readonly value: Names
  readonly onChange: (names: Names) => void
}

/** The same in three languages, side by side. What is typed stays as typed, blanks and all. */
export function NamesInput({ words, hint, value, onChange }: NamesProps) {
  const draft = useSignal(draftOfNames(value))
  return (
    <FieldGroup label={words} hint={hint}>
      {LANGUAGES.map((one) => (
        <Field
          key={one}
          label={LANGUAGE_NAMES[one]}
          maxLength={120}
          value={draft.value[one]}
          onInput={(typed) => {
            draft.value = { ...draft.value, [one]: typed }
            onChange(namesOf(draft.value))
          }}
        />
      ))}
    </FieldGroup>
  )
}

type RequiredProps = Pick<ItemFormProps, 'words' | 'onChange'> & { readonly item: Item }

function Required({ words, item, onChange }: RequiredProps) {
  const rules = item.type === 'condition' ? (['none', 'on-defect', 'always'] as const) : (['none', 'always'] as const)
  const set = (key: 'photo' | 'note', rule: 'none' | 'on-defect' | 'always') => {
    const { [key]: _, ...rest } = item
    onChange((rule === 'none' ? rest : { ...rest, [key]: rule }) as Item)
  }
  return (
    <FieldGroup label={`${words.photo} · ${words.note}`} layout="chips">
      {(['photo', 'note'] as const).map((key) => (
        <Select<'none' | 'on-defect' | 'always'>
          key={key}
          label={words[key]}
          options={rules.map((value) => ({ value, label: words.rule[value] }))}
          value={item[key] ?? 'none'}
          onChange={(rule) => set(key, rule)}
        />
      ))}
    </FieldGroup>
  )
}

function When({ words, items, index, item, onChange }: ItemFormProps & { readonly item: Item }) {
  const earlier = askable(items, index)
  const asked = earlier.find(({ id }) => id === item.when?.item)
  if (earlier.length === 0 && !item.when) return null
  const { when: _, ...always } = item
  return (
    <FieldGroup label={words.when}>
      <Select
        label={words.when}
        options={[
          { value: '', label: words.whenAlways },
          ...earlier.map(({ id, words }) => ({ value: id, label: nameIn(words, language.value) })),
        ]}
        value={item.when?.item ?? ''}
        onChange={(id) => {
          const chosen = earlier.find((one) => one.id === id)
          const results = chosen ? resultsToAskFor(chosen) : []
          const first = results.includes('defect') ? 'defect' : results[0]
          onChange(first === undefined ? (always as Item) : { ...item, when: { item: id, is: [first] } })
        }}
      />
      {asked && item.when && (
        <FieldGroup label={words.whenIs} layout="chips">
          {resultsToAskFor(asked).map((result) => (
            <Check
              key={result}
              look="chip"
              label={resultText(words, asked, result)}
              checked={item.when?.is.includes(result) ?? false}
              onChange={(on) => {
                const is = toggled(item.when?.is ?? [], result, on)
                onChange(is.length === 0 ? (always as Item) : { ...item, when: { item: asked.id, is } })
              }}
            />
          ))}
        </FieldGroup>
      )}
    </FieldGroup>
  )
}

function resultText(words: ChecklistsWords, asked: Item, result: string): string {
  const option = asked.type === 'choice' ? asked.options.find(({ id }) => id === result) : undefined
  return option ? nameIn(option.words, language.value) : (words.results[result] ?? result)
}
