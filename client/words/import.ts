import { dictionary } from './dictionary.ts'
import type { ImportWords } from './import.zh-Hant.ts'

/** Bringing in many checkpoints at once, from a file or out of a pattern. */
export const importWords = dictionary<ImportWords>({
  'zh-Hant': () => import('./import.zh-Hant.ts'),
  'zh-Hans': () => import('./import.zh-Hans.ts'),
  en: () => import('./import.en.ts'),
})
