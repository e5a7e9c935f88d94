import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import type { FieldTexts } from './field-frame.tsx'
import './field-frame.css'
import './field-group.css'
import { Icon } from './icon.tsx'

type Props = FieldTexts & {
  /** `chips` sets them side by side. */
  readonly layout?: 'column' | 'chips' | undefined
  readonly children: ComponentChildren
}

/** Several controls that answer one question: label above, hint between, controls, error below. */
export function FieldGroup({ label, hint, error, layout = 'column', children }: Props) {
  const id = useId()
  const hintId = hint ? `${id}-hint` : undefined
  const errorId = error ? `${id}-error` : undefined
  return (
    <fieldset
      class="field-group"
      data-invalid={error ? '' : undefined}
      aria-describedby={[errorId, hintId].filter(Boolean).join(' ') || undefined}
    >
      <legend class="field-label">{label}</legend>
      {hint && (
        <p class="field-hint" id={hintId}>
          {hint}
        </p>
      )}
      <div class="field-group-controls" data-layout={layout}>
        {children}
      </div>
      {error && (
        <p class="field-error" id={errorId}>
          <Icon name="error" />
          <span>{error}</span>
        </p>
      )}
    </fieldset>
  )
}
