import { dictionary } from './dictionary.ts'
import type { ResidentReportWords } from './resident-reports.zh-Hant.ts'

/** Reports that strangers left at tags, at the desk; and what an estate shows them. */
export const residentReportWords = dictionary<ResidentReportWords>({
  'zh-Hant': () => import('./resident-reports.zh-Hant.ts'),
  'zh-Hans': () => import('./resident-reports.zh-Hans.ts'),
  en: () => import('./resident-reports.en.ts'),
})
