import {
  CATEGORIES,
  type Category,
  ITEM_TYPES,
  type Item,
  METHODS,
  type Method,
  resultsToAskFor,
} from '../../checkpoints/checklist.ts'
import { nameIn } from '../../checkpoints/language.ts'
import type { Occupancy } from '../../checkpoints/place.ts'
import { Checks } from '../components/checks.tsx'
import { Field } from '../components/field.tsx'
import { FieldGroup } from '../components/field-group.tsx'
import { Select } from '../components/select.tsx'
import { askable, type ItemType, withType } from '../models/checklist-editor.ts'
import type { ChecklistsWords } from '../words/checklists.zh-Hant.ts'
import { language } from '../words/language.ts'
import { type Dwelling, ItemTypeFields } from './item-type-fields.tsx'
import { NamesInput } from './names-input.tsx'

export type ItemFormProps = {
  readonly words: ChecklistsWords
  readonly items: readonly Item[]
  readonly index: number
  readonly dwellings: readonly Dwelling[]
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
        <Checks
          look="chip"
          options={(Object.keys(METHODS) as Method[]).map((value) => ({
            value,
            label: METHODS[value][language.value],
          }))}
          value={item.methods}
          onChange={(methods) => set({ methods })}
        />
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
        <Checks<Occupancy>
          look="chip"
          options={(['vacant', 'fit-out', 'occupied'] as const).map((value) => ({
            value,
            label: words.occupancies[value],
          }))}
          value={item.occupancy ?? []}
          onChange={(occupancy) => onChange(withOccupancy(item, occupancy))}
        />
      </FieldGroup>
    </div>
  )
}

/** Nothing ticked: asked in every unit. */
function withOccupancy(item: Item, occupancy: Occupancy[]): Item {
  const { occupancy: _, ...rest } = item
  return occupancy.length === 0 ? rest : { ...rest, occupancy }
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
          <Checks
            look="chip"
            options={resultsToAskFor(asked).map((value) => ({ value, label: resultText(words, asked, value) }))}
            value={item.when.is}
            onChange={(is) => onChange(is.length === 0 ? (always as Item) : { ...item, when: { item: asked.id, is } })}
          />
        </FieldGroup>
      )}
    </FieldGroup>
  )
}

function resultText(words: ChecklistsWords, asked: Item, result: string): string {
  const option = asked.type === 'choice' ? asked.options.find(({ id }) => id === result) : undefined
  return option ? nameIn(option.words, language.value) : (words.results[result] ?? result)
}
