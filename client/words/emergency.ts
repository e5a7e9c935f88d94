import { dictionary } from './dictionary.ts'
import type { EmergencyWords } from './emergency.zh-Hant.ts'

/** What to do in an emergency (policy 4.5). Kept on the phone with the app: it is read without a signal. */
export const emergencyWords = dictionary<EmergencyWords>({
  'zh-Hant': () => import('./emergency.zh-Hant.ts'),
  'zh-Hans': () => import('./emergency.zh-Hans.ts'),
  en: () => import('./emergency.en.ts'),
})
