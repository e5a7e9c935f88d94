import { dictionary } from './dictionary.ts'
import type { MailingWords } from './mailings.zh-Hant.ts'

/** Loaded with the screen that sets up reports by e-mail, and with the way out of them. */
export const mailingWords = dictionary<MailingWords>({
  'zh-Hant': () => import('./mailings.zh-Hant.ts'),
  'zh-Hans': () => import('./mailings.zh-Hans.ts'),
  en: () => import('./mailings.en.ts'),
})
