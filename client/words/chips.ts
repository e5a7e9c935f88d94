import type { ChipWords } from './chips.zh-Hant.ts'
import { dictionary } from './dictionary.ts'

/** NFC chips. */
export const chipWords = dictionary<ChipWords>({
  'zh-Hant': () => import('./chips.zh-Hant.ts'),
  'zh-Hans': () => import('./chips.zh-Hans.ts'),
  en: () => import('./chips.en.ts'),
})
