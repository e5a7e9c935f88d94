import { dictionary } from './dictionary.ts'
import type { WorkOrderWords } from './work-order.zh-Hant.ts'

/** The page of a work order's link, for its contractor; and the link, for the desk. */
export const workOrderWords = dictionary<WorkOrderWords>({
  'zh-Hant': () => import('./work-order.zh-Hant.ts'),
  'zh-Hans': () => import('./work-order.zh-Hans.ts'),
  en: () => import('./work-order.en.ts'),
})
