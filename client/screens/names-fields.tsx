import { LANGUAGES } from '../../checkpoints/language.ts'
import { Field } from '../components/field.tsx'
import { FieldGroup } from '../components/field-group.tsx'
import { NAME_MAX_LENGTH, type NamesDraft } from '../models/names.ts'
import { LANGUAGE_NAMES } from '../words/language.ts'
import type { OfficeWords } from '../words/office.zh-Hant.ts'

type Props = {
  readonly words: OfficeWords
  readonly value: NamesDraft
  readonly onChange: (names: NamesDraft) => void
  readonly error: string | undefined
}

/** A name of the estate's own, in as many of the languages as its staff read. */
export function NamesFields({ words, value, onChange, error }: Props) {
  return (
    <FieldGroup label={words.names} hint={words.namesHint} error={error}>
      {LANGUAGES.map((language) => (
        <Field
          key={language}
          label={LANGUAGE_NAMES[language]}
          maxLength={NAME_MAX_LENGTH}
          value={value[language]}
          onInput={(name) => onChange({ ...value, [language]: name })}
        />
      ))}
    </FieldGroup>
  )
}
