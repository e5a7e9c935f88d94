import { useSignal } from '@preact/signals'
import { Audience, type LadderStep, Trigger } from '../../checkpoints/finding-rules.ts'
import { Button } from '../components/button.tsx'
import { Check } from '../components/check.tsx'
import { Checks } from '../components/checks.tsx'
import { Field } from '../components/field.tsx'
import { FieldGroup } from '../components/field-group.tsx'
import { Select } from '../components/select.tsx'
import { draftOfStep, type StepDraft, stepFrom, type TimeUnit } from '../models/finding-rules.ts'
import type { FindingWords } from '../words/findings.zh-Hant.ts'

type Props = {
  readonly words: FindingWords
  readonly step: LadderStep
  /** Only with steps that can be read. */
  readonly onChange: (step: LadderStep) => void
  readonly onRemove: () => void
}

/** One rung, field by field; the sentence above it follows as soon as it can be read. */
export function LadderStepFields({ words: { ruleForm: own }, step, onChange, onRemove }: Props) {
  const draft = useSignal<StepDraft>(draftOfStep(step))
  const read = stepFrom(draft.value)
  const set = (change: Partial<StepDraft>) => {
    draft.value = { ...draft.value, ...change }
    const next = stepFrom(draft.value)
    if (typeof next === 'object') onChange(next)
  }
  const units = (['minutes', 'hours', 'days'] as const).map((value) => ({ value, label: own.units[value] }))
  return (
    <div class="rules-edit">
      <Select<Trigger>
        label={own.when}
        options={Trigger.options.map((value) => ({ value, label: own.triggers[value] }))}
        value={draft.value.when}
        onChange={(when) => set({ when })}
      />
      <div class="rules-fields">
        <Field
          label={own.after}
          inputMode="numeric"
          maxLength={6}
          value={draft.value.after}
          onInput={(after) => set({ after })}
          error={read === 'after' ? own.amountFault : undefined}
        />
        <Select<TimeUnit>
          label={own.unit}
          options={units}
          value={draft.value.afterUnit}
          onChange={(afterUnit) => set({ afterUnit })}
        />
      </div>
      <FieldGroup label={own.to} layout="chips" error={read === 'to' ? own.toMissing : undefined}>
        <Checks<Audience>
          look="chip"
          options={Audience.options.map((value) => ({ value, label: own.audiences[value] }))}
          value={draft.value.to}
          onChange={(to) => set({ to })}
        />
      </FieldGroup>
      <Check label={own.repeat} checked={draft.value.repeats} onChange={(repeats) => set({ repeats })} />
      {draft.value.repeats && (
        <div class="rules-fields">
          <Field
            label={own.every}
            inputMode="numeric"
            maxLength={6}
            value={draft.value.every}
            onInput={(every) => set({ every })}
            error={read === 'every' ? own.amountFault : undefined}
          />
          <Select<TimeUnit>
            label={own.unit}
            options={units}
            value={draft.value.everyUnit}
            onChange={(everyUnit) => set({ everyUnit })}
          />
        </div>
      )}
      <div class="row">
        <Button kind="quiet" icon="close" onClick={onRemove}>
          {own.removeStep}
        </Button>
      </div>
    </div>
  )
}
