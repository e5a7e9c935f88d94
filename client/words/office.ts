import { dictionary } from './dictionary.ts'
import type { OfficeWords } from './office.zh-Hant.ts'

/** What an estate is set up with: checkpoints, labels, staff, plans, phones. */
export const officeWords = dictionary<OfficeWords>({
  'zh-Hant': () => import('./office.zh-Hant.ts'),
  'zh-Hans': () => import('./office.zh-Hans.ts'),
  en: () => import('./office.en.ts'),
})
