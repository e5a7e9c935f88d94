import { dictionary } from './dictionary.ts'
import type { TagKeyWords } from './tag-keys.zh-Hant.ts'

/** The keys that sign labels. */
export const tagKeyWords = dictionary<TagKeyWords>({
  'zh-Hant': () => import('./tag-keys.zh-Hant.ts'),
  'zh-Hans': () => import('./tag-keys.zh-Hans.ts'),
  en: () => import('./tag-keys.en.ts'),
})
