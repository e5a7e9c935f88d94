import { dictionary } from './dictionary.ts'
import type { PicturesWords } from './pictures.zh-Hant.ts'

/** The pictures of a report, and what each of them says. */
export const picturesWords = dictionary<PicturesWords>({
  'zh-Hant': () => import('./pictures.zh-Hant.ts'),
  'zh-Hans': () => import('./pictures.zh-Hans.ts'),
  en: () => import('./pictures.en.ts'),
})
