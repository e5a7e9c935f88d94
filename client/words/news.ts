import { dictionary } from './dictionary.ts'
import type { NewsWords } from './news.zh-Hant.ts'

/** What somebody was told, and what rings. Loaded with the bell. */
export const newsWords = dictionary<NewsWords>({
  'zh-Hant': () => import('./news.zh-Hant.ts'),
  'zh-Hans': () => import('./news.zh-Hans.ts'),
  en: () => import('./news.en.ts'),
})
