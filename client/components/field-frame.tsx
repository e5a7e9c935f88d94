import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import './field-frame.css'
import { Icon } from './icon.tsx'

/** What stands around anything that is filled in. */
export type FieldTexts = {
  readonly label: string
  /** Said before a person types: what is wanted, in which form. */
  readonly hint?: string | undefined
  /** Said after: what to do about what was typed. */
  readonly error?: string | undefined
}

/** Ties label, hint and error to the control, which spreads them over itself. */
export type ControlTies = {
  readonly id: string
  readonly 'aria-describedby': string | undefined
  readonly 'aria-invalid': boolean
}

type Props = FieldTexts & { readonly children: (ties: ControlTies) => ComponentChildren }

/** Label above, hint between, control, error below: the order in which they are read. */
export function FieldFrame({ label, hint, error, children }: Props) {
  const id = useId()
  const hintId = hint ? `${id}-hint` : undefined
  const errorId = error ? `${id}-error` : undefined
  const describedBy = [errorId, hintId].filter(Boolean).join(' ') || undefined
  return (
    <div class="field">
      <label class="field-label" for={id}>
        {label}
      </label>
      {hint && (
        <p class="field-hint" id={hintId}>
          {hint}
        </p>
      )}
      {children({ id, 'aria-describedby': describedBy, 'aria-invalid': errorId !== undefined })}
      {error && (
        <p class="field-error" id={errorId}>
          <Icon name="error" />
          <span>{error}</span>
        </p>
      )}
    </div>
  )
}
