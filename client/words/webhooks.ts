import { dictionary } from './dictionary.ts'
import type { WebhookWords } from './webhooks.zh-Hant.ts'

/** Loaded with the screen that sets up webhooks. */
export const webhookWords = dictionary<WebhookWords>({
  'zh-Hant': () => import('./webhooks.zh-Hant.ts'),
  'zh-Hans': () => import('./webhooks.zh-Hans.ts'),
  en: () => import('./webhooks.en.ts'),
})
