import type { WalkingOrder } from '../../checkpoints/plan.ts'
import { Field } from '../components/field.tsx'
import { Select } from '../components/select.tsx'
import type { PlanFields } from '../models/plans.ts'
import type { PlanWords } from '../words/plan.zh-Hant.ts'

type Props = {
  readonly words: PlanWords
  readonly draft: PlanFields
  readonly set: (change: Partial<PlanFields>) => void
  readonly errorOf: (field: keyof PlanFields) => string | undefined
}

/** How a round is walked: when in its window it starts, in which order, how fast. */
export function PlanWalk({ words, draft, set, errorOf }: Props) {
  return (
    <>
      <Field
        label={words.randomStart}
        hint={words.randomStartHint}
        unit={words.minutes}
        inputMode="numeric"
        maxLength={4}
        value={draft.randomStart}
        onInput={(randomStart) => set({ randomStart })}
        error={errorOf('randomStart')}
      />
      <Select<WalkingOrder>
        label={words.order}
        hint={words.orderHint[draft.order]}
        options={(['free', 'advised', 'strict'] as const).map((value) => ({ value, label: words.orders[value] }))}
        value={draft.order}
        onChange={(order) => set({ order })}
      />
      <Field
        label={words.minGap}
        hint={words.minGapHint}
        unit={words.seconds}
        inputMode="numeric"
        maxLength={4}
        value={draft.minGapSeconds}
        onInput={(minGapSeconds) => set({ minGapSeconds })}
        error={errorOf('minGapSeconds')}
      />
    </>
  )
}
