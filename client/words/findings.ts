import { dictionary } from './dictionary.ts'
import type { FindingWords } from './findings.zh-Hant.ts'

/** Problems at the desk: their lists, what is done about each, the rules and the scorecard. */
export const findingWords = dictionary<FindingWords>({
  'zh-Hant': () => import('./findings.zh-Hant.ts'),
  'zh-Hans': () => import('./findings.zh-Hans.ts'),
  en: () => import('./findings.en.ts'),
})
