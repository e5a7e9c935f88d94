import type { BoardWords } from './board.zh-Hant.ts'
import { dictionary } from './dictionary.ts'

/** What a desk reads of rounds and visits: the board, one round, one visit. */
export const boardWords = dictionary<BoardWords>({
  'zh-Hant': () => import('./board.zh-Hant.ts'),
  'zh-Hans': () => import('./board.zh-Hans.ts'),
  en: () => import('./board.en.ts'),
})
