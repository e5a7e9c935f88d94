import './field.css'
import { FieldFrame, type FieldTexts } from './field-frame.tsx'

type Props = FieldTexts & {
  readonly value: string
  readonly onInput: (value: string) => void
  readonly type?: 'text' | 'password' | 'search' | 'date' | 'time' | 'number' | undefined
  readonly name?: string | undefined
  readonly inputMode?: 'text' | 'numeric' | 'decimal' | 'search' | undefined
  readonly autoComplete?: string | undefined
  /** For codes: no capital letters, corrections or spelling marks of the keyboard's own making. */
  readonly verbatim?: boolean | undefined
  readonly placeholder?: string | undefined
  readonly maxLength?: number | undefined
  readonly required?: boolean | undefined
  readonly disabled?: boolean | undefined
  /** Shows what is to be taken along: selected as a whole when it gets the focus. */
  readonly readOnly?: boolean | undefined
  /** What is counted, shown behind the number, such as kWh. */
  readonly unit?: string | undefined
}

/** One line to fill in. */
export function Field({ label, hint, error, onInput, type = 'text', verbatim, unit, ...input }: Props) {
  return (
    <FieldFrame label={label} hint={hint} error={error}>
      {(ties) => (
        <div class="field-line">
          <input
            {...ties}
            {...input}
            // Preact's types tell inputs apart by one literal each; none of these takes other attributes than text does.
            type={type as 'text'}
            {...(verbatim && { autoCapitalize: 'none', autoCorrect: 'off', spellcheck: false })}
            onInput={(event) => onInput(event.currentTarget.value)}
            {...(input.readOnly && { onFocus: (event) => event.currentTarget.select() })}
          />
          {unit && <span class="field-unit">{unit}</span>}
        </div>
      )}
    </FieldFrame>
  )
}
