import type { PlanWindow } from '../../checkpoints/plan.ts'
import { Button } from '../components/button.tsx'
import { Field } from '../components/field.tsx'
import { FieldGroup } from '../components/field-group.tsx'
import { endsNextDay, windowFault } from '../models/plans.ts'
import type { OfficeWords } from '../words/office.zh-Hant.ts'
import { decimal } from '../words/writing.ts'
import './plan-windows.css'

type Props = {
  readonly words: OfficeWords
  readonly value: readonly PlanWindow[]
  readonly onChange: (windows: readonly PlanWindow[]) => void
  /** Whether to say what is wrong with each. */
  readonly tried: boolean
}

const WINDOWS_MAX = 24

/** The hours of a plan: each window becomes one round a day. */
export function PlanWindows({ words, value, onChange, tried }: Props) {
  const { plans: own } = words
  const change = (index: number, changed: Partial<PlanWindow>) =>
    onChange(value.map((window, i) => (i === index ? { ...window, ...changed } : window)))
  return (
    <FieldGroup label={own.windows} hint={own.windowsHint}>
      {value.map((window, i) => {
        const fault = tried ? windowFault(value, i) : undefined
        return (
          <FieldGroup key={i} label={own.window(decimal(i + 1))} error={fault && words.faults[fault]} layout="chips">
            <Field
              label={own.startsAt}
              type="time"
              value={window.startsAt}
              onInput={(startsAt) => change(i, { startsAt })}
            />
            <Field label={own.endsAt} type="time" value={window.endsAt} onInput={(endsAt) => change(i, { endsAt })} />
            {value.length > 1 && (
              <div class="plan-window-remove">
                <Button kind="quiet" icon="close" iconOnly onClick={() => onChange(value.filter((_, j) => j !== i))}>
                  {own.removeWindow(decimal(i + 1))}
                </Button>
              </div>
            )}
            <p class="plan-window-note soft small" role="status">
              {endsNextDay(window) && window.startsAt !== window.endsAt && own.endsNextDay}
            </p>
          </FieldGroup>
        )
      })}
      {value.length < WINDOWS_MAX && (
        <div>
          <Button icon="plus" onClick={() => onChange([...value, { startsAt: '', endsAt: '' }])}>
            {own.addWindow}
          </Button>
        </div>
      )}
    </FieldGroup>
  )
}
