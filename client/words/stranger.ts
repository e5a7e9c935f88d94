import { dictionary } from './dictionary.ts'
import type { StrangerWords } from './stranger.zh-Hant.ts'

/** For those without an account: the page of a tag, the report they leave, what became of it. */
export const strangerWords = dictionary<StrangerWords>({
  'zh-Hant': () => import('./stranger.zh-Hant.ts'),
  'zh-Hans': () => import('./stranger.zh-Hans.ts'),
  en: () => import('./stranger.en.ts'),
})
