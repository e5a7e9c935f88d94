import type { AccountWords } from './account.zh-Hant.ts'
import { dictionary } from './dictionary.ts'

/** Setting up, invitations, settings: what is read once in a while. */
export const accountWords = dictionary<AccountWords>({
  'zh-Hant': () => import('./account.zh-Hant.ts'),
  'zh-Hans': () => import('./account.zh-Hans.ts'),
  en: () => import('./account.en.ts'),
})
