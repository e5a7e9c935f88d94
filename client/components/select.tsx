import { FieldFrame, type FieldTexts } from './field-frame.tsx'

type Props<Value extends string> = FieldTexts & {
  readonly options: readonly { readonly value: Value; readonly label: string }[]
  /** Undefined until a person has chosen; `placeholder` is shown then. */
  readonly value: Value | undefined
  readonly onChange: (value: Value) => void
  readonly placeholder?: string | undefined
  readonly name?: string | undefined
  readonly required?: boolean | undefined
  readonly disabled?: boolean | undefined
}

/** One choice of many, in the list the phone itself draws. */
export function Select<Value extends string>({ label, hint, error, options, ...props }: Props<Value>) {
  const { value, onChange, placeholder, ...select } = props
  return (
    <FieldFrame label={label} hint={hint} error={error}>
      {(ties) => (
        <select
          {...ties}
          {...select}
          value={value ?? ''}
          onChange={(event) => onChange(event.currentTarget.value as Value)}
        >
          {value === undefined && <option value="">{placeholder}</option>}
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </FieldFrame>
  )
}
