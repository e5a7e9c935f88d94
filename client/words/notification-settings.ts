import { dictionary } from './dictionary.ts'
import type { NotificationSettingsWords } from './notification-settings.zh-Hant.ts'

/** How somebody wants to be told. Loaded with the settings. */
export const notificationSettingsWords = dictionary<NotificationSettingsWords>({
  'zh-Hant': () => import('./notification-settings.zh-Hant.ts'),
  'zh-Hans': () => import('./notification-settings.zh-Hans.ts'),
  en: () => import('./notification-settings.en.ts'),
})
