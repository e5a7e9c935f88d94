import { SEVERITIES, SEVERITY_NAMES, type Severity } from '../../checkpoints/answer.ts'
import { CATEGORIES, Category } from '../../checkpoints/checklist.ts'
import { language } from '../words/language.ts'

/** How bad something may be, in the reader's language, to choose from. */
export function severityChoices(): { readonly value: Severity; readonly label: string }[] {
  return SEVERITIES.map((value) => ({ value, label: SEVERITY_NAMES[value][language.value] }))
}

/** What something that is wrong may be about, likewise. */
export function categoryChoices(): { readonly value: Category; readonly label: string }[] {
  return Category.options.map((value) => ({ value, label: CATEGORIES[value].names[language.value] }))
}
