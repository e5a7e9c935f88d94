import { dictionary } from './dictionary.ts'
import type { PhoneWords } from './phone.zh-Hant.ts'

/** What an assistant reads on his round. */
export const phoneWords = dictionary<PhoneWords>({
  'zh-Hant': () => import('./phone.zh-Hant.ts'),
  'zh-Hans': () => import('./phone.zh-Hans.ts'),
  en: () => import('./phone.en.ts'),
})
