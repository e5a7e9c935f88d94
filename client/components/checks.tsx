import type { ComponentChildren } from 'preact'
import { Check } from './check.tsx'

type Props<Value extends string | number> = {
  readonly options: readonly {
    readonly value: Value
    readonly label: ComponentChildren
    readonly detail?: ComponentChildren
  }[]
  /** The ticked ones, in the order they were ticked. */
  readonly value: readonly Value[]
  readonly onChange: (value: Value[]) => void
  readonly look?: 'row' | 'chip' | undefined
}

/** Any of several, each with its box; they stand in a `FieldGroup` that asks. */
export function Checks<Value extends string | number>({ options, value, onChange, look }: Props<Value>) {
  return (
    <>
      {options.map((option) => (
        <Check
          key={option.value}
          look={look}
          label={option.label}
          detail={option.detail}
          checked={value.includes(option.value)}
          onChange={(on) => {
            const others = value.filter((other) => other !== option.value)
            onChange(on ? [...others, option.value] : others)
          }}
        />
      ))}
    </>
  )
}
