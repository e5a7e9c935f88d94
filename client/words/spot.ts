import { dictionary } from './dictionary.ts'
import type { SpotWords } from './spot.zh-Hant.ts'

/** One checkpoint with its history, and the tree of places. */
export const spotWords = dictionary<SpotWords>({
  'zh-Hant': () => import('./spot.zh-Hant.ts'),
  'zh-Hans': () => import('./spot.zh-Hans.ts'),
  en: () => import('./spot.en.ts'),
})
