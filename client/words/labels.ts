import { dictionary } from './dictionary.ts'
import type { LabelWords } from './labels.zh-Hant.ts'

/** The label designer. */
export const labelWords = dictionary<LabelWords>({
  'zh-Hant': () => import('./labels.zh-Hant.ts'),
  'zh-Hans': () => import('./labels.zh-Hans.ts'),
  en: () => import('./labels.en.ts'),
})
