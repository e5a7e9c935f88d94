import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import './check.css'

type Props = {
  readonly label: ComponentChildren
  /** One line below, such as what ticking it means. */
  readonly detail?: ComponentChildren
  /** `some`: of the things it stands for, not all are ticked. */
  readonly checked: boolean | 'some'
  readonly onChange: (checked: boolean) => void
  /** `row` for a list of them, `chip` for a few side by side; `bare` is the box alone, its label said, not shown. */
  readonly look?: 'row' | 'chip' | 'bare' | undefined
  readonly disabled?: boolean | undefined
}

/** A box to tick, with all of its words to press. */
export function Check({ label, detail, checked, onChange, look = 'row', disabled }: Props) {
  const box = useRef<HTMLInputElement>(null)
  useLayoutEffect(() => {
    if (box.current) box.current.indeterminate = checked === 'some'
  }, [checked])
  return (
    <label class="check" data-look={look}>
      <input
        ref={box}
        type="checkbox"
        checked={checked === true}
        disabled={disabled}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <span class={look === 'bare' ? 'unseen' : 'check-text'}>
        {label}
        {detail && <span class="check-detail">{detail}</span>}
      </span>
    </label>
  )
}
