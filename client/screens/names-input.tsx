import { useSignal } from '@preact/signals'
import { LANGUAGES, type Names } from '../../checkpoints/language.ts'
import { Field } from '../components/field.tsx'
import { FieldGroup } from '../components/field-group.tsx'
import { draftOfNames, namesOf } from '../models/names.ts'
import { LANGUAGE_NAMES } from '../words/language.ts'

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
