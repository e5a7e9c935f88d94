import { useId } from 'preact/hooks'
import { Icon, type IconName } from './icon.tsx'
import './segmented.css'

/** One of the choices. Once chosen, the tone colours it and the icon says it without colour. */
export type Segment<Value extends string> = {
  readonly value: Value
  readonly label: string
  readonly tone?: 'good' | 'bad' | 'plain' | undefined
  readonly icon?: IconName | undefined
  /** Where the label is not in the page's language. */
  readonly lang?: string | undefined
}

type Props<Value extends string> = {
  /** The question that is answered. */
  readonly legend: string
  readonly hideLegend?: boolean | undefined
  readonly segments: readonly Segment<Value>[]
  /** Undefined until a person has chosen: nothing is ever ticked beforehand. */
  readonly value: Value | undefined
  readonly onChange: (value: Value) => void
  readonly size?: 'big' | 'small' | undefined
  /** `grid` where there are more than fit side by side: all equally wide; `column` where their words are long. */
  readonly layout?: 'row' | 'grid' | 'column' | undefined
  readonly required?: boolean | undefined
  readonly disabled?: boolean | undefined
  /** What is wrong with the answer, such as that there is none. */
  readonly error?: string | undefined
}

/** One choice of a few, side by side. Real radio buttons: arrow keys, form reset and screen readers need no help. */
export function Segmented<Value extends string>({
  legend,
  hideLegend,
  segments,
  value,
  onChange,
  ...props
}: Props<Value>) {
  const { size = 'big', layout = 'row', required, disabled, error } = props
  const id = useId()
  const errorId = error ? `${id}-error` : undefined
  return (
    <div
      class="segmented"
      data-size={size}
      role="radiogroup"
      aria-labelledby={`${id}-legend`}
      aria-required={required}
      aria-invalid={errorId !== undefined}
      aria-describedby={errorId}
    >
      <p id={`${id}-legend`} class={hideLegend ? 'unseen' : 'segmented-legend'}>
        {legend}
      </p>
      <div class="segmented-row" data-layout={layout}>
        {segments.map((segment) => (
          <label key={segment.value} class="segment" data-tone={segment.tone ?? 'plain'} lang={segment.lang}>
            <input
              type="radio"
              name={id}
              value={segment.value}
              checked={segment.value === value}
              disabled={disabled}
              onChange={() => onChange(segment.value)}
            />
            <span class="segment-face">
              <Icon name={segment.icon ?? 'tick'} />
              <span>{segment.label}</span>
            </span>
          </label>
        ))}
      </div>
      {error && (
        <p class="segmented-error" id={errorId}>
          <Icon name="error" />
          <span>{error}</span>
        </p>
      )}
    </div>
  )
}
