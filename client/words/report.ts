import { dictionary } from './dictionary.ts'
import type { ReportWords } from './report.zh-Hant.ts'

/** A report of coverage on screen, and the lists behind its numbers. */
export const reportWords = dictionary<ReportWords>({
  'zh-Hant': () => import('./report.zh-Hant.ts'),
  'zh-Hans': () => import('./report.zh-Hans.ts'),
  en: () => import('./report.en.ts'),
})
