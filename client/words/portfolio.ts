import { dictionary } from './dictionary.ts'
import type { PortfolioWords } from './portfolio.zh-Hant.ts'

/** What somebody reads who has several estates to answer for. */
export const portfolioWords = dictionary<PortfolioWords>({
  'zh-Hant': () => import('./portfolio.zh-Hant.ts'),
  'zh-Hans': () => import('./portfolio.zh-Hans.ts'),
  en: () => import('./portfolio.en.ts'),
})
