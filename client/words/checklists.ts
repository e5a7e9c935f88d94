import type { ChecklistsWords } from './checklists.zh-Hant.ts'
import { dictionary } from './dictionary.ts'

/** Writing checklists, of a kind and of a single spot. */
export const checklistsWords = dictionary<ChecklistsWords>({
  'zh-Hant': () => import('./checklists.zh-Hant.ts'),
  'zh-Hans': () => import('./checklists.zh-Hans.ts'),
  en: () => import('./checklists.en.ts'),
})
