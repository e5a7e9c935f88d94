import { dictionary } from './dictionary.ts'
import type { PhoneFindingWords } from './phone-findings.zh-Hant.ts'

/** What an assistant reads about problems: reporting, settling, verifying them. */
export const phoneFindingWords = dictionary<PhoneFindingWords>({
  'zh-Hant': () => import('./phone-findings.zh-Hant.ts'),
  'zh-Hans': () => import('./phone-findings.zh-Hans.ts'),
  en: () => import('./phone-findings.en.ts'),
})
