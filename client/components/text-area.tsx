import { FieldFrame, type FieldTexts } from './field-frame.tsx'

type Props = FieldTexts & {
  readonly value: string
  readonly onInput: (value: string) => void
  readonly name?: string | undefined
  readonly rows?: number | undefined
  readonly maxLength?: number | undefined
  readonly placeholder?: string | undefined
  readonly required?: boolean | undefined
  readonly disabled?: boolean | undefined
}

/** A few lines to fill in; grows with what is written where the browser can. */
export function TextArea({ label, hint, error, onInput, rows = 3, ...area }: Props) {
  return (
    <FieldFrame label={label} hint={hint} error={error}>
      {(ties) => <textarea {...ties} {...area} rows={rows} onInput={(event) => onInput(event.currentTarget.value)} />}
    </FieldFrame>
  )
}
