import { dictionary } from './dictionary.ts'
import type { HangingWords } from './hanging.zh-Hant.ts'

/** Hanging labels, and what is wrong with those that hang. */
export const hangingWords = dictionary<HangingWords>({
  'zh-Hant': () => import('./hanging.zh-Hant.ts'),
  'zh-Hans': () => import('./hanging.zh-Hans.ts'),
  en: () => import('./hanging.en.ts'),
})
