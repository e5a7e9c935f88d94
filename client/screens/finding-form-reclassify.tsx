import type { Severity } from '../../checkpoints/answer.ts'
import type { Category } from '../../checkpoints/checklist.ts'
import { refusalOf } from '../../checkpoints/finding-decision.ts'
import { Segmented } from '../components/segmented.tsx'
import { Select } from '../components/select.tsx'
import { actor } from '../models/actor.ts'
import { categoryChoices, severityChoices } from './finding-choices.ts'
import type { DeedProps } from './finding-deed-sheet.tsx'
import { useDeedForm } from './use-deed-form.tsx'

type Draft = { readonly severity: Severity; readonly category: Category | undefined; readonly reason: string }

/** How bad it is, and what it is about. Less bad than it was is the manager's to say. */
export function ReclassifyForm(props: DeedProps) {
  const { words, detail } = props
  const { finding } = detail
  const { draft, set, written, errorOf, frame } = useDeedForm<Draft>(props, {
    initial: { severity: finding.severity, category: finding.category ?? undefined, reason: '' },
    faultsOf: ({ severity, category, reason }) => {
      const act = { kind: 'reclassify', severity, category: category ?? 'facilities', reason } as const
      const isLess = refusalOf(finding, act, actor.value) === 'manager-decides'
      return {
        ...(isLess && { severity: { text: words.form.lessManager } }),
        ...(!category && { category: 'categoryMissing' as const }),
        ...(reason.trim() === '' && { reason: 'textMissing' as const }),
      }
    },
    actOf: ({ severity, category = 'facilities', reason }) => ({
      kind: 'reclassify',
      severity,
      category,
      reason: reason.trim(),
    }),
  })
  return frame(
    <>
      <Segmented<Severity>
        legend={words.form.severity}
        size="small"
        segments={severityChoices()}
        value={draft.severity}
        onChange={(severity) => set({ severity })}
        error={errorOf('severity')}
      />
      <Select<Category>
        label={words.form.category}
        placeholder={words.form.choose}
        options={categoryChoices()}
        value={draft.category}
        onChange={(category) => set({ category })}
        error={errorOf('category')}
      />
      {written('reason', words.form.reason)}
    </>,
  )
}
