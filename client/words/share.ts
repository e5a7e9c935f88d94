import { dictionary } from './dictionary.ts'
import type { ShareWords } from './share.zh-Hant.ts'

/** Links that open a report without an account, and the page they open. */
export const shareWords = dictionary<ShareWords>({
  'zh-Hant': () => import('./share.zh-Hant.ts'),
  'zh-Hans': () => import('./share.zh-Hans.ts'),
  en: () => import('./share.en.ts'),
})
