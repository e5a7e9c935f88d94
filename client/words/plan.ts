import { dictionary } from './dictionary.ts'
import type { PlanWords } from './plan.zh-Hant.ts'

/** Loaded with the first screen that writes plans, teams or holidays. */
export const planWords = dictionary<PlanWords>({
  'zh-Hant': () => import('./plan.zh-Hant.ts'),
  'zh-Hans': () => import('./plan.zh-Hans.ts'),
  en: () => import('./plan.en.ts'),
})
