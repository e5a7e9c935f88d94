import { isMajor } from '../../checkpoints/answer.ts'
import { nameIn } from '../../checkpoints/language.ts'
import { placeIn } from '../models/catalogue.ts'
import { catalogueOf } from '../models/catalogue-kept.ts'
import { roles } from '../models/estate.ts'
import { stillListed, type TriageDraft, triageAct, triageFaults, triageOf } from '../models/finding-triage.ts'
import { language } from '../words/language.ts'
import { shortDay } from '../words/writing.ts'
import type { DeedProps } from './finding-deed-sheet.tsx'
import { TriageFields } from './finding-triage-fields.tsx'
import { whatIsWrong } from './finding-words.ts'
import { useDeedForm } from './use-deed-form.tsx'

/** Who sees to it, by when; of a major problem what the manager has decided (policy 9.2, 9.3). */
export function TriageForm(props: DeedProps) {
  const { words, estate, detail, rules } = props
  const { finding, latestDue } = detail
  const isManager = roles.value.includes('manager')
  const decidesMajor = isMajor(finding.severity)
  const catalogue = catalogueOf(estate.id).value.value
  const { spot } = finding
  const place = catalogue && placeIn(catalogue, spot.place, language.value)
  const where = [place, nameIn(spot.names, language.value)].filter(Boolean).join(' ')
  const { draft, set, errorOf, frame } = useDeedForm<TriageDraft>(props, {
    initial: triageOf(finding, words.noticeText(where, whatIsWrong(finding))),
    faultsOf: (typed) => {
      const draft = stillListed(typed, rules)
      const { dueOn, ...faults } = triageFaults(draft, { latestDue, isManager, isMajor: decidesMajor })
      const latest = draft.kind && latestDue[draft.kind]
      return {
        ...(faults as Partial<Record<keyof TriageDraft, Exclude<typeof dueOn, 'due-too-late' | undefined>>>),
        ...(dueOn && latest && { dueOn: { text: words.form.dueLater(shortDay(latest)) } }),
      }
    },
    actOf: triageAct,
  })
  return frame(
    <TriageFields
      {...{ words, estate, rules, set, errorOf, latestDue, isManager, isMajor: decidesMajor }}
      draft={stillListed(draft, rules)}
      staff={detail.staff}
      again={finding.state === 'in-work'}
    />,
  )
}
